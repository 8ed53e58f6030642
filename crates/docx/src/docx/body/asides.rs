//! What stands beside the text: notes, comments, headers and footers.

use std::collections::BTreeMap;

use waardenscan_document::{BlockKind, Remark};

use crate::{
    docx::{
        settings::{Marks, NoteMarks, Restart},
        styles::{is_on, word},
    },
    draft::{CommentNumber, Draft, Line},
    numerals::Language,
    range::{Meaning, Room},
    relationships::Links,
    text::clean,
    xml::{Element, Ns},
};

use super::{
    Body,
    frame::{Action, Frame},
};

/// What the parts beside the document hold, by id. Each is taken out where
/// the document first refers to it, so that none comes twice.
#[derive(Debug, Default)]
pub(in crate::docx) struct Annexes {
    pub(in crate::docx) footnotes: BTreeMap<String, Line>,
    pub(in crate::docx) endnotes: BTreeMap<String, Line>,
    pub(in crate::docx) comments: Comments,
    /// Headers and footers, by relationship.
    pub(in crate::docx) running: BTreeMap<String, Line>,
    /// The texts of diagrams and charts, by relationship.
    pub(in crate::docx) figures: BTreeMap<String, Vec<Draft>>,
    /// Where the links of this part lead.
    pub(in crate::docx) links: Links,
    pub(in crate::docx) room: Room,
    /// Whether the text of the part's own paragraphs is noted with where it is
    /// written.
    pub(in crate::docx) traced: bool,
    /// How notes are marked in sections that do not say so.
    pub(in crate::docx) marks: NoteMarks,
}

/// The comments of a document, by id.
pub(in crate::docx) type Comments = BTreeMap<String, Comment>;

#[derive(Debug)]
pub(in crate::docx) struct Comment {
    number: CommentNumber,
    /// None once the document has referred to it.
    line: Option<Line>,
}

/// Numbers the comments.
pub(in crate::docx) fn numbered(lines: BTreeMap<String, Line>) -> Comments {
    let comment = |(number, (id, line))| {
        let line = Some(line);
        (id, Comment { number, line })
    };
    (0..).zip(lines).map(comment).collect()
}

/// The mark of a note.
pub(super) enum NoteMark {
    /// Written by the author.
    Own(String),
    /// Counted: how many such notes come before it.
    Counted(usize),
}

/// The notes whose marks are counted. Their sections say how, which end after
/// them.
#[derive(Debug, Default)]
pub(super) struct CountedNotes {
    notes: Vec<CountedNote>,
    /// How notes are marked in each section so far.
    sections: Vec<NoteMarks>,
}

#[derive(Debug)]
struct CountedNote {
    is_endnote: bool,
    section: usize,
    page: usize,
}

impl CountedNotes {
    /// Counts a note; how many came before it.
    fn add(&mut self, is_endnote: bool, page: usize) -> usize {
        self.notes.push(CountedNote {
            is_endnote,
            section: self.sections.len(),
            page,
        });
        self.notes.len() - 1
    }

    /// Gives the notes among `drafts` their marks.
    pub(super) fn mark(self, usual: NoteMarks, language: Language, drafts: &mut [Draft]) {
        if self.notes.is_empty() {
            return;
        }
        let mut counters = (Counter::default(), Counter::default());
        let mut labels = Vec::with_capacity(self.notes.len());
        for note in &self.notes {
            let mut marks = self.sections.get(note.section).copied().unwrap_or(usual);
            let marks = *marks.of(note.is_endnote);
            let counter = if note.is_endnote {
                &mut counters.1
            } else {
                &mut counters.0
            };
            labels.push(marks.format.write(counter.next(marks, note), language));
        }
        for draft in drafts {
            if let Some(index) = draft.note {
                draft.block.label = labels.get(index).filter(|label| !label.is_empty()).cloned();
            }
        }
    }
}

/// Where the numbers of notes of one kind are.
#[derive(Debug, Default)]
struct Counter {
    /// The last number; none at the start.
    last: Option<u32>,
    section: usize,
    page: usize,
}

impl Counter {
    fn next(&mut self, marks: Marks, note: &CountedNote) -> u32 {
        let begins_anew = match marks.restart {
            Restart::Never => false,
            Restart::Section => note.section != self.section,
            Restart::Page => note.section != self.section || note.page != self.page,
        };
        if begins_anew {
            self.last = None;
        }
        self.section = note.section;
        self.page = note.page;
        let next = self.last.map_or(marks.start, |last| last.saturating_add(1));
        self.last = Some(next);
        next
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
        let remark = (element.name().1 == "comment").then(|| remark(element));
        self.begin_box(BlockKind::Paragraph, Frame::Note { id, remark })
    }

    pub(super) fn end_note(&mut self, id: String, remark: Option<Remark>) {
        let mut line = Line::new(self.end_story());
        line.draft.block.remark = remark;
        if !line.is_empty() {
            self.content.notes.entry(id).or_insert(line);
        }
    }

    /// Begins the words that a comment is about.
    pub(super) fn begin_remark(&mut self, element: &Element<'_>) {
        let id = word(element, "id").unwrap_or_default();
        // A comment that was placed already has its words.
        let comment = self.annexes.comments.get(&id);
        let Some(&Comment {
            number,
            line: Some(_),
        }) = comment
        else {
            return;
        };
        let is_open = |&(other, _): &(CommentNumber, _)| other == number;
        if !self.place.remarks.iter().any(is_open)
            && let Some(range) = self.flow.begin_range(Meaning::Comment(number))
        {
            self.place.remarks.push((number, range));
        }
    }

    pub(super) fn end_remark(&mut self, element: &Element<'_>) {
        let id = word(element, "id").unwrap_or_default();
        if let Some(comment) = self.annexes.comments.get(&id) {
            self.end_remark_of(comment.number);
        }
    }

    fn end_remark_of(&mut self, number: CommentNumber) {
        let remarks = &mut self.place.remarks;
        let place = remarks.iter().position(|(other, _)| *other == number);
        if let Some(place) = place {
            let (_, range) = remarks.remove(place);
            self.flow.end_range(range);
        }
    }

    /// A comment stands here. Its words end here at the latest; where none
    /// are marked, it is about this point.
    pub(super) fn refer_to_comment(&mut self, element: &Element<'_>) {
        let id = word(element, "id").unwrap_or_default();
        let Some(comment) = self.annexes.comments.get_mut(&id) else {
            return;
        };
        let (number, line) = (comment.number, comment.line.take());
        self.end_remark_of(number);
        if let Some(mut line) = line {
            line.draft.comment = Some(number);
            if let Some(point) = self.flow.begin_range(Meaning::Comment(number)) {
                self.flow.end_range(point);
            }
            self.flow.add_aside(line, BlockKind::Comment);
        }
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
        let is_endnote = kind == BlockKind::Endnote;
        let note = self.counted.add(is_endnote, self.flow.page_breaks());
        self.add_note(kind, &id, NoteMark::Counted(note));
    }

    pub(super) fn end_run(&mut self) {
        if let Some((kind, id, mark)) = self.place.run.own_mark.take() {
            let label = self.flow.text().map(|text| text.split_off(mark));
            self.add_note(kind, &id, NoteMark::Own(label.unwrap_or_default()));
        }
    }

    pub(super) fn add_note(&mut self, kind: BlockKind, id: &str, mark: NoteMark) {
        let notes = match kind {
            BlockKind::Endnote => &mut self.annexes.endnotes,
            _ => &mut self.annexes.footnotes,
        };
        if let Some(mut note) = notes.remove(id) {
            match mark {
                NoteMark::Own(label) => {
                    note.draft.block.label = Some(label).filter(|label| !label.is_empty());
                }
                NoteMark::Counted(index) => note.draft.note = Some(index),
            }
            if kind == BlockKind::Endnote {
                self.endnotes.extend(note.into_drafts(kind));
            } else {
                self.flow.add_aside(note, kind);
            }
        }
    }

    pub(super) fn refer_to_running(&mut self, kind: BlockKind, element: &Element<'_>) {
        if let Some(id) = element.attribute(Ns::Relations, "id") {
            self.running.push((kind, id.into_owned()));
        }
    }

    /// Headers and footers come at the end of the first section that shows
    /// them.
    pub(super) fn end_section(&mut self) {
        self.counted.sections.push(self.section);
        for (kind, id) in std::mem::take(&mut self.running) {
            if let Some(line) = self.annexes.running.remove(&id)
                && !line.is_empty()
                && self.shown.insert((kind, line.text().to_owned()))
            {
                self.flow.add(line.into_drafts(kind));
            }
        }
    }
}

/// Who made a comment, and when.
fn remark(element: &Element<'_>) -> Remark {
    let own = |name| {
        let value = clean(&word(element, name)?);
        (!value.is_empty()).then_some(value)
    };
    Remark {
        author: own("author").or_else(|| own("initials")),
        date: own("date"),
        about: Vec::new(),
    }
}
