//! What a file that leaves a project is written as.

use std::path::Path;

use anyhow::Result;

use crate::exit::UsageError;

/// Named by the end of the file's name.
#[derive(Clone, Copy)]
pub(super) enum Format {
    Html,
    Xlsx,
    Json,
}

impl Format {
    /// The format that the end of a name stands for.
    pub(super) fn of(path: &Path) -> Result<Self> {
        let end = path.extension().and_then(|end| end.to_str());
        match end.map(str::to_ascii_lowercase).as_deref() {
            Some("html" | "htm") => Ok(Self::Html),
            Some("xlsx") => Ok(Self::Xlsx),
            Some("json") => Ok(Self::Json),
            _ => Err(UsageError(format!(
                "{}: end the name in .html, .xlsx or .json",
                path.display()
            ))
            .into()),
        }
    }
}
