use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use waardenscan_archive::{
    Decision, EvidenceKey, Project, ValueText, Verdict, Workspace, WorkspaceValue,
};

use super::{address, one};
use crate::act::Act;
use crate::desk::Desk;
use crate::fields::Fields;
use crate::matter::matter;
use crate::refusal::Refusal;
use crate::visitor::see_other;

/// The longest text, in characters.
const LONGEST: usize = 8000;

/// Takes what a form says of a value and leads back to its page.
pub(crate) async fn change(
    State(desk): State<Arc<Desk>>,
    Act { who: name, fields }: Act,
) -> Result<Response, Refusal> {
    let to = desk
        .write(move |_, project| apply(project, &name, &fields))
        .await?;
    Ok(see_other(&to))
}

/// Changes the project and returns the address to go to.
fn apply(project: &mut Project, name: &str, fields: &Fields) -> Result<String, Refusal> {
    let workspace = project.workspace()?;
    if fields.get("wat") == Some("kaart") {
        let Some(verdict) = card(&workspace, fields)? else {
            return Ok(address("", "leeg"));
        };
        project.decide(&matter(name, verdict))?;
        return Ok(address("", "bewaard"));
    }
    let id = fields.get("waarde").ok_or(Refusal::Malformed)?;
    let value = workspace.values.iter().find(|value| value.id == id);
    let value = value.ok_or(Refusal::NotFound)?;
    if fields.must::<u64>("gezien")? != value.history.last().copied().unwrap_or(0) {
        return Ok(address(id, "intussen"));
    }
    let (verdicts, to) = match fields.get("wat") {
        Some("teksten") => (texts(value, fields)?, address(id, "bewaard")),
        Some("naam") => (rename(value, fields)?, address(id, "bewaard")),
        Some("samen") => {
            let into = fields.get("met").ok_or(Refusal::Malformed)?.to_owned();
            let to = address(&into, "bewaard");
            let of = id.to_owned();
            (vec![Verdict::MergeValue { of, into }], to)
        }
        Some("bewijs") => (evidence(&workspace, value, fields)?, one::at_evidence(id)),
        Some("terug") => {
            let number: u64 = fields.must("nr")?;
            if !value.history.contains(&number) {
                return Err(Refusal::Changed);
            }
            let undoes = number.to_string();
            // What was split off may be the value of this page.
            let still = value.history.first() != Some(&number) || value.split_from.is_none();
            let to = address(if still { id } else { "" }, "terug");
            (vec![Verdict::Undo { undoes }], to)
        }
        _ => return Err(Refusal::Malformed),
    };
    if verdicts.is_empty() {
        let nothing = match fields.get("wat") {
            Some("bewijs") => "leeg",
            _ => "gelijk",
        };
        return Ok(address(id, nothing));
    }
    let decisions: Vec<Decision> = verdicts.into_iter().map(|it| matter(name, it)).collect();
    project.decide_all(&decisions)?;
    Ok(to)
}

/// Returns a field as it is kept: browsers end lines with two characters.
fn text(fields: &Fields, field: &str) -> Result<String, Refusal> {
    let text = fields.get(field).unwrap_or_default().replace("\r\n", "\n");
    if text.chars().count() > LONGEST {
        return Err(Refusal::TooLarge);
    }
    Ok(text)
}

/// The texts that differ from what stands.
fn texts(value: &WorkspaceValue, fields: &Fields) -> Result<Vec<Verdict>, Refusal> {
    let parts = [
        ("definitie", ValueText::Definition, &value.definition),
        ("inwoner", ValueText::Resident, &value.resident),
        ("organisatie", ValueText::Organisation, &value.organisation),
        ("notitie", ValueText::Note, &value.note),
    ];
    let mut verdicts = Vec::new();
    for (field, part, stands) in parts {
        let words = text(fields, field)?;
        if words != stands.trim() {
            let of = value.id.clone();
            verdicts.push(Verdict::DescribeValue { of, part, words });
        }
    }
    Ok(verdicts)
}

fn rename(value: &WorkspaceValue, fields: &Fields) -> Result<Vec<Verdict>, Refusal> {
    let name = text(fields, "naam")?;
    if name.is_empty() || name == value.name {
        return Ok(Vec::new());
    }
    let of = value.id.clone();
    Ok(vec![Verdict::RenameValue { of, name }])
}

/// Puts evidence higher or lower, or splits off what was ticked.
fn evidence(
    workspace: &Workspace,
    value: &WorkspaceValue,
    fields: &Fields,
) -> Result<Vec<Verdict>, Refusal> {
    let mut order: Vec<EvidenceKey> = value.evidence.iter().map(|it| it.key.clone()).collect();
    let find = |handle: &str| {
        let found = order.iter().position(|key| one::handle(key) == handle);
        found.ok_or(Refusal::Changed)
    };
    let swapped = match (fields.get("hoger"), fields.get("lager")) {
        (Some(handle), _) => find(handle)?.checked_sub(1),
        (None, Some(handle)) => Some(find(handle)?),
        (None, None) => {
            let chosen = fields
                .all("kies")
                .map(find)
                .collect::<Result<Vec<_>, _>>()?;
            let keys = chosen.into_iter().filter_map(|place| order.get(place));
            return Ok(split(
                workspace,
                value,
                &text(fields, "deel")?,
                keys.cloned().collect(),
            ));
        }
    };
    let Some(upper) = swapped.filter(|upper| upper + 1 < order.len()) else {
        return Ok(Vec::new());
    };
    order.swap(upper, upper + 1);
    let of = value.id.clone();
    Ok(vec![Verdict::OrderEvidence {
        of,
        evidence: order,
    }])
}

fn split(
    workspace: &Workspace,
    value: &WorkspaceValue,
    name: &str,
    evidence: Vec<EvidenceKey>,
) -> Vec<Verdict> {
    if name.is_empty() || evidence.is_empty() {
        return Vec::new();
    }
    vec![Verdict::SplitValue {
        of: value.id.clone(),
        id: new_id(workspace, name),
        name: name.to_owned(),
        evidence,
    }]
}

/// An id that no value has or had: the name in lower case, its words joined by
/// hyphens, and a number where that is taken.
fn new_id(workspace: &Workspace, name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let id = if words.is_empty() {
        "waarde".to_owned()
    } else {
        words.join("-")
    };
    let numbered = (2_u64..).map(|number| format!("{id}-{number}"));
    let free = std::iter::once(id.clone())
        .chain(numbered)
        .find(|id| !workspace.knows(id));
    free.unwrap_or(id)
}

fn card(workspace: &Workspace, fields: &Fields) -> Result<Option<Verdict>, Refusal> {
    let written = fields.get("kaart");
    let card = written.map_or_else(|| new_card(workspace), str::to_owned);
    if fields.get("doe") == Some("weg") {
        let stands = workspace.dilemmas.iter().find(|it| it.card == card);
        let stands = stands.ok_or(Refusal::Changed)?;
        return Ok(Some(Verdict::WriteDilemma {
            card,
            between: stands.between.clone(),
            question: String::new(),
            words: String::new(),
        }));
    }
    let question = text(fields, "vraag")?;
    let (Some(one), Some(other)) = (fields.get("een"), fields.get("ander")) else {
        return Ok(None);
    };
    if question.is_empty() || one == other {
        return Ok(None);
    }
    Ok(Some(Verdict::WriteDilemma {
        card,
        between: [one.to_owned(), other.to_owned()],
        question,
        words: text(fields, "toelichting")?,
    }))
}

/// The first number that no card has.
fn new_card(workspace: &Workspace) -> String {
    let taken = |card: &String| workspace.dilemmas.iter().any(|it| it.card == *card);
    let mut numbers = (1_u64..).map(|number| number.to_string());
    numbers.find(|card| !taken(card)).unwrap_or_default()
}
