//! The sidecar: a table beside the documents that says what they are.

use std::collections::BTreeMap;
use std::mem::take;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Failure;

/// Name of the sidecar within a folder.
pub const SIDECAR_NAME: &str = "metadata.csv";

/// All names that a sidecar may have; of two in one folder the last counts
/// where both name a file.
pub(crate) const SIDECAR_NAMES: [&str; 2] = ["metadata.xlsx", SIDECAR_NAME];

/// Cells that a workbook beside documents may have: a row for each of half a
/// million, read outside a worker.
const MOST_CELLS: usize = 5_000_000;

/// What people say of a document, as opposed to what its file says or what was
/// guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenMetadata {
    /// The municipality (gemeente).
    pub municipality: Option<String>,
    /// The kind of document (soort): "beleidsplan", "verordening", …
    pub kind: Option<String>,
    /// The year it is of.
    pub year: Option<i32>,
    /// Where it comes from (bron): "beleid", "casuïstiek", "bijeenkomst", …
    pub source: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

/// One sidecar: what it says, by path relative to its folder, and what could
/// not be read, each as "line 3: …" in English.
#[derive(Debug, Default)]
pub(crate) struct Sidecar {
    pub(crate) rows: BTreeMap<String, GivenMetadata>,
    pub(crate) problems: Vec<String>,
}

/// The columns, in English and as a Dutch spreadsheet would name them.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    Path,
    Municipality,
    Kind,
    Year,
    Source,
    Title,
    Url,
}

impl Column {
    fn named(name: &str) -> Option<Self> {
        Some(match name.trim().to_lowercase().as_str() {
            "path" | "pad" | "bestand" => Self::Path,
            "municipality" | "gemeente" => Self::Municipality,
            "kind" | "soort" => Self::Kind,
            "year" | "jaar" => Self::Year,
            "source" | "bron" => Self::Source,
            "title" | "titel" => Self::Title,
            "url" => Self::Url,
            _ => return None,
        })
    }
}

/// The columns of a header; none where no column holds paths.
fn columns<'a>(names: impl Iterator<Item = &'a str>) -> Option<Vec<Option<Column>>> {
    let columns: Vec<Option<Column>> = names.map(Column::named).collect();
    columns.contains(&Some(Column::Path)).then_some(columns)
}

impl Sidecar {
    /// Reads the sidecar with this path and these bytes.
    pub(crate) fn read(path: &Path, bytes: Result<Vec<u8>, Failure>) -> Self {
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(failure) => return Self::faulty(failure.message),
        };
        if path.extension().is_some_and(|it| it == "xlsx") {
            Self::parse_xlsx(&bytes)
        } else {
            Self::parse(&String::from_utf8_lossy(&bytes))
        }
    }

    fn faulty(problem: String) -> Self {
        Self {
            problems: vec![problem],
            ..Self::default()
        }
    }

    /// Reads CSV with a header line; separated by semicolons, as Dutch
    /// spreadsheets write, where the header holds one, otherwise by commas.
    fn parse(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let header = text.lines().next().unwrap_or_default();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if header.contains(';') { b';' } else { b',' })
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let columns = match reader.headers() {
            Ok(names) => columns(names.iter()),
            Err(error) => return Self::faulty(error.to_string()),
        };
        let Some(columns) = columns else {
            return Self::without_paths();
        };
        let mut sidecar = Self::default();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    sidecar.add(&columns, line, record.iter());
                }
                Err(error) => sidecar.problems.push(error.to_string()),
            }
        }
        sidecar
    }

    /// Reads the first sheet of a workbook, whose first row is the header.
    fn parse_xlsx(bytes: &[u8]) -> Self {
        let mut first = true;
        let sheets = waardenscan_workbook::read(bytes, MOST_CELLS, |_| take(&mut first));
        let sheet = match sheets.map(|sheets| sheets.into_iter().next()) {
            Ok(Some(sheet)) => sheet,
            Ok(None) => return Self::faulty("the workbook has no sheet".to_owned()),
            Err(error) => return Self::faulty(error.to_string()),
        };
        let lines = u64::from(sheet.first_row)..;
        let text = |row: Vec<String>| -> Vec<String> {
            row.iter().map(|cell| cell.trim().to_owned()).collect()
        };
        let mut rows = sheet.rows.into_iter().map(text).zip(lines);
        let header = rows.next().map(|(names, _)| names).unwrap_or_default();
        let Some(columns) = columns(header.iter().map(String::as_str)) else {
            return Self::without_paths();
        };
        let mut sidecar = Self::default();
        for (row, line) in rows {
            if row.iter().any(|field| !field.is_empty()) {
                sidecar.add(&columns, line, row.iter().map(String::as_str));
            }
        }
        sidecar
    }

    fn without_paths() -> Self {
        Self::faulty("line 1: no column named \"path\", so no row can be tied to a file".to_owned())
    }

    fn add<'a>(
        &mut self,
        columns: &[Option<Column>],
        line: u64,
        fields: impl Iterator<Item = &'a str>,
    ) {
        let mut path = String::new();
        let mut given = GivenMetadata::default();
        for (column, field) in columns.iter().zip(fields) {
            if field.is_empty() {
                continue;
            }
            let text = Some(field.to_owned());
            match column {
                Some(Column::Path) => path = field.replace('\\', "/"),
                Some(Column::Municipality) => given.municipality = text,
                Some(Column::Kind) => given.kind = text,
                Some(Column::Source) => given.source = text,
                Some(Column::Title) => given.title = text,
                Some(Column::Url) => given.url = text,
                Some(Column::Year) => match field.parse() {
                    Ok(year) => given.year = Some(year),
                    Err(_) => self
                        .problems
                        .push(format!("line {line}: the year \"{field}\" is not a number")),
                },
                None => {}
            }
        }
        if path.is_empty() {
            self.problems
                .push(format!("line {line}: the path is empty"));
        } else if self.rows.insert(path.clone(), given).is_some() {
            self.problems.push(format!(
                "line {line}: \"{path}\" is named a second time; this line counts"
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_dutch_spreadsheet_writes() {
        let sidecar = Sidecar::parse("\u{feff}Pad;Gemeente;Jaar\nmap\\plan.pdf;Aldermeer;2020\n");
        let given = &sidecar.rows["map/plan.pdf"];
        assert_eq!(given.municipality.as_deref(), Some("Aldermeer"));
        assert_eq!(given.year, Some(2020));
        assert!(sidecar.problems.is_empty());
    }

    #[test]
    fn a_faulty_line_is_named_and_the_rest_stays() {
        let sidecar = Sidecar::parse("path,year\na.pdf,twintig\n,2020\nb.pdf,2021\nb.pdf,2022\n");
        assert_eq!(
            sidecar.problems,
            [
                "line 2: the year \"twintig\" is not a number",
                "line 3: the path is empty",
                "line 5: \"b.pdf\" is named a second time; this line counts",
            ]
        );
        assert_eq!(sidecar.rows["b.pdf"].year, Some(2022));
    }

    #[test]
    fn a_workbook_says_the_same_as_a_table() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (column, name) in ["Pad", "Gemeente", "Jaar"].into_iter().enumerate() {
            sheet
                .write(0, u16::try_from(column).unwrap(), name)
                .unwrap();
        }
        sheet.write(2, 0, "map/plan.pdf").unwrap();
        sheet.write(2, 1, " Aldermeer ").unwrap();
        sheet.write(2, 2, 2020).unwrap();
        let sidecar = Sidecar::parse_xlsx(&workbook.save_to_buffer().unwrap());
        let table = Sidecar::parse("pad,gemeente,jaar\nmap/plan.pdf,Aldermeer,2020\n");
        assert!(sidecar.problems.is_empty(), "{:?}", sidecar.problems);
        assert_eq!(sidecar.rows, table.rows);
        assert!(!Sidecar::parse_xlsx(b"PK no workbook").problems.is_empty());
    }

    #[test]
    fn a_sidecar_without_paths_says_so() {
        let sidecar = Sidecar::parse("naam,jaar\na,2020\n");
        assert_eq!(sidecar.problems.len(), 1);
        assert!(sidecar.rows.is_empty());
    }
}
