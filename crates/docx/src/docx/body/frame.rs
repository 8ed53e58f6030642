//! What is open during the pass, and what it means.

use waardenscan_document::{BlockKind, Remark};

use crate::{
    docx::{fields::Fields, styles::NumberRef},
    draft::CommentNumber,
    range::RangeNumber,
    symbols::Font,
    text::Mark,
};

/// What an open element means at its end.
#[derive(Debug)]
pub(super) enum Frame {
    /// Its end means nothing.
    Other,
    Paragraph,
    ParagraphProperties,
    /// Properties of the paragraph mark.
    MarkProperties,
    NumberProperties,
    Run,
    RunProperties,
    Text,
    Instruction,
    SimpleField,
    Link(Option<RangeNumber>),
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    /// A text box.
    Box,
    /// A note, or a comment with its remark.
    Note {
        id: String,
        remark: Option<Remark>,
    },
    Section,
    /// How a section marks its footnotes, or its endnotes.
    SectionNotes {
        is_endnote: bool,
    },
    /// A content control; true for one that holds a table of contents.
    Control(bool),
    /// `mc:AlternateContent`; true once a branch was taken.
    Alternate(bool),
    /// A raised or lowered part of a formula, with the place before its sign.
    Script(Mark),
    /// The sign of a sum or integral.
    Operator(String),
    /// A part of a formula between brackets.
    Brackets {
        open: String,
        close: String,
        begun: bool,
    },
}

/// What to do with an element that starts.
pub(super) enum Action {
    Enter(Frame),
    Skip,
    /// Leave out the rest of the table row or cell around it.
    SkipRow,
    SkipCell,
}

/// Paragraph and run under way in one story.
#[derive(Debug, Default)]
pub(super) struct Place {
    pub(super) paragraph: ParagraphProperties,
    /// What the paragraph's style says of its text.
    pub(super) style: TextStyle,
    pub(super) run: RunProperties,
    pub(super) fields: Fields,
    /// The comments whose words are under way.
    pub(super) remarks: Vec<(CommentNumber, RangeNumber)>,
}

#[derive(Debug, Default)]
pub(super) struct ParagraphProperties {
    pub(super) style: Option<String>,
    pub(super) outline: Option<u8>,
    pub(super) number: NumberRef,
    /// The mark was deleted: the next paragraph continues this one.
    pub(super) mark_deleted: bool,
    pub(super) mark_hidden: bool,
    /// Some of its text stands in a table of contents that a field makes.
    pub(super) in_contents: bool,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TextStyle {
    pub(super) hidden: bool,
    pub(super) font: Option<Font>,
}

#[derive(Debug, Default)]
pub(super) struct RunProperties {
    pub(super) hidden: Option<bool>,
    pub(super) style_hidden: bool,
    pub(super) font: Option<Font>,
    /// A note whose mark is the text that follows.
    pub(super) own_mark: Option<(BlockKind, String, Mark)>,
}
