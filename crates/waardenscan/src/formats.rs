//! Which reader reads what.

use waardenscan_document::{Document, ReadError, Reader};
use waardenscan_docx::WordReader;
use waardenscan_pdf::PdfReader;

use crate::kinds;

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
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let readers: [&dyn Reader; 2] = [&PdfReader::new(), &WordReader::default()];
    match readers.into_iter().find(|reader| reader.recognises(bytes)) {
        Some(reader) => reader.read(bytes),
        None => Err(ReadError::UnknownFormat {
            found: kinds::describe(bytes),
        }),
    }
}
