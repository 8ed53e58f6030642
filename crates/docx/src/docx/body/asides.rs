//! What stands beside the text: notes, comments, headers and footers.

use std::collections::BTreeMap;

use waardenscan_document::{Block, BlockKind};

use crate::{
    docx::styles::{is_on, word},
    numerals::NumberFormat,
    xml::{Element, Ns},
};

use super::{Action, Body, Frame};

/// What the parts beside the document hold, by id. Each is taken out where
/// the document first refers to it, so that none comes twice.
#[derive(Debug, Default)]
pub(in crate::docx) struct Annexes {
    pub(in crate::docx) footnotes: BTreeMap<String, String>,
    pub(in crate::docx) endnotes: BTreeMap<String, String>,
    pub(in crate::docx) comments: BTreeMap<String, String>,
    /// Headers and footers, by relationship.
    pub(in crate::docx) running: BTreeMap<String, String>,
    /// The texts of diagrams, by relationship.
    pub(in crate::docx) diagrams: BTreeMap<String, Vec<Block>>,
    pub(in crate::docx) footnote_marks: Marks,
    pub(in crate::docx) endnote_marks: Marks,
}

/// How the marks of notes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::docx) struct Marks {
    pub(in crate::docx) format: NumberFormat,
    pub(in crate::docx) next: u32,
}

impl Default for Marks {
    fn default() -> Self {
        Self {
            format: NumberFormat::Decimal,
            next: 1,
        }
    }
}

impl Body<'_> {
    pub(super) fn begin_note(&mut self, element: &Element<'_>) -> Action {
        let kind = word(element, "type").unwrap_or_default();
        if matches!(
            kind.as_str(),
            "separator" | "continuationSeparator" | "continuationNotice"
        ) {
            return Action::Skip;
        }
        let id = word(element, "id").unwrap_or_default();
        Action::Enter(self.begin_box(BlockKind::Paragraph, Frame::Note(id)))
    }

    pub(super) fn refer_to_note(&mut self, kind: BlockKind, element: &Element<'_>) {
        if self.is_hidden() {
            return;
        }
        let id = word(element, "id").unwrap_or_default();
        let own_mark = word(element, "customMarkFollows").is_some_and(|on| is_on(&on));
        if own_mark {
            let mark = self.flow.text().map(|text| text.mark());
            self.place.run.own_mark = mark.map(|mark| (kind, id, mark));
            return;
        }
        let language = self.styles.language();
        let marks = match kind {
            BlockKind::Endnote => &mut self.annexes.endnote_marks,
            _ => &mut self.annexes.footnote_marks,
        };
        let label = marks.format.write(marks.next, language);
        marks.next = marks.next.saturating_add(1);
        self.add_note(kind, &id, label);
    }

    pub(super) fn end_run(&mut self) {
        if let Some((kind, id, mark)) = self.place.run.own_mark.take() {
            let label = self.flow.text().map(|text| text.split_off(mark));
            self.add_note(kind, &id, label.unwrap_or_default());
        }
    }

    pub(super) fn add_note(&mut self, kind: BlockKind, id: &str, label: String) {
        let notes = match kind {
            BlockKind::Endnote => &mut self.annexes.endnotes,
            _ => &mut self.annexes.footnotes,
        };
        if let Some(text) = notes.remove(id) {
            let mut note = Block::new(kind, text);
            note.label = Some(label).filter(|label| !label.is_empty());
            if kind == BlockKind::Endnote {
                self.endnotes.push(note);
            } else {
                self.add_aside(note);
            }
        }
    }

    /// Adds a block that stands beside the paragraph under way.
    pub(super) fn add_aside(&mut self, block: Block) {
        let block = block.on_page(self.flow.page_breaks());
        self.flow.add([block]);
    }

    pub(super) fn refer_to_running(&mut self, kind: BlockKind, element: &Element<'_>) {
        if let Some(id) = element.attribute(Ns::Relations, "id") {
            self.running.push((kind, id.into_owned()));
        }
    }

    /// Headers and footers come at the end of the first section that shows
    /// them.
    pub(super) fn end_section(&mut self) {
        for (kind, id) in std::mem::take(&mut self.running) {
            let text = self.annexes.running.remove(&id).unwrap_or_default();
            if !text.is_empty() && self.shown.insert((kind, text.clone())) {
                self.flow.add([Block::new(kind, text)]);
            }
        }
    }
}
