use std::path::PathBuf;

use waardenscan_document::ReadError;

/// Why a scanner could not be built.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The threshold is not a usable score.
    #[error("threshold {threshold} lies outside (0, 1]")]
    Threshold {
        /// The threshold given.
        threshold: f64,
    },
}

/// Why a file gave no scan.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScanError {
    /// The file cannot be opened or read from disk.
    #[error("{}: cannot be opened", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The content gives no document.
    #[error("{name}: {source}")]
    Read {
        /// The name the bytes were given with.
        name: String,
        /// Why.
        source: ReadError,
    },
}
