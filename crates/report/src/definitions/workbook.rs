//! The radar as a workbook.

use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use super::record::{Definition, Definitions};

const DEFINITIONS: [&str; 6] = [
    "woord",
    "waarde",
    "definitie",
    "betekenis",
    "plaatsen",
    "plaats",
];
const NAMES: [&str; 5] = ["woord", "betekenis", "definitie", "alleen hier", "plaats"];
const MEANINGS: [&str; 5] = ["betekenis", "woord", "definitie", "in alle", "plaats"];
/// Widths of columns with a word and with a text, in characters.
const NARROW: f64 = 24.0;
const WIDE: f64 = 70.0;

pub(super) fn write(
    radar: &Definitions,
    out: &mut (impl Write + Seek + Send),
) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_title("Definities");
    workbook.set_properties(&match ExcelDateTime::parse_from_str(&radar.scanned_at) {
        Ok(started) => properties.set_creation_datetime(&started),
        Err(_) => properties,
    });
    let names = radar.names.iter().flat_map(|name| {
        name.meanings
            .iter()
            .zip(1u32..)
            .flat_map(move |(meaning, number)| {
                let found = meaning.definitions.iter();
                let found = found.filter_map(|&index| radar.definitions.get(index));
                found.map(move |one| {
                    [
                        name.term.clone(),
                        number.to_string(),
                        one.text.clone(),
                        meaning.words.join(", "),
                        one.shown_places(),
                    ]
                })
            })
    });
    let meanings = radar
        .meanings
        .iter()
        .zip(1u32..)
        .flat_map(|(meaning, number)| {
            let found = meaning.definitions.iter();
            let found = found.filter_map(|&index| radar.definitions.get(index));
            found.map(move |one| {
                [
                    number.to_string(),
                    one.term.clone(),
                    one.text.clone(),
                    meaning.words.join(", "),
                    one.shown_places(),
                ]
            })
        });
    sheet(&mut workbook, "Eén woord", NAMES, names)?;
    sheet(&mut workbook, "Eén definitie", MEANINGS, meanings)?;
    sheet(
        &mut workbook,
        "Alle definities",
        DEFINITIONS,
        radar.definitions.iter().map(row),
    )?;
    workbook.save_to_writer(out)
}

fn row(definition: &Definition) -> [String; DEFINITIONS.len()] {
    [
        definition.term.clone(),
        definition.values.join(", "),
        definition.text.clone(),
        (definition.meaning + 1).to_string(),
        definition.places.len().to_string(),
        definition.shown_places(),
    ]
}

/// Writes a table; "definitie" is its wide column.
fn sheet<const N: usize>(
    workbook: &mut Workbook,
    name: &str,
    columns: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<(), XlsxError> {
    /// UTF-16 code units of a cell: what Excel can hold.
    const UNITS: usize = 32_767;
    let header = Format::new().set_bold();
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let page = workbook.add_worksheet();
    page.set_name(name)?;
    for (column, name) in (0u16..).zip(columns) {
        let width = if name == "definitie" { WIDE } else { NARROW };
        page.set_column_width(column, width)?;
        page.write_string_with_format(0, column, name, &header)?;
    }
    page.set_freeze_panes(1, 1)?;
    for (row, cells) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            // A character takes two units at most.
            let fits: String = cell.chars().take(UNITS / 2).collect();
            page.write_string_with_format(row, column, fits, &text)?;
        }
    }
    Ok(())
}
