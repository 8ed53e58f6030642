use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use waardenscan_archive::{Decision, Project, Verdict};

use crate::act::Act;
use crate::desk::Desk;
use crate::fields::Fields;
use crate::matter::{matter, undoing};
use crate::refusal::Refusal;
use crate::visitor::see_other;

/// Deals out a share, takes one back, or decides on a difference.
pub(crate) async fn change(
    State(desk): State<Arc<Desk>>,
    Act { who: name, fields }: Act,
) -> Result<Response, Refusal> {
    let by = name.clone();
    let said = desk
        .write(move |_, project| apply(project, &name, &fields))
        .await?;
    desk.learn_when_due(&by);
    Ok(see_other(&format!("/overeenstemming?melding={said}")))
}

fn apply(project: &mut Project, name: &str, fields: &Fields) -> Result<&'static str, Refusal> {
    match fields.get("wat") {
        Some("verdeel") => {
            let Some(verdict) = share(fields)? else {
                return Ok("namen");
            };
            project.decide(&matter(name, verdict))?;
            Ok("verdeeld")
        }
        Some("terug") => {
            let number: u64 = fields.must("nr")?;
            if !project.assignments()?.iter().any(|it| it.number == number) {
                return Err(Refusal::Changed);
            }
            project.decide(&undoing(name, number))?;
            Ok("terug")
        }
        Some("beslis") => {
            project.decide(&settled(project, name, fields)?)?;
            Ok("besloten")
        }
        _ => Err(Refusal::Malformed),
    }
}

/// The share that is asked for; none without two different names.
fn share(fields: &Fields) -> Result<Option<Verdict>, Refusal> {
    let percent: u8 = fields.must("procent")?;
    if !(1..=100).contains(&percent) {
        return Err(Refusal::Malformed);
    }
    let mut coders: Vec<String> = Vec::new();
    for line in fields.get("namen").unwrap_or_default().lines() {
        let name = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !name.is_empty() && !coders.contains(&name) {
            coders.push(name);
        }
    }
    Ok((coders.len() > 1).then_some(Verdict::Assign { coders, percent }))
}

/// The decision on a difference that is as it was shown.
fn settled(project: &Project, name: &str, fields: &Fields) -> Result<Decision, Refusal> {
    let id: i64 = fields.must("voorstel")?;
    let seen: u64 = fields.must("gezien")?;
    let shared = project.shared_suggestion(id)?.ok_or(Refusal::Changed)?;
    let last = shared.judgements.iter().map(|it| it.number).max();
    if shared.agreed != Some(false) || shared.settled.is_some() || last != Some(seen) {
        return Err(Refusal::Changed);
    }
    let reason = fields.get("reden").map(str::to_owned);
    let verdict = match fields.get("oordeel") {
        Some("klopt") => Verdict::Accept,
        Some("niet") => Verdict::Reject { reason },
        _ => return Err(Refusal::Malformed),
    };
    let stored = project.suggestion(id)?.ok_or(Refusal::Changed)?;
    Ok(Decision {
        who: name.to_owned(),
        document: stored.sha256,
        block: stored.block,
        text: Some(stored.suggestion.passage),
        value: Some(stored.suggestion.value),
        verdict,
    })
}
