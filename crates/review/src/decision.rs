//! Taking decisions and taking them back.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use waardenscan::{Offsets, Span};
use waardenscan_archive::{Decision, DecisionFilter, Project, StoredSuggestion, Verdict};

use crate::act::Act;
use crate::desk::Desk;
use crate::fields::Fields;
use crate::refusal::Refusal;
use crate::visitor::see_other;
use crate::work::{LONGEST, View, seal};

/// What became of a decision.
enum Taken {
    Yes,
    /// Somebody else decided since the page was shown.
    Meanwhile,
    /// The words are not in the passage.
    NoSuchWords,
    /// Nothing was filled in.
    Nothing,
}

/// Takes the decision that a form asks for and leads on.
pub(crate) async fn take(
    State(desk): State<Arc<Desk>>,
    Act { who: name, fields }: Act,
) -> Result<Response, Refusal> {
    let view = View::of(&fields)?;
    let id: i64 = fields.must("nr")?;
    let number = id.to_string();
    let here = [("nr", number.as_str())];
    let by = name.clone();
    let moves_on = !matches!(fields.get("oordeel"), Some("notitie" | "mis"));
    let said = match fields.get("oordeel") {
        Some("notitie") => "notitie",
        _ => "toegevoegd",
    };
    let taken = desk
        .write(move |_, project| {
            let stored = project.suggestion(id)?.ok_or(Refusal::Changed)?;
            take_one(project, &name, &stored, &fields)
        })
        .await?;
    desk.learn_when_due(&by);
    let stay = |message| {
        let [here] = here;
        see_other(&view.address(&[here, ("melding", message)]))
    };
    Ok(match taken {
        Taken::Yes if moves_on => see_other(&view.address(&[("na", number.as_str())])),
        Taken::Yes => stay(said),
        Taken::Meanwhile => stay("intussen"),
        Taken::NoSuchWords => stay("woorden"),
        Taken::Nothing => stay("leeg"),
    })
}

fn take_one(
    project: &mut Project,
    name: &str,
    stored: &StoredSuggestion,
    fields: &Fields,
) -> Result<Taken, Refusal> {
    if fields.get("zegel") != Some(seal(stored).as_str()) {
        return Err(Refusal::Changed);
    }
    let text = |field| -> Result<Option<String>, Refusal> {
        match fields.get(field) {
            Some(text) if text.chars().count() > LONGEST => Err(Refusal::TooLarge),
            text => Ok(text.map(str::to_owned)),
        }
    };
    let reason = text("reden")?;
    let mut value = stored.suggestion.value.clone();
    let verdict = match fields.get("oordeel") {
        Some("klopt") => Verdict::Accept,
        Some("niet") => Verdict::Reject { reason },
        Some("twijfel") => Verdict::Doubt { reason },
        Some("anders") => match text("andere")? {
            Some(other) => Verdict::Change { other, reason },
            None => return Ok(Taken::Nothing),
        },
        Some("notitie") => match text("notitie")? {
            Some(note) => Verdict::Note { note },
            None => return Ok(Taken::Nothing),
        },
        Some("mis") => {
            let Some(missed) = text("andere")? else {
                return Ok(Taken::Nothing);
            };
            let Some(span) = span(&stored.suggestion.passage, fields)? else {
                return Ok(Taken::NoSuchWords);
            };
            value = missed;
            Verdict::Add {
                start: span.start as u64,
                end: span.end as u64,
                reason,
            }
        }
        _ => return Err(Refusal::Malformed),
    };
    // A remark or a further value stands beside whatever was decided.
    let replaces = verdict.state().is_some() && !matches!(verdict, Verdict::Add { .. });
    if replaces && fields.must::<u64>("gezien")? != stored.decision.unwrap_or(0) {
        return Ok(Taken::Meanwhile);
    }
    project.decide(&decision(name, stored, value, verdict))?;
    Ok(Taken::Yes)
}

/// A decision on the passage of a suggestion as it was shown.
pub(crate) fn decision(
    name: &str,
    stored: &StoredSuggestion,
    value: String,
    verdict: Verdict,
) -> Decision {
    Decision {
        who: name.to_owned(),
        document: stored.sha256.clone(),
        block: stored.block,
        text: Some(stored.suggestion.passage.clone()),
        value: Some(value),
        verdict,
    }
}

/// Returns where the words of a missed value stand in the passage, in code
/// points: where they were selected, or else the first place that reads so.
fn span(passage: &str, fields: &Fields) -> Result<Option<Span>, Refusal> {
    let wanted = fields.get("woorden").unwrap_or_default();
    let offsets = Offsets::new(passage);
    if let (Some(start), Some(end)) = (fields.number("begin")?, fields.number("eind")?) {
        let points = Span { start, end };
        let selected = offsets.from_code_points(points).get(passage);
        // Words that were changed after the selection are looked for.
        if start < end && selected.is_some_and(|it| it.trim() == wanted) {
            return Ok(Some(points));
        }
    }
    let found = passage.find(wanted).filter(|_| !wanted.is_empty());
    Ok(found.map(|start| offsets.code_points(Span::new(start, start + wanted.len()))))
}

/// Undoes the entry that a form names, or else the visitor's last decision.
pub(crate) async fn undo(
    State(desk): State<Arc<Desk>>,
    Act { who: name, fields }: Act,
) -> Result<Response, Refusal> {
    let view = View::of(&fields)?;
    let shown: Option<i64> = fields.number("nr")?;
    let named: Option<u64> = fields.number("besluit-nr")?;
    let undone = desk
        .write(move |_, project| {
            let number = match named {
                Some(number) => Some(number),
                None => project.last_decision_of(&name)?,
            };
            let Some(number) = number else {
                return Ok(None);
            };
            let place = place_of(project, number)?;
            project.decide(&Decision {
                who: name,
                document: String::new(),
                block: 0,
                text: None,
                value: None,
                verdict: Verdict::Undo {
                    undoes: number.to_string(),
                },
            })?;
            Ok(Some(place))
        })
        .await?;
    let message = if undone.is_some() {
        "teruggedraaid"
    } else {
        "niets-terug"
    };
    let id = undone.flatten().or(shown).map(|id| id.to_string());
    let nr = id.as_deref().map(|id| ("nr", id));
    let more: Vec<_> = nr.into_iter().chain([("melding", message)]).collect();
    Ok(see_other(&view.address(&more)))
}

/// Returns the suggestion that an entry of the ledger is about, if there still
/// is one.
fn place_of(project: &Project, number: u64) -> Result<Option<i64>, Refusal> {
    let before = number.checked_sub(1).ok_or(Refusal::Malformed)?;
    let entries = project.decisions(&DecisionFilter::default(), before, 1)?;
    let place = entries.into_iter().next().and_then(|it| it.entry.place);
    let Some(place) = place else {
        return Ok(None);
    };
    let value = place.value.unwrap_or_default();
    let found = project.suggestion_on(&place.document, place.block, &value)?;
    Ok(found.map(|it| it.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(passage: &str, query: &str) -> Option<(usize, usize)> {
        let fields = Fields::parse(query.as_bytes()).unwrap();
        span(passage, &fields).unwrap().map(|it| (it.start, it.end))
    }

    #[test]
    fn words_are_where_they_were_selected_or_else_where_they_first_stand() {
        let text = "Eén wijk, één plan: één wijk 😀 samen.";
        assert_eq!(found(text, "woorden=wijk&begin=24&eind=28"), Some((24, 28)));
        assert_eq!(
            found(text, "woorden=samen&begin=24&eind=28"),
            Some((31, 36))
        );
        assert_eq!(found(text, "woorden=één"), Some((10, 13)));
        assert_eq!(found(text, "woorden=wijk&begin=900&eind=904"), Some((4, 8)));
        assert_eq!(found(text, "woorden=weg"), None);
        assert_eq!(found(text, "woorden="), None);
    }
}
