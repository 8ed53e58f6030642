//! Lists of files.

use std::path::PathBuf;

/// Returns the paths of a list: one a line, or, where the list holds a NUL,
/// one before each NUL, as `find -print0` writes. Empty lines are left out.
#[must_use]
pub fn paths_of_list(list: &[u8]) -> Vec<PathBuf> {
    let separator = if list.contains(&0) { 0 } else { b'\n' };
    let entries = list.split(|&byte| byte == separator);
    entries
        .map(|entry| match separator {
            0 => entry,
            _ => entry.strip_suffix(b"\r").unwrap_or(entry),
        })
        .filter(|entry| !entry.is_empty())
        .map(path)
        .collect()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_or_what_stands_before_nul() {
        let paths = |list: &[u8]| -> Vec<String> {
            let paths = paths_of_list(list).into_iter();
            paths.map(|path| path.display().to_string()).collect()
        };
        assert_eq!(paths(b"a b.pdf\r\n\nc.pdf"), ["a b.pdf", "c.pdf"]);
        assert_eq!(paths(b"a\nb.pdf\0c.pdf\0"), ["a\nb.pdf", "c.pdf"]);
        assert!(paths(b"").is_empty());
    }
}
