//! One pass over a part that holds paragraphs: the document, its notes,
//! comments, headers and diagrams.
//!
//! For every open element there is a frame that says what its end means. An
//! element that no rule names is transparent: its content counts.

mod asides;
mod math;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use waardenscan_document::{BlockKind, Remark};

use crate::{
    draft::{CommentNumber, Draft, Line},
    flow::Flow,
    range::{Meaning, RangeNumber},
    symbols::{Font, symbol},
    text::Mark,
    whole::Whole,
    xml::{Element, Event, Ns, Xml},
};

use super::{
    fields::{Fields, link_target},
    numbering::{Counters, Numbering},
    settings::NoteMarks,
    styles::{NumberRef, Styles, font_of, is_on, number, word},
};

use asides::CountedNotes;
pub(super) use asides::{Annexes, Comments, numbered};

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

/// What an open element means at its end.
#[derive(Debug)]
enum Frame {
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
enum Action {
    Enter(Frame),
    Skip,
    /// Leave out the rest of the table row or cell around it.
    SkipRow,
    SkipCell,
}

/// Paragraph and run under way in one story.
#[derive(Debug, Default)]
struct Place {
    paragraph: ParagraphProperties,
    /// What the paragraph's style says of its text.
    style: TextStyle,
    run: RunProperties,
    fields: Fields,
    /// The comments whose words are under way.
    remarks: Vec<(CommentNumber, RangeNumber)>,
}

#[derive(Debug, Default)]
struct ParagraphProperties {
    style: Option<String>,
    outline: Option<u8>,
    number: NumberRef,
    /// The mark was deleted: the next paragraph continues this one.
    mark_deleted: bool,
    mark_hidden: bool,
    /// Some of its text stands in a table of contents that a field makes.
    in_contents: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct TextStyle {
    hidden: bool,
    font: Option<Font>,
}

#[derive(Debug, Default)]
struct RunProperties {
    hidden: Option<bool>,
    style_hidden: bool,
    font: Option<Font>,
    /// A note whose mark is the text that follows.
    own_mark: Option<(BlockKind, String, Mark)>,
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
                Event::Text(text) => self.text(&text),
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

    fn start_word(&mut self, local: &str, element: &Element<'_>) -> Action {
        // Most elements of a document are properties of runs, and few of
        // those matter.
        if let Some(Frame::RunProperties) = self.frames.last() {
            return match local {
                "vanish" | "rStyle" | "rFonts" => self.start_property(local, element),
                "rPrChange" => Action::Skip,
                _ => Action::Enter(Frame::Other),
            };
        }
        Action::Enter(match local {
            "t" => Frame::Text,
            "r" => {
                self.place.run = RunProperties::default();
                Frame::Run
            }
            "rPr" => match self.frames.last() {
                Some(Frame::ParagraphProperties) => Frame::MarkProperties,
                _ => Frame::RunProperties,
            },
            "p" => {
                self.begin_paragraph();
                Frame::Paragraph
            }
            "pPr" => Frame::ParagraphProperties,
            "tbl" => {
                self.close_paragraph();
                self.flow.begin_table();
                Frame::Table
            }
            "tr" => {
                self.flow.begin_row();
                Frame::Row
            }
            "trPr" => Frame::RowProperties,
            "tc" => {
                self.flow.begin_cell();
                Frame::Cell
            }
            "tcPr" => Frame::CellProperties,
            "numPr" => Frame::NumberProperties,
            "sdt" => Frame::Control(false),
            "sectPr" => {
                self.section = self.annexes.marks;
                Frame::Section
            }
            "instrText" => Frame::Instruction,
            "fldSimple" => {
                let code = word(element, "instr").unwrap_or_default();
                self.place.fields.begin_result(&code);
                if let Some(target) = link_target(&code) {
                    let link = self.flow.begin_range(Meaning::Link(target.into()));
                    self.place.fields.set_link(link);
                }
                Frame::SimpleField
            }
            "hyperlink" => Frame::Link(self.begin_link(element)),
            "commentRangeStart" => {
                self.begin_remark(element);
                Frame::Other
            }
            "commentRangeEnd" => {
                self.end_remark(element);
                Frame::Other
            }
            "txbxContent" => return self.begin_box(BlockKind::TextBox, Frame::Box),
            "footnote" | "endnote" | "comment" => return self.begin_note(element),
            "document" | "glossaryDocument" => {
                self.content.is_word = true;
                Frame::Other
            }
            "altChunk" | "subDoc" => {
                self.content.unsupported = Some("text embedded as another document");
                return Action::Skip;
            }
            // What was deleted or moved away, and how things were before.
            "del" | "moveFrom" => match self.frames.last() {
                Some(Frame::MarkProperties) => {
                    self.place.paragraph.mark_deleted = true;
                    Frame::Other
                }
                Some(Frame::RowProperties) => return Action::SkipRow,
                Some(Frame::NumberProperties) => Frame::Other,
                _ => return Action::Skip,
            },
            "cellDel" if matches!(self.frames.last(), Some(Frame::CellProperties)) => {
                return Action::SkipCell;
            }
            "delText" | "delInstrText" | "pPrChange" | "rPrChange" | "sectPrChange"
            | "tblPrChange" | "tblPrExChange" | "tblGridChange" | "trPrChange" | "tcPrChange"
            | "numberingChange" => return Action::Skip,
            // The reading aid above East Asian text.
            "rt" | "rubyPr" => return Action::Skip,
            // How things look.
            "tblPr" | "tblGrid" | "tabs" | "pBdr" | "tcBorders" => return Action::Skip,
            _ => return self.start_property(local, element),
        })
    }

    /// Properties of whatever is open, and the small things in a run.
    fn start_property(&mut self, local: &str, element: &Element<'_>) -> Action {
        let value = || word(element, "val");
        match (self.frames.last(), local) {
            (Some(Frame::Run), _) => self.run_content(local, element),
            (Some(Frame::ParagraphProperties), "pStyle") => self.set_style(value()),
            (Some(Frame::ParagraphProperties), "outlineLvl") => {
                self.place.paragraph.outline = number(value());
            }
            (Some(Frame::NumberProperties), "numId") => {
                self.place.paragraph.number.num = value();
            }
            (Some(Frame::NumberProperties), "ilvl") => {
                self.place.paragraph.number.level = number(value());
            }
            (Some(Frame::MarkProperties), "vanish") => {
                self.place.paragraph.mark_hidden = value().is_none_or(|on| is_on(&on));
            }
            (Some(Frame::RunProperties), "vanish") => {
                self.place.run.hidden = Some(value().is_none_or(|on| is_on(&on)));
            }
            (Some(Frame::RunProperties), "rStyle") => {
                let (hidden, font) = self.styles.character(&value().unwrap_or_default());
                let run = &mut self.place.run;
                run.style_hidden = hidden.unwrap_or(false);
                run.font = run.font.or(font);
            }
            (Some(Frame::RunProperties), "rFonts") => {
                if let Some(font) = font_of(element) {
                    self.place.run.font = Some(font);
                }
            }
            (Some(Frame::RowProperties), "tblHeader") if value().is_none_or(|on| is_on(&on)) => {
                self.flow.mark_header_row();
            }
            (Some(Frame::RowProperties), "hidden") if value().is_none_or(|on| is_on(&on)) => {
                return Action::SkipRow;
            }
            (Some(Frame::RowProperties), "gridBefore") => {
                self.flow.skip_columns(number(value()).unwrap_or(0));
            }
            (Some(Frame::CellProperties), "gridSpan") => {
                self.flow.span_columns(number(value()).unwrap_or(1));
            }
            (Some(Frame::Section), "headerReference") => {
                self.refer_to_running(BlockKind::Header, element);
            }
            (Some(Frame::Section), "footerReference") => {
                self.refer_to_running(BlockKind::Footer, element);
            }
            (Some(Frame::Section), "footnotePr" | "endnotePr") => {
                let is_endnote = local == "endnotePr";
                return Action::Enter(Frame::SectionNotes { is_endnote });
            }
            (Some(Frame::SectionNotes { is_endnote }), _) => {
                if let Some(value) = value() {
                    self.section.of(*is_endnote).set(local, &value);
                }
            }
            (_, "docPartGallery") if value().is_some_and(|name| name == "Table of Contents") => {
                let mut around = self.frames.iter_mut().rev().take(3);
                let control = around.find_map(|frame| match frame {
                    Frame::Control(contents) => Some(contents),
                    _ => None,
                });
                if let Some(contents) = control
                    && !std::mem::replace(contents, true)
                {
                    self.contents += 1;
                }
            }
            _ => {}
        }
        Action::Enter(Frame::Other)
    }

    fn run_content(&mut self, local: &str, element: &Element<'_>) {
        match local {
            "tab" | "ptab" | "br" | "cr" if !self.is_hidden() => self.flow.space(),
            "noBreakHyphen" if !self.is_hidden() => self.push("\u{2011}"),
            "lastRenderedPageBreak" => self.flow.page_break(),
            "sym" if !self.is_hidden() => {
                let font = Font::named(&word(element, "font").unwrap_or_default());
                let code = word(element, "char").unwrap_or_default();
                let code = u32::from_str_radix(code.trim(), 16).ok();
                if let Some(c) = code.and_then(char::from_u32) {
                    self.push(symbol(c, font).encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => self.field_char(&word(element, "fldCharType").unwrap_or_default()),
            "footnoteReference" => self.refer_to_note(BlockKind::Footnote, element),
            "endnoteReference" => self.refer_to_note(BlockKind::Endnote, element),
            "commentReference" => self.refer_to_comment(element),
            _ => {}
        }
    }

    /// Text in shapes and diagrams that Word did not make itself.
    fn start_drawing(&mut self, local: &str) -> Action {
        Action::Enter(match local {
            "txBody" => return self.begin_box(BlockKind::TextBox, Frame::Box),
            "p" => {
                self.begin_paragraph();
                Frame::Paragraph
            }
            "r" => {
                self.place.run = RunProperties::default();
                Frame::Run
            }
            "t" => Frame::Text,
            "br" => {
                self.flow.space();
                Frame::Other
            }
            _ => Frame::Other,
        })
    }

    /// Adds the texts of the diagram or chart that the attribute `local` names.
    fn add_figure(&mut self, element: &Element<'_>, local: &str) {
        let id = element.attribute(Ns::Relations, local).unwrap_or_default();
        if !self.is_hidden()
            && let Some(drafts) = self.annexes.figures.remove(&*id)
        {
            self.flow.add(drafts);
        }
    }

    /// What surrounds shapes and pictures.
    fn start_office(&mut self, local: &str, element: &Element<'_>) -> Action {
        let own = |name| {
            let text = element.attribute(Ns::Office, name);
            text.filter(|text| !text.trim().is_empty())
        };
        let alternative = match local {
            // A picture: nothing in it is text.
            "pic" => return Action::Skip,
            "chart" => {
                self.add_figure(element, "id");
                None
            }
            // DrawingML (ECMA-376 Part 1, 20.4.2.5).
            "docPr" => own("descr").or_else(|| own("title")),
            // VML (ECMA-376 Part 4, 19.1.2).
            "shape" | "rect" | "roundrect" | "oval" | "group" | "image" => own("alt"),
            _ => None,
        };
        if let Some(alternative) = alternative
            && !self.is_hidden()
        {
            self.flow.image(&alternative);
        }
        Action::Enter(Frame::Other)
    }

    fn begin_link(&mut self, element: &Element<'_>) -> Option<RangeNumber> {
        let target = element.attribute(Ns::Relations, "id");
        let target = target.and_then(|id| self.annexes.links.get(&*id).cloned());
        let place = word(element, "anchor").filter(|place| !place.is_empty());
        let target = match (target, place) {
            (Some(target), Some(place)) => format!("{target}#{place}").into(),
            (Some(target), None) => target,
            (None, place) => format!("#{}", place?).into(),
        };
        if target.is_empty() {
            return None;
        }
        self.flow.begin_range(Meaning::Link(target))
    }

    /// Takes the first branch whose vocabularies are known.
    fn start_alternative(&mut self, local: &str, element: &Element<'_>) -> Action {
        let known = || {
            let required = element.prefixes("Requires");
            required.iter().all(|&ns| ns != Ns::Other)
        };
        match (local, self.frames.last_mut()) {
            ("AlternateContent", _) => Action::Enter(Frame::Alternate(false)),
            ("Choice", Some(Frame::Alternate(taken))) if !*taken && known() => {
                *taken = true;
                Action::Enter(Frame::Other)
            }
            ("Fallback", Some(Frame::Alternate(taken))) if !*taken => {
                *taken = true;
                Action::Enter(Frame::Other)
            }
            ("Choice" | "Fallback", Some(Frame::Alternate(_))) => Action::Skip,
            _ => Action::Enter(Frame::Other),
        }
    }

    fn text(&mut self, text: &str) {
        match self.frames.last() {
            Some(Frame::Text) if !self.is_hidden() => self.push(text),
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

    fn field_char(&mut self, kind: &str) {
        let mark = self.flow.text().map(|text| text.mark());
        match (kind, mark) {
            ("begin", Some(mark)) => self.place.fields.begin(mark),
            ("separate", _) => {
                if let Some((back, target)) = self.place.fields.separate() {
                    self.rewind(back);
                    if let Some(target) = target {
                        let link = self.flow.begin_range(Meaning::Link(target.into()));
                        self.place.fields.set_link(link);
                    }
                }
            }
            ("end", _) => {
                let ended = self.place.fields.end();
                if !self.place.fields.in_contents() && self.flow.in_body() {
                    self.field_contents.clear();
                }
                if let Some(link) = ended.link {
                    self.flow.end_range(link);
                }
                if let Some(back) = ended.back {
                    self.rewind(back);
                }
            }
            _ => {}
        }
    }

    fn rewind(&mut self, mark: Mark) {
        if let Some(text) = self.flow.text() {
            text.rewind(mark);
        }
    }
}
