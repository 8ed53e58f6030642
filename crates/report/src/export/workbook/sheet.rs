//! One table on as many sheets as it needs.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::export::row::{Cell, Column, narrow, wide};

/// Rows of a sheet, the header included: what Excel can hold.
const ROWS: u32 = 1_048_576;
/// UTF-16 code units of a cell: what Excel can hold.
const UNITS: usize = 32_767;
/// What stands at the end of a text that goes on elsewhere.
const GOES_ON: &str = " […]";
/// What the name of the sheet begins with that has what did not fit a cell.
const REST: &str = "Vervolg";
/// Widths of columns, in characters.
const NARROW: f64 = 16.0;
const WIDE: f64 = 60.0;

const REST_COLUMNS: [Column; 4] = [
    narrow("blad"),
    narrow("rij"),
    narrow("kolom"),
    wide("vervolg"),
];

/// A table that is being written.
pub(super) struct Sheet {
    name: String,
    columns: &'static [Column],
    /// Sheets filled before this one.
    full: u32,
    page: Worksheet,
    row: u32,
    /// What did not fit a cell.
    rest: Option<Box<Self>>,
    looks: Looks,
}

#[derive(Clone)]
struct Looks {
    header: Format,
    wrapped: Format,
}

impl Sheet {
    pub(super) fn new(
        workbook: &mut Workbook,
        name: &str,
        columns: &'static [Column],
    ) -> Result<Self, XlsxError> {
        let looks = Looks {
            header: Format::new().set_bold(),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        };
        Ok(Self {
            name: name.to_owned(),
            columns,
            full: 0,
            page: page(workbook, name, 0, columns, &looks)?,
            row: 1,
            rest: None,
            looks,
        })
    }

    /// Writes a row; texts too long for a cell go on in a sheet of their own.
    pub(super) fn add(&mut self, workbook: &mut Workbook, cells: &[Cell]) -> Result<(), XlsxError> {
        if self.row == ROWS {
            let next = page(
                workbook,
                &self.name,
                self.full + 1,
                self.columns,
                &self.looks,
            )?;
            self.close_page(workbook, next)?;
        }
        for ((index, cell), column) in (0u16..).zip(cells).zip(self.columns) {
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => {
                    self.page.write_number(self.row, index, *number)?;
                }
                Cell::Text(text) => {
                    let (fits, rest) = split(text);
                    match column.is_wide {
                        true => self.page.write_string_with_format(
                            self.row,
                            index,
                            &fits,
                            &self.looks.wrapped,
                        )?,
                        false => self.page.write_string(self.row, index, &fits)?,
                    };
                    self.continue_text(workbook, column.name, rest)?;
                }
            }
        }
        self.row += 1;
        Ok(())
    }

    fn continue_text(
        &mut self,
        workbook: &mut Workbook,
        column: &'static str,
        rest: Vec<String>,
    ) -> Result<(), XlsxError> {
        if rest.is_empty() {
            return Ok(());
        }
        let (name, row) = (self.page.name(), f64::from(self.row) + 1.0);
        let sheet = match &mut self.rest {
            Some(sheet) => sheet,
            none => {
                let rest = format!("{REST} {}", self.name);
                none.insert(Box::new(Self::new(workbook, &rest, &REST_COLUMNS)?))
            }
        };
        for part in rest {
            let cells = [
                name.as_str().into(),
                row.into(),
                column.into(),
                Cell::Text(part),
            ];
            sheet.add(workbook, &cells)?;
        }
        Ok(())
    }

    fn close_page(&mut self, workbook: &mut Workbook, next: Worksheet) -> Result<(), XlsxError> {
        let mut page = std::mem::replace(&mut self.page, next);
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        page.autofilter(0, 0, self.row - 1, last)?;
        workbook.push_worksheet(page);
        self.full += 1;
        self.row = 1;
        Ok(())
    }

    /// Ends the table.
    pub(super) fn close(mut self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let none = Worksheet::new();
        self.close_page(workbook, none)?;
        match self.rest {
            Some(rest) => rest.close(workbook),
            None => Ok(()),
        }
    }
}

fn page(
    workbook: &mut Workbook,
    name: &str,
    full: u32,
    columns: &[Column],
    looks: &Looks,
) -> Result<Worksheet, XlsxError> {
    let mut page = workbook.new_worksheet_with_constant_memory()?;
    page.set_name(match full {
        0 => name.to_owned(),
        full => format!("{name} {}", full + 1),
    })?;
    for (index, column) in (0u16..).zip(columns) {
        page.set_column_width(index, if column.is_wide { WIDE } else { NARROW })?;
        page.write_string_with_format(0, index, column.name, &looks.header)?;
    }
    page.set_freeze_panes(1, 0)?;
    Ok(page)
}

/// Cuts a text into what fits a cell and what goes on elsewhere.
fn split(text: &str) -> (String, Vec<String>) {
    if text.len() <= UNITS || text.encode_utf16().count() <= UNITS {
        return (text.to_owned(), Vec::new());
    }
    let mut parts = vec![String::new()];
    let mut units = 0;
    for letter in text.chars() {
        if units + letter.len_utf16() + GOES_ON.len() > UNITS {
            parts.push(String::new());
            units = 0;
        }
        units += letter.len_utf16();
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_default() + GOES_ON;
    (first, parts.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_and_nothing_is_lost() {
        let text = "a😀é".repeat(20_000);
        let (first, rest) = split(&text);
        assert!(first.encode_utf16().count() <= UNITS);
        assert!(rest.iter().all(|part| part.encode_utf16().count() <= UNITS));
        let first = first.strip_suffix(GOES_ON).unwrap();
        assert_eq!(first.to_owned() + &rest.concat(), text);
        assert_eq!(split("kort"), ("kort".to_owned(), Vec::new()));
    }
}
