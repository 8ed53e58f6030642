//! Documents × values, as in the report.

use maud::{Markup, html};
use waardenscan_report::html::{HeatGroup, HeatLinks, HeatMap, HeatRow};

use super::Row;
use crate::desk::Desk;
use crate::fields::encoded;

pub(super) fn section(desk: &Desk, rows: &[Row]) -> Markup {
    let values = desk.values();
    let counts: Vec<Vec<usize>> = rows.iter().map(per_value).collect();
    let lines = rows.iter().zip(&counts).enumerate();
    let lines = lines
        .filter(|(_, (row, _))| row.document.failure.is_none())
        .map(|(number, (row, per_value))| HeatRow {
            number,
            title: row.document.title(),
            year: row.document.given.year,
            passages: row.document.passages as usize,
            per_value,
        });
    let map = HeatMap {
        values: &values,
        groups: vec![HeatGroup {
            name: None,
            rows: lines.collect(),
        }],
    };
    let table = map.render(&Links { desk, rows });
    html! {
        @if let Some(table) = table {
            section aria-labelledby="kaart" {
                h2 #kaart { "Documenten en waarden" }
                p {
                    "Elk getal is het aantal passages waarvoor de waarde is voorgesteld en niet \
                     is afgewezen. Hoe sterker de kleur, hoe groter hun deel van alle passages \
                     van het document."
                }
                (table)
            }
        }
    }
}

fn per_value(row: &Row) -> Vec<usize> {
    use waardenscan_archive::State;
    let kept = row.tallies.iter().map(|tally| {
        let kept = tally.all() - tally.of(State::Rejected) - tally.of(State::Changed);
        usize::try_from(kept).unwrap_or(usize::MAX)
    });
    kept.collect()
}

/// Everything leads to the work list, narrowed down.
struct Links<'a> {
    desk: &'a Desk,
    rows: &'a [Row],
}

impl Links<'_> {
    fn id(&self, value: usize) -> &str {
        let value = self.desk.info.values.get(value);
        value.map_or("", |value| value.id.as_str())
    }

    fn number(&self, row: &HeatRow<'_>) -> String {
        let row = self.rows.get(row.number);
        row.map_or_else(String::new, |row| row.document.number.to_string())
    }
}

impl HeatLinks for Links<'_> {
    fn value(&self, index: usize) -> String {
        let fields = [("waarde", self.id(index)), ("besluit", "alle")];
        format!("/nakijken?{}", encoded(fields))
    }

    fn document(&self, row: &HeatRow<'_>) -> String {
        let fields = [("document", &*self.number(row)), ("besluit", "alle")];
        format!("/nakijken?{}", encoded(fields))
    }

    fn cell(&self, row: &HeatRow<'_>, value: usize) -> String {
        let (document, value) = (self.number(row), self.id(value));
        let fields = [
            ("document", document.as_str()),
            ("waarde", value),
            ("besluit", "alle"),
        ];
        format!("/nakijken?{}", encoded(fields))
    }
}
