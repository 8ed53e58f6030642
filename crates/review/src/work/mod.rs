//! The work list: one suggestion at a time, in its passage.

mod bar;
pub(crate) mod filters;
mod history;
mod judge;
mod panels;
mod passage;
mod subject;

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use waardenscan_archive::Project;

use crate::desk::Desk;
use crate::fields::Fields;
use crate::learning::Notice;
use crate::list;
use crate::overview::{Counted, left};
use crate::picture::Highlights;
use crate::queue::{self, From};
use crate::refusal::Refusal;
use crate::selection::Selection;
use crate::shell::{Place, page};
use crate::visitor::{Seen, Visitor, asked, see_other};

pub(crate) use panels::LONGEST;
pub(crate) use subject::{Subject, seal};

/// What else the address says: which suggestion, and how it is shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct View {
    pub(crate) selection: Selection,
    /// Whether the page of the document is shown, not its text alone.
    pub(crate) as_page: bool,
}

impl View {
    pub(crate) fn of(fields: &Fields) -> Result<Self, Refusal> {
        Ok(Self {
            selection: Selection::of(fields)?,
            as_page: fields.get("beeld").is_some(),
        })
    }

    /// Returns the address of the work list with `more` fields.
    pub(crate) fn address(&self, more: &[(&str, &str)]) -> String {
        let picture = self.as_page.then_some(("beeld", "pagina"));
        let more: Vec<_> = picture.into_iter().chain(more.iter().copied()).collect();
        self.selection.address("/nakijken", &more)
    }

    /// The fields that a form sends along, so that the answer can lead on.
    pub(crate) fn hidden(&self) -> Markup {
        html! {
            @for (name, value) in self.selection.fields() {
                input type="hidden" name=(name) value=(value);
            }
            @if self.as_page { input type="hidden" name="beeld" value="pagina"; }
        }
    }
}

/// What there is to show.
enum Found {
    /// A suggestion of which only the key is known yet.
    At(i64),
    Subject(Box<Subject>),
    /// None that was not passed yet.
    End,
}

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    who: Visitor,
    Seen(seen): Seen,
    fields: Fields,
) -> Result<Response, Refusal> {
    let view = View::of(&fields)?;
    let [exact, after, before] = ["nr", "na", "voor"].map(|name| fields.number::<i64>(name));
    let (exact, after, before) = (exact?, after?, before?);
    if desk.is_open() && who.name().is_none() {
        let number = exact.map(|number| number.to_string());
        let more = number.as_deref().map(|number| ("nr", number));
        return Ok(asked(&view.address(more.as_slice())));
    }
    let asked_for = view.clone();
    let name = who.name().map(str::to_owned);
    let (counted, found, notice) = desk
        .read(move |desk, project| {
            let found = match exact {
                None => {
                    let from = match (after, before) {
                        (Some(id), _) => From::After(id),
                        (None, Some(id)) => From::Before(id),
                        (None, None) => From::Start,
                    };
                    next(desk, project, &asked_for.selection, name.as_deref(), from)?
                }
                Some(number) => {
                    let subject = Subject::read(project, number, name.as_deref())?
                        .ok_or(Refusal::NotFound)?;
                    Found::Subject(Box::new(subject))
                }
            };
            Ok((desk.counted(project)?, found, Notice::read(project, seen)?))
        })
        .await?;
    let body = match found {
        // Every address that is shown is that of one suggestion: it stays the
        // same when the page is loaded again.
        Found::At(id) => {
            let id = id.to_string();
            let mut more = vec![("nr", id.as_str())];
            for name in ["melding", "gedaan", "overgeslagen"] {
                more.extend(fields.get(name).map(|value| (name, value)));
            }
            return Ok(see_other(&view.address(&more)));
        }
        Found::End => end(&desk, &view, &counted),
        Found::Subject(subject) => {
            let (subject, highlights) = match view.as_page {
                false => (subject, None),
                true => {
                    desk.apart(|desk| {
                        let highlights = desk.pictures.highlights(desk, &subject);
                        (subject, Some(highlights))
                    })
                    .await?
                }
            };
            let number = subject.stored.id.to_string();
            let here = view.address(&[("nr", number.as_str())]);
            let message = html! {
                @if let Some(notice) = &notice { (notice.markup(&desk, &here)) }
                @if let Some(message) = fields.get("melding").and_then(said) {
                    p.message role="status" { (message) }
                }
                (list::message(&fields)?)
            };
            whole(
                &desk,
                &view,
                &counted,
                &subject,
                highlights.as_ref(),
                &message,
            )
        }
    };
    Ok(page(&desk, &who, Place::Work, "Nakijken", &body))
}

/// Finds the suggestion before or after another, or the first.
fn next(
    desk: &Desk,
    project: &Project,
    selection: &Selection,
    who: Option<&str>,
    from: From,
) -> Result<Found, Refusal> {
    let found = queue::find(desk, project, selection, who, from, 1)?;
    Ok(found
        .suggestions
        .first()
        .map_or(Found::End, |it| Found::At(it.id)))
}

fn whole(
    desk: &Desk,
    view: &View,
    counted: &Counted,
    subject: &Subject,
    highlights: Option<&Highlights>,
    message: &Markup,
) -> Markup {
    html! {
        (filters::form(desk, view, counted))
        (message)
        div.work data-nr=(subject.stored.id) {
            (judge::head(desk, subject))
            (passage::section(desk, view, subject, highlights))
            (judge::section(desk, view, subject))
        }
        (bar::bar(desk, view, subject))
    }
}

/// What is said above a suggestion; the address holds a word for it, so that
/// nobody can put words in our mouth.
fn said(word: &str) -> Option<&'static str> {
    Some(match word {
        "teruggedraaid" => "Uw laatste besluit is teruggedraaid.",
        "niets-terug" => "U hebt hier niets meer om terug te draaien.",
        "intussen" => {
            "Intussen is hierover al een besluit genomen. Uw besluit is niet opgeslagen: kijk \
             nog eens en beslis dan."
        }
        "notitie" => "De notitie is bewaard.",
        "toegevoegd" => "De waarde is aan deze passage toegevoegd.",
        "woorden" => {
            "Die woorden staan zo niet in de passage. Neem ze precies over, of selecteer ze."
        }
        "leeg" => "Er was niets ingevuld, en er is niets opgeslagen.",
        _ => return None,
    })
}

/// What stands where the list ends.
fn end(desk: &Desk, view: &View, counted: &Counted) -> Markup {
    let open = counted.all.of(waardenscan_archive::State::Open);
    html! {
        (filters::form(desk, view, counted))
        div.narrow.end {
            h1 { "Einde van de lijst" }
            p { "Er is geen volgend voorstel in deze selectie." }
            ul {
                li { a href=(view.address(&[])) { "Begin weer vooraan in deze selectie" } }
                @if open > 0 {
                    li {
                        a href="/nakijken" { "Kijk alles na wat nog open is" }
                        ". " (left(counted, open))
                    }
                }
                li { a href="/" { "Naar het overzicht" } }
            }
        }
    }
}
