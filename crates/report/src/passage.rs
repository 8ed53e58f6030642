//! One passage with its suggestions.

use maud::{Markup, html};
use waardenscan::{Span, Stance, SuggestionRecord};
use waardenscan_archive::StoredPassage;

use crate::gather::{Entry, Report};
use crate::marks::{Marked, marked};
use crate::values::Value;
use crate::{ReportError, anchor, dutch};

/// Renders one passage as an item of the document's list.
pub(crate) fn passage(
    report: &Report<'_>,
    entry: &Entry<'_>,
    passage: &StoredPassage,
) -> Result<Markup, ReportError> {
    let id = anchor::passage(&entry.anchor, passage.block);
    let mut suggestions = Vec::with_capacity(passage.suggestions.len());
    for (index, suggestion) in passage.suggestions.iter().enumerate() {
        let marked = Marked {
            value: report.index(suggestion)?,
            number: index + 1,
            hits: suggestion
                .hits
                .iter()
                .map(|hit| Span::new(hit.start, hit.end))
                .collect(),
        };
        suggestions.push(marked);
    }
    let rows = suggestions
        .iter()
        .zip(&passage.suggestions)
        .filter_map(|(marked, suggestion)| {
            let value = report.values.all().get(marked.value)?;
            Some(row(marked, suggestion, value))
        });
    Ok(html! {
        li.p id=(id) {
            (place(passage, &id))
            p.t {
                @if let Some(label) = &passage.label { b { (label) } " " }
                (marked(&passage.text, &suggestions))
            }
            ol.ss { @for row in rows { (row) } }
        }
    })
}

/// Where the passage stands: its outline path, kind and page.
fn place(passage: &StoredPassage, id: &str) -> Markup {
    let page = passage
        .page
        .map_or_else(|| "link".to_owned(), |page| format!("p.\u{a0}{page}"));
    html! {
        p.at {
            span {
                @for (index, heading) in passage.path.iter().enumerate() {
                    @if index > 0 { " › " }
                    (heading)
                }
                @if let Some(kind) = dutch::passage_kind(&passage.kind) {
                    @if !passage.path.is_empty() { " · " }
                    (kind)
                }
            }
            " "
            a href={ "#" (id) } title="Link naar deze passage" { (page) }
        }
    }
}

fn row(marked: &Marked, suggestion: &SuggestionRecord, value: &Value<'_>) -> Markup {
    let hundredths = dutch::hundredths(suggestion.score);
    html! {
        li class={ "s v" (marked.value) }
            data-n=(marked.number)
            data-v=(marked.value)
            data-s=(hundredths)
            data-h=(suggestion.stance.name())
            data-e=(suggestion.evidence.name()) {
            p.sh {
                a.vn href={ "#" (anchor::value(value.id)) } { (value.name) }
                " "
                span.sc {
                    span.vh { "score " }
                    (waardenscan::score::number(suggestion.score))
                    span class={ "bar w" (hundredths) } {}
                }
                " "
                @if suggestion.stance != Stance::Nagestreefd {
                    strong.st { (dutch::stance(suggestion.stance)) }
                } @else {
                    span.st { (dutch::stance(suggestion.stance)) }
                }
                " "
                span.ev { (dutch::evidence(suggestion.evidence)) }
            }
            p.why { (suggestion.explanation) }
        }
    }
}
