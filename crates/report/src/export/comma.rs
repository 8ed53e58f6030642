//! CSV: RFC 4180, in UTF-8.

use std::io::Write;

use super::book::Book;
use super::row::{COLUMNS, Cell, cells};
use super::{Exported, Source};
use crate::ReportError;

pub(super) fn write(
    source: &Source<'_>,
    book: &Book<'_>,
    out: &mut impl Write,
) -> Result<Exported, ReportError> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    table
        .write_record(COLUMNS.map(|column| column.name))
        .map_err(std::io::Error::from)?;
    let exported = source.each(|document| {
        for (finding, passage) in document.pairs() {
            let row = cells(document, finding, passage, book).map(text);
            table.write_record(row).map_err(std::io::Error::from)?;
        }
        Ok(())
    })?;
    table.flush()?;
    Ok(exported)
}

fn text(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Number(number) => number.to_string(),
        Cell::Empty => String::new(),
    }
}

/// Puts an apostrophe before a text that a spreadsheet would take for a formula
/// (OWASP, "CSV Injection").
fn harmless(text: String) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => format!("'{text}"),
        _ => text,
    }
}
