//! The passage with its hits, between its neighbours, or on its page.

use maud::{Markup, html};
use waardenscan::{PassageRecord, SectionRole, Span};
use waardenscan_report::dutch;
use waardenscan_report::html::{Marked, marked};

use super::View;
use super::subject::Subject;
use crate::desk::Desk;
use crate::keys::key;
use crate::picture::Highlights;

pub(super) fn section(
    desk: &Desk,
    view: &View,
    subject: &Subject,
    highlights: Option<&Highlights>,
) -> Markup {
    html! {
        section.text aria-label="Passage" {
            (place(subject))
            @if subject.document.format.as_deref() == Some("pdf") && subject.passage.page.is_some() {
                (views(view, subject))
            }
            @match highlights {
                Some(Highlights::On(sheet)) => {
                    (own_text(desk, subject))
                    (sheet.figure(subject))
                }
                Some(Highlights::Not(why)) => {
                    p.alert role="status" { (why) " Hier staat de tekst zoals die bij het scannen was." }
                    (text(desk, subject))
                }
                None => { (text(desk, subject)) }
            }
        }
    }
}

/// Where the passage stands.
fn place(subject: &Subject) -> Markup {
    let passage = &subject.passage;
    let kind = dutch::passage_kind(passage.kind);
    let role = Some(dutch::role(passage.role.is))
        .filter(|name| passage.role.is != SectionRole::Overig && kind != Some(*name));
    let page = passage.page.map(|page| format!("pagina {page}"));
    let copies = subject.stored.copies.len();
    html! {
        p.place {
            b { (subject.document.title()) }
            @for heading in passage.path.iter() { " › " (heading) }
            @for about in role.into_iter().chain(kind) { span.about { (about) } }
            @if let Some(page) = page { span.about { (page) } }
        }
        @if copies > 0 {
            p.meta {
                "Hetzelfde bestand staat nog op "
                (dutch::counted(copies, "plek", "plekken")) "; uw besluit geldt daar ook."
            }
        }
    }
}

/// Chooses between text and page.
fn views(view: &View, subject: &Subject) -> Markup {
    let id = subject.stored.id.to_string();
    let to = |as_page| {
        let view = View {
            as_page,
            ..view.clone()
        };
        view.address(&[("nr", id.as_str())])
    };
    html! {
        p.views role="group" aria-label="Weergave" {
            a href=(to(false)) aria-current=[(!view.as_page).then_some("true")]
                data-toets=[view.as_page.then_some("beeld")] {
                @if view.as_page { (key("beeld")) } "Tekst"
            }
            a href=(to(true)) aria-current=[view.as_page.then_some("true")]
                data-toets=[(!view.as_page).then_some("beeld")] {
                @if !view.as_page { (key("beeld")) } "Pagina"
            }
        }
    }
}

fn text(desk: &Desk, subject: &Subject) -> Markup {
    html! {
        @if subject.is_running_text() { @for one in &subject.before { (neighbour(one)) } }
        (own_text(desk, subject))
        @if subject.is_running_text() { @for one in &subject.after { (neighbour(one)) } }
    }
}

fn own_text(desk: &Desk, subject: &Subject) -> Markup {
    html! {
        div.t {
            @if let Some(label) = &subject.passage.label { b.label { (label) } " " }
            // One element with the text of the passage and nothing else: the
            // script counts the letters of a selection in it.
            p #passage { (marked(&subject.passage.text, &marks(desk, subject))) }
        }
    }
}

/// The hits of this value, and those of others below them.
fn marks(desk: &Desk, subject: &Subject) -> Vec<Marked> {
    let values = desk.values();
    let own = subject.stored.suggestion.value.as_str();
    let of = |value: &str, number, hits: &[waardenscan::HitRecord]| {
        let hits = hits.iter().map(|hit| Span::new(hit.start, hit.end));
        Some(Marked {
            value: values.index(value)?,
            number,
            hits: hits.collect(),
        })
    };
    let suggestions = subject.passage.suggestions.iter();
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for suggested in suggestions {
        if suggested.value == own {
            first.extend(of(own, 1, &suggested.hits));
        } else {
            let number = others.len() + 2;
            others.extend(of(&suggested.value, number, &suggested.hits));
        }
    }
    first.append(&mut others);
    first
}

fn neighbour(passage: &PassageRecord) -> Markup {
    html! {
        p.around {
            @if let Some(label) = &passage.label { b { (label) } " " }
            (passage.text)
        }
    }
}
