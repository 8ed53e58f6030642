use std::path::PathBuf;

use crate::Problem;

/// Why there is no lexicon.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The folder or a file in it cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The files hold errors.
    #[error("the lexicon has {} error(s)", problems.len())]
    Faulty {
        /// The errors, in the order of the files; warnings are left out.
        problems: Vec<Problem>,
    },
}
