//! A part of an archive for one of several machines.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::InputFile;
use crate::inputs::display;

/// Part `number` of `of` parts. Which part a file is in depends on its path
/// below the folder that was asked for, and on nothing else: every machine
/// divides the same way, wherever the archive is mounted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    number: u64,
    of: u64,
}

/// A shard that is not "i/n" with i from 1 to n.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no part of a whole: write 1/4 for the first of four")]
pub struct ShardError(String);

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, ShardError> {
        let parsed = text.split_once('/').and_then(|(number, of)| {
            let (number, of) = (number.trim().parse().ok()?, of.trim().parse().ok()?);
            (1..=of).contains(&number).then_some(Self { number, of })
        });
        parsed.ok_or_else(|| ShardError(text.to_owned()))
    }
}

impl Shard {
    /// Tells whether the file with this path, relative to the folder asked for
    /// and with `/` between its parts, is in this part: the first eight bytes
    /// of the SHA-256 of the path, as a number, modulo the number of parts.
    #[must_use]
    pub fn holds(self, relative: &str) -> bool {
        let digest = Sha256::digest(relative.as_bytes());
        let first = digest.iter().take(8);
        let number = first.fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        number % self.of == self.number - 1
    }

    /// Keeps the files of this part; `roots` are the paths asked for.
    pub fn keep(self, files: &mut Vec<InputFile>, roots: &[PathBuf]) {
        files.retain(|file| self.holds(&relative(&file.full_path(), roots)));
    }
}

/// The path below the deepest of the folders asked for; the name of a file
/// that was asked for by itself.
fn relative(path: &Path, roots: &[PathBuf]) -> String {
    roots
        .iter()
        .filter_map(|root| path.strip_prefix(root).ok())
        .filter(|rest| !rest.as_os_str().is_empty())
        .min_by_key(|rest| rest.components().count())
        .or_else(|| path.file_name().map(Path::new))
        .map(display)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(root: &str) -> Vec<InputFile> {
        let paths = (0..1000).map(|number| PathBuf::from(format!("{root}/map/{number}.pdf")));
        paths.map(InputFile::new).collect()
    }

    #[test]
    fn parts_are_disjoint_complete_even_and_the_same_wherever_the_archive_lies() {
        let roots = [PathBuf::from("archief"), PathBuf::from("/mnt/archief")];
        let mut number_of_files = 0;
        for part in 1..=4 {
            let shard: Shard = format!("{part}/4").parse().unwrap();
            let [here, there] = ["archief", "/mnt/archief"].map(|root| {
                let mut files = files(root);
                shard.keep(&mut files, &roots);
                let names = files
                    .iter()
                    .map(|file| file.path.file_name().unwrap().to_owned());
                names.collect::<Vec<_>>()
            });
            assert_eq!(here, there);
            assert!((200..300).contains(&here.len()), "{}", here.len());
            number_of_files += here.len();
        }
        assert_eq!(number_of_files, 1000);
        // The rule is a promise to machines that run another version.
        let shard: Shard = "1/2".parse().unwrap();
        assert_eq!(
            ["a.pdf", "b.pdf", "map/a.pdf"].map(|path| shard.holds(path)),
            [true, true, false]
        );
    }

    #[test]
    fn what_is_no_part_is_refused() {
        for text in ["", "1", "0/4", "5/4", "1/0", "a/b", "-1/4", "1/4/2"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
