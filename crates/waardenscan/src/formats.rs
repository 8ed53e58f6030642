//! Which reader reads what.

use waardenscan_document::{Document, ReadError, Reader};
use waardenscan_docx::WordReader;
use waardenscan_pdf::PdfReader;

use crate::other_format::other_format;

/// A document, and who read it.
#[derive(Debug)]
pub struct Reading {
    /// Name of the reader ([`Reader::name`]).
    pub reader: &'static str,
    /// What it read.
    pub document: Document,
}

/// Reads the content of one file without looking for values. The format is
/// told by the content alone.
///
/// ```
/// use waardenscan::ReadError;
///
/// assert_eq!(waardenscan::read_document(b""), Err(ReadError::Empty));
/// ```
///
/// # Errors
///
/// Any [`ReadError`]: other formats, empty, damaged, protected or scanned
/// files.
pub fn read_document(bytes: &[u8]) -> Result<Document, ReadError> {
    read_document_with(bytes, &PdfReader::new())
}

/// Reads the content of one file as [`read_document`] does, PDF with a reader
/// of one's own: one that knows a password, or recognises text (OCR).
///
/// # Errors
///
/// As [`read_document`].
pub fn read_document_with(bytes: &[u8], pdf: &PdfReader) -> Result<Document, ReadError> {
    read(bytes, &[], pdf).map(|reading| reading.document)
}

/// Reads with the first reader that recognises the bytes: of `more`, then our
/// own.
pub(crate) fn read(
    bytes: &[u8],
    more: &[Box<dyn Reader>],
    pdf: &PdfReader,
) -> Result<Reading, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let word = WordReader::default();
    let ours: [&dyn Reader; 2] = [pdf, &word];
    let mut readers = more.iter().map(Box::as_ref).chain(ours);
    if let Some(reader) = readers.find(|reader| reader.recognises(bytes)) {
        let document = reader.read(bytes)?;
        return Ok(Reading {
            reader: reader.name(),
            document,
        });
    }
    // The reader of packages can tell what else a package is.
    match word.read(bytes) {
        Err(ReadError::UnknownFormat { found: Some(found) }) => {
            Err(ReadError::UnknownFormat { found: Some(found) })
        }
        _ => Err(ReadError::UnknownFormat {
            found: other_format(bytes),
        }),
    }
}
