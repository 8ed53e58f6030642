//! The overview: how far the work is, the documents, and their values.

mod documents;
mod heat;
mod progress;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use waardenscan_archive::{DocumentFilter, DocumentOrder, State as Decided, StoredDocument, Tally};
use waardenscan_report::dutch;

use crate::desk::Desk;
use crate::fields::{Fields, encoded};
use crate::learning::Notice;
use crate::refusal::Refusal;
use crate::shell::{Place, page};
use crate::visitor::{Seen, Visitor};

pub(crate) use progress::{Counted, Progress, duration, left};

/// Documents on a page: with their values they weigh less than a hundred
/// kilobytes.
const DOCUMENTS: u32 = 25;

/// The orders of documents with the word for each in an address, and its name.
const ORDERS: [(DocumentOrder, &str, &str); 5] = [
    (DocumentOrder::Scanned, "gescand", "zoals gescand"),
    (DocumentOrder::Title, "titel", "titel"),
    (DocumentOrder::Municipality, "gemeente", "gemeente"),
    (DocumentOrder::Kind, "soort", "soort"),
    (DocumentOrder::Year, "jaar", "nieuwste eerst"),
];

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
    Seen(seen): Seen,
    fields: Fields,
) -> Result<Response, Refusal> {
    let shown = Shown::of(&fields)?;
    let (number, filter) = (shown.number, shown.filter());
    let (counted, rows, all, notice) = desk
        .read(move |desk, project| {
            let counted = desk.counted(project)?;
            let skip = (number - 1).saturating_mul(u64::from(DOCUMENTS));
            let found = project.document_page(desk.run, &filter, skip, DOCUMENTS)?;
            let mut rows = Vec::new();
            for document in found.documents {
                let by_id = project.tally_of(&document)?;
                rows.push(Row::new(desk, document, by_id));
            }
            Ok((counted, rows, found.all, Notice::read(project, seen)?))
        })
        .await?;
    let body = html! {
        div.wide {
            h1.vh { "Overzicht" }
            @if let Some(notice) = &notice { (notice.markup(&desk, "/")) }
            (summary(&desk, &counted))
            section aria-labelledby="documenten" {
                div.heading {
                    h2 #documenten { "Documenten " span.count { (dutch::number(all)) } }
                    (search(&shown))
                }
                @if rows.is_empty() {
                    p { "Geen document voldoet aan deze zoekvraag." }
                } @else {
                    (documents::documents(&desk, &rows))
                    (pages(&shown, all))
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
            @if open > 0 && desk.is_open() {
                p.start { a.button.main href="/nakijken" { @if done == 0 { "Begin met nakijken" } @else { "Ga verder met nakijken" } } }
            }
        }
    }
}

/// Which documents are shown, and which page of them.
struct Shown {
    text: String,
    order: DocumentOrder,
    is_open: bool,
    /// Of the page, from 1.
    number: u64,
}

impl Shown {
    fn of(fields: &Fields) -> Result<Self, Refusal> {
        let order = fields.get("volgorde").map(|word| {
            let found = ORDERS.iter().find(|it| it.1 == word);
            found.map(|it| it.0).ok_or(Refusal::Malformed)
        });
        Ok(Self {
            text: fields.get("zoek").unwrap_or_default().to_owned(),
            order: order.transpose()?.unwrap_or_default(),
            is_open: fields.get("open").is_some(),
            number: fields.number::<u64>("bladzijde")?.unwrap_or(1).max(1),
        })
    }

    fn filter(&self) -> DocumentFilter {
        DocumentFilter {
            text: self.text.to_lowercase(),
            is_open: self.is_open,
            order: self.order,
        }
    }

    /// The address of another page of them.
    fn address(&self, number: u64) -> String {
        let order = ORDERS
            .iter()
            .find(|it| it.0 == self.order)
            .map_or("", |it| it.1);
        let number = number.to_string();
        let open = if self.is_open { "1" } else { "" };
        let fields = [
            ("zoek", self.text.as_str()),
            ("volgorde", order),
            ("open", open),
            ("bladzijde", number.as_str()),
        ];
        format!(
            "/?{}",
            encoded(fields.into_iter().filter(|it| !it.1.is_empty()))
        )
    }
}

fn search(shown: &Shown) -> Markup {
    html! {
        form.search method="get" action="/" role="search" {
            label.vh for="zoek" { "Zoek een document op naam of titel" }
            input #zoek type="search" name="zoek" value=(shown.text) placeholder="Zoek een document";
            label { "Volgorde "
                select name="volgorde" {
                    @for (order, word, name) in ORDERS {
                        option value=(word) selected[order == shown.order] { (name) }
                    }
                }
            }
            label.tick {
                input type="checkbox" name="open" value="1" checked[shown.is_open];
                " nog niet klaar"
            }
            button { "Zoek" }
        }
    }
}

/// Leads to the other pages of documents.
fn pages(shown: &Shown, all: u64) -> Markup {
    let last = all.div_ceil(u64::from(DOCUMENTS));
    let number = shown.number;
    html! {
        @if last > 1 {
            nav.pages aria-label="Bladzijden met documenten" {
                @if number > 1 { a href=(shown.address(number - 1)) { "Vorige" } }
                span { "bladzijde " (dutch::number(number)) " van " (dutch::number(last)) }
                @if number < last { a href=(shown.address(number + 1)) { "Volgende" } }
            }
        }
    }
}
