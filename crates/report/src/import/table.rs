//! Rows of a workbook or of a table with commas or semicolons.

use waardenscan_archive::Decision;
use waardenscan_workbook::WorkbookError;

use super::Judged;
use super::known::Known;
use super::said::{Said, reason};
use crate::export::FINDINGS_SHEET;

/// How a package, such as a workbook, begins.
const PACKAGE: &[u8] = b"PK";
/// Cells of a workbook that is read: those of more than a million findings.
const MOST_CELLS: usize = 50_000_000;

/// Why something is no table of findings.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The workbook cannot be read.
    #[error("the workbook cannot be read")]
    Workbook(#[from] WorkbookError),
    /// The table with commas cannot be read.
    #[error("the table cannot be read")]
    Table(#[from] csv::Error),
    /// A column is missing.
    #[error("the table has no column \"{0}\"")]
    NoColumn(&'static str),
}

/// What is used of a row.
struct Row {
    /// Its number, from 1; the header has the first.
    number: usize,
    sha256: String,
    block: String,
    value: String,
    decision: String,
    reason: String,
    other: String,
}

pub(super) fn read(known: &Known, table: &[u8]) -> Result<Vec<Judged>, TableError> {
    let rows = rows(table)?.into_iter();
    Ok(rows
        .map(|row| (format!("row {}", row.number), judge(known, &row)))
        .collect())
}

fn judge(known: &Known, row: &Row) -> Result<Option<Decision>, String> {
    let block = row.block.parse();
    let block = block.map_err(|_| format!("\"{}\" is no number of a block", row.block))?;
    let value = known.id(&row.value);
    let value = value.ok_or_else(|| format!("no value \"{}\"", row.value))?;
    let finding = known.finding(&row.sha256, block, value);
    let finding = finding.ok_or("the project has no such finding (any more)")?;
    let said = Said {
        decision: row.decision.to_lowercase(),
        reason: reason(&row.reason),
        other: reason(&row.other),
    };
    known.judge(finding, &said)
}

fn rows(table: &[u8]) -> Result<Vec<Row>, TableError> {
    let cells = match table.starts_with(PACKAGE) {
        true => workbook(table)?,
        false => separated(table)?,
    };
    let mut rows = cells.into_iter();
    let header = rows.next().unwrap_or_default();
    let column = |name: &str| header.iter().position(|head| head.trim() == name);
    let needed = |name: &'static str| column(name).ok_or(TableError::NoColumn(name));
    let (sha256, block) = (needed("sha256")?, needed("blok")?);
    let (value, decision) = (needed("waarde")?, needed("besluit")?);
    let (reason, other) = (column("reden"), column("andere_waarde"));
    // Names may have changed since, and two values may have one.
    let id = column("waarde_id");
    let rows = (2..).zip(rows).map(|(number, cells)| {
        let cell = |column: usize| {
            let cell = cells.get(column).map(|cell| cell.trim());
            cell.unwrap_or_default().to_owned()
        };
        Row {
            number,
            sha256: cell(sha256),
            block: cell(block),
            value: id
                .map(cell)
                .filter(|id| !id.is_empty())
                .unwrap_or_else(|| cell(value)),
            decision: cell(decision),
            reason: reason.map(cell).map(plain).unwrap_or_default(),
            other: other.map(cell).unwrap_or_default(),
        }
    });
    // Spreadsheets leave empty rows at the end.
    Ok(rows.filter(|row| !row.sha256.is_empty()).collect())
}

/// Takes away the apostrophe that an export puts before what a spreadsheet
/// would take for a formula.
fn plain(text: String) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => text,
    }
}

fn workbook(table: &[u8]) -> Result<Vec<Vec<String>>, TableError> {
    // A table too long for one sheet goes on in others of the name with a
    // number.
    let ours = |name: &str| name.starts_with(FINDINGS_SHEET);
    let mut all = Vec::new();
    for sheet in waardenscan_workbook::read(table, MOST_CELLS, ours)? {
        let skipped = usize::from(!all.is_empty());
        all.extend(sheet.rows.into_iter().skip(skipped));
    }
    Ok(all)
}

fn separated(table: &[u8]) -> Result<Vec<Vec<String>>, TableError> {
    // As spreadsheets save it: with a mark in front, and in Dutch with
    // semicolons.
    let table = table.strip_prefix(b"\xef\xbb\xbf").unwrap_or(table);
    let header = table
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    let delimiter = match header.contains(&b';') {
        true => b';',
        false => b',',
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(table);
    let rows = reader.records().map(|record| {
        let cells = record?.iter().map(str::to_owned).collect();
        Ok(cells)
    });
    rows.collect()
}
