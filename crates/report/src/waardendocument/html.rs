//! The waardendocument as one page.

use maud::{Markup, html};

use super::content::{Content, Quote, Reference, TO_WRITE, Tension, Value};
use super::summary::Summary;
use crate::sheet;
use crate::table::{scroll, table};

pub(super) fn page(content: &Content) -> Markup {
    let body = html! {
        a.skip href="#inhoud" { "Naar de inhoud" }
        header {
            p.over { "Waardendocument" }
            h1 { (content.title()) }
            p { (content.date) }
        }
        (contents(content))
        main #inhoud {
            (account(content))
            (summary(content))
            @for cluster in &content.clusters {
                section {
                    h2 { (cluster.name) }
                    @for value in &cluster.values { (value_section(value)) }
                }
            }
            (silent(content))
            (decisions(content))
            (documents(content))
        }
    };
    sheet::page(&content.title(), sheet::DOCUMENT, &body)
}

fn contents(content: &Content) -> Markup {
    html! {
        nav aria-label="Inhoud" {
            h2 { "Inhoud" }
            ol {
                li { a href="#verantwoording" { "Hoe dit document tot stand kwam" } }
                li { a href="#samenvatting" { "Samenvatting" } }
                @for cluster in &content.clusters {
                    li {
                        (cluster.name)
                        ol {
                            @for value in &cluster.values {
                                li { a href={ "#" (anchor(&value.id)) } { (value.name) } }
                            }
                        }
                    }
                }
                li { a href="#besluiten" { "Besluiten" } }
                li { a href="#documenten" { "Documenten" } }
            }
        }
    }
}

/// Ids of values hold letters, digits and underscores; whatever else a ledger
/// may hold is replaced.
fn anchor(id: &str) -> String {
    crate::anchor::value(id)
}

fn account(content: &Content) -> Markup {
    html! {
        section {
            h2 #verantwoording { "Hoe dit document tot stand kwam" }
            @for sentence in &content.account { p { (sentence) } }
        }
    }
}

fn summary(content: &Content) -> Markup {
    let summary = &content.summary;
    html! {
        section {
            h2 #samenvatting { "Samenvatting" }
            @if summary.rows.is_empty() {
                p { "Er is nog geen passage aanvaard." }
            } @else {
                (scroll("Tabel: waarden en soorten documenten", &kinds(summary)))
            }
        }
    }
}

fn kinds(summary: &Summary) -> Markup {
    html! {
        table {
            caption {
                "In hoeveel passages elke waarde is aanvaard, per soort document. Hoe meer, hoe \
                 sterker de kleur."
            }
            thead {
                tr {
                    th scope="col" { "Waarde" }
                    @for kind in &summary.kinds { th.up scope="col" { (kind) } }
                    th.up scope="col" { "samen" }
                    th.up scope="col" { "documenten" }
                }
            }
            tbody {
                @for row in &summary.rows {
                    tr {
                        th scope="row" { (row.name) }
                        @for &number in &row.passages {
                            td class={ "n k" (summary.step(number)) } { (counted(number)) }
                        }
                        td.n { (row.total) }
                        td.n { (row.documents) }
                    }
                }
            }
        }
    }
}

/// A number, a dash for none.
fn counted(number: usize) -> String {
    match number {
        0 => "–".to_owned(),
        number => crate::dutch::count(number),
    }
}

fn value_section(value: &Value) -> Markup {
    html! {
        article {
            h3 id=(anchor(&value.id)) { (value.name) }
            p.definition { (value.definition) }
            @for sentence in &value.presence { p { (sentence) } }
            @if !value.quotes.is_empty() {
                h4 { "Zo staat het er" }
                @for quote in &value.quotes { (quoted(quote)) }
            }
            @if !value.others.is_empty() {
                details {
                    summary { "Ook in " (crate::dutch::passages(value.others.len())) }
                    ul { @for other in &value.others { li { (reference(other)) } } }
                }
            }
            h4 { "Wat merkt de inwoner hiervan?" }
            (written(value.resident.as_deref()))
            h4 { "Wat betekent het voor de organisatie?" }
            (written(value.organisation.as_deref()))
            @if !value.tensions.is_empty() {
                h4 { "Spanningen" }
                @for found in &value.tensions { (tension(found)) }
            }
            @if !value.open.is_empty() {
                h4 { "Open punten" }
                ul { @for open in &value.open { li { (open) } } }
            }
        }
    }
}

fn quoted(quote: &Quote) -> Markup {
    html! {
        figure {
            blockquote { p { (quote.text) } }
            figcaption { (reference(&quote.reference)) }
        }
    }
}

fn reference(reference: &Reference) -> Markup {
    html! {
        (reference.place)
        @match reference.more {
            0 => {}
            1 => { " en op nog één plaats" }
            more => { " en op nog " (more) " plaatsen" }
        }
        " · "
        a href={ "#besluit-" (reference.decision) } { "besluit\u{a0}" (reference.decision) }
    }
}

/// What people wrote, a paragraph for each of its own.
fn written(text: Option<&str>) -> Markup {
    match text {
        Some(text) => html! {
            @for part in text.split("\n").filter(|part| !part.trim().is_empty()) { p { (part) } }
        },
        None => html! { p.open { (TO_WRITE) } },
    }
}

fn tension(tension: &Tension) -> Markup {
    html! {
        p {
            strong { "Met " (tension.with) ": " }
            (tension.question)
            @if !tension.words.is_empty() { br; (tension.words) }
        }
    }
}

fn silent(content: &Content) -> Markup {
    html! {
        @if !content.silent.is_empty() {
            section {
                h2 { "Waarden waarover dit document zwijgt" }
                p {
                    "Voor deze waarden is niets aanvaard en niets geschreven: "
                    (crate::dutch::enumerate(&content.silent)) "."
                }
            }
        }
    }
}

fn decisions(content: &Content) -> Markup {
    let rows = html! {
        @for decision in &content.decisions {
            tr id={ "besluit-" (decision.number) } {
                th scope="row" { (decision.number) }
                td { (decision.date) }
                td { (decision.who) }
                td { (decision.value) }
                td { (decision.place) }
            }
        }
    };
    html! {
        section {
            h2 #besluiten { "Besluiten" }
            @if content.decisions.is_empty() {
                p { "Er zijn nog geen besluiten." }
            } @else {
                (table(
                    "Tabel: besluiten",
                    "De besluiten waarnaar het bewijs verwijst, met hun nummer in het logboek.",
                    &["Nummer", "Datum", "Door", "Waarde", "Plaats"],
                    &rows,
                ))
            }
        }
    }
}

fn documents(content: &Content) -> Markup {
    let rows = html! {
        @for document in &content.documents {
            tr {
                th scope="row" title=(document.path) { (document.title) }
                td { (document.kind) }
                td { (document.year) }
                td { (document.accepted) }
            }
        }
    };
    html! {
        section {
            h2 #documenten { "Documenten" }
            (table(
                "Tabel: documenten",
                "De documenten die zijn gelezen.",
                &["Document", "Soort", "Jaar", "Aanvaarde passages"],
                &rows,
            ))
        }
    }
}
