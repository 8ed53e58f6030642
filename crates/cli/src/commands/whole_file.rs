//! Files that are whole or not there.

#[cfg(unix)]
use std::fs;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use tempfile::NamedTempFile;

/// Writes a file that is whole or not there.
pub(super) fn write_whole<T>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<&mut File>) -> Result<T>,
) -> Result<T> {
    let what = || format!("{}: cannot be written", path.display());
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let mut file = beside(folder).with_context(what)?;
    let mut out = BufWriter::new(file.as_file_mut());
    let done = write(&mut out).with_context(what)?;
    out.flush().with_context(what)?;
    drop(out);
    file.persist(path).with_context(what)?;
    Ok(done)
}

/// Makes a file for others to read, where the system lets them.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less what the user's mask takes away.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
