//! Paragraphs and runs.

use docx_rs::{
    AbstractNumbering, FieldCharType, Footnote, Hyperlink, HyperlinkType, IndentLevel, InstrText,
    Level, LevelJc, LevelText, NumberFormat, NumberingId, Paragraph, Run, SpecialIndentType, Start,
};

use super::styles;
use crate::xml::holdable;

/// Number of the list with bullets.
pub(super) const BULLETS: usize = 2;

pub(super) fn styled(style: &str) -> Paragraph {
    Paragraph::new().style(style)
}

pub(super) fn plain(style: &str, text: &str) -> Paragraph {
    styled(style).add_run(run(text))
}

/// A text in which a line end is a line break.
pub(super) fn run(text: &str) -> Run {
    let text = holdable(text);
    let mut lines = text.split('\n');
    let first = Run::new().add_text(lines.next().unwrap_or_default());
    lines.fold(first, |run, line| {
        run.add_break(docx_rs::BreakType::TextWrapping)
            .add_text(line)
    })
}

/// The list with bullets.
pub(super) fn bullets() -> AbstractNumbering {
    let level = Level::new(
        0,
        Start::new(1),
        NumberFormat::new("bullet"),
        LevelText::new("•"),
        LevelJc::new("left"),
    );
    let hanging = Some(SpecialIndentType::Hanging(284));
    AbstractNumbering::new(BULLETS).add_level(level.indent(Some(284), hanging, None, None))
}

/// A paragraph as an item of a list.
pub(super) fn item(paragraph: Paragraph) -> Paragraph {
    paragraph.numbering(NumberingId::new(BULLETS), IndentLevel::new(0))
}

/// Adds words that lead to a bookmark.
pub(super) fn link(paragraph: Paragraph, name: &str, words: &str) -> Paragraph {
    let words = run(words).style(styles::LINK);
    paragraph.add_hyperlink(Hyperlink::new(name, HyperlinkType::Anchor).add_run(words))
}

/// Adds words that a link can lead to.
pub(super) fn bookmark(paragraph: Paragraph, id: usize, name: &str, words: &str) -> Paragraph {
    paragraph
        .add_bookmark_start(id, name)
        .add_run(run(words))
        .add_bookmark_end(id)
}

/// The bookmark of a heading. Word too begins such names with `_Toc`, which
/// keeps them out of its lists.
pub(super) fn heading_name(number: usize) -> String {
    format!("_Toc{}", 190_000_000 + number)
}

/// The bookmark of a decision.
pub(super) fn decision_name(number: u64) -> String {
    format!("besluit_{number}")
}

/// Adds the number of the page, which the word processor computes.
pub(super) fn page_number(paragraph: Paragraph) -> Paragraph {
    let field = Run::new()
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::Unsupported("PAGE".to_owned()))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false);
    paragraph.add_run(field)
}

/// Numbers footnotes.
#[derive(Default)]
pub(super) struct Notes(usize);

impl Notes {
    /// Makes the mark of a footnote.
    pub(super) fn mark(&mut self, note: Paragraph) -> Run {
        self.0 += 1;
        let note = Footnote {
            id: self.0,
            content: vec![note],
        };
        Run::new()
            .add_footnote_reference(note)
            .style(styles::NOTE_MARK)
    }
}
