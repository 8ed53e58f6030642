//! Tables: shaded head, thin lines, widths that follow the text.

use docx_rs::{
    AlignmentType, BorderType, Paragraph, Shading, Table as WordTable, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};

use super::house::House;
use super::model::{Table, Text};
use super::styles;

/// Colour of the lines.
const LINE: &str = "BFBFBF";
/// Width of a character of a table's text, with room to spare, and that of a
/// cell's two margins, in twentieths of a point.
const CHARACTER: usize = 105;
const MARGINS: usize = 190;
/// A text longer than this wraps; beyond it a column need not grow.
const LONG: usize = 45;

/// How the text of a cell becomes a paragraph; footnotes are numbered there.
pub(super) type Fill<'a> = &'a mut dyn FnMut(Paragraph, &Text, bool) -> Paragraph;

/// Makes a table of `width` twentieths of a point. A table without head has
/// its labels in the first column, as the form above a raadsvoorstel has.
pub(super) fn build(table: &Table, house: &House, width: usize, fill: Fill<'_>) -> WordTable {
    let grid = grid(table, width);
    let mut rows = Vec::new();
    if !table.header.is_empty() {
        let head = cells(table, &table.header, &grid, |_| true, fill);
        let shaded = head
            .into_iter()
            .map(|cell| cell.shading(Shading::new().fill(house.tint)));
        // The height is what `package` knows a head by.
        rows.push(
            TableRow::new(shaded.collect())
                .cant_split()
                .row_height(300.0),
        );
    }
    for row in &table.rows {
        let total = row
            .first()
            .is_some_and(|cell| cell.plain().starts_with("Totaal"));
        let labels = table.header.is_empty();
        let cells = cells(
            table,
            row,
            &grid,
            |column| total || labels && column == 0,
            fill,
        );
        rows.push(TableRow::new(cells).cant_split());
    }
    WordTable::new(rows)
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .width(width, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(20, 85, 20, 85))
        .set_borders(lines())
}

fn cells(
    table: &Table,
    row: &[Text],
    grid: &[usize],
    is_bold: impl Fn(usize) -> bool,
    fill: Fill<'_>,
) -> Vec<TableCell> {
    row.iter()
        .zip(grid)
        .enumerate()
        .map(|(column, (text, width))| {
            let mut paragraph = Paragraph::new().style(styles::CELL);
            if is_right(table, column) {
                paragraph = paragraph.align(AlignmentType::Right);
            }
            TableCell::new()
                .width(*width, WidthType::Dxa)
                .add_paragraph(fill(paragraph, text, is_bold(column)))
        })
        .collect()
}

/// Tells whether a column is set against its right edge: where the source
/// says so, and where all that stands in it are numbers.
fn is_right(table: &Table, column: usize) -> bool {
    let said = table.right.get(column).copied().unwrap_or(false);
    let mut cells = table
        .rows
        .iter()
        .filter_map(|row| row.get(column))
        .map(Text::plain);
    said || column > 0 && cells.all(|cell| is_number(&cell))
}

fn is_number(cell: &str) -> bool {
    cell.chars()
        .all(|character| character.is_ascii_digit() || " .,-–+%€".contains(character))
}

/// Divides `width` over the columns: first what their longest words need, then
/// the rest by the length of their texts. The parts add up to no more than
/// `width`.
fn grid(table: &Table, width: usize) -> Vec<usize> {
    let rows = || table.rows.iter().chain([&table.header]);
    let columns = rows().map(Vec::len).max().unwrap_or(0);
    let longest = |column: usize, measure: fn(&str) -> usize| {
        let cells = rows().filter_map(|row| row.get(column));
        cells.map(|cell| measure(&cell.plain())).max().unwrap_or(0)
    };
    let needs: Vec<usize> = (0..columns)
        .map(|column| longest(column, longest_word) * CHARACTER + MARGINS)
        .collect();
    let weights: Vec<usize> = (0..columns)
        .map(|column| longest(column, length).clamp(1, LONG))
        .collect();
    let (need, weight) = (
        needs.iter().sum::<usize>().max(1),
        weights.iter().sum::<usize>().max(1),
    );
    let rest = width.saturating_sub(need);
    needs
        .iter()
        .zip(&weights)
        .map(|(own, own_weight)| own * width.min(need) / need + rest * own_weight / weight)
        .collect()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn longest_word(text: &str) -> usize {
    text.split(' ').map(length).max().unwrap_or(0)
}

fn lines() -> TableBorders {
    [
        TableBorderPosition::Top,
        TableBorderPosition::Left,
        TableBorderPosition::Bottom,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ]
    .into_iter()
    .fold(TableBorders::with_empty(), |borders, side| {
        borders.set(
            TableBorder::new(side)
                .border_type(BorderType::Single)
                .size(4)
                .color(LINE),
        )
    })
}
