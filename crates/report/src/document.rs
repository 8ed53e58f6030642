//! One analysed document: what it is, its strongest values, its passages.

use maud::{Markup, html};
use waardenscan::{DocumentKind, PassageRecord};
use waardenscan_archive::StoredDocument;

use crate::gather::{Entry, Report};
use crate::passage::passage;
use crate::warnings::warnings;
use crate::{ReportError, anchor, dutch};

/// Values named in the line of a folded document.
const NAMED: usize = 3;

/// Renders one document, folded.
pub(crate) fn document(
    report: &Report<'_>,
    entry: &Entry<'_>,
    passages: &[PassageRecord],
) -> Result<Markup, ReportError> {
    let mut items = Vec::with_capacity(passages.len());
    for one in passages {
        items.push(passage(report, entry, one)?);
    }
    Ok(html! {
        details.doc id=(entry.anchor) data-d=(entry.number) {
            summary {
                @if report.is_grouped() { h4 { (entry.title) } } @else { h3 { (entry.title) } }
                (line(report, entry))
            }
            (facts(entry))
            (warnings(&entry.document.warnings))
            @if items.is_empty() {
                p { "In dit document vond Waardenscan geen passage met een score vanaf de drempel." }
            } @else {
                (strongest(report, entry))
                ol.ps { @for item in items { (item) } }
            }
        }
    })
}

/// What shows while the document is folded.
fn line(report: &Report<'_>, entry: &Entry<'_>) -> Markup {
    let strongest = entry.strongest();
    html! {
        p.meta {
            @for part in about(entry.document) { (part) " · " }
            @if entry.passages == 0 {
                "geen voorstellen"
            } @else {
                span.n { (dutch::passages(entry.passages)) }
                " met " (dutch::suggestions(entry.suggestions))
            }
        }
        @if !strongest.is_empty() {
            p.chips {
                @for &(value, passages) in strongest.iter().take(NAMED) {
                    @if let Some(named) = report.values.all().get(value) {
                        span class={ "chip v" (value) } { (named.name) " " b { (dutch::count(passages)) } }
                        " "
                    }
                }
                @if strongest.len() > NAMED {
                    span.more { "en nog " (strongest.len() - NAMED) }
                }
            }
        }
    }
}

/// Kind and year, as far as known.
fn about(document: &StoredDocument) -> Vec<String> {
    let kind = document.kind().map(|(kind, _)| kind.to_owned());
    let kind = kind.filter(|kind| kind != DocumentKind::Overig.name());
    let year = document.given.year.map(|year| year.to_string());
    kind.into_iter().chain(year).collect()
}

/// The kind, and how sure it is where it was recognised.
fn kind(document: &StoredDocument) -> Option<String> {
    document.kind().map(|(kind, confidence)| match confidence {
        None => kind.to_owned(),
        Some(confidence) => {
            let confidence = waardenscan::score::number(confidence);
            format!("{kind} (herkend, zekerheid {confidence})")
        }
    })
}

fn facts(entry: &Entry<'_>) -> Markup {
    let document = entry.document;
    let given = &document.given;
    let pages = document
        .pages
        .map(|pages| dutch::counted(pages as usize, "pagina", "pagina’s"));
    let format = document.format.as_deref().map(str::to_uppercase);
    let passages = format!(
        "{}, waarvan {} met een voorstel",
        dutch::count(document.passages as usize),
        dutch::count(entry.passages)
    );
    let file_title = document
        .file_title
        .clone()
        .filter(|title| title.trim() != entry.title);
    let rows = [
        ("Bestand", Some(document.path.clone())),
        ("Titel in het bestand", file_title),
        ("Gemeente", given.municipality.clone()),
        ("Soort", kind(document)),
        ("Jaar", given.year.map(|year| year.to_string())),
        ("Bron", given.source.clone()),
        (
            "Omvang",
            Some(
                [format, pages]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", "),
            ),
        ),
        ("Passages", Some(passages)),
        ("Niet gescoord", unscored(document.unscored as usize)),
    ];
    html! {
        dl.facts {
            @for (name, fact) in rows {
                @if let Some(fact) = fact.filter(|fact| !fact.trim().is_empty()) {
                    div { dt { (name) } dd { (fact) } }
                }
            }
            @if let Some(url) = &given.url {
                div { dt { "Vindplaats" } dd { (link(url)) } }
            }
        }
    }
}

/// Says what was kept without being scored, and why.
fn unscored(passages: usize) -> Option<String> {
    (passages > 0).then(|| {
        format!(
            "{} van inhoudsopgave of colofon: die noemen waarden zonder erover te spreken",
            dutch::passages(passages)
        )
    })
}

/// Only addresses of the web become links; anything else stays text.
fn link(url: &str) -> Markup {
    let lower = url.to_ascii_lowercase();
    html! {
        @if lower.starts_with("https://") || lower.starts_with("http://") {
            a href=(url) rel="noreferrer" { (url) }
        } @else {
            (url)
        }
    }
}

/// The values of the document with their numbers of passages.
fn strongest(report: &Report<'_>, entry: &Entry<'_>) -> Markup {
    html! {
        p.chips {
            span.vh { "Waarden in dit document, met het aantal passages: " }
            @for (value, passages) in entry.strongest() {
                @if let Some(named) = report.values.all().get(value) {
                    a class={ "chip v" (value) } href={ "#" (anchor::value(named.id)) } {
                        (named.name) " " b { (dutch::count(passages)) }
                    }
                    " "
                }
            }
        }
    }
}
