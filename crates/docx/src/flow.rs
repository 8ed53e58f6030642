//! The order in which blocks come out, shared by both formats.
//!
//! A story is a run of paragraphs and tables: the body, a text box, a note.
//! Stories nest, because a text box is anchored inside a paragraph; its blocks
//! wait until that paragraph is complete. Everything lies on the heap, so that
//! no depth of nesting can exhaust the stack.

use std::ops::Range;

use waardenscan_document::{Block, BlockKind, Cell, Image};

use crate::{
    draft::{Draft, Line},
    range::{MAX_OPEN, Meaning, RangeNumber, Ranges, Room},
    symbols::Font,
    text::{Finished, Places, Text, clean},
    whole::Whole,
};

/// What a finished paragraph turned out to be.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) kind: BlockKind,
    pub(crate) level: Option<u8>,
    pub(crate) label: Option<String>,
    pub(crate) in_contents: bool,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            kind: BlockKind::Paragraph,
            level: None,
            label: None,
            in_contents: false,
        }
    }
}

/// Builds the blocks of a document in reading order.
#[derive(Debug)]
pub(crate) struct Flow {
    stories: Vec<Story>,
    tables: usize,
    page_index: usize,
    /// Blocks that may still be made.
    room: usize,
    is_full: bool,
    /// Boxes were left out because they stood within too many others.
    is_too_deep: bool,
    /// Room for links, images and comments.
    places: Room,
}

#[derive(Debug)]
struct Story {
    /// What a plain paragraph of this story is.
    kind: BlockKind,
    drafts: Vec<Draft>,
    tables: Vec<Table>,
    paragraph: Option<Paragraph>,
    ranges: Ranges,
    /// The ranges that are open between two paragraphs.
    open: Vec<RangeNumber>,
    /// The index of the last draft that is a paragraph of this story.
    last: Option<usize>,
    /// Alternatives of images that come before the first draft.
    images: Vec<String>,
}

#[derive(Debug, Default)]
struct Paragraph {
    text: Text,
    page_index: Option<usize>,
    /// Notes and boxes whose anchor stands in this paragraph.
    after: Vec<Draft>,
}

#[derive(Debug)]
struct Table {
    number: usize,
    rows: usize,
    row: Row,
    in_cell: bool,
}

#[derive(Debug, Default)]
struct Row {
    /// Indices in the story of the headings in its cells.
    headings: Vec<usize>,
    cells: usize,
    column: usize,
    next_column: usize,
    header: bool,
}

/// Stories that may be open at once: a box within a box within a note. At the
/// end of each its blocks move to the one around it. Word allows three.
const MAX_STORIES: usize = 32;

/// Columns a table may have. Word stops at 63, Writer at 16,384.
const MAX_COLUMNS: usize = 16_384;

impl Flow {
    pub(crate) fn new(max_blocks: usize, places: Room) -> Self {
        let mut flow = Self {
            stories: Vec::new(),
            tables: 0,
            page_index: 0,
            room: max_blocks,
            is_full: false,
            is_too_deep: false,
            places,
        };
        flow.begin_story(BlockKind::Paragraph);
        flow
    }

    /// Opens a story within the current one, whose plain paragraphs are of
    /// `kind`; false where too many are open.
    pub(crate) fn begin_story(&mut self, kind: BlockKind) -> bool {
        if self.stories.len() >= MAX_STORIES {
            self.is_too_deep = true;
            return false;
        }
        self.stories.push(Story {
            kind,
            drafts: Vec::new(),
            tables: Vec::new(),
            paragraph: None,
            ranges: Ranges::default(),
            open: Vec::new(),
            last: None,
            images: Vec::new(),
        });
        true
    }

    /// Closes the current story and hands out its blocks.
    pub(crate) fn end_story(&mut self) -> Vec<Draft> {
        if self.has_paragraph() {
            self.end_paragraph(Shape::default());
        }
        let Some(mut story) = self.stories.pop() else {
            return Vec::new();
        };
        story.ranges.settle(&mut story.drafts, &self.places);
        if let Some(text) = self.text() {
            // A box with nothing but images.
            for alternative in story.images {
                text.image(alternative);
            }
        }
        story.drafts
    }

    /// Adds blocks behind the paragraph under way, or right here.
    pub(crate) fn add(&mut self, drafts: impl IntoIterator<Item = Draft>) {
        if let Some(story) = self.stories.last_mut() {
            match &mut story.paragraph {
                Some(paragraph) => paragraph.after.extend(drafts),
                None => story.drafts.extend(drafts),
            }
        }
    }

    /// Adds what stands beside the paragraph under way, on its page.
    pub(crate) fn add_aside(&mut self, line: Line, kind: BlockKind) {
        let page = self.page_breaks();
        let mut drafts = line.into_drafts(kind);
        for draft in &mut drafts {
            draft.block.page_index = Some(page);
        }
        self.add(drafts);
    }

    /// How many blocks the current story has so far.
    pub(crate) fn len(&self) -> usize {
        self.stories.last().map_or(0, |story| story.drafts.len())
    }

    /// The blocks of the current story so far.
    pub(crate) fn drafts(&mut self) -> &mut [Draft] {
        let story = self.stories.last_mut();
        story.map(|story| &mut *story.drafts).unwrap_or_default()
    }

    /// Begins a range here, at the next text of the current story.
    pub(crate) fn begin_range(&mut self, meaning: Meaning) -> Option<RangeNumber> {
        let there_is_room = self.places.take(0);
        there_is_room.then(|| self.begin(meaning)).flatten()
    }

    /// Begins text that is written in these bytes of its part.
    pub(crate) fn begin_piece(&mut self, written: Range<usize>) -> Option<RangeNumber> {
        self.begin(Meaning::Piece(written))
    }

    fn begin(&mut self, meaning: Meaning) -> Option<RangeNumber> {
        let story = self.stories.last_mut()?;
        let number = story.ranges.begin(meaning);
        match &mut story.paragraph {
            Some(paragraph) => paragraph.text.begin_range(number),
            None if story.open.len() < MAX_OPEN => story.open.push(number),
            None => {}
        }
        Some(number)
    }

    /// Ends a range of the current story here.
    pub(crate) fn end_range(&mut self, number: RangeNumber) {
        if let Some(story) = self.stories.last_mut() {
            story.ranges.end(number);
            match &mut story.paragraph {
                Some(paragraph) => paragraph.text.end_range(number),
                None => story.open.retain(|open| *open != number),
            }
        }
    }

    /// Notes an image here.
    pub(crate) fn image(&mut self, alternative: &str) {
        let alternative = clean(alternative);
        if alternative.is_empty() || !self.places.take(alternative.len()) {
            return;
        }
        if let Some(story) = self.stories.last_mut() {
            match &mut story.paragraph {
                Some(paragraph) => paragraph.text.image(alternative),
                None => story.place_images([alternative]),
            }
        }
    }

    /// Whether the current story is the document itself.
    pub(crate) fn in_body(&self) -> bool {
        self.stories.len() == 1
    }

    /// Ends the story that is the document itself.
    pub(crate) fn finish(mut self, pages: Option<usize>) -> Whole {
        Whole {
            drafts: self.end_story(),
            pages,
            is_full: self.is_full,
            is_too_deep: self.is_too_deep,
        }
    }

    pub(crate) fn begin_paragraph(&mut self) {
        if self.has_paragraph() {
            self.end_paragraph(Shape::default());
        }
        if let Some(story) = self.stories.last_mut() {
            story.paragraph = Some(Paragraph {
                text: Text::within(story.open.drain(..)),
                ..Paragraph::default()
            });
        }
    }

    pub(crate) fn has_paragraph(&self) -> bool {
        self.stories
            .last()
            .is_some_and(|story| story.paragraph.is_some())
    }

    /// The text of the paragraph under way.
    pub(crate) fn text(&mut self) -> Option<&mut Text> {
        let paragraph = self.stories.last_mut()?.paragraph.as_mut()?;
        Some(&mut paragraph.text)
    }

    /// Adds text to the paragraph under way.
    pub(crate) fn push(&mut self, text: &str, font: Font) {
        let page_index = self.page_index;
        let Some(paragraph) = self
            .stories
            .last_mut()
            .and_then(|story| story.paragraph.as_mut())
        else {
            return;
        };
        paragraph.text.push_in_font(text, font);
        if paragraph.page_index.is_none() && !paragraph.text.is_empty() {
            paragraph.page_index = Some(page_index);
        }
    }

    pub(crate) fn space(&mut self) {
        if let Some(text) = self.text() {
            text.space();
        }
    }

    /// Notes that a new page starts here.
    pub(crate) fn page_break(&mut self) {
        if self.in_body() {
            self.page_index += 1;
        }
    }

    /// How many page breaks were met.
    pub(crate) const fn page_breaks(&self) -> usize {
        self.page_index
    }

    pub(crate) fn end_paragraph(&mut self, shape: Shape) {
        let page_index = self.page_index;
        let Some(story) = self.stories.last_mut() else {
            return;
        };
        let Some(paragraph) = story.paragraph.take() else {
            return;
        };
        let Finished { text, places, open } = paragraph.text.finish();
        story.open = open;
        if !text.is_empty() && self.room == 0 {
            self.is_full = true;
        } else if !text.is_empty() {
            self.room -= 1;
            let mut block = Block {
                kind: shape.kind,
                level: shape.level,
                label: shape.label,
                in_contents: shape.in_contents,
                cell: story.cell(),
                ..Block::new(BlockKind::Paragraph, text)
            };
            block.page_index = Some(paragraph.page_index.unwrap_or(page_index));
            story.settle(&mut block);
            if block.kind == BlockKind::Heading
                && let Some(table) = story.tables.last_mut()
            {
                table.row.headings.push(story.drafts.len());
            }
            story.push_or_join(block, places, &self.places);
        } else {
            let images = places.images.into_iter();
            story.place_images(images.map(|image| image.alternative));
        }
        story.drafts.extend(paragraph.after);
    }

    pub(crate) fn begin_table(&mut self) {
        if self.has_paragraph() {
            self.end_paragraph(Shape::default());
        }
        let number = self.tables;
        self.tables += 1;
        if let Some(story) = self.stories.last_mut() {
            story.tables.push(Table {
                number,
                rows: 0,
                row: Row::default(),
                in_cell: false,
            });
        }
    }

    pub(crate) fn end_table(&mut self) {
        if let Some(story) = self.stories.last_mut() {
            story.tables.pop();
        }
    }

    pub(crate) fn begin_row(&mut self) {
        if let Some(table) = self.table() {
            table.in_cell = false;
            table.row = Row::default();
        }
    }

    /// Marks the row under way as a header of its columns.
    pub(crate) fn mark_header_row(&mut self) {
        if let Some(row) = self.row() {
            row.header = true;
        }
    }

    /// Leaves `columns` columns of the row under way free.
    pub(crate) fn skip_columns(&mut self, columns: usize) {
        if let Some(row) = self.row() {
            row.next_column = row.next_column.saturating_add(columns).min(MAX_COLUMNS);
        }
    }

    /// Ends the row. A heading in a row of several cells heads a column or a
    /// row, not a part of the document.
    pub(crate) fn end_row(&mut self) {
        let Some(story) = self.stories.last_mut() else {
            return;
        };
        let Some(table) = story.tables.last_mut() else {
            return;
        };
        table.in_cell = false;
        if table.row.cells > 1 {
            for index in table.row.headings.drain(..) {
                if let Some(draft) = story.drafts.get_mut(index) {
                    draft.block.kind = BlockKind::TableCell;
                    draft.block.level = None;
                }
            }
        }
        table.rows += 1;
    }

    pub(crate) fn begin_cell(&mut self) {
        if let Some(table) = self.table() {
            table.in_cell = true;
            table.row.cells += 1;
            table.row.column = table.row.next_column;
            table.row.next_column = (table.row.column + 1).min(MAX_COLUMNS);
        }
    }

    /// Says that the cell under way covers `columns` columns.
    pub(crate) fn span_columns(&mut self, columns: usize) {
        if let Some(row) = self.row() {
            row.next_column = row.column.saturating_add(columns.max(1)).min(MAX_COLUMNS);
        }
    }

    pub(crate) fn end_cell(&mut self) {
        if let Some(table) = self.table() {
            table.in_cell = false;
        }
    }

    fn table(&mut self) -> Option<&mut Table> {
        self.stories.last_mut()?.tables.last_mut()
    }

    fn row(&mut self) -> Option<&mut Row> {
        self.table().map(|table| &mut table.row)
    }
}

impl Story {
    fn cell(&self) -> Option<Cell> {
        let table = self.tables.last().filter(|table| table.in_cell)?;
        Some(Cell {
            table: table.number,
            row: table.rows,
            column: table.row.column,
            header: table.row.header,
        })
    }

    /// Gives a paragraph or list item the kind that its surroundings ask for.
    fn settle(&self, block: &mut Block) {
        let kind = if block.cell.is_some() {
            BlockKind::TableCell
        } else {
            self.kind
        };
        let keeps_kind = match block.kind {
            BlockKind::Heading => kind != BlockKind::TextBox,
            BlockKind::ListItem => kind == BlockKind::Paragraph,
            BlockKind::Caption => true,
            _ => false,
        };
        if !keeps_kind {
            block.kind = kind;
            block.level = None;
        }
    }

    /// Words that were merely broken over several paragraphs of a cell or box
    /// ("Totaal", "(afgerond)") are one block; a sentence, a list item and
    /// what follows it stand alone, so that a cell with a page of text does
    /// not become one passage.
    fn push_or_join(&mut self, mut block: Block, places: Places, room: &Room) {
        block.images = places.images;
        if self.last.is_none() {
            let first = std::mem::take(&mut self.images).into_iter();
            let first = first.map(|alternative| Image { at: 0, alternative });
            block.images.splice(0..0, first);
        }
        let joins = self.joins(&block);
        let last = self.last.filter(|_| joins);
        let (index, shift) = match last.and_then(|index| Some((index, self.drafts.get_mut(index)?)))
        {
            Some((index, last)) => (index, last.append(block.into())),
            None => {
                self.drafts.push(block.into());
                (self.drafts.len() - 1, 0)
            }
        };
        self.last = Some(index);
        for (number, span) in places.words {
            if self.ranges.is_piece(number) || room.take(0) {
                self.ranges.note(index, number, span.shift(shift));
            }
        }
    }

    /// Whether a block goes on with the one before; remarks may stand between.
    fn joins(&self, block: &Block) -> bool {
        let behind = self.last.and_then(|last| self.drafts.get(last..));
        let Some((Draft { block: last, .. }, remarks)) = behind.and_then(<[_]>::split_first) else {
            return false;
        };
        remarks.iter().all(|it| it.block.kind == BlockKind::Comment)
            && matches!(block.kind, BlockKind::TableCell | BlockKind::TextBox)
            && block.label.is_none()
            && last.kind == block.kind
            && last.cell == block.cell
            && last.label.is_none()
            && last.in_contents == block.in_contents
            && !ends_sentence(&last.text)
    }

    /// Puts images that stand in no text of their own behind the text before
    /// them.
    fn place_images(&mut self, alternatives: impl IntoIterator<Item = String>) {
        let last = self.last.and_then(|index| self.drafts.get_mut(index));
        match last {
            Some(Draft { block, .. }) => {
                let at = block.text.len();
                let images = alternatives.into_iter();
                block
                    .images
                    .extend(images.map(|alternative| Image { at, alternative }));
            }
            None => self.images.extend(alternatives),
        }
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', ']'])
        .ends_with(['.', '!', '?', ':', ';', '…'])
}
