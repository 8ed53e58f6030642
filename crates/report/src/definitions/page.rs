//! The radar as one page.

use maud::{Markup, html};

use super::record::{Definition, Definitions, Meaning, Name};
use crate::table::table;
use crate::{dutch, sheet};

const CSS: &str = include_str!("definitions.css");

pub(super) fn page(radar: &Definitions) -> Markup {
    let body = html! {
        a.skip href="#inhoud" { "Naar de inhoud" }
        header {
            p.over { "Definities" }
            h1 { "Welke woorden betekenen wat?" }
            p {
                (dutch::capital(&count(radar.definitions.len()))) " in "
                (dutch::documents(radar.documents)) ", gescand op "
                (dutch::date(&radar.scanned_at)) "."
            }
        }
        nav aria-label="Inhoud" {
            h2 { "Inhoud" }
            ol {
                li { a href="#woorden" { "Eén woord, meer definities" } }
                li { a href="#betekenissen" { "Eén definitie, meer woorden" } }
                li { a href="#alle" { "Alle definities" } }
                li { a href="#uitleg" { "Zo is gezocht" } }
            }
        }
        main #inhoud {
            (names(radar))
            (meanings(radar))
            (all(radar))
            (method(radar))
        }
    };
    let css = format!("{}{CSS}", sheet::DOCUMENT);
    sheet::page("Definities: welke woorden betekenen wat?", &css, &body)
}

/// "12 definities".
fn count(number: usize) -> String {
    dutch::counted(number, "definitie", "definities")
}

fn names(radar: &Definitions) -> Markup {
    html! {
        section {
            h2 #woorden { "Eén woord, meer definities" }
            @if radar.names.is_empty() {
                p { "Geen woord heeft definities die van elkaar verschillen." }
            }
            @for name in &radar.names { (several_meanings(radar, name)) }
        }
    }
}

fn several_meanings(radar: &Definitions, name: &Name) -> Markup {
    html! {
        article {
            h3 { (dutch::capital(&name.term)) }
            @if !name.shared.is_empty() {
                p.small { "In alle definities: " (name.shared.join(", ")) "." }
            }
            ol.meanings {
                @for meaning in &name.meanings {
                    li {
                        @for definition in of(radar, meaning) { (quote(definition, false)) }
                        @if !meaning.words.is_empty() {
                            p.small { "Alleen hier: " (meaning.words.join(", ")) "." }
                        }
                    }
                }
            }
        }
    }
}

fn meanings(radar: &Definitions) -> Markup {
    html! {
        section {
            h2 #betekenissen { "Eén definitie, meer woorden" }
            @if radar.meanings.is_empty() {
                p { "Geen definitie staat onder verschillende woorden." }
            }
            @for meaning in &radar.meanings {
                article {
                    h3 { (dutch::capital(&terms(radar, meaning))) }
                    @if !meaning.words.is_empty() {
                        p.small { "In al deze definities: " (meaning.words.join(", ")) "." }
                    }
                    @for definition in of(radar, meaning) { (quote(definition, true)) }
                }
            }
        }
    }
}

fn of<'a>(radar: &'a Definitions, meaning: &'a Meaning) -> impl Iterator<Item = &'a Definition> {
    let definitions = meaning.definitions.iter();
    definitions.filter_map(|&index| radar.definitions.get(index))
}

/// The different names of a meaning: "maatwerk en passende hulp".
fn terms(radar: &Definitions, meaning: &Meaning) -> String {
    let mut terms: Vec<String> = Vec::new();
    for definition in of(radar, meaning) {
        let known = |term: &String| term.to_lowercase() == definition.term.to_lowercase();
        if !terms.iter().any(known) {
            terms.push(definition.term.clone());
        }
    }
    dutch::enumerate(&terms)
}

fn quote(definition: &Definition, with_term: bool) -> Markup {
    html! {
        figure {
            blockquote {
                p {
                    @if with_term { strong { (definition.term) ": " } }
                    (definition.text)
                }
            }
            figcaption { (definition.shown_places()) }
        }
    }
}

fn all(radar: &Definitions) -> Markup {
    let rows = html! {
        @for definition in &radar.definitions {
            tr {
                th scope="row" { (definition.term) }
                td { (definition.values.join(", ")) }
                td.words { (definition.text) }
                td { (definition.shown_places()) }
            }
        }
    };
    html! {
        section {
            h2 #alle { "Alle definities" }
            @if radar.definitions.is_empty() {
                p { "Er zijn geen definities gevonden." }
            } @else {
                (table(
                    "Tabel: alle definities",
                    "De definities in de volgorde van de documenten.",
                    &["Woord", "Waarde", "Definitie", "Plaats"],
                    &rows,
                ))
            }
        }
    }
}

fn method(radar: &Definitions) -> Markup {
    html! {
        section {
            h2 #uitleg { "Zo is gezocht" }
            p {
                "In begripsbepalingen en begrippenlijsten staat een definitie achter een dubbele \
                 punt. Daarbuiten zijn zinnen gezocht als “onder maatwerk verstaan wij …”, “met \
                 vertrouwen bedoelen we …” en “nabijheid betekent dat …”. Of een woord bij een \
                 waarde hoort, zegt de waardenlijst “" (radar.lexicon) "”, versie "
                (radar.lexicon_version) "."
                @if radar.is_another_lexicon {
                    " De documenten zijn met een andere waardenlijst gescand."
                }
            }
            p {
                "Twee definities zeggen hetzelfde als zij genoeg woorden delen: het aantal \
                 gedeelde woorden, gedeeld door de wortel van het product van hun aantallen, is \
                 dan 0,5 of meer. Verbuigingen en familie van een woord tellen als hetzelfde \
                 woord; woorden als de, van en worden tellen niet, en het gedefinieerde woord \
                 zelf ook niet. Wie hetzelfde zegt met andere woorden, wordt zo niet gevonden."
            }
        }
    }
}
