use std::path::Path;

use anyhow::Result;
use waardenscan_archive::Project;

use crate::exit::UsageError;

/// Opens a project that must be there.
pub(super) fn open(path: &Path) -> Result<Project> {
    if !path.is_file() {
        return Err(UsageError(format!("no project {}", path.display())).into());
    }
    Ok(Project::create_or_open(path)?)
}
