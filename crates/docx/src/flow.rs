//! The order in which blocks come out, shared by both formats.
//!
//! A story is a run of paragraphs and tables: the body, a text box, a note.
//! Stories nest, because a text box is anchored inside a paragraph; its blocks
//! wait until that paragraph is complete. Everything lies on the heap, so that
//! no depth of nesting can exhaust the stack.

use waardenscan_document::{Block, BlockKind, Cell};

use crate::{symbols::Font, text::Text};

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
}

#[derive(Debug)]
struct Story {
    /// What a plain paragraph of this story is.
    kind: BlockKind,
    blocks: Vec<Block>,
    tables: Vec<Table>,
    paragraph: Option<Paragraph>,
}

#[derive(Debug, Default)]
struct Paragraph {
    text: Text,
    page_index: Option<usize>,
    /// Notes and boxes whose anchor stands in this paragraph.
    after: Vec<Block>,
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

/// Columns a table may have. Word stops at 63, Writer at 16,384.
const MAX_COLUMNS: usize = 16_384;

impl Flow {
    pub(crate) fn new(max_blocks: usize) -> Self {
        let mut flow = Self {
            stories: Vec::new(),
            tables: 0,
            page_index: 0,
            room: max_blocks,
            is_full: false,
        };
        flow.begin_story(BlockKind::Paragraph);
        flow
    }

    /// Opens a story within the current one, whose plain paragraphs are of
    /// `kind`.
    pub(crate) fn begin_story(&mut self, kind: BlockKind) {
        self.stories.push(Story {
            kind,
            blocks: Vec::new(),
            tables: Vec::new(),
            paragraph: None,
        });
    }

    /// Closes the current story and hands out its blocks.
    pub(crate) fn end_story(&mut self) -> Vec<Block> {
        if self.has_paragraph() {
            self.end_paragraph(Shape::default());
        }
        self.stories
            .pop()
            .map_or_else(Vec::new, |story| story.blocks)
    }

    /// Adds blocks behind the paragraph under way, or right here.
    pub(crate) fn add(&mut self, blocks: impl IntoIterator<Item = Block>) {
        if let Some(story) = self.stories.last_mut() {
            match &mut story.paragraph {
                Some(paragraph) => paragraph.after.extend(blocks),
                None => story.blocks.extend(blocks),
            }
        }
    }

    /// How many blocks the current story has so far.
    pub(crate) fn len(&self) -> usize {
        self.stories.last().map_or(0, |story| story.blocks.len())
    }

    /// The blocks of the current story from index `start` on.
    pub(crate) fn blocks_from(&mut self, start: usize) -> &mut [Block] {
        self.stories
            .last_mut()
            .and_then(|story| story.blocks.get_mut(start..))
            .unwrap_or_default()
    }

    /// Whether the current story is the document itself.
    pub(crate) fn in_body(&self) -> bool {
        self.stories.len() == 1
    }

    /// Whether blocks were left out because there were too many.
    pub(crate) const fn is_full(&self) -> bool {
        self.is_full
    }

    pub(crate) fn begin_paragraph(&mut self) {
        if self.has_paragraph() {
            self.end_paragraph(Shape::default());
        }
        if let Some(story) = self.stories.last_mut() {
            story.paragraph = Some(Paragraph::default());
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
        let text = paragraph.text.finish();
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
                table.row.headings.push(story.blocks.len());
            }
            story.push_or_join(block);
        }
        story.blocks.extend(paragraph.after);
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
                if let Some(block) = story.blocks.get_mut(index) {
                    block.kind = BlockKind::TableCell;
                    block.level = None;
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
    fn push_or_join(&mut self, block: Block) {
        if matches!(block.kind, BlockKind::TableCell | BlockKind::TextBox)
            && block.label.is_none()
            && let Some(last) = self.blocks.last_mut()
            && last.kind == block.kind
            && last.cell == block.cell
            && last.label.is_none()
            && last.in_contents == block.in_contents
            && !ends_sentence(&last.text)
        {
            last.text.push(' ');
            last.text.push_str(&block.text);
        } else {
            self.blocks.push(block);
        }
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', ']'])
        .ends_with(['.', '!', '?', ':', ';', '…'])
}

/// The text of a whole story on one line: for a note, a comment, a header.
pub(crate) fn flatten(blocks: &[Block]) -> String {
    let texts: Vec<String> = blocks.iter().map(Block::labelled_text).collect();
    texts.join(" ")
}
