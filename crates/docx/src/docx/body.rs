//! One pass over a part that holds paragraphs: the document, its notes,
//! comments, headers and diagrams.
//!
//! For every open element there is a frame that says what its end means. An
//! element that no rule names is transparent: its content counts.

use std::collections::BTreeMap;

use waardenscan_document::{Block, BlockKind};

use crate::{
    flow::{Flow, Shape, flatten},
    numerals::NumberFormat,
    symbols::{Font, symbol},
    text::Mark,
    xml::{Element, Event, Ns, Xml},
};

use super::{
    fields::Fields,
    numbering::{Counters, Numbering},
    styles::{NumberRef, Role, Styles, font_of, is_on, word},
};

/// What the parts beside the document hold, by id. Each is taken out where
/// the document first refers to it, so that none comes twice.
#[derive(Debug, Default)]
pub(super) struct Annexes {
    pub(super) footnotes: BTreeMap<String, String>,
    pub(super) endnotes: BTreeMap<String, String>,
    pub(super) comments: BTreeMap<String, String>,
    /// Headers and footers, by relationship.
    pub(super) running: BTreeMap<String, String>,
    /// The texts of diagrams, by relationship.
    pub(super) diagrams: BTreeMap<String, Vec<Block>>,
    pub(super) footnote_marks: Marks,
    pub(super) endnote_marks: Marks,
}

/// How the marks of notes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) format: NumberFormat,
    pub(super) next: u32,
}

impl Default for Marks {
    fn default() -> Self {
        Self {
            format: NumberFormat::Decimal,
            next: 1,
        }
    }
}

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
    places: Vec<Place>,
    counters: Counters,
    endnotes: Vec<Block>,
    /// Relationships of the headers and footers of the section under way.
    running: Vec<(BlockKind, String)>,
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
            places: vec![Place::default()],
            counters: Counters::default(),
            endnotes: Vec::new(),
            running: Vec::new(),
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
        let unclosed = self
            .places
            .first()
            .is_some_and(|place| place.fields.in_contents());
        if unclosed {
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
            _ => Action::Enter(Frame::Other),
        }
    }

    fn start_word(&mut self, local: &str, element: &Element<'_>) -> Action {
        Action::Enter(match local {
            "t" => Frame::Text,
            "r" => {
                self.place().run = RunProperties::default();
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
                self.place().fields.begin_result(&code);
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
                    self.place().paragraph.mark_deleted = true;
                    Frame::Other
                }
                Some(Frame::RowProperties) => return Action::SkipRow,
                Some(Frame::RunProperties | Frame::NumberProperties) => Frame::Other,
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
                self.place().paragraph.outline = number(value());
            }
            (Some(Frame::NumberProperties), "numId") => {
                self.place().paragraph.number.num = value();
            }
            (Some(Frame::NumberProperties), "ilvl") => {
                self.place().paragraph.number.level = number(value());
            }
            (Some(Frame::MarkProperties), "vanish") => {
                self.place().paragraph.mark_hidden = value().is_none_or(|on| is_on(&on));
            }
            (Some(Frame::RunProperties), "vanish") => {
                self.place().run.hidden = Some(value().is_none_or(|on| is_on(&on)));
            }
            (Some(Frame::RunProperties), "rStyle") => {
                let (hidden, font) = self.styles.character(&value().unwrap_or_default());
                let run = &mut self.place().run;
                run.style_hidden = hidden.unwrap_or(false);
                run.font = run.font.or(font);
            }
            (Some(Frame::RunProperties), "rFonts") => {
                if let Some(font) = font_of(element) {
                    self.place().run.font = Some(font);
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

    fn start_math(&mut self, local: &str, element: &Element<'_>) -> Action {
        let value = || {
            let value = element.attribute(Ns::Math, "val");
            value.map(std::borrow::Cow::into_owned)
        };
        Action::Enter(match local {
            "t" => Frame::Text,
            "r" => {
                self.place().run = RunProperties::default();
                Frame::Run
            }
            "den" => {
                self.push("/");
                Frame::Other
            }
            "rad" => {
                self.push("√");
                Frame::Other
            }
            "sup" => self.begin_script("^"),
            "sub" => self.begin_script("_"),
            "naryPr" => Frame::Operator("∫".to_owned()),
            "d" => Frame::Brackets {
                open: "(".to_owned(),
                close: ")".to_owned(),
                begun: false,
            },
            "e" => {
                let opening = match self.frames.last_mut() {
                    Some(Frame::Brackets { open, begun, .. }) => {
                        *begun = true;
                        std::mem::take(open)
                    }
                    _ => String::new(),
                };
                self.push(&opening);
                Frame::Other
            }
            "chr" | "begChr" | "endChr" => {
                let sign = value().unwrap_or_default();
                match (self.frames.iter_mut().rev().nth(1), local) {
                    (Some(Frame::Brackets { open, .. }), "begChr") => *open = sign,
                    (Some(Frame::Brackets { close, .. }), "endChr") => *close = sign,
                    _ => {
                        if let (Some(Frame::Operator(operator)), "chr") =
                            (self.frames.last_mut(), local)
                        {
                            *operator = sign;
                        }
                    }
                }
                Frame::Other
            }
            _ => Frame::Other,
        })
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
                self.place().run = RunProperties::default();
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
            Some(Frame::Instruction) => self.place().fields.instruction(text),
            _ => {}
        }
    }

    fn end(&mut self) {
        match self.frames.pop() {
            Some(Frame::Paragraph) => {
                self.place().fields.end_paragraph();
                if !self.place().paragraph.mark_deleted {
                    self.close_paragraph();
                }
            }
            Some(Frame::Run) => self.end_run(),
            Some(Frame::SimpleField) => {
                self.place().fields.end();
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

    fn place(&mut self) -> &mut Place {
        if self.places.is_empty() {
            self.places.push(Place::default());
        }
        let last = self.places.len() - 1;
        #[expect(
            clippy::indexing_slicing,
            reason = "the list was just made to hold one"
        )]
        &mut self.places[last]
    }

    /// A run's own setting overrules its styles, of which each that hides
    /// turns the other's around (ECMA-376 Part 1, 17.7.3, toggle properties).
    fn is_hidden(&self) -> bool {
        let Some(place) = self.places.last() else {
            return false;
        };
        let by_style = place.style.hidden != place.run.style_hidden;
        place.run.hidden.unwrap_or(by_style)
    }

    fn push(&mut self, text: &str) {
        let Some(place) = self.places.last_mut() else {
            return;
        };
        place.paragraph.in_contents |= place.fields.in_contents();
        let font = place.run.font.or(place.style.font).unwrap_or_default();
        self.flow.push(text, font);
    }

    fn begin_paragraph(&mut self) {
        // A deleted mark joins this paragraph to the one before.
        let continues = self.place().paragraph.mark_deleted && self.flow.has_paragraph();
        if !continues {
            self.close_paragraph();
            self.flow.begin_paragraph();
        }
        self.place().paragraph = ParagraphProperties::default();
        self.place().run = RunProperties::default();
        self.set_style(None);
    }

    fn set_style(&mut self, id: Option<String>) {
        let style = self.styles.paragraph(id.as_deref());
        let place = self.place();
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
        let properties = std::mem::take(&mut self.place().paragraph);
        let shape = self.shape(&properties);
        let index = self.flow.len();
        let unsure = shape.in_contents && self.contents == 0 && self.place().fields.in_contents();
        self.flow.end_paragraph(shape);
        if unsure && self.flow.in_body() {
            self.field_contents.push(index);
        }
    }

    fn shape(&mut self, properties: &ParagraphProperties) -> Shape {
        let style = self.styles.paragraph(properties.style.as_deref());
        let heading = match properties.outline {
            Some(level @ 0..=8) => Some(level + 1),
            Some(_) => None,
            None => style.heading(),
        };
        if heading.is_some() && properties.in_contents && style.role != Some(Role::Contents) {
            // No heading stands in a table of contents: its field was never
            // closed, and took in what follows it.
            self.unmark_contents();
            self.place().fields.abandon_contents();
            return self.shape_outside_contents(properties, heading);
        }
        if self.contents > 0 || properties.in_contents || style.role == Some(Role::Contents) {
            return Shape {
                in_contents: true,
                ..Shape::default()
            };
        }
        self.shape_outside_contents(properties, heading)
    }

    fn shape_outside_contents(
        &mut self,
        properties: &ParagraphProperties,
        heading: Option<u8>,
    ) -> Shape {
        let style = self.styles.paragraph(properties.style.as_deref());
        let (label, nesting) = match self.label(properties) {
            Some((label, nesting)) => (Some(label), Some(nesting)),
            None => (None, None),
        };
        let kind = match heading {
            Some(_) => BlockKind::Heading,
            None if style.role == Some(Role::Caption) => BlockKind::Caption,
            None if label.is_some() => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        Shape {
            kind,
            level: match kind {
                BlockKind::Heading => heading,
                BlockKind::ListItem => nesting,
                _ => None,
            },
            label,
            in_contents: false,
        }
    }

    /// Counts the paragraph in its list; its label and nesting, 1 the
    /// outermost.
    fn label(&mut self, properties: &ParagraphProperties) -> Option<(String, u8)> {
        if properties.mark_hidden {
            return None;
        }
        let style = self.styles.paragraph(properties.style.as_deref());
        let own = properties.number.num.as_deref();
        let num = own.or(style.number.num.as_deref())?;
        let by_style = || {
            let source = style.number_source.as_deref()?;
            self.numbering.level_of_style(num, source, self.styles)
        };
        let level = properties
            .number
            .level
            .or_else(by_style)
            .or(style.number.level)
            .unwrap_or(0);
        let label = self
            .numbering
            .label(&mut self.counters, num, level, self.styles)?;
        Some((label, u8::try_from(level + 1).unwrap_or(u8::MAX).min(9)))
    }

    fn unmark_contents(&mut self) {
        let marked = std::mem::take(&mut self.field_contents);
        let blocks = self.flow.blocks_from(0);
        for index in marked {
            if let Some(block) = blocks.get_mut(index) {
                block.in_contents = false;
            }
        }
    }

    fn begin_box(&mut self, kind: BlockKind, frame: Frame) -> Frame {
        self.flow.begin_story(kind);
        self.places.push(Place::default());
        frame
    }

    fn end_story(&mut self) -> Vec<Block> {
        self.close_paragraph();
        self.places.pop();
        self.flow.end_story()
    }

    fn begin_note(&mut self, element: &Element<'_>) -> Action {
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

    fn begin_script(&mut self, sign: &str) -> Frame {
        let mark = self.flow.text().map(|text| text.mark());
        self.push(sign);
        mark.map_or(Frame::Other, Frame::Script)
    }

    fn field_char(&mut self, kind: &str) {
        let mark = self.flow.text().map(|text| text.mark());
        let fields = &mut self.place().fields;
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

    fn refer_to_note(&mut self, kind: BlockKind, element: &Element<'_>) {
        if self.is_hidden() {
            return;
        }
        let id = word(element, "id").unwrap_or_default();
        let own_mark = word(element, "customMarkFollows").is_some_and(|on| is_on(&on));
        if own_mark {
            let mark = self.flow.text().map(|text| text.mark());
            self.place().run.own_mark = mark.map(|mark| (kind, id, mark));
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

    fn end_run(&mut self) {
        if let Some((kind, id, mark)) = self.place().run.own_mark.take() {
            let label = self.flow.text().map(|text| text.split_off(mark));
            self.add_note(kind, &id, label.unwrap_or_default());
        }
    }

    fn add_note(&mut self, kind: BlockKind, id: &str, label: String) {
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
    fn add_aside(&mut self, block: Block) {
        let block = block.on_page(self.flow.page_breaks());
        self.flow.add([block]);
    }

    fn refer_to_running(&mut self, kind: BlockKind, element: &Element<'_>) {
        if let Some(id) = element.attribute(Ns::Relations, "id") {
            self.running.push((kind, id.into_owned()));
        }
    }

    /// Headers and footers come at the end of the first section that shows
    /// them.
    fn end_section(&mut self) {
        for (kind, id) in std::mem::take(&mut self.running) {
            if let Some(text) = self.annexes.running.remove(&id) {
                self.flow.add([Block::new(kind, text)]);
            }
        }
    }
}

fn number<T: std::str::FromStr>(value: Option<String>) -> Option<T> {
    value?.trim().parse().ok()
}
