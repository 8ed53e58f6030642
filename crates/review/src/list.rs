//! Many suggestions at once: read below each other, decided together. What is
//! decided is what was ticked on the page, and nothing that it did not show.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use waardenscan::Span;
use waardenscan_archive::{State as Decided, StoredSuggestion, Verdict};
use waardenscan_report::dutch;
use waardenscan_report::html::{Marked, marked};

use crate::act::Act;
use crate::decision::decision;
use crate::desk::Desk;
use crate::fields::Fields;
use crate::queue::{self, From};
use crate::refusal::Refusal;
use crate::selection::{Selection, state_name};
use crate::shell::{Place, page};
use crate::visitor::{Visitor, asked, see_other};
use crate::work::{filters, seal};

/// Suggestions on a page.
const ROWS: u32 = 25;

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    who: Visitor,
    fields: Fields,
) -> Result<Response, Refusal> {
    let selection = Selection::of(&fields)?;
    let after: Option<i64> = fields.number("na")?;
    if desk.is_open() && who.name().is_none() {
        return Ok(asked(&selection.address("/lijst", &[])));
    }
    let wanted = selection.clone();
    let name = who.name().map(str::to_owned);
    let (counted, found) = desk
        .read(move |desk, project| {
            let from = after.map_or(From::Start, From::After);
            let found = queue::find(desk, project, &wanted, name.as_deref(), from, ROWS)?;
            Ok((desk.counted(project)?, found))
        })
        .await?;
    let last = found.suggestions.last().filter(|_| found.more);
    let body = html! {
        (filters::fields(&desk, &selection, &counted, "/lijst", false))
        div.wide {
            h1 { "Lijst" }
            (message(&fields)?)
            @if found.suggestions.is_empty() {
                p { "Er is geen voorstel in deze selectie, of u bent aan het einde ervan." }
                p { a href=(selection.address("/lijst", &[])) { "Begin weer vooraan" } }
            } @else {
                (form(&desk, &selection, &found.suggestions, false, "/lijst", after))
                @if let Some(last) = last {
                    p { a.button href=(selection.address("/lijst", &[("na", &last.id.to_string())])) {
                        "Volgende bladzijde"
                    } }
                }
            }
        }
    };
    Ok(page(&desk, &who, Place::List, "Lijst", &body))
}

/// Says what a form before did: "12 besluiten opgeslagen."
pub(crate) fn message(fields: &Fields) -> Result<Markup, Refusal> {
    let done: Option<usize> = fields.number("gedaan")?;
    let passed: usize = fields.number("overgeslagen")?.unwrap_or(0);
    Ok(html! {
        @if let Some(done) = done {
            p.message role="status" {
                (dutch::counted(done, "besluit", "besluiten")) " opgeslagen."
                @if passed > 0 {
                    " " (dutch::counted(passed, "voorstel", "voorstellen"))
                    " overgeslagen, omdat iemand daar intussen over besliste."
                }
            }
        }
    })
}

/// Renders suggestions with a box to tick for each, and the decisions below
/// them. The answer leads back to `back`.
pub(crate) fn form(
    desk: &Desk,
    selection: &Selection,
    suggestions: &[StoredSuggestion],
    ticked: bool,
    back: &str,
    after: Option<i64>,
) -> Markup {
    html! {
        form.rows method="post" action="/lijst" data-kies[desk.is_open()] {
            @for (name, value) in selection.fields() {
                input type="hidden" name=(name) value=(value);
            }
            input type="hidden" name="terug" value=(back);
            @if let Some(after) = after { input type="hidden" name="na" value=(after); }
            ol.suggestions {
                @for stored in suggestions { (row(desk, stored, ticked)) }
            }
            @if desk.is_open() {
                div.acts role="group" aria-label="Besluit over wat is aangevinkt" {
                    label.all hidden { input type="checkbox" data-alle; "Alles op deze pagina" }
                    span.gap {}
                    span.chosen { "Over wat is aangevinkt" span data-aantal {} ":" }
                    button.yes name="oordeel" value="klopt" { "Klopt" }
                    button.no name="oordeel" value="niet" { "Klopt niet" }
                    button name="oordeel" value="twijfel" { "Twijfel" }
                }
            }
        }
    }
}

fn row(desk: &Desk, stored: &StoredSuggestion, ticked: bool) -> Markup {
    let suggestion = &stored.suggestion;
    let values = desk.values();
    let index = values.index(&suggestion.value);
    let value = index.and_then(|index| values.all().get(index));
    let marks = index.map(|value| Marked {
        value,
        number: 1,
        hits: suggestion
            .hits
            .iter()
            .map(|hit| Span::new(hit.start, hit.end))
            .collect(),
    });
    let box_id = format!("k{}", stored.id);
    let name = value.map_or(suggestion.value.as_str(), |it| it.name);
    html! {
        li.row {
            @if desk.is_open() {
                input type="checkbox" name="kies" id=(box_id)
                    value=(format!("{}.{}.{}", stored.id, stored.decision.unwrap_or(0), seal(stored)))
                    checked[ticked] aria-label={ "Kies: " (name) };
            }
            div {
                p.head {
                    b class=[index.map(|index| format!("vn v{index}"))] { (name) }
                    " "
                    span.count {
                        (waardenscan::score::number(suggestion.score))
                        " · " (dutch::evidence(suggestion.evidence))
                        " · " (dutch::stance(suggestion.stance))
                        @if stored.state != Decided::Open { " · " (state_name(stored.state)) }
                    }
                }
                p.passage { (marked(&suggestion.passage, marks.as_slice())) }
                p.meta {
                    a href={ "/nakijken?besluit=alle&nr=" (stored.id) } { (file(&suggestion.document)) }
                    @if let Some(page) = suggestion.page { ", pagina " (page) }
                }
            }
        }
    }
}

/// The last part of a path.
fn file(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Takes one decision over each suggestion that was ticked.
pub(crate) async fn decide(
    State(desk): State<Arc<Desk>>,
    Act { who: name, fields }: Act,
) -> Result<Response, Refusal> {
    let selection = Selection::of(&fields)?;
    let back = match fields.get("terug") {
        Some("/nakijken") => "/nakijken",
        _ => "/lijst",
    };
    let by = name.clone();
    let verdict = match fields.get("oordeel") {
        Some("klopt") => Verdict::Accept,
        Some("niet") => Verdict::Reject { reason: None },
        Some("twijfel") => Verdict::Doubt { reason: None },
        _ => return Err(Refusal::Malformed),
    };
    let chosen = fields.all("kies").map(Chosen::parse);
    let chosen = chosen.collect::<Result<Vec<_>, _>>()?;
    let many = chosen.len();
    let done = desk
        .write(move |_, project| {
            let mut decisions = Vec::new();
            for one in chosen {
                let stored = project.suggestion(one.id)?.ok_or(Refusal::Changed)?;
                if seal(&stored) != one.seal {
                    return Err(Refusal::Changed);
                }
                if stored.decision.unwrap_or(0) == one.seen {
                    let value = stored.suggestion.value.clone();
                    decisions.push(decision(&name, &stored, value, verdict.clone()));
                }
            }
            // All of them or none.
            Ok(project.decide_all(&decisions)?.len())
        })
        .await?;
    desk.learn_when_due(&by);
    let (done, passed) = (done.to_string(), (many - done).to_string());
    let mut more = vec![("gedaan", done.as_str())];
    if passed != "0" {
        more.push(("overgeslagen", passed.as_str()));
    }
    more.extend(fields.get("na").map(|after| ("na", after)));
    Ok(see_other(&selection.address(back, &more)))
}

/// A ticked suggestion as it was shown.
struct Chosen {
    id: i64,
    /// Number of the decision that stood, 0 for none.
    seen: u64,
    seal: String,
}

impl Chosen {
    fn parse(text: &str) -> Result<Self, Refusal> {
        let mut parts = text.split('.');
        let (Some(id), Some(seen), Some(seal), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Refusal::Malformed);
        };
        Ok(Self {
            id: id.parse().map_err(|_| Refusal::Malformed)?,
            seen: seen.parse().map_err(|_| Refusal::Malformed)?,
            seal: seal.to_owned(),
        })
    }
}
