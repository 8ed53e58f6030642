//! The overview: how far the work is, the documents, and their values.

mod documents;
mod heat;
mod progress;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use waardenscan_archive::{State as Decided, StoredDocument, Tally};
use waardenscan_report::dutch;

use crate::desk::Desk;
use crate::fields::{Fields, encoded};
use crate::refusal::Refusal;
use crate::shell::{Place, page};
use crate::visitor::Visitor;

pub(crate) use progress::{Counted, Progress, duration, left};

/// Documents on a page.
const DOCUMENTS: u32 = 40;

/// So many decisions after the last learning the page offers it again. Our
/// choice: fewer hardly move a score.
const ENOUGH: u64 = 50;

/// One document with what was decided in it.
struct Row {
    document: StoredDocument,
    /// By value, in lexicon order.
    tallies: Vec<Tally>,
}

impl Row {
    fn new(desk: &Desk, document: StoredDocument, mut by_id: BTreeMap<String, Tally>) -> Self {
        let values = desk.info.values.iter();
        let tallies = values.map(|value| by_id.remove(&value.id).unwrap_or_default());
        Self {
            document,
            tallies: tallies.collect(),
        }
    }

    fn all(&self) -> Tally {
        let mut all = Tally::default();
        for &tally in &self.tallies {
            all.add_all(tally);
        }
        all
    }
}

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    who: Visitor,
    fields: Fields,
) -> Result<Response, Refusal> {
    let text = fields.get("zoek").unwrap_or_default().to_owned();
    let number = fields.number::<u64>("bladzijde")?.unwrap_or(1).max(1);
    let wanted = text.to_lowercase();
    let (counted, rows, all) = desk
        .read(move |desk, project| {
            let counted = desk.counted(project)?;
            let skip = (number - 1).saturating_mul(u64::from(DOCUMENTS));
            let found = project.document_page(desk.run, &wanted, skip, DOCUMENTS)?;
            let mut rows = Vec::new();
            for document in found.documents {
                let by_id = project.tally_of(&document)?;
                rows.push(Row::new(desk, document, by_id));
            }
            Ok((counted, rows, found.all))
        })
        .await?;
    let body = html! {
        div.wide {
            h1.vh { "Overzicht" }
            (summary(&desk, &counted))
            section aria-labelledby="documenten" {
                div.heading {
                    h2 #documenten { "Documenten " span.count { (dutch::number(all)) } }
                    (search(&text))
                }
                @if rows.is_empty() {
                    p { "Geen document voldoet aan deze zoekvraag." }
                } @else {
                    (documents::documents(&desk, &rows))
                    (pages(&text, number, all))
                }
            }
            (heat::section(&desk, &rows))
        }
    };
    Ok(page(&desk, &who, Place::Overview, "Overzicht", &body))
}

fn summary(desk: &Desk, counted: &Counted) -> Markup {
    let all = counted.all.all();
    let open = counted.all.of(Decided::Open);
    let done = all - open;
    let share = |part: u64| {
        let part = usize::try_from(part).unwrap_or(usize::MAX);
        dutch::share(part, usize::try_from(all).unwrap_or(usize::MAX))
    };
    let of = |state| counted.all.of(state);
    let states = [
        (Decided::Accepted, "klopt", "klopt"),
        (Decided::Changed, "andere waarde", "anders"),
        (Decided::Doubt, "twijfel", "twijfel"),
        (Decided::Rejected, "klopt niet", "niet"),
        (Decided::Open, "nog open", "open"),
    ];
    html! {
        section.summary aria-label="Voortgang" {
            p.big {
                @if all == 0 {
                    "Er zijn geen voorstellen in dit project."
                } @else if open == 0 {
                    "Alles is nagekeken: " (dutch::number(all)) " voorstellen."
                } @else {
                    b { (dutch::number(done)) } " van " (dutch::number(all))
                    " voorstellen nagekeken. " (left(counted, open))
                }
            }
            @if all > 0 {
                div.progress aria-hidden="true" {
                    @for (state, _, class) in states {
                        @if of(state) > 0 { span class={ "w" (share(of(state))) " s-" (class) } {} }
                    }
                }
                ul.states {
                    @for (state, name, class) in states {
                        li {
                            span class={ "dot s-" (class) } aria-hidden="true" {}
                            a href={ "/nakijken?besluit=" (class) } { (name) }
                            " " b { (dutch::number(of(state))) }
                        }
                    }
                }
            }
            @if open > 0 && desk.is_open() && counted.to_learn >= ENOUGH {
                p {
                    "Er zijn " (dutch::number(counted.to_learn)) " besluiten waarvan de scores nog niet "
                    "hebben geleerd. " a href="/leren" { "Kijk wat dat verandert" }
                }
            }
            @if open > 0 && desk.is_open() {
                p.start { a.button.main href="/nakijken" { @if done == 0 { "Begin met nakijken" } @else { "Ga verder met nakijken" } } }
            }
        }
    }
}

fn search(text: &str) -> Markup {
    html! {
        form.search method="get" action="/" role="search" {
            label.vh for="zoek" { "Zoek een document op naam of titel" }
            input #zoek type="search" name="zoek" value=(text) placeholder="Zoek een document";
            button { "Zoek" }
        }
    }
}

/// Leads to the other pages of documents.
fn pages(text: &str, number: u64, all: u64) -> Markup {
    let last = all.div_ceil(u64::from(DOCUMENTS));
    let to = |number: u64| {
        let number = number.to_string();
        format!(
            "/?{}",
            encoded([("zoek", text), ("bladzijde", number.as_str())])
        )
    };
    html! {
        @if last > 1 {
            nav.pages aria-label="Bladzijden met documenten" {
                @if number > 1 { a href=(to(number - 1)) { "Vorige" } }
                span { "bladzijde " (dutch::number(number)) " van " (dutch::number(last)) }
                @if number < last { a href=(to(number + 1)) { "Volgende" } }
            }
        }
    }
}
