//! Documents × values: a table whose cells are also coloured.

use maud::{Markup, html};

use crate::dutch;
use crate::gather::{Entry, Group, Report};
use crate::{anchor, values::Value};

/// From which share of a document's passages, in hundredths, a cell has the
/// next colour; our own choice, doubling, so that rare values still show.
const STEPS: [usize; 4] = [2, 5, 10, 20];

/// Renders the table, without the values that were not found anywhere.
pub(crate) fn heatmap(report: &Report<'_>) -> Markup {
    let found = |index: usize| {
        report
            .totals
            .get(index)
            .is_some_and(|totals| totals.passages > 0)
    };
    let clusters: Vec<(&str, Vec<(usize, &Value<'_>)>)> = report
        .values
        .clusters()
        .iter()
        .map(|cluster| {
            let values = report.values.of(cluster).filter(|&(index, _)| found(index));
            (cluster.name, values.collect::<Vec<_>>())
        })
        .filter(|(_, values)| !values.is_empty())
        .collect();
    let columns: Vec<usize> = clusters
        .iter()
        .flat_map(|(_, values)| values.iter().map(|&(index, _)| index))
        .collect();
    html! {
        section #kaart {
            h2 { "Documenten en waarden" }
            @if columns.is_empty() {
                p { "Er zijn geen voorstellen, dus er is niets naast elkaar te zetten." }
            } @else {
                p {
                    "Elk getal is het aantal passages in dat document waarvoor de waarde is \
                     voorgesteld. Hoe sterker de kleur, hoe groter hun deel van alle passages van \
                     het document; zo zijn korte en lange documenten te vergelijken."
                }
                (legend())
                p { a.skip href="#na-kaart" { "Sla de tabel over" } }
                div.scroll.map role="region" aria-label="Tabel: documenten en waarden" tabindex="0" {
                    table.heat {
                        (head(&clusters))
                        @for group in &report.groups {
                            (body(group, &columns, report.is_grouped()))
                        }
                    }
                }
            }
            div #na-kaart tabindex="-1" {}
        }
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

fn head(clusters: &[(&str, Vec<(usize, &Value<'_>)>)]) -> Markup {
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
                @for (index, value) in clusters.iter().flat_map(|(_, values)| values) {
                    th class={ "up v" (index) } scope="col" {
                        a href={ "#" (anchor::value(value.id)) } { (value.name) }
                    }
                }
            }
        }
    }
}

fn body(group: &Group<'_>, columns: &[usize], is_grouped: bool) -> Markup {
    html! {
        tbody {
            @if is_grouped {
                tr {
                    th.group scope="rowgroup" colspan=(columns.len() + 2) {
                        span { (municipality(group)) " " span.count { (dutch::documents(group.documents.len())) } }
                    }
                }
            }
            @for entry in &group.documents {
                (row(entry, columns))
            }
        }
    }
}

/// Names a group of documents.
pub(crate) fn municipality<'a>(group: &Group<'a>) -> &'a str {
    group.municipality.unwrap_or("Gemeente niet opgegeven")
}

fn row(entry: &Entry<'_>, columns: &[usize]) -> Markup {
    let whole = entry.document.passages as usize;
    html! {
        tr {
            th scope="row" {
                a href={ "#" (entry.anchor) } { (entry.title) }
                @if let Some(year) = entry.document.given.year { " " span.count { (year) } }
            }
            td { (dutch::count(whole)) }
            @for &column in columns {
                @let passages = entry.per_value.get(column).copied().unwrap_or(0);
                @if passages == 0 {
                    td {}
                } @else {
                    td class={ "q" (step(passages, whole)) } {
                        a href={ "#" (entry.anchor) } data-v=(column) data-d=(entry.number) {
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
