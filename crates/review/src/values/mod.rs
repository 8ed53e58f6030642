//! The waardendocument in the making: the values with their texts, their
//! accepted evidence, and cards for a conversation.

mod cards;
mod change;
pub(crate) mod document;
mod history;
mod one;

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use waardenscan_archive::{Workspace, WorkspaceValue};
use waardenscan_report::dutch;

pub(crate) use change::change;

use crate::desk::Desk;
use crate::fields::{Fields, encoded};
use crate::refusal::Refusal;
use crate::shell::{Place, page};
use crate::visitor::Visitor;

/// Returns the address of a value's page, or that of all values for an empty
/// id, with a message to show.
fn address(value: &str, message: &str) -> String {
    let fields = [("waarde", value), ("melding", message)];
    let fields = encoded(fields.into_iter().filter(|(_, text)| !text.is_empty()));
    if fields.is_empty() {
        return "/waarden".to_owned();
    }
    format!("/waarden?{fields}")
}

/// Shows one value, or all.
pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    who: Visitor,
    fields: Fields,
) -> Result<Response, Refusal> {
    let Some(wanted) = fields.get("waarde").map(str::to_owned) else {
        let workspace = desk.read(|_, project| Ok(project.workspace()?)).await?;
        let body = all(&desk, &workspace, &fields);
        return Ok(page(&desk, &who, Place::Values, "Waarden", &body));
    };
    let (workspace, place, history) = desk
        .read(move |_, project| {
            let workspace = project.workspace()?;
            let place = workspace.values.iter().position(|it| it.id == wanted);
            let place = place.ok_or(Refusal::NotFound)?;
            let history = match workspace.values.get(place) {
                Some(value) => history::entries(project, value)?,
                None => Vec::new(),
            };
            Ok((workspace, place, history))
        })
        .await?;
    let value = workspace.values.get(place).ok_or(Refusal::NotFound)?;
    let body = one::body(&desk, &workspace, value, &history, &fields)?;
    Ok(page(&desk, &who, Place::Values, &value.name, &body))
}

fn all(desk: &Desk, workspace: &Workspace, fields: &Fields) -> Markup {
    html! {
        div.wide {
            h1 { "Waarden" }
            (message(fields))
            p.intro {
                "Wat hier staat, wordt het waardendocument: per waarde wat zij hier betekent, wat de \
                 inwoner ervan merkt, wat het voor de organisatie betekent, en de passages die als \
                 bewijs zijn goedgekeurd."
            }
            p {
                "Bewaar het zoals het er nu staat: "
                a href="/waarden/waardendocument.docx" download { "voor Word" } " of "
                a href="/waarden/waardendocument.html" download { "voor de browser" } ". "
                span.count { "Persoonsgegevens zijn daarin zwart gemaakt." }
            }
            div.scroll tabindex="0" role="region" aria-label="Waarden" {
                table.figures {
                    thead { tr {
                        th scope="col" { "Waarde" }
                        th scope="col" { "Cluster" }
                        th.num scope="col" { "Bewijs" }
                        th scope="col" { "Inwoner" }
                        th scope="col" { "Organisatie" }
                    } }
                    tbody {
                        @for value in &workspace.values { (row(desk, value)) }
                    }
                }
            }
            (cards::section(desk, workspace))
        }
    }
}

fn row(desk: &Desk, value: &WorkspaceValue) -> Markup {
    let written = |text: &str| {
        if text.is_empty() {
            "nog niet"
        } else {
            "beschreven"
        }
    };
    html! {
        tr {
            th scope="row" {
                a class=[class(desk, value)] href=(address(&value.id, "")) { (value.name) }
                @if !value.taken_in.is_empty() {
                    " " span.count { "met " (dutch::enumerate(&names(desk, &value.taken_in))) }
                }
            }
            td { (value.cluster) }
            td.num { (dutch::count(value.evidence.len())) }
            td { (written(&value.resident)) }
            td { (written(&value.organisation)) }
        }
    }
}

/// The class that gives a value its colour; one that was split off has that of
/// the value it was part of.
fn class(desk: &Desk, value: &WorkspaceValue) -> Option<String> {
    let values = desk.values();
    let index = values
        .index(&value.id)
        .or_else(|| values.index(value.split_from.as_deref()?));
    index.map(|index| format!("vn v{index}"))
}

/// The names that values have in the lexicon; their ids where it has none.
fn names(desk: &Desk, ids: &[String]) -> Vec<String> {
    let values = desk.values();
    let name = |id: &String| {
        let value = values.index(id).and_then(|index| values.all().get(index));
        value.map_or_else(|| id.clone(), |value| value.name.to_owned())
    };
    ids.iter().map(name).collect()
}

/// What became of the form before.
fn message(fields: &Fields) -> Markup {
    let said = match fields.get("melding") {
        Some("bewaard") => Some("Bewaard."),
        Some("gelijk") => Some("Er was niets veranderd."),
        Some("intussen") => Some(
            "Iemand anders heeft deze waarde intussen veranderd. Uw tekst is niet bewaard; kijk \
             hieronder wat er nu staat.",
        ),
        Some("leeg") => Some("Er was niets ingevuld of aangevinkt."),
        Some("terug") => Some("Teruggedraaid."),
        _ => None,
    };
    html! { @if let Some(said) = said { p.message role="status" { (said) } } }
}
