//! One pass over the content of a document, or over its page layouts for
//! their headers and footers.
//!
//! For every open element there is a frame that says what its end means.
//! Inside a paragraph all character data is text, save in the elements that
//! are named here.

use std::collections::BTreeMap;

use waardenscan_document::{BlockKind, Remark};

use crate::{
    draft::{CommentNumber, Draft, Line},
    flow::{Flow, Shape},
    part_name::normalised,
    range::{Meaning, RangeNumber, Room},
    symbols::Font,
    text::clean,
    whole::Whole,
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
    pub(super) whole: Whole,
    /// How many comments were met.
    pub(super) comments: CommentNumber,
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
    /// The comments whose words are under way, by name.
    remarks: Vec<(String, RangeNumber)>,
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
    endnotes: Vec<Draft>,
    /// Headers and footers by their text; layouts of pages often share theirs.
    running: BTreeMap<(BlockKind, String), Line>,
    /// Comments so far.
    comments: CommentNumber,
    /// Whether the file stores where its pages end.
    has_pages: bool,
    contents: usize,
    header_rows: usize,
    content: Content,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        styles: &'a Styles,
        formulas: Formulas,
        max_blocks: usize,
        room: &Room,
    ) -> Self {
        Self {
            styles,
            formulas,
            flow: Flow::new(max_blocks, room.clone()),
            frames: Vec::new(),
            place: Place::default(),
            outer: Vec::new(),
            endnotes: Vec::new(),
            running: BTreeMap::new(),
            comments: 0,
            has_pages: false,
            contents: 0,
            header_rows: 0,
            content: Content::default(),
        }
    }

    /// Numbers comments from `first` on.
    pub(super) const fn with_comments_from(mut self, first: CommentNumber) -> Self {
        self.comments = first;
        self
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
        for ((kind, _), line) in std::mem::take(&mut self.running) {
            self.flow.add(line.into_drafts(kind));
        }
        let pages = self.has_pages.then(|| self.flow.page_breaks() + 1);
        self.content.comments = self.comments;
        self.content.whole = self.flow.finish(pages);
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
                "annotation" => self.begin_comment(element),
                "annotation-end" => {
                    let name = element.attribute(Ns::OdfOffice, "name");
                    self.end_remark(&name.unwrap_or_default());
                    Some(Frame::Other)
                }
                "text" => {
                    self.content.is_text = true;
                    let soft = element.attribute(Ns::OdfText, "use-soft-page-breaks");
                    self.has_pages |= soft.as_deref() == Some("true");
                    Some(Frame::Other)
                }
                "automatic-styles" | "styles" | "font-face-decls" | "scripts" | "settings"
                | "meta" | "forms" | "binary-data" | "event-listeners" => None,
                _ => Some(Frame::Other),
            },
            Ns::DublinCore => match (local, self.frames.last()) {
                ("creator", Some(Frame::Comment { .. })) => {
                    Some(Frame::CommentAuthor(String::new()))
                }
                ("date", Some(Frame::Comment { .. })) => Some(Frame::CommentDate(String::new())),
                _ => None,
            },
            Ns::SvgCompatible if matches!(local, "title" | "desc") => {
                Some(Frame::Alternative(String::new()))
            }
            // Properties of a comment and of drawings, scripts.
            Ns::OdfMeta | Ns::SvgCompatible => None,
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
                self.has_pages = true;
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
            "note-body" => return self.begin_story(Frame::NoteBody),
            "a" => {
                let target = element.attribute(Ns::XLink, "href");
                let target = target.filter(|target| !target.trim().is_empty());
                let link = target.and_then(|target| {
                    let meaning = Meaning::Link(target.trim().into());
                    self.flow.begin_range(meaning)
                });
                Frame::Link(link)
            }
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
            | "polyline" | "polygon" | "regular-polygon" | "path" | "caption" | "measure" => self
                .begin_story(Frame::Box {
                    alternative: String::new(),
                }),
            "frame" | "g" => Some(Frame::Drawing {
                alternative: String::new(),
            }),
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
        if shown.as_deref() == Some("false") {
            return None;
        }
        self.begin_story(Frame::Running(kind))
    }

    fn text(&mut self, text: &str) {
        if let Some(
            Frame::Alternative(collected)
            | Frame::CommentAuthor(collected)
            | Frame::CommentDate(collected),
        ) = self.frames.last_mut()
        {
            collected.push_str(text);
            return;
        }
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
            Some(Frame::Box { alternative }) => {
                let drafts = self.end_story();
                self.flow.add(drafts);
                self.image(&alternative);
            }
            Some(Frame::Drawing { alternative }) => self.image(&alternative),
            Some(Frame::Alternative(text)) => self.set_alternative(text),
            Some(Frame::Link(Some(link))) => self.flow.end_range(link),
            Some(Frame::NoteBody) => {
                let mut line = Line::new(self.end_story());
                let note = self.frames.last().and_then(|frame| match frame {
                    Frame::Note { kind, mark } => Some((*kind, clean(mark))),
                    _ => None,
                });
                if let Some((kind, mark)) = note.filter(|_| !line.is_empty()) {
                    line.draft.block.label = Some(mark).filter(|mark| !mark.is_empty());
                    if kind == BlockKind::Endnote {
                        self.endnotes.extend(line.into_drafts(kind));
                    } else {
                        self.flow.add_aside(line, kind);
                    }
                }
            }
            Some(Frame::CommentAuthor(text)) => {
                if let Some(Frame::Comment { remark, .. }) = self.frames.last_mut() {
                    remark.author = Some(clean(&text)).filter(|author| !author.is_empty());
                }
            }
            Some(Frame::CommentDate(text)) => {
                if let Some(Frame::Comment { remark, .. }) = self.frames.last_mut() {
                    remark.date = Some(clean(&text)).filter(|date| !date.is_empty());
                }
            }
            Some(Frame::Comment { number, remark }) => {
                let mut line = Line::new(self.end_story());
                line.draft.comment = Some(number);
                line.draft.block.remark = Some(remark);
                if !line.is_empty() {
                    self.flow.add_aside(line, BlockKind::Comment);
                }
            }
            Some(Frame::Running(kind)) => {
                let line = Line::new(self.end_story());
                if !line.is_empty() {
                    let key = (kind, line.text().to_owned());
                    self.running.entry(key).or_insert(line);
                }
            }
            Some(Frame::Contents) => self.contents = self.contents.saturating_sub(1),
            Some(Frame::Other | Frame::Link(None) | Frame::Note { .. } | Frame::NoteMark)
            | None => {}
        }
    }

    /// Opens a story; none where too many are open.
    fn begin_story(&mut self, frame: Frame) -> Option<Frame> {
        let kind = match frame {
            Frame::Box { .. } => BlockKind::TextBox,
            _ => BlockKind::Paragraph,
        };
        if !self.flow.begin_story(kind) {
            return None;
        }
        self.outer.push(std::mem::take(&mut self.place));
        Some(frame)
    }

    fn end_story(&mut self) -> Vec<Draft> {
        self.end_paragraph();
        self.place = self.outer.pop().unwrap_or_default();
        self.flow.end_story()
    }

    /// A comment stands where its words begin, if it has a name under which
    /// they end; else it is about this point (ODF 1.3 Part 3, 14.1 and 14.2).
    fn begin_comment(&mut self, element: &Element<'_>) -> Option<Frame> {
        let number = self.comments;
        self.comments += 1;
        let meaning = Meaning::Comment(number);
        if let Some(point) = self.flow.begin_range(meaning.clone()) {
            self.flow.end_range(point);
        }
        let name = element.attribute(Ns::OdfOffice, "name");
        if let Some(name) = name.filter(|name| !name.is_empty())
            && let Some(range) = self.flow.begin_range(meaning)
        {
            self.place.remarks.push((name.into_owned(), range));
        }
        self.begin_story(Frame::Comment {
            number,
            remark: Remark::default(),
        })
    }

    fn end_remark(&mut self, name: &str) {
        let remarks = &mut self.place.remarks;
        if let Some(place) = remarks.iter().position(|(other, _)| other == name) {
            let (_, range) = remarks.remove(place);
            self.flow.end_range(range);
        }
    }

    /// Says what stands in for the drawing under way; its description comes
    /// after its title, and counts for more.
    fn set_alternative(&mut self, text: String) {
        if let Some(Frame::Drawing { alternative } | Frame::Box { alternative }) =
            self.frames.last_mut()
            && !text.trim().is_empty()
        {
            *alternative = text;
        }
    }

    fn image(&mut self, alternative: &str) {
        if !self.place.hidden {
            self.flow.image(alternative);
        }
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
