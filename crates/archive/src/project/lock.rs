//! One scan at a time into a project.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::{Project, ProjectError};

/// Held while a scan writes to a project; whoever decides or reads needs none.
///
/// It is a lock on a file beside the project, which the system takes back
/// however its holder ends. The file holds the number of the process and is
/// removed at the end.
#[derive(Debug)]
pub(crate) struct ScanLock {
    /// None where the system or the disk has no such locks: nobody else can be
    /// kept off there.
    held: Option<(File, PathBuf)>,
}

impl Project {
    /// Keeps other scans off.
    pub(crate) fn lock_for_scan(&self) -> Result<ScanLock, ProjectError> {
        // A project in memory is nobody else's.
        if !self.path.exists() {
            return Ok(ScanLock { held: None });
        }
        let mut path = self.path.clone().into_os_string();
        path.push("-scan");
        let path = PathBuf::from(path);
        loop {
            let options = File::options()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path);
            let Ok(mut file) = options else {
                return Ok(ScanLock { held: None });
            };
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(ProjectError::Scanned {
                        path: self.path.clone(),
                        process: process(&mut file),
                    });
                }
                Err(TryLockError::Error(_)) => return Ok(ScanLock { held: None }),
            }
            if is_still(&file, &path) {
                // Only to tell others.
                let _ = file
                    .set_len(0)
                    .and_then(|()| write!(file, "{}", std::process::id()));
                return Ok(ScanLock {
                    held: Some((file, path)),
                });
            }
            // Its last holder removed it between opening and locking.
        }
    }
}

impl Drop for ScanLock {
    fn drop(&mut self) {
        if let Some((_, path)) = &self.held {
            // While it is held: who opened it meanwhile looks again. Where it
            // cannot be removed it is locked by nobody and in nobody's way.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// The process that holds the lock, where it says so.
fn process(file: &mut File) -> Option<u32> {
    let mut number = String::new();
    file.rewind().ok()?;
    file.take(20).read_to_string(&mut number).ok()?;
    number.parse().ok()
}

/// Tells whether a path leads to this very file.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    let (here, there) = (file.metadata().map(identity), path.metadata().map(identity));
    here.is_ok() && here.ok() == there.ok()
}

/// Elsewhere an open file is not removed.
#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}
