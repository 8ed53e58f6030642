//! REFI-QDA: the exchange format of tools of qualitative analysis, version 1.0
//! of 18 March 2019 (<https://www.qdasoftware.org>).

pub(super) mod codebook;
mod codes;
pub(super) mod project;
mod text;
mod writer;

use waardenscan_archive::StoredDocument;

use super::guid::Guid;
pub(crate) use text::PlainText;

/// Returns the identifier of a value.
pub(crate) fn code_guid(value: &str) -> String {
    Guid::of("value", &[value]).to_string()
}

/// Returns the identifier of a document. Two paths with the same content are two
/// documents.
pub(crate) fn source_guid(document: &StoredDocument) -> String {
    let sha256 = document.sha256.as_deref().unwrap_or_default();
    Guid::of("document", &[sha256, &document.path]).to_string()
}
