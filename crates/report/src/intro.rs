//! The head of the page: what it is and how to read it.

use maud::{Markup, html};

use crate::dutch;
use crate::gather::Report;

/// Characters of the lexicon's SHA-256 that are shown.
const FINGERPRINT: usize = 12;

/// Renders the title, the key figures and the way to the sections.
pub(crate) fn header(report: &Report<'_>) -> Markup {
    let documents = report.entries().count();
    let passages: usize = report
        .entries()
        .map(|entry| entry.document.passages as usize)
        .sum();
    let with: usize = report.entries().map(|entry| entry.passages).sum();
    let suggestions: usize = report.entries().map(|entry| entry.suggestions).sum();
    html! {
        header {
            p.brand { "Waardenscan" }
            h1 { "Welke waarden spreken uit deze documenten?" }
            p.lead {
                "Waardenscan heeft " (dutch::documents(documents)) " gelezen en per passage gezocht \
                 naar woorden die op een waarde wijzen. Dit rapport laat zien welke waarden het \
                 vond, waar ze staan en waarom het ze voorstelt."
            }
            dl.key {
                (figure(documents, "document", "documenten"))
                (figure(passages, "passage", "passages"))
                (figure(with, "passage met een voorstel", "passages met een voorstel"))
                (figure(suggestions, "voorstel", "voorstellen"))
                @if !report.failures.is_empty() {
                    (figure(report.failures.len(), "bestand niet geanalyseerd", "bestanden niet geanalyseerd"))
                }
            }
            nav aria-label="Onderdelen van dit rapport" {
                ul {
                    li { a href="#leeswijzer" { "Leeswijzer" } }
                    li { a href="#overzicht" { "Overzicht" } }
                    li { a href="#kaart" { "Documenten en waarden" } }
                    li { a href="#waarden" { "Waarden" } }
                    li { a href="#niet-geanalyseerd" { "Niet geanalyseerd" } }
                    li { a href="#documenten" { "Passages" } }
                }
            }
        }
    }
}

fn figure(number: usize, one: &str, more: &str) -> Markup {
    html! {
        div {
            dt { (if number == 1 { one } else { more }) }
            dd { (dutch::count(number)) }
        }
    }
}

/// Renders what the words and numbers of the report mean.
pub(crate) fn reading_guide(report: &Report<'_>) -> Markup {
    let info = report.info;
    html! {
        section #leeswijzer {
            h2 { "Leeswijzer" }
            p {
                strong { "Alles in dit rapport is een voorstel. " }
                "De computer herkent woorden, geen bedoelingen. Hij ziet waarden over het hoofd \
                 en stelt er ook voor die er niet zijn. Lees daarom de passage voordat u iets \
                 overneemt, en laat mensen beslissen."
            }
            dl.words {
                div {
                    dt { "Passage" }
                    dd {
                        "Een alinea, een lid van een artikel, een punt uit een opsomming, een cel \
                         van een tabel of een voetnoot."
                    }
                }
                div {
                    dt { "Score" }
                    dd {
                        "Een schatting. Score 0,85 betekent: van honderd zulke passages dragen er \
                         naar schatting 85 de waarde. Hoe goed die schatting klopt, hangt af van het \
                         lexicon en van uw documenten. Voorstellen onder "
                        (waardenscan::score::number(info.threshold))
                        " zijn weggelaten."
                    }
                }
                div {
                    dt { "Genoemd" }
                    dd { "De passage noemt de waarde." }
                }
                div {
                    dt { "Omschreven" }
                    dd { "De passage zegt de waarde met andere woorden." }
                }
                div {
                    dt { "Tussen de regels" }
                    dd {
                        "De woorden wijzen op de waarde zonder haar te noemen. Deze voorstellen \
                         vragen de meeste aandacht."
                    }
                }
                div {
                    dt { "Opgesomd" }
                    dd {
                        "De passage is niet meer dan enkele woorden, zoals een cel van een tabel \
                         of een opschrift. Zo’n voorstel haalt hooguit 0,25."
                    }
                }
                div {
                    dt { "Deel van het document" }
                    dd {
                        "Waarvoor het deel dient waarin de passage staat, herkend aan koppen, \
                         vaste wendingen en tabellen: visie, doelen, toelichting. Regels van \
                         inhoudsopgave en colofon worden niet gescoord."
                    }
                }
                div {
                    dt { "Houding" }
                    dd {
                        "Hoe de passage tegenover de waarde staat: "
                        strong { "nagestreefd" } " (gewild of gekoesterd), "
                        strong { "onder druk" } " (bedreigd, ontkend of gemist) of "
                        strong { "begrensd" } " (gewild, maar binnen grenzen)."
                    }
                }
                div {
                    dt { "Gemarkeerde woorden" }
                    dd {
                        "De woorden waarop een voorstel berust. Het cijfertje erachter is het \
                         nummer van het voorstel onder de passage."
                    }
                }
                div {
                    dt { "Pagina" }
                    dd { "“p. 7” is de zevende pagina van het bestand, ook als er een ander nummer op staat." }
                }
            }
            dl.facts {
                div { dt { "Lexicon" } dd { (info.lexicon_name) ", versie " (info.lexicon_version) } }
                div { dt { "Kenmerk van het lexicon" } dd { code { (start(&info.lexicon_fingerprint)) } } }
                div { dt { "Drempel" } dd { "score " (waardenscan::score::number(info.threshold)) } }
                div { dt { "Programma" } dd { "Waardenscan " (info.engine_version) } }
            }
            p.small {
                "Het lexicon is de lijst van waarden en van de woorden die erop wijzen. Dezelfde \
                 documenten met hetzelfde lexicon, dezelfde drempel en dezelfde versie van het \
                 programma geven altijd hetzelfde rapport."
            }
        }
    }
}

fn start(fingerprint: &str) -> &str {
    fingerprint.get(..FINGERPRINT).unwrap_or(fingerprint)
}
