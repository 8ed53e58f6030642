//! Ids within the page. They depend on what they name and on nothing else, so
//! that a link to a passage still holds in the report of a later run.

use sha2::{Digest, Sha256};

/// Returns the id of a document: the start of the SHA-256 of its path. With 48
/// bits, two of 100,000 documents share one in fewer than one archive in
/// 10,000.
pub(crate) fn document(path: &str) -> String {
    let digest = Sha256::digest(path.as_bytes());
    let hex: String = digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("d{hex}")
}

/// Returns the id of the passage of block `block` in the document with the id
/// `document`.
pub(crate) fn passage(document: &str, block: usize) -> String {
    format!("{document}-{block}")
}

/// Returns the id of the card of the value `id`. Lexicons allow letters,
/// digits and underscores; whatever else a project file holds is replaced.
pub(crate) fn value(id: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    };
    format!("waarde-{}", id.chars().map(plain).collect::<String>())
}
