use serde::{Deserialize, Serialize};

use crate::Span;

/// Who made a comment, when, and what about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The author as the file writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When, ISO 8601, as precise as the file has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The words it is about, one anchor a block, in document order; where
    /// the file marks only a point, one anchor with an empty span. Empty
    /// where that place has no block.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Anchor>,
}

/// A place in a document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Index of the block in the document.
    pub block: usize,
    /// The words, in that block's text.
    pub span: Span,
}
