//! One pass over a part that holds paragraphs: the document, its notes,
//! comments, headers and diagrams.
//!
//! For every open element there is a frame that says what its end means. An
//! element that no rule names is transparent: its content counts.

mod asides;
mod drawing;
mod frame;
mod links;
mod math;
mod shape;
mod word;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use waardenscan_document::BlockKind;

use crate::{
    draft::{Draft, Line},
    flow::Flow,
    text::Mark,
    whole::Whole,
    xml::{Element, Event, Ns, Xml},
};

use super::{
    numbering::{Counters, Numbering},
    settings::NoteMarks,
    styles::Styles,
};

use asides::CountedNotes;
pub(super) use asides::{Annexes, Comments, numbered};
use frame::{Action, Frame, ParagraphProperties, Place, RunProperties, TextStyle};

/// What one pass yields.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) whole: Whole,
    /// The text of each note or comment, by id.
    pub(super) notes: BTreeMap<String, Line>,
    /// The comments that the part did not refer to.
    pub(super) comments: Comments,
    /// Whether the part refers to content in other formats.
    pub(super) unsupported: Option<&'static str>,
    /// Whether the root was that of a Word document.
    pub(super) is_word: bool,
}

/// The pass itself.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    annexes: Annexes,
    flow: Flow,
    frames: Vec<Frame>,
    place: Place,
    /// What held in the stories around the current one.
    outer: Vec<Place>,
    counters: Counters,
    endnotes: Vec<Draft>,
    /// Relationships of the headers and footers of the section under way.
    running: Vec<(BlockKind, String)>,
    counted: CountedNotes,
    /// How the section whose properties are open marks its notes.
    section: NoteMarks,
    /// Headers and footers so far; sections often repeat theirs.
    shown: BTreeSet<(BlockKind, String)>,
    /// Controls with a table of contents that are open.
    contents: usize,
    /// Blocks that count as contents only because a field says so that is
    /// still open.
    field_contents: Vec<usize>,
    content: Content,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        styles: &'a Styles,
        numbering: &'a Numbering,
        annexes: Annexes,
        max_blocks: usize,
    ) -> Self {
        Self {
            styles,
            numbering,
            flow: Flow::new(max_blocks, annexes.room.clone()),
            annexes,
            frames: Vec::new(),
            place: Place::default(),
            outer: Vec::new(),
            counters: Counters::default(),
            endnotes: Vec::new(),
            running: Vec::new(),
            counted: CountedNotes::default(),
            section: NoteMarks::default(),
            shown: BTreeSet::new(),
            contents: 0,
            field_contents: Vec::new(),
            content: Content::default(),
        }
    }

    pub(super) fn read(mut self, xml: &mut Xml<'_>) -> Content {
        loop {
            match xml.next() {
                Event::Start(element) => {
                    let action = self.start(&element);
                    self.act(action, xml);
                }
                Event::Text(text, at) => self.text(&text, at),
                Event::End(_) => self.end(),
                Event::Eof => break,
            }
        }
        self.finish()
    }

    fn finish(mut self) -> Content {
        while !self.frames.is_empty() {
            self.end();
        }
        self.close_paragraph();
        if self.place.fields.in_contents() {
            self.unmark_contents();
        }
        self.flow.add(std::mem::take(&mut self.endnotes));
        let breaks = self.flow.page_breaks();
        let pages = (breaks > 0).then_some(breaks + 1);
        let mut whole = self.flow.finish(pages);
        let language = self.styles.language();
        self.counted
            .mark(self.annexes.marks, language, &mut whole.drafts);
        self.content.whole = whole;
        self.content.comments = self.annexes.comments;
        self.content
    }

    fn act(&mut self, action: Action, xml: &mut Xml<'_>) {
        let is_around: fn(&Frame) -> bool = match action {
            Action::Enter(frame) => return self.frames.push(frame),
            Action::Skip => {
                let outside = xml.depth() - 1;
                return xml.skip_to(outside);
            }
            Action::SkipRow => |frame| matches!(frame, Frame::Row),
            Action::SkipCell => |frame| matches!(frame, Frame::Cell),
        };
        let around = self.frames.iter().rposition(is_around);
        let depth = around.unwrap_or(self.frames.len());
        xml.skip_to(depth);
        while self.frames.len() > depth {
            self.end();
        }
    }

    fn start(&mut self, element: &Element<'_>) -> Action {
        let name = element.name();
        match name.0 {
            Ns::Word => self.start_word(name.1, element),
            Ns::Math => self.start_math(name.1, element),
            Ns::Drawing => self.start_drawing(name.1),
            Ns::Office => self.start_office(name.1, element),
            Ns::Compatibility => self.start_alternative(name.1, element),
            Ns::Diagram if name.1 == "relIds" => {
                self.add_figure(element, "dm");
                Action::Skip
            }
            _ => Action::Enter(Frame::Other),
        }
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        match self.frames.last() {
            Some(Frame::Text) if !self.is_hidden() => {
                let piece = self.annexes.traced && self.flow.in_body();
                let piece = piece.then(|| self.flow.begin_piece(at)).flatten();
                self.push(text);
                if let Some(piece) = piece {
                    self.flow.end_range(piece);
                }
            }
            Some(Frame::Instruction) => self.place.fields.instruction(text),
            _ => {}
        }
    }

    fn end(&mut self) {
        match self.frames.pop() {
            Some(Frame::Paragraph) => {
                self.place.fields.end_paragraph();
                if !self.place.paragraph.mark_deleted {
                    self.close_paragraph();
                }
            }
            Some(Frame::Run) => self.end_run(),
            Some(Frame::SimpleField) => {
                if let Some(link) = self.place.fields.end().link {
                    self.flow.end_range(link);
                }
            }
            Some(Frame::Link(Some(link))) => self.flow.end_range(link),
            Some(Frame::Table) => self.flow.end_table(),
            Some(Frame::Row) => self.flow.end_row(),
            Some(Frame::Cell) => {
                self.close_paragraph();
                self.flow.end_cell();
            }
            Some(Frame::Box) => {
                let drafts = self.end_story();
                self.flow.add(drafts);
            }
            Some(Frame::Note { id, remark }) => self.end_note(id, remark),
            Some(Frame::Section) => self.end_section(),
            Some(Frame::Control(true)) => self.contents = self.contents.saturating_sub(1),
            Some(Frame::Script(mark)) => {
                if let Some(text) = self.flow.text()
                    && text.added_since(mark) <= 1
                {
                    text.rewind(mark);
                }
            }
            Some(Frame::Operator(sign)) => self.push(&sign),
            Some(Frame::Brackets {
                close, begun: true, ..
            }) => self.push(&close),
            _ => {}
        }
    }

    /// A run's own setting overrules its styles, of which each that hides
    /// turns the other's around (ECMA-376 Part 1, 17.7.3, toggle properties).
    fn is_hidden(&self) -> bool {
        let place = &self.place;
        let by_style = place.style.hidden != place.run.style_hidden;
        place.run.hidden.unwrap_or(by_style)
    }

    fn push(&mut self, text: &str) {
        let place = &mut self.place;
        place.paragraph.in_contents |= place.fields.in_contents();
        let font = place.run.font.or(place.style.font).unwrap_or_default();
        self.flow.push(text, font);
    }

    fn begin_paragraph(&mut self) {
        // A deleted mark joins this paragraph to the one before.
        let continues = self.place.paragraph.mark_deleted && self.flow.has_paragraph();
        if !continues {
            self.close_paragraph();
            self.flow.begin_paragraph();
        }
        self.place.paragraph = ParagraphProperties::default();
        self.place.run = RunProperties::default();
        self.set_style(None);
    }

    fn set_style(&mut self, id: Option<String>) {
        let style = self.styles.paragraph(id.as_deref());
        let place = &mut self.place;
        place.style = TextStyle {
            hidden: style.hidden,
            font: style.font,
        };
        place.paragraph.style = id;
    }

    fn close_paragraph(&mut self) {
        if !self.flow.has_paragraph() {
            return;
        }
        let properties = std::mem::take(&mut self.place.paragraph);
        let shape = self.shape(&properties);
        let index = self.flow.len();
        let unsure = shape.in_contents && self.contents == 0 && self.place.fields.in_contents();
        self.flow.end_paragraph(shape);
        if unsure && self.flow.in_body() {
            self.field_contents.push(index);
        }
    }

    fn begin_box(&mut self, kind: BlockKind, frame: Frame) -> Action {
        if !self.flow.begin_story(kind) {
            return Action::Skip;
        }
        self.outer.push(std::mem::take(&mut self.place));
        Action::Enter(frame)
    }

    fn end_story(&mut self) -> Vec<Draft> {
        self.close_paragraph();
        self.place = self.outer.pop().unwrap_or_default();
        self.flow.end_story()
    }

    fn rewind(&mut self, mark: Mark) {
        if let Some(text) = self.flow.text() {
            text.rewind(mark);
        }
    }
}
