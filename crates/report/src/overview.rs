//! The values over all documents: a table by cluster, and a card for each.

use maud::{Markup, html};

use crate::gather::{Example, Report, ValueTotals};
use crate::table::scroll;
use crate::values::Value;
use crate::{anchor, dutch};

/// Values named in the sentence above the table.
const STRONGEST: usize = 5;

/// Renders the table of values.
pub(crate) fn overview(report: &Report<'_>) -> Markup {
    let most = report
        .totals
        .iter()
        .map(|totals| totals.passages)
        .max()
        .unwrap_or(0);
    html! {
        section #overzicht {
            h2 { "Overzicht van de waarden" }
            @if most == 0 {
                p { "Er zijn geen voorstellen met een score vanaf de drempel." }
            } @else {
                (strongest(report))
                (scroll("Tabel: overzicht van de waarden", &table(report, most)))
            }
        }
    }
}

fn table(report: &Report<'_>, most: usize) -> Markup {
    html! {
        table.values {
            thead {
                tr {
                    th scope="col" { "Waarde" }
                    th scope="col" { "Passages" }
                    th.num scope="col" { "Documenten" }
                    th.num scope="col" { "Genoemd" }
                    th.num scope="col" { "Omschreven" }
                    th.num scope="col" { "Tussen de regels" }
                    th.num scope="col" { "Onder druk" }
                    th.num scope="col" { "Begrensd" }
                }
            }
            @for cluster in report.values.clusters() {
                tbody {
                    tr { th.group scope="rowgroup" colspan="8" { (cluster.name) } }
                    @for (index, value) in report.values.of(cluster) {
                        @if let Some(totals) = report.totals.get(index) {
                            (row(index, value, totals, most))
                        }
                    }
                }
            }
        }
    }
}

fn row(index: usize, value: &Value<'_>, totals: &ValueTotals, most: usize) -> Markup {
    let number = |number: usize| {
        html! { td.num { @if number > 0 { (dutch::count(number)) } @else { span.zero { "0" } } } }
    };
    html! {
        tr class={ "v" (index) } {
            th scope="row" { a.vn href={ "#" (anchor::value(value.id)) } { (value.name) } }
            td.bars {
                b { (dutch::count(totals.passages)) }
                span class={ "bar w" (dutch::share(totals.passages, most)) } {}
            }
            (number(totals.documents))
            (number(totals.named))
            (number(totals.described))
            (number(totals.implied))
            (number(totals.pressed))
            (number(totals.bounded))
        }
    }
}

fn strongest(report: &Report<'_>) -> Markup {
    let mut values: Vec<(&Value<'_>, &ValueTotals)> = report
        .values
        .all()
        .iter()
        .zip(&report.totals)
        .filter(|(_, totals)| totals.passages > 0)
        .collect();
    values.sort_by_key(|(_, totals)| std::cmp::Reverse(totals.passages));
    let names: Vec<String> = values
        .iter()
        .take(STRONGEST)
        .map(|(value, totals)| format!("{} ({})", value.name, dutch::count(totals.passages)))
        .collect();
    html! {
        p {
            "Het vaakst voorgesteld: " (dutch::enumerate(&names)) ". Het getal is het aantal \
             passages; een passage kan meer dan één waarde dragen. Een waarde die vaak voorkomt, \
             is daarmee nog niet de belangrijkste."
        }
    }
}

/// Renders a card for every value: its definition and strongest passages.
pub(crate) fn cards(report: &Report<'_>) -> Markup {
    html! {
        section #waarden {
            h2 { "De waarden een voor een" }
            p {
                "Per waarde de omschrijving uit het lexicon en de sterkste passages, hoogstens één \
                 per document."
            }
            @for cluster in report.values.clusters() {
                h3 { (cluster.name) }
                @for (index, value) in report.values.of(cluster) {
                    @if let Some(totals) = report.totals.get(index) {
                        (card(index, value, totals))
                    }
                }
            }
        }
    }
}

fn card(index: usize, value: &Value<'_>, totals: &ValueTotals) -> Markup {
    html! {
        details class={ "card v" (index) } id=(anchor::value(value.id)) {
            summary {
                span.vn { (value.name) }
                " "
                span.count {
                    @if totals.passages == 0 { "niet gevonden" } @else { (dutch::passages(totals.passages)) }
                }
            }
            p { (value.definition) }
            @if totals.passages > 0 {
                ol.examples { @for one in &totals.examples { (example(one)) } }
                p {
                    a href="#documenten" data-v=(index) {
                        @if totals.passages == 1 {
                            "Naar de passage"
                        } @else {
                            "Naar alle " (dutch::passages(totals.passages))
                        }
                    }
                    " in " (dutch::documents(totals.documents)) "."
                }
            }
        }
    }
}

fn example(example: &Example) -> Markup {
    html! {
        li {
            q { (example.excerpt) }
            " "
            a href={ "#" (example.anchor) } {
                (example.title)
                @if let Some(page) = example.page { ", p.\u{a0}" (page) }
            }
            span.sc { " · score " (waardenscan::score::number(example.score)) }
        }
    }
}
