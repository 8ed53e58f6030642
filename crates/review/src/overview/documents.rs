//! The documents with what is known of them and how far they are.

use maud::{Markup, html};
use waardenscan_archive::State;
use waardenscan_report::{dutch, html as parts};

use super::Row;
use crate::desk::Desk;
use crate::fields::encoded;

/// Values named for a document.
const STRONGEST: usize = 3;

/// Renders the documents, and apart from them the files that were not read.
pub(super) fn documents(desk: &Desk, rows: &[Row]) -> Markup {
    let is_read = |row: &&Row| row.document.failure.is_none();
    let read: Vec<&Row> = rows.iter().filter(is_read).collect();
    let unread: Vec<&Row> = rows.iter().filter(|row| !is_read(row)).collect();
    html! {
        @if !read.is_empty() { (table(desk, &read)) }
        @if !unread.is_empty() {
            details.unread {
                summary { "Niet gelezen: " (dutch::counted(unread.len(), "bestand", "bestanden")) }
                ul {
                    @for row in unread {
                        li {
                            (row.document.title())
                            @if let Some(failure) = &row.document.failure {
                                span.meta { " – " (parts::failure_title(failure.kind)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn table(desk: &Desk, rows: &[&Row]) -> Markup {
    html! {
        div.scroll role="region" aria-label="Tabel: documenten" tabindex="0" {
            table.documents {
                thead {
                    tr {
                        th scope="col" { "Document" }
                        th scope="col" { "Nagekeken" }
                        th scope="col" { "Sterkste waarden" }
                    }
                }
                tbody { @for row in rows { (line(desk, row)) } }
            }
        }
    }
}

fn line(desk: &Desk, row: &Row) -> Markup {
    let document = &row.document;
    let all = row.all();
    let (whole, open) = (count(all.all()), count(all.of(State::Open)));
    let address = format!("/nakijken?document={}", document.number);
    let everything = format!("{address}&besluit=alle");
    html! {
        tr {
            th scope="row" {
                @if whole > 0 {
                    a href=(if open > 0 { &address } else { &everything }) { (document.title()) }
                } @else {
                    (document.title())
                }
                p.meta { (facts(row).join(" · ")) }
                @if !document.warnings.is_empty() {
                    details.warnings {
                        summary { "Let op bij dit document" }
                        (parts::warnings(&document.warnings))
                    }
                }
            }
            td.done {
                @if whole > 0 {
                    span.figures { (dutch::count(whole - open)) " van " (dutch::count(whole)) }
                    span class={ "bar w" (dutch::share(whole - open, whole)) } aria-hidden="true" {}
                } @else {
                    span.meta { "geen voorstellen" }
                }
            }
            td { (strongest(desk, row)) }
        }
    }
}

fn facts(row: &Row) -> Vec<String> {
    let document = &row.document;
    let kind = document.kind().map(|(kind, _)| kind.to_owned());
    let municipality = document.municipality().map(str::to_owned);
    let year = document.given.year.map(|year| year.to_string());
    let pages = document
        .pages
        .map(|pages| dutch::counted(pages as usize, "pagina", "pagina’s"));
    [municipality, kind, year, pages]
        .into_iter()
        .flatten()
        .collect()
}

/// The values with most suggestions that were not rejected.
fn strongest(desk: &Desk, row: &Row) -> Markup {
    let values = desk.info.values.iter().zip(&row.tallies).enumerate();
    let mut values: Vec<_> = values
        .map(|(index, (value, tally))| {
            let kept = tally.all() - tally.of(State::Rejected) - tally.of(State::Changed);
            (index, value, kept)
        })
        .filter(|(.., kept)| *kept > 0)
        .collect();
    values.sort_by_key(|&(index, _, kept)| (std::cmp::Reverse(kept), index));
    let number = row.document.number.to_string();
    html! {
        @if !values.is_empty() {
            ul.chips {
                @for (index, value, kept) in values.iter().take(STRONGEST) {
                    @let address = encoded([
                        ("document", number.as_str()),
                        ("waarde", value.id.as_str()),
                        ("besluit", "alle"),
                    ]);
                    li {
                        a class={ "chip v" (index) } href={ "/nakijken?" (address) } {
                            (value.name) " " span.count { (dutch::number(*kept)) }
                        }
                    }
                }
            }
        }
    }
}

fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
