//! What was drawn and read last, within bounds.

use std::collections::VecDeque;
use std::sync::Arc;

use super::file::{Gone, Stamp};

/// Files of which is remembered that they are those that were scanned.
const FILES: usize = 1000;

/// What is kept, the last used in front.
pub(crate) struct Kept {
    pictures: VecDeque<Entry<Arc<[u8]>>>,
    /// Bytes of the pictures, and how many may be kept.
    bytes: usize,
    most_bytes: usize,
    /// Whether files are as they were scanned and can be shown.
    checked: VecDeque<Entry<Result<(), Gone>>>,
}

struct Entry<T> {
    sha256: String,
    /// The page, 0 for a file.
    index: usize,
    /// The file as it was then.
    stamp: Stamp,
    what: T,
}

fn take<T: Clone>(
    entries: &mut VecDeque<Entry<T>>,
    sha256: &str,
    index: usize,
    stamp: &Stamp,
) -> Option<T> {
    let at = entries
        .iter()
        .position(|it| it.index == index && it.sha256 == sha256 && it.stamp == *stamp)?;
    let entry = entries.remove(at)?;
    let what = entry.what.clone();
    entries.push_front(entry);
    Some(what)
}

impl Kept {
    pub(crate) const fn new(most_bytes: usize) -> Self {
        Self {
            pictures: VecDeque::new(),
            bytes: 0,
            most_bytes,
            checked: VecDeque::new(),
        }
    }

    pub(crate) fn picture(
        &mut self,
        sha256: &str,
        index: usize,
        stamp: &Stamp,
    ) -> Option<Arc<[u8]>> {
        take(&mut self.pictures, sha256, index, stamp)
    }

    pub(crate) fn keep_picture(
        &mut self,
        sha256: &str,
        index: usize,
        stamp: Stamp,
        picture: &Arc<[u8]>,
    ) {
        self.bytes += picture.len();
        self.pictures.push_front(Entry {
            sha256: sha256.to_owned(),
            index,
            stamp,
            what: Arc::clone(picture),
        });
        while self.bytes > self.most_bytes
            && let Some(oldest) = self.pictures.pop_back()
        {
            self.bytes -= oldest.what.len();
        }
    }

    pub(crate) fn checked(&mut self, sha256: &str, stamp: &Stamp) -> Option<Result<(), Gone>> {
        take(&mut self.checked, sha256, 0, stamp)
    }

    pub(crate) fn keep_checked(&mut self, sha256: &str, stamp: Stamp, found: Result<(), Gone>) {
        // What was found later counts.
        self.checked
            .retain(|it| it.sha256 != sha256 || it.stamp != stamp);
        self.checked.push_front(Entry {
            sha256: sha256.to_owned(),
            index: 0,
            stamp,
            what: found,
        });
        self.checked.truncate(FILES);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pictures_used_last_stay_within_the_bound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, "een").unwrap();
        let stamp = Stamp::of(None, path.to_str().unwrap()).unwrap();
        let mut kept = Kept::new(25);
        let picture: Arc<[u8]> = vec![0; 10].into();
        for index in 0..2 {
            kept.keep_picture("a", index, stamp.clone(), &picture);
        }
        assert!(kept.picture("a", 0, &stamp).is_some());
        kept.keep_picture("a", 2, stamp.clone(), &picture);
        assert!(kept.picture("a", 1, &stamp).is_none(), "used longest ago");
        assert!(kept.picture("a", 0, &stamp).is_some());
        assert!(kept.picture("b", 0, &stamp).is_none());
        std::fs::write(&path, "een en twee").unwrap();
        let changed = Stamp::of(None, path.to_str().unwrap()).unwrap();
        assert!(kept.picture("a", 0, &changed).is_none());
        let large: Arc<[u8]> = vec![0; 100].into();
        kept.keep_picture("a", 3, stamp, &large);
        assert_eq!((kept.bytes, kept.pictures.len()), (0, 0));
    }
}
