//! Documents × values, coloured by the spreadsheet itself.

use rust_xlsxwriter::{ConditionalFormat2ColorScale, Format, Workbook, XlsxError};
use waardenscan_archive::RunInfo;

use super::counts;
use crate::export::book::Book;
use crate::export::finding::DocumentFindings;

/// Columns before those of the values.
const ABOUT: [&str; 4] = ["document", "gemeente", "soort", "jaar"];
/// Colours of the smallest and the largest number.
const LIGHT: u32 = 0x00ff_ffff;
const DARK: u32 = 0x00d9_8e5f;

/// How many passages of each document carry each value: those that were not
/// rejected.
pub(super) struct Counts {
    ids: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    about: [String; ABOUT.len()],
    passages: Vec<u32>,
}

impl Counts {
    pub(super) fn new(info: &RunInfo) -> Self {
        Self {
            ids: info.values.iter().map(|value| value.id.clone()).collect(),
            rows: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, of: &DocumentFindings) {
        let mut passages = vec![0; self.ids.len()];
        for finding in of.findings.iter().filter(|it| counts(it.state)) {
            let place = self.ids.iter().position(|id| *id == finding.value);
            if let Some(count) = place.and_then(|place| passages.get_mut(place)) {
                *count += 1;
            }
        }
        let given = &of.document.given;
        let kind = of.document.kind().map(|(kind, _)| kind.to_owned());
        self.rows.push(Row {
            about: [
                of.document.path.clone(),
                given.municipality.clone().unwrap_or_default(),
                kind.unwrap_or_default(),
                given.year.map(|year| year.to_string()).unwrap_or_default(),
            ],
            passages,
        });
    }

    pub(super) fn write(&self, workbook: &mut Workbook, book: &Book<'_>) -> Result<(), XlsxError> {
        let mut page = workbook.new_worksheet_with_constant_memory()?;
        page.set_name("Warmtekaart")?;
        let header = Format::new().set_bold();
        let slanted = Format::new().set_bold().set_rotation(60);
        let first = u16::try_from(ABOUT.len()).unwrap_or_default();
        for (column, name) in (0u16..).zip(ABOUT) {
            page.write_string_with_format(0, column, name, &header)?;
        }
        page.set_column_width(0, 48)?;
        for (column, id) in (first..).zip(&self.ids) {
            page.set_column_width(column, 5)?;
            page.write_string_with_format(0, column, book.name(id), &slanted)?;
        }
        page.set_freeze_panes(1, 1)?;
        for (row, counted) in (1u32..).zip(&self.rows) {
            for (column, about) in (0u16..).zip(&counted.about) {
                page.write_string(row, column, about)?;
            }
            for (column, count) in (first..).zip(&counted.passages) {
                page.write_number(row, column, *count)?;
            }
        }
        let last_row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let last = u16::try_from(self.ids.len()).unwrap_or(u16::MAX);
        if last_row > 0 && last > 0 {
            let scale = ConditionalFormat2ColorScale::new()
                .set_minimum_color(LIGHT)
                .set_maximum_color(DARK);
            page.add_conditional_format(1, first, last_row, first + last - 1, &scale)?;
        }
        workbook.push_worksheet(page);
        Ok(())
    }
}
