//! What was decided before, each decision changeable.

use maud::{Markup, html};
use waardenscan_archive::{HowPlaced, StoredDecision, Verdict};

use super::View;
use super::subject::Subject;
use crate::desk::Desk;

pub(super) fn history(desk: &Desk, view: &View, subject: &Subject) -> Markup {
    let entries: Vec<&StoredDecision> = subject.own_history().collect();
    html! {
        @if !entries.is_empty() {
            details.history open {
                summary { "Geschiedenis (" (entries.len()) ")" }
                ol {
                    @for entry in entries.iter().rev() {
                        li.undone[entry.undone] { (line(desk, view, subject, entry)) }
                    }
                }
            }
        }
    }
}

fn line(desk: &Desk, view: &View, subject: &Subject, decision: &StoredDecision) -> Markup {
    let entry = &decision.entry;
    let stands = subject.stored.decision == Some(decision.number);
    let moved = decision
        .places
        .iter()
        .any(|place| place.document == subject.document.path && place.how == HowPlaced::Similar);
    html! {
        b { (said(desk, &entry.verdict)) }
        @if let Some(words) = words(&entry.verdict) { " – " q { (words) } }
        span.meta {
            (entry.who) ", " time datetime=(entry.at) { (moment(&entry.at)) }
            @if decision.undone { " · ongedaan gemaakt" }
            @if stands { " · geldt nu" }
            @if moved { " · de tekst is sindsdien iets veranderd" }
        }
        @if desk.is_open() && !decision.undone {
            form method="post" action="/terugdraaien" {
                (view.hidden())
                input type="hidden" name="nr" value=(subject.stored.id);
                input type="hidden" name="besluit-nr" value=(decision.number);
                button.small { "Maak ongedaan" }
            }
        }
    }
}

/// Says what was decided.
pub(crate) fn said(desk: &Desk, verdict: &Verdict) -> String {
    let values = desk.values();
    match verdict {
        Verdict::Accept => "Klopt".to_owned(),
        Verdict::Reject { .. } => "Klopt niet".to_owned(),
        Verdict::Change { other, .. } => {
            let value = values
                .index(other)
                .and_then(|index| values.all().get(index));
            format!(
                "Andere waarde: {}",
                value.map_or(other.as_str(), |it| it.name)
            )
        }
        Verdict::Doubt { .. } => "Twijfel".to_owned(),
        Verdict::Note { .. } => "Notitie".to_owned(),
        Verdict::Add { .. } => "Toegevoegd".to_owned(),
        _ => "Anders".to_owned(),
    }
}

fn words(verdict: &Verdict) -> Option<&str> {
    match verdict {
        Verdict::Reject { reason }
        | Verdict::Change { reason, .. }
        | Verdict::Doubt { reason }
        | Verdict::Add { reason, .. } => reason.as_deref(),
        Verdict::Note { note } => Some(note),
        _ => None,
    }
}

/// Writes a moment shorter: the day and the minute, in UTC as the ledger has
/// it.
fn moment(at: &str) -> String {
    match (at.get(..10), at.get(11..16)) {
        (Some(day), Some(minute)) => format!("{day} {minute} UTC"),
        _ => at.to_owned(),
    }
}
