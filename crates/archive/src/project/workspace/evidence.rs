use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Serialize;

use crate::project::ledger::{Entry, EvidenceKey, Verdict, held_back, sha256};

/// A passage that was accepted for a value. The same text counts once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// What tells it from other evidence.
    #[serde(flatten)]
    pub key: EvidenceKey,
    /// The passage as it was decided on.
    pub text: String,
    /// Who accepted it last.
    pub who: String,
    /// Number of that entry.
    pub entry: u64,
    /// Where it stands, by path and block.
    pub places: Vec<EvidencePlace>,
}

/// Where evidence stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EvidencePlace {
    /// Path of the document.
    pub document: String,
    /// Order of the passage's block in it, from 0.
    pub block: u64,
    /// Its page, from 1, where known.
    pub page: Option<u32>,
}

/// A judgement that stands at a place, for all documents with the content.
struct Standing {
    number: u64,
    entry: Entry,
    places: Vec<EvidencePlace>,
}

/// Returns what was accepted in documents that are there, in the order of their
/// paths and of the passages. What is in doubt, or hidden until others have
/// judged, is none.
pub(super) fn accepted(connection: &Connection) -> rusqlite::Result<Vec<Evidence>> {
    let held_back = held_back(connection)?;
    // The last that was said of a value at a place stands.
    let mut standing: BTreeMap<(i64, u64, String), Standing> = BTreeMap::new();
    let mut audits: BTreeMap<(i64, u64), Standing> = BTreeMap::new();
    for (content, block, found) in placed(connection)? {
        match &found.entry.verdict {
            Verdict::Audit { .. } => {
                audits.insert((content, block), found);
            }
            _ => {
                let value = found.entry.place.as_ref().and_then(|it| it.value.clone());
                if let Some(value) = value
                    && !held_back.contains(&(content, block, value.clone()))
                {
                    standing.insert((content, block, value), found);
                }
            }
        }
    }
    let mut evidence: BTreeMap<EvidenceKey, Evidence> = BTreeMap::new();
    let judged = standing
        .into_iter()
        .map(|((.., value), found)| (vec![value], found));
    let audited = audits.into_values().map(|found| (Vec::new(), found));
    for (value, found) in judged.chain(audited) {
        let values = match &found.entry.verdict {
            Verdict::Accept | Verdict::Add { .. } => value,
            Verdict::Change { other, .. } => vec![other.clone()],
            Verdict::Audit { carries } => carries.clone(),
            _ => continue,
        };
        for value in values {
            collect(&mut evidence, value, &found);
        }
    }
    let mut evidence: Vec<Evidence> = evidence.into_values().collect();
    for evidence in &mut evidence {
        evidence.places.sort();
        evidence.places.dedup();
    }
    evidence.sort_by(|a, b| (&a.places, &a.key).cmp(&(&b.places, &b.key)));
    Ok(evidence)
}

fn collect(all: &mut BTreeMap<EvidenceKey, Evidence>, value: String, found: &Standing) {
    let Some(place) = &found.entry.place else {
        return;
    };
    let key = EvidenceKey {
        passage: sha256(&place.text),
        value,
    };
    let evidence = all.entry(key.clone()).or_insert_with(|| Evidence {
        key,
        text: place.text.clone(),
        who: String::new(),
        entry: 0,
        places: Vec::new(),
    });
    if evidence.entry < found.number {
        evidence.entry = found.number;
        evidence.who.clone_from(&found.entry.who);
    }
    evidence.places.extend(found.places.iter().cloned());
}

/// Reads the judgements and audits that stand somewhere, in their order.
fn placed(connection: &Connection) -> rusqlite::Result<Vec<(i64, u64, Standing)>> {
    let mut statement = connection.prepare_cached(
        "SELECT placement.content, placement.block, number, ledger.entry, document.path, page
         FROM ledger CROSS JOIN placement ON placement.entry = number
         CROSS JOIN document ON document.content = placement.content AND removed IS NULL
         LEFT JOIN passage ON passage.content = placement.content
            AND passage.block = placement.block
         WHERE ledger.kind IN ('accept', 'reject', 'change', 'doubt', 'add', 'audit')
            AND NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.undoes = ledger.hash)
         ORDER BY number, placement.content, document.path",
    )?;
    let rows = statement.query_map([], |row| {
        let place = EvidencePlace {
            document: row.get(4)?,
            block: row.get(1)?,
            page: row.get(5)?,
        };
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, u64>(2)?,
            row.get::<_, String>(3)?,
            place,
        ))
    })?;
    let mut found: Vec<(i64, u64, Standing)> = Vec::new();
    for row in rows {
        let (content, number, written, place) = row?;
        if let Some((last, _, standing)) = found.last_mut()
            && *last == content
            && standing.number == number
        {
            standing.places.push(place);
            continue;
        }
        if let Ok(entry) = serde_json::from_str(&written) {
            let block = place.block;
            let standing = Standing {
                number,
                entry,
                places: vec![place],
            };
            found.push((content, block, standing));
        }
    }
    Ok(found)
}
