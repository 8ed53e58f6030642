use serde::{Deserialize, Serialize};

use crate::Span;

/// Words of a block that lead elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The words, in the block's text; never empty.
    pub span: Span,
    /// Where they lead, as the file writes it: an address, `mailto:` and a
    /// mail address, or `#` and a bookmark.
    pub target: String,
}

/// An image within a block.
///
/// What the author wrote for readers who do not see it is not part of the
/// running text: it stands here, and makes no passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Where it stands: UTF-8 byte offset in the block's text, on a character
    /// boundary. An image in a paragraph of its own stands at the end of the
    /// block before it, or at the start of the first.
    pub at: usize,
    /// The text that stands in for it; never empty.
    pub alternative: String,
}
