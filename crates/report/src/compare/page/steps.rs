//! A step: what stands out, the chart, and every value with its conclusion.

use maud::{Markup, html};

use super::super::record::{ComparedRow, ComparedStep, Comparison, Verdict};
use super::super::words::{chance, points, share, signed};
use super::{heading, slope};
use crate::dutch;
use crate::table::scroll;

pub(super) fn section(comparison: &Comparison, number: usize, step: &ComparedStep) -> Markup {
    let heading = heading(comparison, step);
    html! {
        section {
            h2 id={ "stap-" (number + 1) } { (heading) }
            ul.summary { @for sentence in &step.summary { li { (sentence) } } }
            @if !step.rows.is_empty() {
                (slope::chart(comparison, number, step))
                (scroll(&format!("Tabel: {heading}"), &table(comparison, step)))
            }
        }
    }
}

fn table(comparison: &Comparison, step: &ComparedStep) -> Markup {
    html! {
        table.rows {
            caption {
                "Per waarde wat de cijfers zeggen, wat het meest opvalt eerst. Tussen haakjes het \
                 interval; verschil in procentpunten."
            }
            thead {
                tr {
                    th scope="col" { "Waarde" }
                    th scope="col" { "Conclusie" }
                    @for phrase in &step.phrases { th scope="col" { (dutch::capital(phrase)) } }
                    th scope="col" { "Verschil" }
                    @if step.is_tested {
                        th scope="col" { "Effect" }
                        th scope="col" { "q" }
                    }
                }
            }
            tbody {
                @for row in &step.rows { (cells(comparison, step, row)) }
            }
        }
    }
}

fn cells(comparison: &Comparison, step: &ComparedStep, row: &ComparedRow) -> Markup {
    let name = comparison.values.get(row.value);
    html! {
        tr {
            th scope="row" {
                (name.map_or("", |it| it.name.as_str()))
                span class={ "tag " (looks(row.verdict)) } { (tag(row.verdict)) }
            }
            td.words { (row.conclusion) }
            @for ((passages, documents), own) in row.passages.iter().zip(row.documents).zip(&row.shares) {
                td {
                    @if *passages == 0 {
                        "–"
                    } @else {
                        (share(own))
                        span.small {
                            (dutch::passages(*passages)) ", " (dutch::documents(documents))
                        }
                    }
                }
            }
            td.n { @if let Some(difference) = &row.difference { (points(difference)) } }
            @if step.is_tested {
                td.n { @if let Some(effect) = &row.effect { (signed(effect.value, 1)) } }
                td.n { @if let Some(q) = row.q { (chance(q)) } }
            }
        }
    }
}

const fn looks(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Gone | Verdict::Less => "less",
        Verdict::New | Verdict::More => "more",
        _ => "same",
    }
}

/// The verdict in a word or two.
pub(in super::super) const fn tag(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Gone => "weg",
        Verdict::New => "nieuw",
        Verdict::Less => "minder",
        Verdict::More => "meer",
        Verdict::OneSided => "eenzijdig",
        Verdict::NotShown => "gelijk op",
        Verdict::Untested => "niet getoetst",
    }
}
