//! The sidecar: a CSV beside the documents that says what they are.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// Name of the sidecar within a folder.
pub const SIDECAR_NAME: &str = "metadata.csv";

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

impl Sidecar {
    pub(crate) fn read(path: &Path) -> Self {
        match std::fs::read(path) {
            Ok(bytes) => Self::parse(&String::from_utf8_lossy(&bytes)),
            Err(error) => Self {
                problems: vec![format!("cannot be opened: {error}")],
                ..Self::default()
            },
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
        let mut sidecar = Self::default();
        let columns: Vec<Option<Column>> = match reader.headers() {
            Ok(names) => names.iter().map(Column::named).collect(),
            Err(error) => {
                sidecar.problems.push(error.to_string());
                return sidecar;
            }
        };
        if !columns.contains(&Some(Column::Path)) {
            sidecar.problems.push(
                "line 1: no column named \"path\", so no row can be tied to a file".to_owned(),
            );
            return sidecar;
        }
        for record in reader.records() {
            match record {
                Ok(record) => sidecar.add(&columns, &record),
                Err(error) => sidecar.problems.push(error.to_string()),
            }
        }
        sidecar
    }

    fn add(&mut self, columns: &[Option<Column>], record: &csv::StringRecord) {
        let line = record.position().map_or(0, csv::Position::line);
        let mut path = String::new();
        let mut given = GivenMetadata::default();
        for (column, field) in columns.iter().zip(record) {
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
    fn a_sidecar_without_paths_says_so() {
        let sidecar = Sidecar::parse("naam,jaar\na,2020\n");
        assert_eq!(sidecar.problems.len(), 1);
        assert!(sidecar.rows.is_empty());
    }
}
