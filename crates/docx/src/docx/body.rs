//! One pass over a part that holds paragraphs: the document, its notes,
//! comments, headers and diagrams.
//!
//! For every open element there is a frame that says what its end means. An
//! element that no rule names is transparent: its content counts.

mod asides;
mod math;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use waardenscan_document::{Block, BlockKind};

use crate::{
    flow::{Flow, flatten},
    symbols::{Font, symbol},
    text::Mark,
    xml::{Element, Event, Ns, Xml},
};

use super::{
    fields::Fields,
    numbering::{Counters, Numbering},
    styles::{NumberRef, Styles, font_of, is_on, number, word},
};

pub(super) use asides::{Annexes, Marks};

/// What one pass yields.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) blocks: Vec<Block>,
    /// The text of each note or comment, by id.
    pub(super) notes: BTreeMap<String, String>,
    pub(super) page_breaks: usize,
    /// Whether there were more blocks than the limit grants.
    pub(super) is_full: bool,
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
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    /// A text box.
    Box,
    /// A note or comment with its id.
    Note(String),
    Section,
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
    endnotes: Vec<Block>,
    /// Relationships of the headers and footers of the section under way.
    running: Vec<(BlockKind, String)>,
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
            annexes,
            flow: Flow::new(max_blocks),
            frames: Vec::new(),
            place: Place::default(),
            outer: Vec::new(),
            counters: Counters::default(),
            endnotes: Vec::new(),
            running: Vec::new(),
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
        self.content.page_breaks = self.flow.page_breaks();
        self.content.is_full = self.flow.is_full();
        self.content.blocks = self.flow.end_story();
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
            Ns::Compatibility => self.start_alternative(name.1, element),
            Ns::Diagram if name.1 == "relIds" => {
                let id = element.attribute(Ns::Relations, "dm").unwrap_or_default();
                let texts = self.annexes.diagrams.remove(&*id);
                self.flow.add(texts.unwrap_or_default());
                Action::Skip
            }
            // A picture: nothing in it is text.
            Ns::Office if name.1 == "pic" => Action::Skip,
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
            "sectPr" => Frame::Section,
            "instrText" => Frame::Instruction,
            "fldSimple" => {
                let code = word(element, "instr").unwrap_or_default();
                self.place.fields.begin_result(&code);
                Frame::SimpleField
            }
            "txbxContent" => self.begin_box(BlockKind::TextBox, Frame::Box),
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
            "commentReference" => {
                let id = word(element, "id").unwrap_or_default();
                if let Some(text) = self.annexes.comments.remove(&id) {
                    self.add_aside(Block::new(BlockKind::Comment, text));
                }
            }
            _ => {}
        }
    }

    /// Text in shapes and diagrams that Word did not make itself.
    fn start_drawing(&mut self, local: &str) -> Action {
        Action::Enter(match local {
            "txBody" => self.begin_box(BlockKind::TextBox, Frame::Box),
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
                self.place.fields.end();
            }
            Some(Frame::Table) => self.flow.end_table(),
            Some(Frame::Row) => self.flow.end_row(),
            Some(Frame::Cell) => {
                self.close_paragraph();
                self.flow.end_cell();
            }
            Some(Frame::Box) => {
                let blocks = self.end_story();
                self.flow.add(blocks);
            }
            Some(Frame::Note(id)) => {
                let text = flatten(&self.end_story());
                if !text.is_empty() {
                    self.content.notes.entry(id).or_insert(text);
                }
            }
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

    fn begin_box(&mut self, kind: BlockKind, frame: Frame) -> Frame {
        self.flow.begin_story(kind);
        self.outer.push(std::mem::take(&mut self.place));
        frame
    }

    fn end_story(&mut self) -> Vec<Block> {
        self.close_paragraph();
        self.place = self.outer.pop().unwrap_or_default();
        self.flow.end_story()
    }

    fn field_char(&mut self, kind: &str) {
        let mark = self.flow.text().map(|text| text.mark());
        let fields = &mut self.place.fields;
        let back = match (kind, mark) {
            ("begin", Some(mark)) => {
                fields.begin(mark);
                None
            }
            ("separate", _) => fields.separate(),
            ("end", _) => {
                let back = fields.end();
                if !fields.in_contents() && self.flow.in_body() {
                    self.field_contents.clear();
                }
                back
            }
            _ => None,
        };
        if let (Some(back), Some(text)) = (back, self.flow.text()) {
            text.rewind(back);
        }
    }
}
