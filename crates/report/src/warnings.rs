//! What went less than well in a document, in Dutch.

use std::collections::BTreeSet;

use maud::{Markup, html};
use waardenscan_archive::StoredWarning;

use crate::dutch;

/// Renders warnings drawn together by kind, in the order of their first
/// appearance; nothing where there are none.
#[must_use]
pub fn warnings(warnings: &[StoredWarning]) -> Markup {
    let mut kinds: Vec<&str> = Vec::new();
    for warning in warnings {
        if !kinds.contains(&warning.kind.as_str()) {
            kinds.push(&warning.kind);
        }
    }
    html! {
        @if !kinds.is_empty() {
            section.warn {
                p { strong { "Let op: niet alles is gelezen zoals het bedoeld is." } }
                ul {
                    @for kind in kinds { (of_kind(kind, warnings)) }
                }
            }
        }
    }
}

fn of_kind(kind: &str, warnings: &[StoredWarning]) -> Markup {
    let of_kind = || warnings.iter().filter(|warning| warning.kind == kind);
    let pages: BTreeSet<u32> = of_kind().filter_map(|warning| warning.page).collect();
    let pages: Vec<u32> = pages.into_iter().collect();
    let messages: BTreeSet<&str> = of_kind().map(|warning| warning.message.as_str()).collect();
    let (text, is_plain) = words(kind);
    html! {
        li {
            (text)
            @if !pages.is_empty() { " (" (dutch::pages(&pages)) ")" }
            "."
            @if !is_plain {
                @for message in messages {
                    " " span.tech lang="en" { (message) }
                }
            }
        }
    }
}

/// Says what a kind of warning means, and whether that says it all; otherwise
/// the message of the reader, in English, is worth showing too.
pub(crate) fn words(kind: &str) -> (&'static str, bool) {
    match kind {
        "no_text" => (
            "Er staat geen tekst op een deel van de pagina’s, meestal omdat ze gescand zijn. \
             Die pagina’s zijn niet meegenomen; met tekstherkenning (OCR) kan dat wel",
            true,
        ),
        "garbled_text" => (
            "De tekst van een deel van de pagina’s is onleesbaar: het bestand zegt niet welke \
             letters er staan. Die pagina’s zijn niet betrouwbaar doorzocht",
            true,
        ),
        "damaged" => (
            "Een deel van het bestand is beschadigd en is niet of maar half gelezen",
            false,
        ),
        "limit_reached" => (
            "Een deel van het bestand is te groot of te ingewikkeld en is overgeslagen",
            false,
        ),
        "second_reader" => (
            "De tekst is met een tweede leesprogramma gelezen, omdat het eerste vastliep. \
             De volgorde van de tekst kan afwijken",
            true,
        ),
        "recognised" => (
            "De tekst van een deel van de pagina’s is uit een afbeelding herkend (OCR). Daarin \
             kunnen leesfouten zitten",
            true,
        ),
        "no_recogniser" => (
            "Een deel van de pagina’s is gescand en kon niet worden herkend (OCR), omdat \
             Tesseract met Nederlands ontbreekt",
            false,
        ),
        "unsupported" => (
            "Een onderdeel van het bestand kan deze versie van Waardenscan niet lezen; \
             dat is overgeslagen",
            false,
        ),
        _ => ("Bij het lezen ging iets minder goed", false),
    }
}
