use serde::{Deserialize, Serialize};

use crate::{Image, Link, Region, Remark};

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BlockKind {
    /// A heading; [`Block::level`] gives its depth.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list, or one member (lid) or part (onderdeel) of an
    /// article; [`Block::level`] gives its nesting.
    ListItem,
    /// One cell of a table; [`Block::cell`] gives its place.
    TableCell,
    /// A note at the foot of the page.
    Footnote,
    /// A note at the end of the document.
    Endnote,
    /// Text in a box beside the running text.
    TextBox,
    /// The caption of a table or figure.
    Caption,
    /// A running header.
    Header,
    /// A running footer.
    Footer,
    /// A reviewer's comment.
    Comment,
}

impl BlockKind {
    /// Returns the name used in JSON, such as `list_item`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list_item",
            Self::TableCell => "table_cell",
            Self::Footnote => "footnote",
            Self::Endnote => "endnote",
            Self::TextBox => "text_box",
            Self::Caption => "caption",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Comment => "comment",
        }
    }

    /// Tells whether a block of this kind is a [`Passage`](crate::Passage):
    /// text that the document's author addresses to its readers. Headings are
    /// the outline of passages; running headers, footers and comments are not
    /// the document's own text.
    #[must_use]
    pub const fn is_passage(self) -> bool {
        match self {
            Self::Paragraph
            | Self::ListItem
            | Self::TableCell
            | Self::Footnote
            | Self::Endnote
            | Self::TextBox
            | Self::Caption => true,
            Self::Heading | Self::Header | Self::Footer | Self::Comment => false,
        }
    }
}

/// Where a table cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Number of the table within the document, from 0.
    pub table: usize,
    /// Row within the table, from 0.
    pub row: usize,
    /// First column that the cell covers, from 0.
    pub column: usize,
    /// Whether the cell is a column header.
    pub header: bool,
}

/// One block of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Depth of a heading (1 is the highest) or nesting of a list item (1 is
    /// the outermost); `None` for other kinds.
    pub level: Option<u8>,
    /// The label apart from the text: "Artikel 3", "2.", "a.", "•". For a note,
    /// its mark.
    pub label: Option<String>,
    /// The text: NFC, no line ends, single spaces, trimmed.
    pub text: String,
    /// Index of the page on which the block starts, from 0, where known.
    pub page_index: Option<usize>,
    /// Where the block stands, one region a page it covers; empty where the
    /// format has no places.
    pub regions: Vec<Region>,
    /// The place of a table cell.
    pub cell: Option<Cell>,
    /// Whether the block belongs to a table of contents. Such a block repeats
    /// headings and is never a passage.
    pub in_contents: bool,
    /// The links in the text, in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The images in the text that have a text alternative, in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<Image>,
    /// For a comment: who made it, when, and what about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Remark>,
}

impl Block {
    /// Makes a block of `kind` that has only its text.
    #[must_use]
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            level: None,
            label: None,
            text: text.into(),
            page_index: None,
            regions: Vec::new(),
            cell: None,
            in_contents: false,
            links: Vec::new(),
            images: Vec::new(),
            remark: None,
        }
    }

    /// Makes a paragraph.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::new(BlockKind::Paragraph, text)
    }

    /// Makes a heading of `level`, 1 the highest.
    #[must_use]
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self {
            level: Some(level),
            ..Self::new(BlockKind::Heading, text)
        }
    }

    /// Makes a list item of nesting `level`, 1 the outermost.
    #[must_use]
    pub fn list_item(level: u8, text: impl Into<String>) -> Self {
        Self {
            level: Some(level),
            ..Self::new(BlockKind::ListItem, text)
        }
    }

    /// Returns the block with `label`.
    #[must_use]
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Returns the block placed on the page with index `page_index`.
    #[must_use]
    pub const fn on_page(mut self, page_index: usize) -> Self {
        self.page_index = Some(page_index);
        self
    }

    /// Returns label and text as they read on the page: "Artikel 3 Toegang".
    #[must_use]
    pub fn labelled_text(&self) -> String {
        match &self.label {
            Some(label) if self.text.is_empty() => label.clone(),
            Some(label) => format!("{label} {}", self.text),
            None => self.text.clone(),
        }
    }
}
