//! Tables with a head that returns on each page.

use docx_rs::{
    AlignmentType, BorderType, Shading, Table, TableBorder, TableBorderPosition, TableBorders,
    TableCell, TableCellMargins, TableLayoutType, TableRow, TextDirectionType, VAlignType,
    WidthType,
};

use super::styles;
use super::text::{bookmark, plain, styled};

/// Colour of the lines.
const LINE: &str = "D9D6CF";
/// Colours of cells, from none to the strongest.
const TINTS: [Option<&str>; 4] = [None, Some("FBEADC"), Some("F3C9A5"), Some("D98E5F")];
/// Characters of a text beyond which its column need not grow, of the longest
/// word that is kept whole, and of the least column.
const LONG: usize = 120;
const WORD: usize = 24;
const LEAST: usize = 3;
/// Width of a character and of a cell's two margins, and the height of a head
/// whose words stand upright, in twentieths of a point.
const CHARACTER: usize = 105;
const MARGINS: usize = 190;
const UPRIGHT: f32 = 2300.0;
/// Height of any other head; it grows with its words.
const HEIGHT: f32 = 300.0;

/// The head of a column.
pub(super) struct Head {
    text: String,
    is_upright: bool,
}

impl Head {
    pub(super) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            is_upright: false,
        }
    }

    /// One whose words run up the page, for columns of numbers.
    pub(super) fn upright(text: &str) -> Self {
        Self {
            is_upright: true,
            ..Self::new(text)
        }
    }
}

/// The cells of a row.
pub(super) struct Row(pub(super) Vec<Cell>);

/// A cell.
pub(super) struct Cell {
    text: String,
    is_number: bool,
    is_label: bool,
    tint: usize,
    mark: Option<(usize, String)>,
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            is_number: false,
            is_label: false,
            tint: 0,
            mark: None,
        }
    }

    /// The cell that says what its row is about.
    pub(super) fn label(text: &str) -> Self {
        Self {
            is_label: true,
            ..Self::text(text)
        }
    }

    /// A number, a dash for none, on a ground from 0 for plain to 3.
    pub(super) fn shaded(number: usize, tint: usize) -> Self {
        Self {
            is_number: true,
            tint,
            ..Self::text(&match number {
                0 => "–".to_owned(),
                number => number.to_string(),
            })
        }
    }

    /// A label that links can lead to.
    pub(super) fn marked(text: &str, id: usize, name: &str) -> Self {
        Self {
            mark: Some((id, name.to_owned())),
            ..Self::label(text)
        }
    }
}

/// Makes a table of `width` twentieths of a point.
pub(super) fn build(head: &[Head], rows: impl Iterator<Item = Row>, width: usize) -> Table {
    let rows: Vec<Row> = rows.collect();
    let grid = grid(head, &rows, width);
    let height = match head.iter().any(|head| head.is_upright) {
        true => UPRIGHT,
        false => HEIGHT,
    };
    let head = head.iter().zip(&grid).map(|(head, &width)| {
        let cell = TableCell::new()
            .width(width, WidthType::Dxa)
            .shading(Shading::new().fill(styles::TINT))
            .vertical_align(VAlignType::Bottom)
            .add_paragraph(plain(styles::CELL_HEAD, &head.text));
        match head.is_upright {
            true => cell.text_direction(TextDirectionType::BtLr),
            false => cell,
        }
    });
    // The height is what `package` knows a head by.
    let mut all = vec![
        TableRow::new(head.collect())
            .cant_split()
            .row_height(height),
    ];
    for Row(cells) in &rows {
        let cells = cells
            .iter()
            .zip(&grid)
            .map(|(cell, &width)| made(cell, width));
        all.push(TableRow::new(cells.collect()).cant_split());
    }
    let line = |position| {
        TableBorder::new(position)
            .border_type(BorderType::Single)
            .size(4)
            .color(LINE)
    };
    let borders = TableBorders::with_empty()
        .set(line(TableBorderPosition::Top))
        .set(line(TableBorderPosition::Bottom))
        .set(line(TableBorderPosition::InsideH));
    Table::new(all)
        .set_grid(grid)
        .set_borders(borders)
        .layout(TableLayoutType::Fixed)
        .width(width, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(30, 85, 30, 85))
}

fn made(cell: &Cell, width: usize) -> TableCell {
    let style = match cell.is_label {
        true => styles::CELL_LABEL,
        false => styles::CELL,
    };
    let mut paragraph = match &cell.mark {
        Some((id, name)) => bookmark(styled(style), *id, name, &cell.text),
        None => plain(style, &cell.text),
    };
    if cell.is_number {
        paragraph = paragraph.align(AlignmentType::Right);
    }
    let made = TableCell::new()
        .width(width, WidthType::Dxa)
        .add_paragraph(paragraph);
    match TINTS.get(cell.tint).copied().flatten() {
        Some(tint) => made.shading(Shading::new().fill(tint)),
        None => made,
    }
}

/// Gives each column the width of its longest word, a number the least, and
/// divides what is left by the length of their texts.
fn grid(head: &[Head], rows: &[Row], width: usize) -> Vec<usize> {
    let columns = head.iter().enumerate().map(|(column, head)| {
        let cells = rows.iter().filter_map(|row| row.0.get(column));
        let texts = cells.map(|cell| cell.text.as_str());
        let shown = match head.is_upright {
            true => "",
            false => &head.text,
        };
        let texts: Vec<&str> = texts.chain([shown]).collect();
        let words = texts.iter().flat_map(|text| text.split_whitespace());
        let word = words.map(|word| word.chars().count()).max();
        let text = texts.iter().map(|text| text.chars().count()).max();
        let least = word.unwrap_or_default().clamp(LEAST, WORD) * CHARACTER + MARGINS;
        (least, text.unwrap_or_default().min(LONG))
    });
    let columns: Vec<(usize, usize)> = columns.collect();
    let least: usize = columns.iter().map(|(least, _)| least).sum();
    let length: usize = columns.iter().map(|(_, length)| length).sum();
    let left = width.saturating_sub(least);
    let divided = columns.into_iter().map(|(own, text)| match left {
        // Too many columns: all give way alike.
        0 => own * width / least.max(1),
        left => own + left * text / length.max(1),
    });
    divided.collect()
}
