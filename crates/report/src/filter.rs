//! The form that narrows the passages down. It works through the script and
//! stays hidden without it.

use maud::{Markup, html};
use waardenscan::{EvidenceKind, SectionRole};

use crate::dutch;
use crate::gather::Report;
use crate::heatmap::municipality;

/// Renders the form, hidden until the script shows it.
pub(crate) fn filter(report: &Report<'_>) -> Markup {
    let passages: usize = report.entries().map(|entry| entry.passages).sum();
    let least = dutch::hundredths(report.info.threshold).min(99);
    html! {
        form #filter hidden aria-label="Passages filteren" {
            details open {
                summary {
                    "Filter: "
                    output #aantal { (dutch::passages(passages)) }
                }
                div.fields {
                    label { "Waarde" select name="value" { (values(report)) } }
                    label { "Document" select name="document" { (documents(report)) } }
                    label { "Houding"
                        select name="stance" {
                            option value="" { "Elke houding" }
                            option value="nagestreefd" { "Nagestreefd" }
                            option value="onder_druk" { "Onder druk" }
                            option value="begrensd" { "Begrensd" }
                        }
                    }
                    label { "Vorm"
                        select name="evidence" {
                            option value="" { "Elke vorm" }
                            @for kind in EvidenceKind::ALL {
                                option value=(kind.name()) { (dutch::capital(dutch::evidence(kind))) }
                            }
                        }
                    }
                    label { "Deel van het document" select name="role" {
                        option value="" { "Elk deel" }
                        @for role in SectionRole::ALL {
                            @if !matches!(role, SectionRole::Inhoudsopgave | SectionRole::Colofon) {
                                option value=(role.name()) { (dutch::capital(dutch::role(role))) }
                            }
                        }
                    } }
                    label { "Score vanaf "
                        output #vanaf { (waardenscan::score::number(f64::from(least) / 100.0)) }
                        input name="score" type="range" min=(least) max="99" step="1" value=(least);
                    }
                    label { "Woorden in de passage"
                        input name="text" type="search" autocomplete="off" spellcheck="false";
                    }
                    p.buttons {
                        button type="reset" { "Wis filter" }
                        button type="button" #klap aria-pressed="false" { "Alles openklappen" }
                    }
                }
            }
        }
        p #geen hidden { "Geen passage voldoet aan dit filter." }
    }
}

/// Every cluster as a whole, and every value that was found.
fn values(report: &Report<'_>) -> Markup {
    let found = |index: usize| {
        report
            .totals
            .get(index)
            .is_some_and(|totals| totals.passages > 0)
    };
    html! {
        option value="" { "Alle waarden" }
        @for cluster in report.values.clusters() {
            @let values: Vec<_> = report.values.of(cluster).filter(|&(index, _)| found(index)).collect();
            @let indices: Vec<_> = values.iter().map(|(index, _)| index.to_string()).collect();
            @if !values.is_empty() {
                optgroup label=(cluster.name) {
                    @if values.len() > 1 {
                        option value=(indices.join(" ")) { "Alle " (values.len()) ": " (cluster.name) }
                    }
                    @for (index, value) in values {
                        option value=(index) { (value.name) }
                    }
                }
            }
        }
    }
}

/// Every municipality as a whole, and every document with a passage.
fn documents(report: &Report<'_>) -> Markup {
    html! {
        option value="" { "Alle documenten" }
        @if report.is_grouped() {
            @for group in &report.groups {
                @let entries: Vec<_> = group.documents.iter().filter(|entry| entry.passages > 0).collect();
                @let numbers: Vec<_> = entries.iter().map(|entry| entry.number.to_string()).collect();
                @if !entries.is_empty() {
                    optgroup label=(municipality(group)) {
                        @if entries.len() > 1 {
                            option value=(numbers.join(" ")) { "Alle " (entries.len()) ": " (municipality(group)) }
                        }
                        @for entry in entries { option value=(entry.number) { (entry.title) } }
                    }
                }
            }
        } @else {
            @for entry in report.entries().filter(|entry| entry.passages > 0) {
                option value=(entry.number) { (entry.title) }
            }
        }
    }
}
