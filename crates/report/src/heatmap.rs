//! Documents × values: a table whose cells are also coloured.

use maud::{Markup, html};

use crate::gather::{Group, Report};
use crate::values::Values;
use crate::{anchor, dutch};

/// From which share of a document's passages, in hundredths, a cell has the
/// next colour; our own choice, doubling, so that rare values still show.
const STEPS: [usize; 4] = [2, 5, 10, 20];

/// A table of documents × values, to be drawn.
pub struct HeatMap<'a> {
    /// The values of its columns.
    pub values: &'a Values<'a>,
    /// The documents of its rows.
    pub groups: Vec<HeatGroup<'a>>,
}

/// Documents that stand together under a name.
pub struct HeatGroup<'a> {
    /// The name; none where documents are not grouped.
    pub name: Option<&'a str>,
    /// The documents.
    pub rows: Vec<HeatRow<'a>>,
}

/// One document of a heat map.
pub struct HeatRow<'a> {
    /// Its number in the page.
    pub number: usize,
    /// Its title.
    pub title: &'a str,
    /// Its year, where given.
    pub year: Option<i32>,
    /// Number of its passages.
    pub passages: usize,
    /// Passages per value, in lexicon order.
    pub per_value: &'a [usize],
}

/// Where the parts of a heat map lead.
pub trait HeatLinks {
    /// The address of a value, by its index.
    fn value(&self, index: usize) -> String;
    /// The address of a document.
    fn document(&self, row: &HeatRow<'_>) -> String;
    /// The address of a value in a document.
    fn cell(&self, row: &HeatRow<'_>, value: usize) -> String;
}

/// The values of a cluster that have a column.
type Columns<'a> = Vec<(&'a str, Vec<usize>)>;

impl HeatMap<'_> {
    /// Renders the table with its legend; the values that were not found in
    /// any of its documents have no column. Nothing where no value was.
    #[must_use]
    pub fn render(&self, links: &impl HeatLinks) -> Option<Markup> {
        let clusters = self.columns();
        let columns: Vec<usize> = clusters
            .iter()
            .flat_map(|(_, values)| values)
            .copied()
            .collect();
        if columns.is_empty() {
            return None;
        }
        Some(html! {
            (legend())
            div.scroll.map role="region" aria-label="Tabel: documenten en waarden" tabindex="0" {
                table.heat {
                    (self.head(&clusters, links))
                    @for group in &self.groups {
                        (body(group, &columns, links))
                    }
                }
            }
        })
    }

    fn columns(&self) -> Columns<'_> {
        let found = |value: usize| {
            let mut rows = self.groups.iter().flat_map(|group| &group.rows);
            rows.any(|row| {
                row.per_value
                    .get(value)
                    .is_some_and(|&passages| passages > 0)
            })
        };
        let clusters = self.values.clusters().iter().map(|cluster| {
            let values = self.values.of(cluster).map(|(index, _)| index);
            (
                cluster.name,
                values.filter(|&index| found(index)).collect::<Vec<_>>(),
            )
        });
        clusters.filter(|(_, values)| !values.is_empty()).collect()
    }

    fn head(&self, clusters: &Columns<'_>, links: &impl HeatLinks) -> Markup {
        let name = |index: usize| self.values.all().get(index).map_or("", |value| value.name);
        html! {
            thead {
                tr {
                    th scope="col" rowspan="2" { "Document" }
                    th.up scope="col" rowspan="2" { span { "Passages" } }
                    @for (name, values) in clusters {
                        th.cluster scope="colgroup" colspan=(values.len()) { (name) }
                    }
                }
                tr {
                    @for &index in clusters.iter().flat_map(|(_, values)| values) {
                        th class={ "up v" (index) } scope="col" {
                            a href=(links.value(index)) { (name(index)) }
                        }
                    }
                }
            }
        }
    }
}

/// Renders the part of the report that holds the table.
pub(crate) fn heatmap(report: &Report<'_>) -> Markup {
    let map = HeatMap {
        values: &report.values,
        groups: report
            .groups
            .iter()
            .map(|group| rows(group, report.is_grouped()))
            .collect(),
    };
    let table = map.render(&Anchors {
        report,
        documents: report
            .entries()
            .map(|entry| entry.anchor.as_str())
            .collect(),
    });
    html! {
        section #kaart {
            h2 { "Documenten en waarden" }
            @if let Some(table) = table {
                p {
                    "Elk getal is het aantal passages in dat document waarvoor de waarde is \
                     voorgesteld. Hoe sterker de kleur, hoe groter hun deel van alle passages van \
                     het document; zo zijn korte en lange documenten te vergelijken."
                }
                p { a.skip href="#na-kaart" { "Sla de tabel over" } }
                (table)
            } @else {
                p { "Er zijn geen voorstellen, dus er is niets naast elkaar te zetten." }
            }
            div #na-kaart tabindex="-1" {}
        }
    }
}

fn rows<'a>(group: &'a Group<'_>, is_grouped: bool) -> HeatGroup<'a> {
    let rows = group.documents.iter().map(|entry| HeatRow {
        number: entry.number,
        title: entry.title,
        year: entry.document.given.year,
        passages: entry.document.passages as usize,
        per_value: &entry.per_value,
    });
    HeatGroup {
        name: is_grouped.then(|| municipality(group)),
        rows: rows.collect(),
    }
}

/// Within the report everything has an anchor.
struct Anchors<'a> {
    report: &'a Report<'a>,
    /// Of the documents by their number.
    documents: Vec<&'a str>,
}

impl HeatLinks for Anchors<'_> {
    fn value(&self, index: usize) -> String {
        let value = self.report.values.all().get(index);
        format!("#{}", anchor::value(value.map_or("", |value| value.id)))
    }

    fn document(&self, row: &HeatRow<'_>) -> String {
        format!("#{}", self.documents.get(row.number).unwrap_or(&""))
    }

    fn cell(&self, row: &HeatRow<'_>, _: usize) -> String {
        self.document(row)
    }
}

/// Says which colour stands for which share.
fn legend() -> Markup {
    let words = |step: usize| {
        let from = step.checked_sub(1).and_then(|before| STEPS.get(before));
        match (from, STEPS.get(step)) {
            (None, Some(to)) => format!("minder dan {to} %"),
            (Some(from), Some(to)) => format!("{from} tot {to} %"),
            (Some(from), None) => format!("{from} % en meer"),
            (None, None) => String::new(),
        }
    };
    html! {
        ul.legend {
            @for step in 0..=STEPS.len() {
                li { span class={ "q" (step) } {} (words(step)) }
            }
        }
    }
}

fn body(group: &HeatGroup<'_>, columns: &[usize], links: &impl HeatLinks) -> Markup {
    html! {
        tbody {
            @if let Some(name) = group.name {
                tr {
                    th.group scope="rowgroup" colspan=(columns.len() + 2) {
                        span { (name) " " span.count { (dutch::documents(group.rows.len())) } }
                    }
                }
            }
            @for one in &group.rows {
                (row(one, columns, links))
            }
        }
    }
}

/// Names a group of documents.
pub(crate) fn municipality<'a>(group: &Group<'a>) -> &'a str {
    group.municipality.unwrap_or("Gemeente niet opgegeven")
}

fn row(row: &HeatRow<'_>, columns: &[usize], links: &impl HeatLinks) -> Markup {
    html! {
        tr {
            th scope="row" {
                a href=(links.document(row)) { (row.title) }
                @if let Some(year) = row.year { " " span.count { (year) } }
            }
            td { (dutch::count(row.passages)) }
            @for &column in columns {
                @let passages = row.per_value.get(column).copied().unwrap_or(0);
                @if passages == 0 {
                    td {}
                } @else {
                    td class={ "q" (step(passages, row.passages)) } {
                        a href=(links.cell(row, column)) data-v=(column) data-d=(row.number) {
                            (dutch::count(passages))
                        }
                    }
                }
            }
        }
    }
}

/// The colour of a cell, from 0 to the number of steps.
fn step(part: usize, whole: usize) -> usize {
    STEPS
        .iter()
        .filter(|&&least| part.saturating_mul(100) >= whole.saturating_mul(least))
        .count()
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn a_cell_has_the_colour_of_its_share() {
        let steps = [
            (1, 100),
            (2, 100),
            (9, 100),
            (10, 100),
            (20, 100),
            (100, 100),
            (1, 0),
        ];
        assert_eq!(
            steps.map(|(part, whole)| step(part, whole)),
            [0, 1, 2, 3, 4, 4, 4]
        );
    }
}
