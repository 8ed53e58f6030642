use serde::{Deserialize, Serialize};

/// One page of a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The page number as printed ("iv", "12"), where the file gives one.
    pub label: Option<String>,
    /// Width in points (1/72 inch) as shown, rotation applied; 0 where unknown.
    pub width: f32,
    /// Height in points as shown, rotation applied; 0 where unknown.
    pub height: f32,
    /// Whether the page's text was read from its picture (OCR), so that words
    /// may be wrong that look right.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recognised: bool,
}

/// A rectangle on a page in points, origin at the top left of the page as
/// shown, y downwards.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge, not less than `left`.
    pub right: f32,
    /// Bottom edge, not less than `top`.
    pub bottom: f32,
}

impl Rect {
    /// Returns the smallest rectangle that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// Index of the page, from 0.
    pub page_index: usize,
    /// The rectangle on that page.
    pub rect: Rect,
}
