use serde::{Deserialize, Serialize};

use crate::{Document, ReadError};

/// A file format that a reader reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML text.
    Docx,
    /// Open Document text.
    Odt,
}

impl Format {
    /// Returns the name used in JSON, such as `pdf`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
        }
    }
}

/// Turns the bytes of one file into a [`Document`].
///
/// A reader never panics, keeps no state between files and depends on nothing
/// but the bytes and its own settings.
pub trait Reader: Send + Sync {
    /// Returns the name by which records and project files say who read a
    /// document, such as `pdf`.
    fn name(&self) -> &'static str;

    /// Tells by content alone whether the bytes are for this reader. A
    /// damaged file of its format should still be recognised, so that its
    /// error names the damage.
    fn recognises(&self, bytes: &[u8]) -> bool;

    /// Reads the document.
    ///
    /// # Errors
    ///
    /// Any [`ReadError`], when nothing useful can be read;
    /// [`ReadError::UnknownFormat`] only for bytes that this reader does not
    /// recognise. What could be read in part comes back as a document with
    /// warnings.
    fn read(&self, bytes: &[u8]) -> Result<Document, ReadError>;
}
