use waardenscan_document::{Document, ReadError};

use crate::package::Package;

/// The parts of a document that are read.
pub(crate) const PARTS: [&str; 3] = ["content.xml", "styles.xml", "meta.xml"];

pub(crate) fn read(package: Package<'_>) -> Result<Document, ReadError> {
    let _ = package.is_whole();
    Err(ReadError::NoContent)
}
