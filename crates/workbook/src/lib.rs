//! Rows of XLSX workbooks that others made, within limits.
//!
//! A workbook of some kilobytes may name a cell in its last column and last
//! row, or unpack to gigabytes. calamine, which reads it, makes room for all
//! cells between the first and the last; so the cells are asked for one by one,
//! and counted before there is room for them. The cost is that everything is
//! unpacked twice: once only to know how much it is.
//!
//! ```
//! use waardenscan_workbook::{WorkbookError, read};
//!
//! let refused = read(b"PK no workbook", 1000, |_| true);
//! assert!(matches!(refused, Err(WorkbookError::Unreadable(_))));
//! ```

use std::io::{Cursor, Read, copy, sink};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

/// What a cell takes unpacked, with its tags and a text of some words: our
/// choice. Findings that we export ourselves take about as much.
const BYTES_A_CELL: usize = 64;

/// Why a workbook cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// It is none, or damaged.
    #[error(transparent)]
    Unreadable(#[from] XlsxError),
    /// The room between its first and its last cells is more than was given.
    #[error("its sheets have more than {0} cells, empty ones counted")]
    TooManyCells(usize),
    /// It unpacks to more than so many cells can need.
    #[error("it unpacks to more than {0} bytes")]
    TooLarge(usize),
    /// calamine panicked.
    #[error("the workbook made its reader fail")]
    ReaderFailed,
}

/// A sheet with its texts; numbers and dates are written as calamine does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The number of the first row that holds anything, from 1.
    pub first_row: u32,
    /// Rows from that one on, each from the first to the last column that any
    /// of them uses; a cell without content is empty. No rows where the sheet
    /// has no content.
    pub rows: Vec<Vec<String>>,
}

/// Reads the sheets that `wanted` chooses by their names, in the order of the
/// workbook, as long as they have `most_cells` cells at most, empty ones
/// counted, and the whole unpacks to 64 times as many bytes.
///
/// # Errors
///
/// See [`WorkbookError`]; panics of the parser are contained.
pub fn read(
    workbook: &[u8],
    most_cells: usize,
    mut wanted: impl FnMut(&str) -> bool,
) -> Result<Vec<Sheet>, WorkbookError> {
    let reading = AssertUnwindSafe(|| {
        let most_bytes = most_cells.saturating_mul(BYTES_A_CELL);
        if unpacks_to_more_than(most_bytes, workbook) {
            return Err(WorkbookError::TooLarge(most_bytes));
        }
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook))?;
        let mut left = most_cells;
        let mut sheets = Vec::new();
        for name in workbook.sheet_names() {
            if wanted(&name) {
                let cells = cells(&mut workbook, &name)?;
                let sheet = sheet(name, cells, &mut left);
                sheets.push(sheet.ok_or(WorkbookError::TooManyCells(most_cells))?);
            }
        }
        Ok(sheets)
    });
    catch_unwind(reading).unwrap_or(Err(WorkbookError::ReaderFailed))
}

/// Counts what it really unpacks to, whatever its directory says. What cannot
/// be unpacked here cannot be by calamine either, which says so.
fn unpacks_to_more_than(most: usize, workbook: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(workbook)) else {
        return false;
    };
    let mut left = most as u64;
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index(index) else {
            continue;
        };
        let mut entry = entry.take(left.saturating_add(1));
        // What came before an error counts too.
        let _ = copy(&mut entry, &mut sink());
        let Some(rest) = entry.limit().checked_sub(1) else {
            return true;
        };
        left = rest;
    }
    false
}

/// A cell: its row and column, from 0, and its text.
type Cell = (usize, usize, String);

/// The cells with content, in the order of the file.
fn cells(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Cell>, XlsxError> {
    let mut reader = workbook.worksheet_cells_reader(name)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell()? {
        if !matches!(cell.get_value(), DataRef::Empty) {
            let (row, column) = cell.get_position();
            let text = Data::from(cell.get_value().clone()).to_string();
            cells.push((row as usize, column as usize, text));
        }
    }
    Ok(cells)
}

/// Lays the cells out; `None` where that takes more than is `left`.
fn sheet(name: String, cells: Vec<Cell>, left: &mut usize) -> Option<Sheet> {
    let ends = |of: fn(&Cell) -> usize| {
        let all = || cells.iter().map(of);
        (all().min().unwrap_or(0), all().max().map_or(0, |it| it + 1))
    };
    let ((top, bottom), (start, end)) = (ends(|cell| cell.0), ends(|cell| cell.1));
    let (height, width) = (bottom - top, end - start);
    *left = left.checked_sub(height.checked_mul(width)?)?;
    let mut rows = vec![vec![String::new(); width]; height];
    for (row, column, text) in cells {
        let row = rows.get_mut(row - top);
        if let Some(cell) = row.and_then(|row| row.get_mut(column - start)) {
            *cell = text;
        }
    }
    Some(Sheet {
        name,
        first_row: u32::try_from(top + 1).ok()?,
        rows,
    })
}

#[cfg(test)]
mod tests;
