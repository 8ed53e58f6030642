//! Standard text: one decision over passages that are the same, or nearly,
//! seeing them all.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::html;
use waardenscan_archive::{SuggestionFilter, SuggestionOrder};
use waardenscan_report::dutch;

use crate::desk::Desk;
use crate::fields::Fields;
use crate::list;
use crate::refusal::Refusal;
use crate::selection::Selection;
use crate::shell::{Place, page};
use crate::visitor::{Visitor, asked};

/// Passages shown, and so decided on, at once.
pub(crate) const MOST: u32 = 200;

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    who: Visitor,
    fields: Fields,
) -> Result<Response, Refusal> {
    let selection = Selection::of(&fields)?;
    let number: i64 = fields.must("groep")?;
    let value = fields.get("bij").ok_or(Refusal::Malformed)?.to_owned();
    let from = fields.must::<i64>("nr")?.to_string();
    let here = selection.address("/nakijken", &[("nr", from.as_str())]);
    if desk.is_open() && who.name().is_none() {
        return Ok(asked(&here));
    }
    let filter = SuggestionFilter {
        values: vec![value],
        standard_text: Some(number),
        ..SuggestionFilter::default()
    };
    let found = desk
        .read(move |_, project| {
            Ok(project.suggestions(&filter, SuggestionOrder::Document, None, MOST)?)
        })
        .await?;
    let body = html! {
        div.wide {
            h1 { "Standaardtekst" }
            p {
                a href=(here) { "Terug naar het voorstel" }
            }
            p {
                "Deze passages zijn gelijk of bijna gelijk. Uw besluit geldt voor elke passage die \
                 is aangevinkt: nu "
                (dutch::counted(found.suggestions.len(), "passage", "passages"))
                "."
                @if found.end.is_some() {
                    " Er zijn er meer; de rest volgt hierna."
                }
            }
            (list::form(&desk, &selection, &found.suggestions, true, "/nakijken", None))
        }
    };
    Ok(page(&desk, &who, Place::Work, "Standaardtekst", &body))
}
