//! Takes the bytes of a file, whatever the path turns out to be.

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::Path;

use crate::{Failure, FailureKind};

/// The largest file that is taken into memory, in bytes: twice what the reader
/// of PDF takes by default.
pub(crate) const MAX_BYTES: u64 = 1 << 30;

/// Reads a file whole, once more where it changed meanwhile.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = match read_once(path)? {
        Some(bytes) => Some(bytes),
        None => read_once(path)?,
    };
    bytes.ok_or_else(|| {
        Failure::new(
            FailureKind::Changing,
            "the file changes while it is being read",
        )
    })
}

/// Reads a file; none where it changed meanwhile.
fn read_once(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    // Asked before opening: to open a pipe is to wait for who writes into it.
    let before = std::fs::metadata(path)?;
    if !before.is_file() {
        return Err(Failure::new(
            FailureKind::NotAFile,
            "not a file but a folder, pipe or device",
        ));
    }
    if before.len() > MAX_BYTES {
        return Err(too_large());
    }
    let mut file = File::open(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or(0));
    let taken = (&mut file).take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    let taken = u64::try_from(taken).unwrap_or(u64::MAX);
    let after = file.metadata()?;
    let same = after.len() == taken && unchanged(&before, &after);
    if taken > MAX_BYTES && same {
        return Err(too_large());
    }
    Ok(same.then_some(bytes))
}

fn unchanged(before: &Metadata, after: &Metadata) -> bool {
    // Where the system keeps no such time, the length has to do.
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

pub(crate) fn too_large() -> Failure {
    let limit = format!(
        "the file is over a limit: larger than {} MiB",
        MAX_BYTES >> 20
    );
    Failure::new(FailureKind::OverLimit, limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_no_file_and_a_hole_of_a_terabyte_is_too_large() {
        let folder = tempfile::tempdir().unwrap();
        let kind = |path: &Path| read(path).unwrap_err().kind;
        assert_eq!(kind(folder.path()), FailureKind::NotAFile);
        assert_eq!(kind(&folder.path().join("x")), FailureKind::NotFound);
        let huge = folder.path().join("huge.pdf");
        File::create(&huge).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(kind(&huge), FailureKind::OverLimit);
    }
}
