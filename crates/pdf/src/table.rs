use std::collections::{BTreeMap, BTreeSet};

use crate::{
    layout::Column,
    line::{Line, TablePlace},
    ruling::{Grid, Rulings},
    stats::same_size,
};

/// A table, cell by cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// Row by row, from left to right.
    pub(crate) cells: Vec<TableCell>,
}

/// The lines of one cell.
#[derive(Clone, Debug)]
pub(crate) struct TableCell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) header: bool,
    pub(crate) text: Column,
}

impl Table {
    fn of(cells: BTreeMap<(usize, usize), Column>) -> Self {
        let mut numbers: Vec<usize> = cells.keys().map(|&(row, _)| row).collect();
        numbers.dedup();
        let header = has_header(&cells);
        let cells = cells.into_iter().map(|((row, column), text)| {
            let row = numbers.partition_point(|&number| number < row);
            TableCell {
                row,
                column,
                header: header && row == 0,
                text,
            }
        });
        Self {
            cells: cells.collect(),
        }
    }

    /// A line that holds the table's place among the lines of its page.
    fn place(&self, number: usize) -> Option<Line> {
        let lines = || self.cells.iter().flat_map(|cell| &cell.text.lines);
        let first = lines().min_by(|a, b| a.row.cmp(&b.row))?;
        Some(Line {
            text: String::new(),
            left: lines().map(|line| line.left).fold(f32::INFINITY, f32::min),
            right: lines()
                .map(|line| line.right)
                .fold(f32::NEG_INFINITY, f32::max),
            table: Some(TablePlace {
                number,
                bottom: lines().map(Line::bottom).fold(f32::NEG_INFINITY, f32::max),
            }),
            ..first.clone()
        })
    }
}

/// The first row heads the columns if it alone is bold, or if it has words
/// where the rows below have numbers.
fn has_header(cells: &BTreeMap<(usize, usize), Column>) -> bool {
    let Some(&(top, _)) = cells.keys().next() else {
        return false;
    };
    let (first, rest): (Vec<_>, Vec<_>) = cells
        .iter()
        .filter(|(_, text)| !text.lines.is_empty())
        .partition(|&(&(row, _), _)| row == top);
    let bold = |cells: &[(&(usize, usize), &Column)]| {
        cells
            .iter()
            .filter(|(_, text)| text.lines.iter().all(|line| line.bold))
            .count()
    };
    let numeric = |cells: &[(&(usize, usize), &Column)]| {
        cells
            .iter()
            .filter(|(_, text)| {
                text.lines.iter().all(|line| {
                    line.text.contains(|char: char| char.is_ascii_digit())
                        && !line.text.contains(|char: char| char.is_ascii_lowercase())
                })
            })
            .count()
    };
    let all_bold = bold(&first) == first.len() && 2 * bold(&rest) < rest.len();
    let worded = numeric(&first) == 0 && 3 * numeric(&rest) >= rest.len();
    first.len() >= 2 && !rest.is_empty() && (all_bold || worded)
}

/// Takes the tables of the structure tree out of the lines of a page.
pub(crate) fn take_tagged(lines: &mut Vec<Line>, tables: &mut Vec<Table>) {
    let cell_of = |line: &Line| line.tag.and_then(|tag| tag.cell);
    let mut by_table: BTreeMap<usize, BTreeMap<(usize, usize), Column>> = BTreeMap::new();
    let mut headers: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut nested: BTreeSet<usize> = BTreeSet::new();
    for line in lines.iter() {
        if let Some(cell) = cell_of(line) {
            let cells = by_table.entry(cell.table).or_default();
            add(
                cells.entry((cell.row, cell.column)).or_default(),
                line,
                None,
            );
            if cell.nested {
                nested.insert(cell.table);
            }
            if cell.header {
                headers.insert((cell.table, cell.row));
            }
        }
    }
    for (number, mut cells) in by_table {
        // A table of one column is a frame around text, but for one in a cell.
        if !nested.contains(&number) && cells.keys().all(|&(_, column)| column == 0) {
            continue;
        }
        widen(&mut cells);
        let tagged = cells
            .keys()
            .any(|&(row, _)| headers.contains(&(number, row)));
        let first = cells.keys().next().map(|&(row, _)| row);
        let mut table = Table::of(cells);
        if tagged {
            let heads = first.is_some_and(|row| headers.contains(&(number, row)));
            for cell in &mut table.cells {
                cell.header = heads && cell.row == 0;
            }
        }
        if let Some(place) = table.place(tables.len()) {
            lines.retain(|line| cell_of(line).is_none_or(|cell| cell.table != number));
            let at = lines.partition_point(|line| line.turn == place.turn && line.row < place.row);
            lines.insert(at, place);
            tables.push(table);
        }
    }
}

/// Takes the tables that rulings make out of the lines of a page and leaves a
/// line in the place of each.
pub(crate) fn take_ruled(lines: &mut Vec<Line>, rulings: &Rulings, tables: &mut Vec<Table>) {
    for grid in rulings.grids() {
        let Some(turn) = lines.first().map(|line| line.turn) else {
            return;
        };
        let inside = |line: &Line| {
            (line.turn == turn && line.table.is_none())
                .then(|| grid.cell(centre(line), line.baseline - 0.3 * line.size))?
        };
        let mut cells: BTreeMap<(usize, usize), Column> = BTreeMap::new();
        for line in lines.iter() {
            if let Some(cell) = inside(line) {
                add(cells.entry(cell).or_default(), line, Some(&grid));
            }
        }
        if is_coarse(&cells) {
            continue;
        }
        let table = Table::of(cells);
        if let Some(place) = table.place(tables.len()) {
            lines.retain(|line| inside(line).is_none());
            let at = lines.partition_point(|line| line.turn == turn && line.row < place.row);
            lines.insert(at, place);
            tables.push(table);
        }
    }
}

/// Tells whether rulings part only groups of rows or columns: then cells hold
/// lines side by side, or columns of figures.
fn is_coarse(cells: &BTreeMap<(usize, usize), Column>) -> bool {
    let beside = |text: &Column| {
        let pairs = text.lines.iter().zip(text.lines.iter().skip(1));
        pairs.filter(|(a, b)| a.row == b.row).count()
    };
    let figures = |text: &Column| {
        let figure = |line: &Line| !line.text.contains(char::is_alphabetic);
        text.lines.len() >= 3 && text.lines.iter().all(figure)
    };
    cells.values().map(beside).sum::<usize>() >= 2
        || cells.values().filter(|text| figures(text)).count() >= 2
}

fn centre(line: &Line) -> f32 {
    // A wide line is not centred in its cell when it runs out of it.
    line.left + (0.5 * (line.right - line.left)).min(line.size)
}

fn add(cell: &mut Column, line: &Line, grid: Option<&Grid>) {
    if cell.lines.is_empty() {
        cell.left = line.left;
        cell.right = line.right;
    }
    cell.left = cell.left.min(line.left);
    cell.right = cell.right.max(line.right);
    if let Some(grid) = grid {
        let y = line.baseline - 0.3 * line.size;
        // Cells have a margin inside their rulings, as wide on both sides.
        let edge = grid.right_edge(line.left, y);
        cell.right = cell.right.max(edge - 0.5 * line.size);
    }
    cell.lines.push(line.clone());
}

/// The narrowest space between the cells of a row, in sizes.
const GAP: f32 = 0.8;

/// Takes the tables that only the alignment of their columns shows out of a
/// column of lines, and returns what is left: the column itself, cut where
/// text stands side by side in it that is no table.
pub(crate) fn take_aligned(
    mut column: Column,
    rulings: &Rulings,
    tables: &mut Vec<Table>,
) -> Vec<Column> {
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in std::mem::take(&mut column.lines) {
        match rows
            .last_mut()
            .filter(|row| row.last().is_some_and(|last| last.row == line.row))
        {
            Some(row) => row.push(line),
            None => rows.push(vec![line]),
        }
    }
    for row in rows.iter_mut().filter(|row| is_stretched(row)) {
        *row = whole(std::mem::take(row)).into_iter().collect();
    }
    let mut columns = Vec::new();
    let mut rest = rows.as_slice();
    while let [row, below @ ..] = rest {
        if let Some((count, gaps)) = run(rest)
            && let Some((run, after)) = rest.split_at_checked(count)
        {
            let gaps = column_gaps(run, &gaps);
            let table = aligned(run, &gaps, rulings);
            if is_prose(&table) {
                let next = Column {
                    lines: Vec::new(),
                    ..column
                };
                columns.push(std::mem::replace(&mut column, next));
                columns.extend(side_by_side(run, &gaps));
                rest = after;
                continue;
            }
            if let Some(place) = table.place(tables.len()) {
                column.lines.push(place);
                tables.push(table);
                rest = after;
                continue;
            }
        }
        column.lines.extend(row.iter().cloned());
        rest = below;
    }
    columns.push(column);
    columns.retain(|column| !column.lines.is_empty());
    columns
}

/// Tells whether a row is one justified line, of so few words that they stand
/// far apart: three gaps or more that are all as wide, to one part in fifty. A
/// row of cells leaves what their words leave.
fn is_stretched(row: &[Line]) -> bool {
    let words = row
        .iter()
        .all(|line| line.table.is_none() && !line.text.contains(|char: char| char.is_numeric()));
    let gaps = || {
        row.iter()
            .zip(row.iter().skip(1))
            .map(|(a, b)| b.left - a.right)
    };
    let narrowest = gaps().fold(f32::INFINITY, f32::min);
    let widest = gaps().fold(0.0, f32::max);
    words && row.len() >= 4 && narrowest > 0.0 && widest - narrowest < 0.02 * widest
}

/// Joins the words of a stretched row to the line they are.
fn whole(row: Vec<Line>) -> Option<Line> {
    row.into_iter().reduce(|mut line, next| {
        line.text.push(' ');
        line.text.push_str(&next.text);
        line.right = line.right.max(next.right);
        line
    })
}

/// Tells whether the cells of an aligned table are the lines of running text
/// that stands side by side: every third is the middle of a sentence. In the
/// tables of budgets one in four is at most.
fn is_prose(table: &Table) -> bool {
    let middle = |cell: &&TableCell| {
        let (first, last) = (cell.text.lines.first(), cell.text.lines.last());
        first.zip(last).is_some_and(|(first, last)| {
            first.text.starts_with(char::is_lowercase)
                && first.text.chars().count() > 25
                && !last.text.ends_with(['.', ';', ':'])
        })
    };
    let count = table.cells.iter().filter(middle).count();
    count >= 4 && 3 * count >= table.cells.len()
}

/// Reads rows of lines column by column.
fn side_by_side(rows: &[Vec<Line>], gaps: &[(f32, f32)]) -> Vec<Column> {
    let mut columns: BTreeMap<usize, Column> = BTreeMap::new();
    for line in rows.iter().flatten() {
        add(
            columns.entry(column_of(gaps, line)).or_default(),
            line,
            None,
        );
    }
    columns.into_values().collect()
}

/// Finds how many of the first rows are a table, and the spaces between its
/// columns.
fn run(rows: &[Vec<Line>]) -> Option<(usize, Vec<(f32, f32)>)> {
    let mut gaps = inner_gaps(rows.first()?);
    let mut count = 0;
    let mut found = Vec::new();
    let mut last: Option<&Line> = None;
    for row in rows {
        let first = row.first()?;
        let far = last.is_some_and(|last| first.baseline - last.baseline > 3.5 * first.size);
        let shared = shared(&gaps, row);
        if shared.is_empty() || far || first.table.is_some() || first.in_contents {
            break;
        }
        gaps = shared;
        count += 1;
        last = Some(first);
        if row.len() > 1 {
            found = gaps.clone();
        }
    }
    // A line below the last full row belongs to it only if it goes on there.
    let full = rows.get(..count)?.iter().rposition(|row| row.len() > 1)? + 1;
    let mut end = full;
    while let Some([line]) = rows.get(end).filter(|_| end < count).map(Vec::as_slice) {
        let above = rows.get(end - 1)?.first()?;
        let reads_on = line
            .text
            .starts_with(|char: char| char.is_lowercase() || char == '(');
        if line.baseline - above.baseline > 1.25 * line.size
            || !same_size(line, above)
            || line.bold != above.bold && !reads_on
        {
            break;
        }
        end += 1;
    }
    let full_rows = rows.get(..end)?.iter().filter(|row| row.len() > 1).count();
    let enough = full_rows >= 3 || full_rows == 2 && found.len() >= 2;
    (enough && 2 * full_rows >= end).then_some((end, found))
}

/// Finds the spaces between the columns of a table, of which `shared` runs
/// through all rows: those that any row shows and at most one row in four
/// crosses. Cells of a header may cover several columns, and the first column
/// may have none.
fn column_gaps(rows: &[Vec<Line>], shared: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut gaps = shared.to_vec();
    let mut fullest: Vec<&Vec<Line>> = rows.iter().collect();
    fullest.sort_by_key(|row| std::cmp::Reverse(row.len()));
    for row in fullest {
        let size = row.first().map_or(10.0, |line| line.size);
        for (from, to) in inner_gaps(row) {
            let mut known = false;
            for gap in &mut gaps {
                let (left, right) = (gap.0.max(from), gap.1.min(to));
                if right - left >= 0.5 * size {
                    *gap = (left, right);
                    known = true;
                }
            }
            if !known {
                gaps.push((from, to));
            }
        }
    }
    let crossed = |&(from, to): &(f32, f32)| {
        let middle = f32::midpoint(from, to);
        let over = |line: &Line| line.left < middle && middle < line.right;
        rows.iter().filter(|row| row.iter().any(over)).count()
    };
    gaps.retain(|gap| 4 * crossed(gap) <= rows.len());
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    gaps
}

fn inner_gaps(row: &[Line]) -> Vec<(f32, f32)> {
    row.iter()
        .zip(row.iter().skip(1))
        .filter(|(a, b)| b.left - a.right >= GAP * a.size.min(b.size))
        .map(|(a, b)| (a.right, b.left))
        .collect()
}

/// Tells whether the next cell of a row begins where its column does: then the
/// one before may reach further than those above it.
fn in_place(next: Option<&Line>, column: f32) -> bool {
    next.is_some_and(|next| (next.left - column).abs() <= 0.6 * next.size)
}

/// The spaces that a row of cells leaves; those at its ends count, since a row
/// need not fill each column.
fn shared(gaps: &[(f32, f32)], row: &[Line]) -> Vec<(f32, f32)> {
    gaps.iter()
        .filter_map(|&(from, to)| {
            // What is left of a gap beside the lines that reach into it.
            let (mut from, mut to) = (from, to);
            for (index, line) in row.iter().enumerate() {
                let reach = if in_place(row.get(index + 1), to) {
                    0.8
                } else {
                    0.5
                };
                if line.right <= from + reach * (to - from) {
                    from = from.max(line.right);
                } else if line.left >= f32::midpoint(from, to) {
                    to = to.min(line.left);
                } else {
                    return None;
                }
            }
            let size = row.first().map_or(10.0, |line| line.size);
            (to - from >= 0.5 * size).then_some((from, to))
        })
        .collect()
}

fn aligned(rows: &[Vec<Line>], gaps: &[(f32, f32)], rulings: &Rulings) -> Table {
    let mut cells: BTreeMap<(usize, usize), Column> = BTreeMap::new();
    let mut number = 0;
    let mut above: Option<&Vec<Line>> = None;
    for row in rows {
        if let Some(above) = above
            && !goes_on(
                above,
                row,
                rulings,
                |column| cells.contains_key(&(number, column)),
                gaps,
            )
        {
            number += 1;
        }
        for line in row {
            add(
                cells.entry((number, column_of(gaps, line))).or_default(),
                line,
                None,
            );
        }
        above = Some(row);
    }
    widen(&mut cells);
    Table::of(cells)
}

/// The room of a cell is as wide as its column.
fn widen(cells: &mut BTreeMap<(usize, usize), Column>) {
    let mut edges: BTreeMap<usize, f32> = BTreeMap::new();
    for (&(_, column), text) in cells.iter() {
        let edge = edges.entry(column).or_insert(text.right);
        *edge = edge.max(text.right);
    }
    for (&(_, column), text) in cells.iter_mut() {
        text.right = edges.get(&column).copied().unwrap_or(text.right);
    }
}

fn column_of(gaps: &[(f32, f32)], line: &Line) -> usize {
    gaps.iter()
        .filter(|&&(from, to)| f32::midpoint(from, to) <= line.left)
        .count()
}

/// Tells whether a row of lines is the next lines of the cells above.
fn goes_on(
    above: &[Line],
    row: &[Line],
    rulings: &Rulings,
    has_cell: impl Fn(usize) -> bool,
    gaps: &[(f32, f32)],
) -> bool {
    let (Some(last), Some(next)) = (above.first(), row.first()) else {
        return false;
    };
    let ruled = rulings.horizontal.iter().any(|stretch| {
        stretch.at > last.baseline
            && stretch.at < next.baseline - 0.3 * next.size
            && stretch.covers(f32::midpoint(next.left, next.right))
    });
    let near = next.baseline - last.baseline <= 1.3 * next.size;
    let all_go_on = row.iter().all(|line| {
        let column = column_of(gaps, line);
        let before = above.iter().find(|other| column_of(gaps, other) == column);
        has_cell(column)
            && before.is_none_or(|before| {
                before.text.ends_with('-')
                    || line
                        .text
                        .starts_with(|char: char| char.is_lowercase() || char == '(')
            })
    });
    !ruled && near && all_go_on
}
