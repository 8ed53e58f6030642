use waardenscan_document::{Block, BlockKind, Cell};

use crate::{
    contents,
    draft::{self, Draft},
    front, furniture,
    hyphen::Words,
    layout::{Column, columns},
    levels,
    line::{Line, PageLines},
    notes,
    outline::Outline,
    paragraph::{self, paragraphs},
    sequence, slanted,
    stats::Stats,
    table::{self, Table},
};

/// The columns of a page, and the tables whose places stand among their lines.
struct Laid {
    columns: Vec<Column>,
    tables: Vec<Table>,
}

/// Makes the blocks of a document from the lines of its pages, given with the
/// heights of the pages in points, and its outline.
pub(crate) fn blocks(mut pages: Vec<PageLines>, heights: &[f32], outline: &Outline) -> Vec<Block> {
    let running = furniture::take(&mut pages, heights);
    let mut words = Words::default();
    for line in pages.iter().flat_map(|page| &page.lines) {
        words.add(&line.text);
    }
    let slanted = slanted::blocks(&pages, &words);
    let mut inside = false;
    let count = pages.len();
    let mut pages: Vec<Laid> = pages
        .into_iter()
        .map(|page| lay_out(page, &mut inside, count))
        .collect();
    let stats = Stats::of(pages.iter().flat_map(|page| &page.columns));
    if !is_trusted(&pages, &stats) {
        forget_tags(&mut pages);
    }
    let mut drafts = Drafts {
        stats: &stats,
        words: &words,
        tables: 0,
        drafts: Vec::new(),
    };
    for (page_index, page) in pages.iter().enumerate() {
        drafts.add_page(page, page_index);
    }
    let mut drafts = drafts.drafts;
    sequence::check(&mut drafts);
    outline.apply(&mut drafts);
    front::check(&mut drafts, stats.body_size);
    levels::assign(&mut drafts);
    with_running(drafts, &running, slanted)
}

/// A structure tree cuts the text rightly at least this many times for each
/// time it cuts it within a sentence. The trees of word processors have fifty
/// and more, those that were guessed from scans have between four and
/// twenty-two.
const MIN_CUTS: usize = 25;

/// Tells whether the structure tree covers nearly all of the text and seldom
/// cuts it within a sentence.
fn is_trusted(pages: &[Laid], stats: &Stats) -> bool {
    let columns = || pages.iter().flat_map(|page| &page.columns);
    let lines = || {
        let lines = columns().flat_map(|column| &column.lines);
        lines.filter(|line| line.table.is_none())
    };
    let tagged = lines().filter(|line| line.tag.is_some()).count();
    let (cuts, wrong) = columns()
        .map(|column| paragraph::cuts(column, stats))
        .fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
    tagged * 10 >= lines().count() * 9 && wrong * MIN_CUTS <= cuts
}

fn forget_tags(pages: &mut [Laid]) {
    for page in pages {
        let cells = page.tables.iter_mut().flat_map(|table| &mut table.cells);
        let columns = page
            .columns
            .iter_mut()
            .chain(cells.map(|cell| &mut cell.text));
        for line in columns.flat_map(|column| &mut column.lines) {
            line.tag = None;
        }
    }
}

fn lay_out(page: PageLines, inside_contents: &mut bool, pages: usize) -> Laid {
    let mut lines = contents::mark(page.lines, inside_contents, pages);
    notes::mark(&mut lines, &page.rulings);
    let mut tables = Vec::new();
    table::take_tagged(&mut lines, &mut tables);
    table::take_ruled(&mut lines, &page.rulings, &mut tables);
    let columns = columns(lines).into_iter();
    let columns = columns
        .flat_map(|column| table::take_aligned(column, &page.rulings, &mut tables))
        .collect();
    Laid { columns, tables }
}

/// The blocks in the making of the pages so far.
struct Drafts<'a> {
    stats: &'a Stats,
    words: &'a Words,
    tables: usize,
    drafts: Vec<Draft>,
}

impl Drafts<'_> {
    fn add_page(&mut self, page: &Laid, page_index: usize) {
        for column in &page.columns {
            for (index, paragraph) in paragraphs(column, self.stats).iter().enumerate() {
                let place = paragraph.first().and_then(|line| line.table);
                if let Some(table) = place.and_then(|place| page.tables.get(place.number)) {
                    self.add_table(table, page_index, index == 0);
                } else if let Some(next) =
                    draft::draft(paragraph, page_index, self.stats, self.words)
                {
                    self.add(next, index == 0);
                }
            }
        }
    }

    fn add(&mut self, next: Draft, first_of_column: bool) {
        // Notes at the foot of a page do not end its text.
        let open = self.drafts.iter_mut().rev();
        let mut open = open.skip_while(|draft| draft.block.kind == BlockKind::Footnote);
        match open.next() {
            Some(open) if first_of_column && draft::goes_on(open, &next) => {
                draft::append(open, next, self.words);
            }
            _ => self.drafts.push(next),
        }
    }

    fn add_table(&mut self, table: &Table, page_index: usize, first_of_column: bool) {
        let open = self.drafts.len();
        let last = self.drafts.last().and_then(|draft| draft.block.cell);
        let goes_on = last.filter(|_| first_of_column && self.is_continued(table, page_index));
        // A row that the page's end cut is one row.
        let cut = goes_on.is_some() && self.last_row_is_cut();
        let (number, first_row) = match goes_on {
            Some(cell) => (cell.table, if cut { cell.row } else { cell.row + 1 }),
            None => (self.tables, 0),
        };
        self.tables = number + 1;
        for cell in &table.cells {
            let place = Cell {
                table: number,
                row: first_row + cell.row,
                column: cell.column,
                header: cell.header,
            };
            for paragraph in paragraphs(&cell.text, self.stats) {
                let draft =
                    draft::cell_draft(&paragraph, page_index, place, self.stats, self.words);
                let Some(next) = draft else { continue };
                let before = self.drafts.get_mut(..open).unwrap_or_default();
                let same_cell = before.iter_mut().rev().take(MAX_CELLS).find(|draft| {
                    cut && draft.block.cell.is_some_and(|cell| {
                        cell.table == number && cell.row == place.row && cell.column == place.column
                    })
                });
                match same_cell {
                    Some(cell) if cell.block.text.ends_with('-') => {
                        draft::append(cell, next, self.words);
                    }
                    _ => self.drafts.push(next),
                }
            }
        }
    }

    /// Tells whether a table at the top of a column is the rest of the one at
    /// the end of the column before.
    fn is_continued(&self, table: &Table, page_index: usize) -> bool {
        let Some(last) = self.drafts.last() else {
            return false;
        };
        let Some(number) = last.block.cell.map(|cell| cell.table) else {
            return false;
        };
        let before = self
            .drafts
            .iter()
            .rev()
            .map_while(|draft| draft.block.cell.filter(|cell| cell.table == number))
            .map(|cell| cell.column);
        let near = last
            .block
            .page_index
            .is_some_and(|page| page + 1 >= page_index);
        let widest = before.max();
        let fits = table.cells.iter().map(|cell| cell.column).max() <= widest;
        near && (fits || self.is_cut_at(table))
    }

    /// Tells whether a hyphen at the end of the last row's cell in the first
    /// column of a table goes on there: columns that run out of the page may
    /// be missing from either.
    fn is_cut_at(&self, table: &Table) -> bool {
        table.cells.first().is_some_and(|next| {
            let mut row = self.last_row();
            let text = next.text.lines.first().map(|line| line.text.as_str());
            text.is_some_and(|text| text.starts_with(char::is_lowercase))
                && row.any(|draft| {
                    let column = draft.block.cell.map(|cell| cell.column);
                    column == Some(next.column) && draft.block.text.ends_with('-')
                })
        })
    }

    fn last_row_is_cut(&self) -> bool {
        self.last_row().any(|draft| draft.block.text.ends_with('-'))
    }

    /// The cells of the row that was added last, the last first.
    fn last_row(&self) -> impl Iterator<Item = &Draft> {
        let row = self.drafts.last().and_then(|draft| draft.block.cell);
        self.drafts.iter().rev().take_while(move |draft| {
            let cell = draft.block.cell;
            cell.zip(row)
                .is_some_and(|(a, b)| a.table == b.table && a.row == b.row)
        })
    }
}

/// A row has no more paragraphs than this.
const MAX_CELLS: usize = 200;

/// Puts the running headers before and the slanted texts and the running
/// footers after the blocks of their page.
fn with_running(
    drafts: Vec<Draft>,
    running: &[Vec<(BlockKind, Line)>],
    slanted: Vec<Vec<Block>>,
) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(drafts.len());
    let mut drafts = drafts.into_iter().map(|draft| draft.block).peekable();
    for ((page_index, lines), slanted) in running.iter().enumerate().zip(slanted) {
        let of = |kind| {
            lines
                .iter()
                .filter(move |(of_kind, _)| *of_kind == kind)
                .map(move |(_, line)| Block {
                    regions: draft::region(page_index, &[line]).into_iter().collect(),
                    ..Block::new(kind, crate::chars::tidy(&line.text)).on_page(page_index)
                })
        };
        blocks.extend(of(BlockKind::Header));
        while let Some(block) = drafts.next_if(|block| block.page_index <= Some(page_index)) {
            blocks.push(block);
        }
        blocks.extend(slanted);
        blocks.extend(of(BlockKind::Footer));
    }
    blocks.extend(drafts);
    blocks
}
