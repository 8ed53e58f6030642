//! Checks what is said of no passage: of values, and of the work itself.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::decide::Stop;
use super::entry::{EvidenceKey, Verdict};
use crate::project::DecisionFault;
use crate::project::workspace::{Workspace, WorkspaceValue};

pub(super) fn check_matter(connection: &Connection, verdict: &Verdict) -> Result<(), Stop> {
    if let Verdict::Assign { coders, percent } = verdict {
        return Ok(check_share(coders, *percent)?);
    }
    if let Verdict::LearnEvery { .. } = verdict {
        return Ok(());
    }
    let workspace = Workspace::read(connection)?;
    Ok(check_value(&workspace, verdict)?)
}

fn check_share(coders: &[String], percent: u8) -> Result<(), DecisionFault> {
    let named = coders
        .iter()
        .filter(|it| !it.is_empty() && it.trim() == *it);
    let different = named.collect::<BTreeSet<_>>().len();
    if different < 2 || different < coders.len() || !(1..=100).contains(&percent) {
        return Err(DecisionFault::NoShare);
    }
    Ok(())
}

fn check_value(workspace: &Workspace, verdict: &Verdict) -> Result<(), DecisionFault> {
    let find = |id: &String| {
        let found = workspace.values.iter().find(|value| value.id == *id);
        found.ok_or_else(|| DecisionFault::NoSuchValue { value: id.clone() })
    };
    let named = |name: &str| {
        let named = !name.trim().is_empty();
        named.then_some(()).ok_or(DecisionFault::Nameless)
    };
    match verdict {
        Verdict::DescribeValue { of, .. } => find(of).map(|_| ()),
        Verdict::RenameValue { of, name } => find(of).and_then(|_| named(name)),
        Verdict::MergeValue { of, into } => {
            find(of)?;
            find(into)?;
            if of == into {
                return Err(DecisionFault::SameValue { value: of.clone() });
            }
            Ok(())
        }
        Verdict::SplitValue {
            of,
            id,
            name,
            evidence,
        } => {
            named(id)?;
            named(name)?;
            if workspace.knows(id) {
                return Err(DecisionFault::Taken { value: id.clone() });
            }
            has_all(find(of)?, evidence)
        }
        Verdict::OrderEvidence { of, evidence } => has_all(find(of)?, evidence),
        Verdict::WriteDilemma { card, between, .. } => {
            let [first, second] = between;
            named(card)?;
            find(first)?;
            find(second)?;
            if first == second {
                let value = first.clone();
                return Err(DecisionFault::SameValue { value });
            }
            Ok(())
        }
        // A merge of ledgers is written by merging them.
        _ => Err(DecisionFault::NoDecision),
    }
}

fn has_all(value: &WorkspaceValue, evidence: &[EvidenceKey]) -> Result<(), DecisionFault> {
    let missing = evidence
        .iter()
        .find(|key| !value.evidence.iter().any(|it| it.key == **key));
    missing.map_or(Ok(()), |key| {
        Err(DecisionFault::NoEvidence {
            value: value.id.clone(),
            passage: key.passage.clone(),
        })
    })
}
