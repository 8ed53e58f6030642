//! What is open during the pass, and what it means.

use waardenscan_document::{BlockKind, Remark};

use crate::{
    draft::CommentNumber, flow::Shape, odt::lists::Lists, range::RangeNumber, symbols::Font,
};

/// What an open element means at its end.
#[derive(Debug)]
pub(super) enum Frame {
    /// Its end means nothing.
    Other,
    Paragraph,
    /// A span, with what held outside it.
    Span {
        hidden: bool,
        font: Font,
    },
    List,
    Table,
    HeaderRows,
    Row,
    Cell {
        repeated: usize,
    },
    /// A drawing, with what stands in for it.
    Drawing {
        alternative: String,
    },
    /// A drawing with text.
    Box {
        alternative: String,
    },
    /// The text that stands in for a drawing.
    Alternative(String),
    Link(Option<RangeNumber>),
    /// A note; its mark is read before its body.
    Note {
        kind: BlockKind,
        mark: String,
    },
    NoteMark,
    NoteBody,
    /// A comment; its author and date stand in it.
    Comment {
        /// The number under which its words are known.
        number: CommentNumber,
        remark: Remark,
    },
    CommentAuthor(String),
    CommentDate(String),
    /// A header or footer of a page layout.
    Running(BlockKind),
    Contents,
}

/// What a paragraph under way will be.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) shape: Shape,
    pub(super) break_after: bool,
}

/// What holds in one story.
#[derive(Debug, Default)]
pub(super) struct Place {
    pub(super) paragraph: Paragraph,
    pub(super) hidden: bool,
    pub(super) font: Font,
    /// Lists outside a note or box have nothing to do with those inside.
    pub(super) lists: Lists,
    /// The comments whose words are under way, by name.
    pub(super) remarks: Vec<(String, RangeNumber)>,
}

/// What `text:h` says about itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) labelled: bool,
}
