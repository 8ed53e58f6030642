//! XLSX: one workbook, a sheet a table.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use crate::sheets::{INDICATORS_NAME, NAMES, Sheet, WEIGHT};
use crate::{ExchangeError, File};

/// Width of the columns with long texts, in characters.
const WIDE: f64 = 48.0;
/// Cells that a lexicon may have: a hundred times as many as the built-in one.
const MOST_CELLS: usize = 3_000_000;

pub(crate) fn write(sheets: &[Sheet]) -> Result<File, ExchangeError> {
    let mut workbook = Workbook::new();
    // A fixed date, so that the same lexicon gives the same bytes.
    let properties =
        DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let header = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap();
    for sheet in sheets {
        let page = workbook.add_worksheet().set_name(&sheet.name)?;
        for (column, name) in (0u16..).zip(&sheet.columns) {
            page.write_string_with_format(0, column, name, &header)?;
            if matches!(
                name.as_str(),
                "inhoud" | "term" | "patroon" | "definitie" | "inwoner" | "organisatie" | "vraag"
            ) {
                page.set_column_width(column, WIDE)?;
            }
        }
        page.set_freeze_panes(1, 0)?;
        for (row, cells) in (1u32..).zip(&sheet.rows) {
            for ((column, cell), name) in (0u16..).zip(cells).zip(&sheet.columns) {
                let weight = sheet.name == INDICATORS_NAME && name == WEIGHT;
                match cell.parse::<f64>() {
                    Ok(number) if weight => page.write_number(row, column, number)?,
                    _ if cell.is_empty() => continue,
                    _ => page.write_string_with_format(row, column, cell, &wrapped)?,
                };
            }
        }
    }
    Ok(File {
        name: "lexicon.xlsx".into(),
        bytes: workbook.save_to_buffer()?,
    })
}

pub(crate) fn read(file: &File) -> Result<Vec<Sheet>, ExchangeError> {
    // An author may keep notes on a sheet of their own.
    let ours = |name: &str| NAMES.contains(&name);
    let sheets = waardenscan_workbook::read(&file.bytes, MOST_CELLS, ours)?;
    let sheets = sheets.into_iter().map(|sheet| {
        let mut rows = sheet.rows.into_iter();
        Sheet {
            name: sheet.name,
            columns: rows.next().unwrap_or_default(),
            rows: rows.collect(),
        }
    });
    Ok(sheets.collect())
}
