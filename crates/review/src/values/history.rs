use maud::{Markup, html};
use waardenscan_archive::{
    DecisionFilter, Project, ProjectError, StoredDecision, ValueText, Verdict, WorkspaceValue,
};

use super::{names, one};
use crate::desk::Desk;

/// Entries that are shown, the last first.
const SHOWN: usize = 50;

/// Reads what was said of a value, the last first.
pub(super) fn entries(
    project: &Project,
    value: &WorkspaceValue,
) -> Result<Vec<StoredDecision>, ProjectError> {
    let all = DecisionFilter::default();
    let mut entries = Vec::new();
    for number in value.history.iter().rev().take(SHOWN) {
        entries.extend(project.decisions(&all, number - 1, 1)?);
    }
    Ok(entries)
}

pub(super) fn section(desk: &Desk, value: &WorkspaceValue, history: &[StoredDecision]) -> Markup {
    html! {
        @if !history.is_empty() {
            section aria-labelledby="geschiedenis" {
                h2 #geschiedenis { "Geschiedenis" }
                ol.history reversed {
                    @for decision in history {
                        li {
                            (told(desk, &decision.entry.verdict)) " "
                            span.meta { (decision.entry.who) ", " (moment(&decision.entry.at)) }
                            @if desk.is_open() {
                                form.inline method="post" action="/waarden" {
                                    (one::about(value, "terug"))
                                    input type="hidden" name="nr" value=(decision.number);
                                    button.small {
                                        "Draai terug" span.vh { ": besluit " (decision.number) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What an entry said, in words.
fn told(desk: &Desk, verdict: &Verdict) -> String {
    let name = |id: &String| names(desk, std::slice::from_ref(id)).concat();
    match verdict {
        Verdict::DescribeValue { part, words, .. } => {
            let part = match part {
                ValueText::Definition => "De betekenis",
                ValueText::Resident => "Wat de inwoner merkt",
                ValueText::Organisation => "Wat het voor de organisatie betekent",
                ValueText::Note => "De notitie",
            };
            if words.is_empty() {
                return format!("{part} is weggehaald.");
            }
            format!("{part}: ‘{words}’")
        }
        Verdict::RenameValue { name, .. } => format!("Hernoemd tot ‘{name}’."),
        Verdict::MergeValue { of, .. } => format!("Samengevoegd met {}.", name(of)),
        Verdict::SplitValue { name, evidence, .. } => match evidence.len() {
            1 => format!("‘{name}’ is afgesplitst met 1 passage."),
            many => format!("‘{name}’ is afgesplitst met {many} passages."),
        },
        Verdict::OrderEvidence { .. } => "De volgorde van het bewijs is veranderd.".to_owned(),
        _ => "Iets anders is besloten.".to_owned(),
    }
}

/// A time as the ledger writes it, to the minute: "2026-11-22 14:05 (UTC)".
fn moment(at: &str) -> String {
    let day = at.get(..10).unwrap_or(at);
    let minute = at.get(11..16).unwrap_or_default();
    format!("{day} {minute} (UTC)")
}
