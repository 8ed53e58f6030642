//! One passage with its suggestions.

use maud::{Markup, html};
use waardenscan::{PassageRecord, SectionRole, Span, Stance, SuggestedValue, TensionRecord};

use crate::gather::{Entry, Report};
use crate::marks::{Marked, marked};
use crate::values::Value;
use crate::{ReportError, anchor, dutch};

/// Renders one passage as an item of the document's list.
pub(crate) fn passage(
    report: &Report<'_>,
    entry: &Entry<'_>,
    passage: &PassageRecord,
) -> Result<Markup, ReportError> {
    let id = anchor::passage(&entry.anchor, passage.block);
    let mut suggestions = Vec::with_capacity(passage.suggestions.len());
    for (index, suggestion) in passage.suggestions.iter().enumerate() {
        let marked = Marked {
            value: report.index(entry, suggestion)?,
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
        li.p id=(id) data-r=(passage.role.is.name()) {
            (place(passage, &id))
            p.t {
                @if let Some(label) = &passage.label { b { (label) } " " }
                (marked(&passage.text, &suggestions))
            }
            ol.ss { @for row in rows { (row) } }
            @for found in &passage.tensions { (tension(report, found)) }
        }
    })
}

/// Where the passage stands: its outline path, kind and page.
fn place(passage: &PassageRecord, id: &str) -> Markup {
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
                @for (index, about) in about(passage).into_iter().enumerate() {
                    @if index > 0 || !passage.path.is_empty() { " · " }
                    (about)
                }
            }
            " "
            a href={ "#" (id) } title="Link naar deze passage" { (page) }
        }
    }
}

/// A tension as the lexicon's question.
fn tension(report: &Report<'_>, found: &TensionRecord) -> Markup {
    let name = |id: &str| {
        let value = report.values.index(id);
        let value = value.and_then(|index| report.values.all().get(index));
        value.map_or_else(|| id.to_owned(), |value| value.name.to_owned())
    };
    let [first, second] = &found.values;
    let [first_words, second_words] = &found.evidence;
    html! {
        p.why {
            strong { "Spanning: " (found.question) }
            " De passage stelt " (name(first)) " (‘" (first_words.text) "’) naast "
            (name(second)) " (‘" (second_words.text) "’): let op ‘" (found.cue.text) "’."
        }
    }
}

/// What the section is for and what kind of block it is, where the reader
/// should know.
fn about(passage: &PassageRecord) -> Vec<&'static str> {
    let role = passage.role.is;
    let kind = dutch::passage_kind(passage.kind);
    let role =
        Some(dutch::role(role)).filter(|name| role != SectionRole::Overig && kind != Some(*name));
    role.into_iter().chain(kind).collect()
}

fn row(marked: &Marked, suggestion: &SuggestedValue, value: &Value<'_>) -> Markup {
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
