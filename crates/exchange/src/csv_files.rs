//! CSV: a file a table.

use crate::sheets::{INDICATORS_NAME, Sheet, WEIGHT};
use crate::{ExchangeError, File};

/// Excel needs it to see UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Starts of a field that a spreadsheet would take for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\''];

/// Writes each sheet as a file that a Dutch spreadsheet opens at a click:
/// semicolons, decimal commas, and an apostrophe before what looks like a
/// formula.
pub(crate) fn write(sheets: &[Sheet]) -> Result<Vec<File>, ExchangeError> {
    sheets.iter().map(write_sheet).collect()
}

fn write_sheet(sheet: &Sheet) -> Result<File, ExchangeError> {
    let name = format!("{}.csv", sheet.name);
    let fault = |source| ExchangeError::Csv {
        name: name.clone(),
        source,
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(&sheet.columns).map_err(fault)?;
    for row in &sheet.rows {
        let cells = row.iter().zip(&sheet.columns).map(|(cell, column)| {
            if sheet.name == INDICATORS_NAME && column == WEIGHT {
                cell.replace('.', ",")
            } else if cell.starts_with(FORMULA) {
                format!("'{cell}")
            } else {
                cell.clone()
            }
        });
        writer.write_record(cells).map_err(fault)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| fault(error.into_error().into()))?;
    Ok(File { name, bytes })
}

/// Reads the tables from files named after them; semicolons or commas.
pub(crate) fn read(files: &[File]) -> Result<Vec<Sheet>, ExchangeError> {
    files.iter().map(read_sheet).collect()
}

fn read_sheet(file: &File) -> Result<Sheet, ExchangeError> {
    let text = file.text()?;
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let header = text.lines().next().unwrap_or_default();
    let semicolons = header.matches(';').count() >= header.matches(',').count();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if semicolons { b';' } else { b',' })
        .flexible(true)
        .from_reader(text.as_bytes());
    let fault = |source| ExchangeError::Csv {
        name: file.name.clone(),
        source,
    };
    let columns = reader.headers().map_err(fault)?;
    let columns = columns.iter().map(|name| name.trim().to_owned()).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(fault)?;
        rows.push(record.iter().map(without_apostrophe).collect());
    }
    let name = file.name.rsplit('/').next().unwrap_or_default();
    Ok(Sheet {
        name: name.strip_suffix(".csv").unwrap_or(name).to_owned(),
        columns,
        rows,
    })
}

fn without_apostrophe(cell: &str) -> String {
    let plain = cell.strip_prefix('\'');
    plain
        .filter(|plain| plain.starts_with(FORMULA))
        .unwrap_or(cell)
        .to_owned()
}
