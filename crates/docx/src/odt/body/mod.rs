//! One pass over the content of a document, or over its page layouts for
//! their headers and footers.
//!
//! For every open element there is a frame that says what its end means.
//! Inside a paragraph all character data is text, save in the elements that
//! are named here.

mod comments;
mod elements;
mod frame;

use std::collections::BTreeMap;

use waardenscan_document::BlockKind;

use crate::{
    draft::{CommentNumber, Draft, Line},
    flow::{Flow, Shape},
    range::Room,
    text::clean,
    whole::Whole,
    xml::{Event, Xml},
};

use super::styles::{Family, Styles};

use frame::{Frame, Heading, Paragraph, Place};

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
                Event::Text(text, _) => self.text(&text),
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
