use maud::{Markup, html};
use waardenscan_archive::{Judgement, SharedSuggestion, Verdict};

use super::SHOWN;
use crate::desk::Desk;

/// What they differ on and nobody decided yet, side by side.
pub(super) fn section(desk: &Desk, shared: &[SharedSuggestion]) -> Markup {
    let differ: Vec<&SharedSuggestion> = shared
        .iter()
        .filter(|it| it.agreed == Some(false) && it.settled.is_none())
        .collect();
    html! {
        section aria-labelledby="verschillen" {
            h2 #verschillen { "Verschillen " span.count { (differ.len()) } }
            @if differ.is_empty() {
                p { "Er is nu niets waarover men verschilt en dat nog besloten moet worden." }
            }
            @for one in differ.iter().take(SHOWN) { (both(desk, one)) }
            @if differ.len() > SHOWN {
                p.meta { "En nog " (differ.len() - SHOWN) "; die komen als deze besloten zijn." }
            }
        }
    }
}

fn both(desk: &Desk, one: &SharedSuggestion) -> Markup {
    let values = desk.values();
    let index = values.index(&one.value);
    let value = index.and_then(|index| values.all().get(index));
    let name = value.map_or(one.value.as_str(), |it| it.name);
    html! {
        article.differ aria-labelledby={ "d" (one.id) } {
            h3 id={ "d" (one.id) } class=[index.map(|index| format!("vn v{index}"))] { (name) }
            @if let Some(value) = value { p.def { (value.definition) } }
            blockquote.passage { p { (one.text) } }
            p.meta { a href={ "/nakijken?besluit=alle&nr=" (one.id) } { "Bekijk in het document" } }
            dl.sides {
                @for judgement in &one.judgements {
                    div {
                        dt { (judgement.who) }
                        dd { (said(desk, judgement)) }
                    }
                }
            }
            @if desk.is_open() {
                form.tools method="post" action="/overeenstemming" {
                    input type="hidden" name="wat" value="beslis";
                    input type="hidden" name="voorstel" value=(one.id);
                    input type="hidden" name="gezien"
                        value=(one.judgements.iter().map(|it| it.number).max().unwrap_or(0));
                    label.field { "Waarom (mag leeg blijven)"
                        input type="text" name="reden" maxlength="2000";
                    }
                    button.yes name="oordeel" value="klopt" aria-describedby={ "d" (one.id) } { "Klopt" }
                    button.no name="oordeel" value="niet" aria-describedby={ "d" (one.id) } { "Klopt niet" }
                }
            }
        }
    }
}

fn said(desk: &Desk, judgement: &Judgement) -> Markup {
    let values = desk.values();
    let name = |id: &str| {
        let value = values.index(id).and_then(|index| values.all().get(index));
        value.map_or_else(|| id.to_owned(), |value| value.name.to_owned())
    };
    let (said, reason) = match &judgement.verdict {
        Verdict::Accept => ("klopt".to_owned(), None),
        Verdict::Reject { reason } => ("klopt niet".to_owned(), reason.as_ref()),
        Verdict::Change { other, reason } => {
            (format!("andere waarde: {}", name(other)), reason.as_ref())
        }
        Verdict::Doubt { reason } => ("twijfel".to_owned(), reason.as_ref()),
        Verdict::Add { reason, .. } => ("klopt (zelf toegevoegd)".to_owned(), reason.as_ref()),
        _ => (String::new(), None),
    };
    html! {
        b { (said) }
        @if let Some(reason) = reason { " – " (reason) }
    }
}
