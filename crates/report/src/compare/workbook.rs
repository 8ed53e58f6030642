//! The comparison as a workbook: a sheet for each table, figures as numbers.

use std::io::{Seek, Write};

use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook,
    Worksheet, XlsxError,
};

use super::page::tag;
use super::record::{ComparedRow, ComparedStep, Comparison, Figure};

/// Colours of the smallest and the largest share, as in other workbooks.
const LIGHT: u32 = 0x00ff_ffff;
const DARK: u32 = 0x00d9_8e5f;
/// Width of columns with words, in characters.
const WORDS: f64 = 70.0;
const NAME: f64 = 26.0;

const STEPS: [&str; 22] = [
    "waarde",
    "van",
    "naar",
    "oordeel",
    "conclusie",
    "documenten van",
    "documenten naar",
    "passages van",
    "passages naar",
    "aandeel van",
    "aandeel naar",
    "verschil",
    "verschil laagst",
    "verschil hoogst",
    "effect",
    "effect laagst",
    "effect hoogst",
    "p",
    "q",
    "verwacht",
    "binnen",
    "waarde-id",
];
const GROUPS: [&str; 15] = [
    "groep",
    "waarde",
    "documenten in groep",
    "documenten zonder bevindingen",
    "passages in groep",
    "documenten met de waarde",
    "passages met de waarde",
    "genoemd",
    "onder druk",
    "begrensd",
    "nog na te kijken",
    "aandeel",
    "aandeel laagst",
    "aandeel hoogst",
    "waarde-id",
];
const PAIRS: [&str; 6] = [
    "waarde",
    "andere waarde",
    "passages met beide",
    "bij toeval",
    "documenten",
    "verband",
];

/// A cell.
enum Cell {
    Text(String),
    Number(f64),
    /// A part of one, shown as a percentage.
    Share(f64),
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

pub(super) fn write(
    comparison: &Comparison,
    out: &mut (impl Write + Seek + Send),
) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(comparison));
    let looks = Looks::new();
    let steps = comparison.steps.iter();
    let rows: Vec<Vec<Cell>> = steps
        .flat_map(|step| step.rows.iter().map(|row| of_step(comparison, step, row)))
        .collect();
    let page = sheet(&mut workbook, "Vergelijking", &STEPS, &rows, &looks)?;
    page.set_column_width(4, WORDS)?;
    heat(comparison, &mut workbook, &looks)?;
    sheet(
        &mut workbook,
        "Groepen",
        &GROUPS,
        &groups(comparison),
        &looks,
    )?;
    sheet(&mut workbook, "Samen", &PAIRS, &pairs(comparison), &looks)?;
    years(comparison, &mut workbook, &looks)?;
    let page = sheet(
        &mut workbook,
        "Verantwoording",
        &["gegeven", "inhoud"],
        &account(comparison),
        &looks,
    )?;
    page.set_column_width(1, WORDS)?;
    workbook.save_to_writer(out)
}

struct Looks {
    header: Format,
    text: Format,
    share: Format,
}

impl Looks {
    fn new() -> Self {
        Self {
            header: Format::new().set_bold().set_text_wrap(),
            text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            share: Format::new().set_num_format("0.0%"),
        }
    }
}

/// The only date is that of the run.
fn properties(comparison: &Comparison) -> DocProperties {
    let properties = DocProperties::new().set_title("Vergelijking van waarden");
    match ExcelDateTime::parse_from_str(&comparison.scanned_at) {
        Ok(started) => properties.set_creation_datetime(&started),
        Err(_) => properties,
    }
}

fn sheet<'w>(
    workbook: &'w mut Workbook,
    name: &str,
    columns: &[&str],
    rows: &[Vec<Cell>],
    looks: &Looks,
) -> Result<&'w mut Worksheet, XlsxError> {
    let page = workbook.add_worksheet();
    page.set_name(name)?;
    for (column, name) in (0u16..).zip(columns) {
        page.set_column_width(column, if column == 0 { NAME } else { 14.0 })?;
        page.write_string_with_format(0, column, *name, &looks.header)?;
    }
    page.set_freeze_panes(1, 1)?;
    for (row, cells) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Text(text) => {
                    page.write_string_with_format(row, column, text, &looks.text)?;
                }
                Cell::Number(number) => {
                    page.write_number(row, column, *number)?;
                }
                Cell::Share(share) => {
                    page.write_number_with_format(row, column, *share, &looks.share)?;
                }
                Cell::Empty => {}
            }
        }
    }
    Ok(page)
}

fn of_step(comparison: &Comparison, step: &ComparedStep, row: &ComparedRow) -> Vec<Cell> {
    let value = comparison.values.get(row.value);
    let [from, to] = &step.phrases;
    let end = |figure: Option<&Figure>, end: usize, cell: fn(f64) -> Cell| {
        let interval = figure.and_then(|figure| figure.interval);
        let found = interval.and_then(|interval| interval.get(end).copied());
        found.map_or(Cell::Empty, cell)
    };
    let optional = |number: Option<f64>| number.map_or(Cell::Empty, Cell::Number);
    let (difference, effect) = (row.difference.as_ref(), row.effect.as_ref());
    vec![
        value.map_or("", |it| it.name.as_str()).into(),
        from.as_str().into(),
        to.as_str().into(),
        tag(row.verdict).into(),
        row.conclusion.as_str().into(),
        row.documents[0].into(),
        row.documents[1].into(),
        row.passages[0].into(),
        row.passages[1].into(),
        Cell::Share(row.shares[0].value),
        Cell::Share(row.shares[1].value),
        difference.map_or(Cell::Empty, |it| Cell::Share(it.value)),
        end(difference, 0, Cell::Share),
        end(difference, 1, Cell::Share),
        optional(effect.map(|it| it.value)),
        end(effect, 0, Cell::Number),
        end(effect, 1, Cell::Number),
        optional(row.p),
        optional(row.q),
        optional(row.expected),
        match step.within {
            Some(super::Strata::Municipality) => "dezelfde gemeente".into(),
            Some(super::Strata::Kind) => "dezelfde soort".into(),
            None => Cell::Empty,
        },
        value.map_or("", |it| it.id.as_str()).into(),
    ]
}

/// Values × groups, coloured by the spreadsheet itself.
fn heat(comparison: &Comparison, workbook: &mut Workbook, looks: &Looks) -> Result<(), XlsxError> {
    let groups = &comparison.groups;
    let names = groups.iter().map(|group| group.name.as_str());
    let columns: Vec<&str> = ["waarde"].into_iter().chain(names).collect();
    let values = comparison.values.iter().enumerate();
    let rows: Vec<Vec<Cell>> = values
        .map(|(index, value)| {
            let cells = groups.iter().map(|group| {
                let found = group.values.get(index).filter(|it| it.passages > 0);
                found.map_or(Cell::Empty, |it| Cell::Share(it.share.value))
            });
            [Cell::from(value.name.as_str())]
                .into_iter()
                .chain(cells)
                .collect()
        })
        .collect();
    let page = sheet(workbook, "Warmtekaart", &columns, &rows, looks)?;
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let last = u16::try_from(groups.len()).unwrap_or(u16::MAX);
    if last_row > 0 && last > 0 {
        let scale = ConditionalFormat2ColorScale::new()
            .set_minimum_color(LIGHT)
            .set_maximum_color(DARK);
        page.add_conditional_format(1, 1, last_row, last, &scale)?;
    }
    Ok(())
}

fn groups(comparison: &Comparison) -> Vec<Vec<Cell>> {
    let groups = comparison.groups.iter();
    groups
        .flat_map(|group| {
            let values = group.values.iter().zip(&comparison.values);
            values.map(|(found, value)| {
                let end = |end: usize| {
                    let interval = found.share.interval;
                    let found = interval.and_then(|it| it.get(end).copied());
                    found.map_or(Cell::Empty, Cell::Share)
                };
                vec![
                    group.name.as_str().into(),
                    value.name.as_str().into(),
                    group.documents.into(),
                    group.without.into(),
                    group.passages.into(),
                    found.documents.into(),
                    found.passages.into(),
                    found.named.into(),
                    found.onder_druk.into(),
                    found.begrensd.into(),
                    found.waiting.into(),
                    Cell::Share(found.share.value),
                    end(0),
                    end(1),
                    value.id.as_str().into(),
                ]
            })
        })
        .collect()
}

fn pairs(comparison: &Comparison) -> Vec<Vec<Cell>> {
    let name = |value: usize| {
        comparison
            .values
            .get(value)
            .map_or("", |it| it.name.as_str())
    };
    let pairs = comparison.together.pairs.iter();
    pairs
        .map(|pair| {
            vec![
                name(pair.values[0]).into(),
                name(pair.values[1]).into(),
                pair.passages.into(),
                Cell::Number(pair.expected),
                pair.documents.into(),
                Cell::Number(pair.association),
            ]
        })
        .collect()
}

fn years(comparison: &Comparison, workbook: &mut Workbook, looks: &Looks) -> Result<(), XlsxError> {
    let years = &comparison.years;
    let names: Vec<String> = years.iter().map(|year| year.year.to_string()).collect();
    let columns = ["waarde"]
        .into_iter()
        .chain(names.iter().map(String::as_str));
    let columns: Vec<&str> = columns.collect();
    let counted = years.iter().map(|year| year.documents.into());
    let counted = [Cell::from("(documenten)")].into_iter().chain(counted);
    let values = comparison.values.iter().enumerate();
    let rows = values.map(|(index, value)| {
        let shares = years.iter().map(|year| {
            let share = year.shares.get(index);
            share.map_or(Cell::Empty, |share| Cell::Share(*share))
        });
        [Cell::from(value.name.as_str())]
            .into_iter()
            .chain(shares)
            .collect()
    });
    let rows: Vec<Vec<Cell>> = match years.is_empty() {
        true => Vec::new(),
        false => [counted.collect()].into_iter().chain(rows).collect(),
    };
    sheet(workbook, "Jaren", &columns, &rows, looks)?;
    Ok(())
}

fn account(comparison: &Comparison) -> Vec<Vec<Cell>> {
    let row = |name: &str, text: &str| vec![Cell::from(name), Cell::from(text)];
    let mut rows = vec![
        row("Waardenscan", &comparison.engine_version),
        row("gescand op", &comparison.scanned_at),
        row("waardenlijst", &comparison.lexicon),
        row("versie van de waardenlijst", &comparison.lexicon_version),
        row("drempel", &comparison.threshold.to_string()),
    ];
    rows.extend(
        comparison
            .account
            .iter()
            .map(|it| row("waarop dit rust", it)),
    );
    for step in &comparison.steps {
        let [from, to] = &step.phrases;
        let name = format!("{from} – {to}");
        rows.extend(step.summary.iter().map(|it| row(&name, it)));
    }
    rows
}
