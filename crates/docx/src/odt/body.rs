//! One pass over the content of a document, or over its page layouts for
//! their headers and footers.
//!
//! For every open element there is a frame that says what its end means.
//! Inside a paragraph all character data is text, save in the elements that
//! are named here.

use std::collections::{BTreeMap, BTreeSet};

use waardenscan_document::{Block, BlockKind};

use crate::{
    flow::{Flow, Shape, flatten},
    part_name::normalised,
    symbols::Font,
    text::clean,
    xml::{Element, Event, Ns, Xml},
};

use super::{
    lists::{ListStart, Lists},
    styles::{Family, Styles},
};

/// Formulas by the name of the object that holds each.
pub(super) type Formulas = BTreeMap<String, String>;

/// What one pass yields.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) blocks: Vec<Block>,
    pub(super) page_breaks: usize,
    /// Whether there were more blocks than the limit grants.
    pub(super) is_full: bool,
    /// Whether the file stores where its pages end.
    pub(super) has_pages: bool,
    /// Whether the body was that of a text.
    pub(super) is_text: bool,
}

/// What an open element means at its end.
#[derive(Debug)]
enum Frame {
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
    Box,
    /// A note; its mark is read before its body.
    Note {
        kind: BlockKind,
        mark: String,
    },
    NoteMark,
    NoteBody,
    Comment,
    /// A header or footer of a page layout.
    Running(BlockKind),
    Contents,
}

/// What a paragraph under way will be.
#[derive(Debug, Default)]
struct Paragraph {
    shape: Shape,
    break_after: bool,
}

/// What holds in one story.
#[derive(Debug, Default)]
struct Place {
    paragraph: Paragraph,
    hidden: bool,
    font: Font,
    /// Lists outside a note or box have nothing to do with those inside.
    lists: Lists,
}

pub(super) struct Body<'a> {
    styles: &'a Styles,
    /// Each is taken out where it stands, so that none comes twice.
    formulas: Formulas,
    flow: Flow,
    frames: Vec<Frame>,
    place: Place,
    /// What held in the stories around the current one.
    outer: Vec<Place>,
    endnotes: Vec<Block>,
    /// Headers and footers; layouts of pages often share theirs.
    running: BTreeSet<(BlockKind, String)>,
    contents: usize,
    header_rows: usize,
    content: Content,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, formulas: Formulas, max_blocks: usize) -> Self {
        Self {
            styles,
            formulas,
            flow: Flow::new(max_blocks),
            frames: Vec::new(),
            place: Place::default(),
            outer: Vec::new(),
            endnotes: Vec::new(),
            running: BTreeSet::new(),
            contents: 0,
            header_rows: 0,
            content: Content::default(),
        }
    }

    pub(super) fn read(mut self, xml: &mut Xml<'_>) -> Content {
        loop {
            match xml.next() {
                Event::Start(element) => match self.start(&element) {
                    Some(frame) => self.frames.push(frame),
                    None => {
                        let outside = xml.depth() - 1;
                        xml.skip_to(outside);
                    }
                },
                Event::Text(text) => self.text(&text),
                Event::End(_) => self.end(),
                Event::Eof => break,
            }
        }
        while !self.frames.is_empty() {
            self.end();
        }
        self.end_paragraph();
        self.flow.add(std::mem::take(&mut self.endnotes));
        let running = std::mem::take(&mut self.running).into_iter();
        self.flow
            .add(running.map(|(kind, text)| Block::new(kind, text)));
        self.content.page_breaks = self.flow.page_breaks();
        self.content.is_full = self.flow.is_full();
        self.content.blocks = self.flow.end_story();
        self.content
    }

    /// The frame of an element, or none where it is left out.
    fn start(&mut self, element: &Element<'_>) -> Option<Frame> {
        let (ns, local) = element.name();
        match ns {
            Ns::OdfText => self.start_text(local, element),
            Ns::OdfTable => self.start_table(local, element),
            Ns::OdfDraw => self.start_drawing(local, element),
            Ns::MathMl if local == "annotation" => None,
            Ns::OdfStyle => self.start_layout(local, element),
            Ns::OdfOffice => match local {
                "annotation" => Some(self.begin_story(Frame::Comment)),
                "text" => {
                    self.content.is_text = true;
                    let soft = element.attribute(Ns::OdfText, "use-soft-page-breaks");
                    self.content.has_pages |= soft.as_deref() == Some("true");
                    Some(Frame::Other)
                }
                "automatic-styles" | "styles" | "font-face-decls" | "scripts" | "settings"
                | "meta" | "forms" | "binary-data" | "event-listeners" => None,
                _ => Some(Frame::Other),
            },
            // The author and date of a comment, names of drawings, scripts.
            Ns::DublinCore | Ns::OdfMeta | Ns::SvgCompatible => None,
            _ => Some(Frame::Other),
        }
    }

    fn start_text(&mut self, local: &str, element: &Element<'_>) -> Option<Frame> {
        let own = |name| {
            let value = element.attribute(Ns::OdfText, name);
            value.map(std::borrow::Cow::into_owned)
        };
        Some(match local {
            "p" => {
                self.begin_paragraph(own("style-name").as_deref(), None);
                Frame::Paragraph
            }
            "h" => {
                let level = own("outline-level").and_then(|level| level.trim().parse().ok());
                let header = own("is-list-header").as_deref() == Some("true");
                let heading = Heading {
                    level: level.unwrap_or(1).clamp(1, 10),
                    labelled: !header,
                };
                self.begin_paragraph(own("style-name").as_deref(), Some(heading));
                Frame::Paragraph
            }
            "span" => {
                let style = self
                    .styles
                    .resolve(Family::Text, own("style-name").as_deref());
                let place = &mut self.place;
                let outside = Frame::Span {
                    hidden: place.hidden,
                    font: place.font,
                };
                place.hidden |= style.hidden;
                place.font = style.font.unwrap_or(place.font);
                outside
            }
            "s" | "tab" | "line-break" => {
                self.flow.space();
                Frame::Other
            }
            "soft-page-break" => {
                self.content.has_pages = true;
                self.flow.page_break();
                Frame::Other
            }
            "list" => {
                let xml_id = element.attribute(Ns::Other, "id");
                let start = ListStart {
                    style: own("style-name").filter(|name| !name.is_empty()),
                    id: own("id").or_else(|| xml_id.map(std::borrow::Cow::into_owned)),
                    continues: own("continue-list"),
                    continues_last: own("continue-numbering").as_deref() == Some("true"),
                };
                self.place.lists.begin_list(start);
                Frame::List
            }
            "list-item" => {
                let start = own("start-value").and_then(|start| start.trim().parse().ok());
                self.place.lists.begin_item(start);
                Frame::Other
            }
            "list-header" => {
                self.place.lists.begin_header();
                Frame::Other
            }
            "note" => Frame::Note {
                kind: match own("note-class").as_deref() {
                    Some("endnote") => BlockKind::Endnote,
                    _ => BlockKind::Footnote,
                },
                mark: String::new(),
            },
            "note-citation" => Frame::NoteMark,
            "note-body" => self.begin_story(Frame::NoteBody),
            "section" if own("display").as_deref() == Some("none") => return None,
            "table-of-content" | "illustration-index" | "table-index" | "object-index"
            | "user-index" | "alphabetical-index" => {
                self.contents += 1;
                Frame::Contents
            }
            // Deleted text, declarations, templates of indexes, what is hidden,
            // and labels that are written out for programs that cannot count.
            "tracked-changes"
            | "number"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "dde-connection-decls"
            | "alphabetical-index-auto-mark-file"
            | "table-of-content-source"
            | "illustration-index-source"
            | "table-index-source"
            | "object-index-source"
            | "user-index-source"
            | "alphabetical-index-source"
            | "bibliography-source"
            | "hidden-text"
            | "ruby-text"
            | "script" => return None,
            "hidden-paragraph" if own("is-hidden").as_deref() == Some("true") => {
                self.place.hidden = true;
                Frame::Other
            }
            _ => Frame::Other,
        })
    }

    fn start_table(&mut self, local: &str, element: &Element<'_>) -> Option<Frame> {
        let repeated = || {
            let value = element.attribute(Ns::OdfTable, "number-columns-repeated");
            value
                .and_then(|value| value.trim().parse().ok())
                .unwrap_or(1)
        };
        Some(match local {
            "table" => {
                self.end_paragraph();
                let name = element.attribute(Ns::OdfTable, "style-name");
                let style = self.styles.resolve(Family::Table, name.as_deref());
                self.break_page(style.break_before);
                self.flow.begin_table();
                Frame::Table
            }
            "table-header-rows" => {
                self.header_rows += 1;
                Frame::HeaderRows
            }
            "table-row" => {
                self.flow.begin_row();
                if self.header_rows > 0 {
                    self.flow.mark_header_row();
                }
                Frame::Row
            }
            "table-cell" => {
                self.flow.begin_cell();
                Frame::Cell {
                    repeated: repeated(),
                }
            }
            // Lies under a neighbour that spans it: nothing of it is shown.
            "covered-table-cell" => {
                self.flow.skip_columns(repeated());
                return None;
            }
            "named-expressions" | "database-ranges" | "shapes" => return None,
            _ => Frame::Other,
        })
    }

    fn start_drawing(&mut self, local: &str, element: &Element<'_>) -> Option<Frame> {
        match local {
            "object" => {
                let link = element.attribute(Ns::XLink, "href").unwrap_or_default();
                if let Some(formula) = self.formulas.remove(&normalised(&link)) {
                    self.flow.push(&formula, Font::Text);
                }
                Some(Frame::Other)
            }
            "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "line" | "connector"
            | "polyline" | "polygon" | "regular-polygon" | "path" | "caption" | "measure" => {
                Some(self.begin_story(Frame::Box))
            }
            "enhanced-geometry" | "glue-point" | "object-ole" | "plugin" => None,
            _ => Some(Frame::Other),
        }
    }

    /// Page layouts: only their headers and footers hold text.
    fn start_layout(&mut self, local: &str, element: &Element<'_>) -> Option<Frame> {
        let kind = match local {
            "header" | "header-first" | "header-left" => BlockKind::Header,
            "footer" | "footer-first" | "footer-left" => BlockKind::Footer,
            _ => return Some(Frame::Other),
        };
        let shown = element.attribute(Ns::OdfStyle, "display");
        (shown.as_deref() != Some("false")).then(|| self.begin_story(Frame::Running(kind)))
    }

    fn text(&mut self, text: &str) {
        if let Some(Frame::NoteMark) = self.frames.last() {
            // The mark stands in the note itself.
            let note = self.frames.iter_mut().rev().nth(1);
            let note = note.and_then(|frame| match frame {
                Frame::Note { mark, .. } => Some(mark),
                _ => None,
            });
            if let Some(mark) = note {
                mark.push_str(text);
            }
            return;
        }
        let place = &mut self.place;
        if !place.hidden {
            let font = place.font;
            self.flow.push(text, font);
        }
    }

    fn end(&mut self) {
        match self.frames.pop() {
            Some(Frame::Paragraph) => self.end_paragraph(),
            Some(Frame::Span { hidden, font }) => {
                let place = &mut self.place;
                place.hidden = hidden;
                place.font = font;
            }
            Some(Frame::List) => self.place.lists.end_list(),
            Some(Frame::Table) => self.flow.end_table(),
            Some(Frame::HeaderRows) => self.header_rows = self.header_rows.saturating_sub(1),
            Some(Frame::Row) => self.flow.end_row(),
            Some(Frame::Cell { repeated }) => {
                self.end_paragraph();
                self.flow.end_cell();
                self.flow.skip_columns(repeated.saturating_sub(1));
            }
            Some(Frame::Box) => {
                let blocks = self.end_story();
                self.flow.add(blocks);
            }
            Some(Frame::NoteBody) => {
                let text = flatten(&self.end_story());
                let note = self.frames.last().and_then(|frame| match frame {
                    Frame::Note { kind, mark } => Some((*kind, clean(mark))),
                    _ => None,
                });
                if let Some((kind, mark)) = note.filter(|_| !text.is_empty()) {
                    let mut block = Block::new(kind, text);
                    block.label = Some(mark).filter(|mark| !mark.is_empty());
                    match kind {
                        BlockKind::Endnote => self.endnotes.push(block),
                        _ => self.flow.add([block.on_page(self.flow.page_breaks())]),
                    }
                }
            }
            Some(Frame::Comment) => {
                let text = flatten(&self.end_story());
                if !text.is_empty() {
                    let page = self.flow.page_breaks();
                    self.flow
                        .add([Block::new(BlockKind::Comment, text).on_page(page)]);
                }
            }
            Some(Frame::Running(kind)) => {
                let text = flatten(&self.end_story());
                if !text.is_empty() {
                    self.running.insert((kind, text));
                }
            }
            Some(Frame::Contents) => self.contents = self.contents.saturating_sub(1),
            Some(Frame::Other | Frame::Note { .. } | Frame::NoteMark) | None => {}
        }
    }

    fn begin_story(&mut self, frame: Frame) -> Frame {
        let kind = match frame {
            Frame::Box => BlockKind::TextBox,
            _ => BlockKind::Paragraph,
        };
        self.flow.begin_story(kind);
        self.outer.push(std::mem::take(&mut self.place));
        frame
    }

    fn end_story(&mut self) -> Vec<Block> {
        self.end_paragraph();
        self.place = self.outer.pop().unwrap_or_default();
        self.flow.end_story()
    }

    fn begin_paragraph(&mut self, style: Option<&str>, heading: Option<Heading>) {
        self.end_paragraph();
        let styles = self.styles;
        let style = styles.resolve(Family::Paragraph, style);
        self.break_page(style.break_before);
        let in_contents = self.contents > 0;
        let lists = &mut self.place.lists;
        let depth = lists.depth();
        let mut label = lists.label(&styles.lists, style.list.as_deref());
        if let Some(heading) = heading
            && depth == 0
            && heading.labelled
            && style.list.as_deref() != Some("")
        {
            label = lists.outline_label(&styles.outline, usize::from(heading.level) - 1);
        }
        let shape = match heading {
            _ if in_contents => Shape {
                in_contents,
                ..Shape::default()
            },
            Some(heading) => Shape {
                kind: BlockKind::Heading,
                level: Some(heading.level),
                label,
                in_contents,
            },
            None if style.caption => Shape {
                kind: BlockKind::Caption,
                ..Shape::default()
            },
            None if label.is_some() => Shape {
                kind: BlockKind::ListItem,
                level: Some(u8::try_from(depth).unwrap_or(u8::MAX).clamp(1, 10)),
                label,
                in_contents,
            },
            None => Shape::default(),
        };
        let place = &mut self.place;
        place.paragraph = Paragraph {
            shape,
            break_after: style.break_after,
        };
        place.hidden = style.hidden;
        place.font = style.font.unwrap_or_default();
        self.flow.begin_paragraph();
    }

    fn end_paragraph(&mut self) {
        if !self.flow.has_paragraph() {
            return;
        }
        let paragraph = std::mem::take(&mut self.place.paragraph);
        self.flow.end_paragraph(paragraph.shape);
        self.break_page(paragraph.break_after);
    }

    /// A page break that a style asks for. The first page needs none.
    fn break_page(&mut self, asked: bool) {
        if asked && self.flow.len() > 0 {
            self.flow.page_break();
        }
    }
}

/// What `text:h` says about itself.
#[derive(Clone, Copy, Debug)]
struct Heading {
    level: u8,
    labelled: bool,
}
