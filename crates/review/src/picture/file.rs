//! The file of a document, if it still is the one that was scanned.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};
use waardenscan_archive::read_file;

/// Why a document cannot be shown as it was scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gone {
    /// There is no file at its path.
    Missing,
    /// The file is another than the one that was scanned.
    Changed,
    /// It cannot be read or drawn.
    Unreadable,
    /// It brought down the process that was to draw it.
    Dangerous,
}

impl Gone {
    pub(crate) const fn in_dutch(self) -> &'static str {
        match self {
            Self::Missing => {
                "Het bestand staat niet meer op zijn plek, dus de pagina is niet te tonen."
            }
            Self::Changed => {
                "Het bestand is na het scannen gewijzigd, dus de pagina is niet te tonen. Scan \
                 het opnieuw."
            }
            Self::Unreadable => "Deze pagina is niet te tekenen.",
            Self::Dangerous => {
                "Bij het tekenen van dit bestand ging het mis: het vroeg te veel tijd of geheugen, \
                 of is beschadigd. De pagina is daarom niet te tonen."
            }
        }
    }
}

/// A file with what tells that it, or the zip archive that it is in, was
/// written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    path: PathBuf,
    bytes: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    /// Finds the file of a document: a relative path counts from where the
    /// program was started, as for the scan, or else from the project's
    /// folder.
    pub(crate) fn of(folder: Option<&Path>, path: &str) -> Result<Self, Gone> {
        let path = Path::new(path);
        let beside = folder.map(|folder| folder.join(path));
        let found = [Some(path.to_owned()), beside].into_iter().flatten();
        for path in found {
            let file = path.ancestors().find_map(|path| {
                let about = fs::metadata(path).ok()?;
                about.is_file().then_some(about)
            });
            if let Some(about) = file {
                return Ok(Self {
                    path,
                    bytes: about.len(),
                    modified: about.modified().ok(),
                });
            }
        }
        Err(Gone::Missing)
    }
}

/// Reads a file, if it has the content that was scanned.
pub(crate) fn current(stamp: &Stamp, sha256: &str) -> Result<Vec<u8>, Gone> {
    let bytes = read_file(&stamp.path).map_err(|_| Gone::Missing)?;
    let hash: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    if hash == sha256 {
        Ok(bytes)
    } else {
        Err(Gone::Changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_or_went_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.pdf"), "een").unwrap();
        let stamp = Stamp::of(Some(folder.path()), "a.pdf").unwrap();
        let hash = Sha256::digest("een");
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(current(&stamp, &hash), Ok(b"een".to_vec()));
        fs::write(folder.path().join("a.pdf"), "twee").unwrap();
        assert_eq!(current(&stamp, &hash), Err(Gone::Changed));
        assert_ne!(Stamp::of(Some(folder.path()), "a.pdf"), Ok(stamp.clone()));
        fs::remove_file(folder.path().join("a.pdf")).unwrap();
        assert_eq!(current(&stamp, &hash), Err(Gone::Missing));
        assert_eq!(Stamp::of(Some(folder.path()), "a.pdf"), Err(Gone::Missing));
        assert_eq!(Stamp::of(None, "."), Err(Gone::Missing));
    }
}
