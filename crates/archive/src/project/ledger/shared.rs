//! The share of the suggestions that several analysts judge, each without
//! seeing what the others say.
//!
//! Until all have judged, a suggestion of the share stays open and nobody sees
//! what the others said. When they agree, that stands; when they differ it is
//! in doubt, until somebody who now sees all decides. What each said before all
//! had is what agreement is counted over.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use serde::Serialize;

use super::entry::{Entry, State, Verdict, sha256};
use crate::project::{Project, ProjectError};

/// The kinds of entries that judge a suggestion.
pub(in crate::project) const JUDGEMENTS: &str = "('accept', 'reject', 'change', 'doubt', 'add')";

/// An entry that deals out a share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assignment {
    /// Number of its entry.
    pub number: u64,
    /// Who judge the share.
    pub coders: Vec<String>,
    /// How many of a hundred suggestions it has.
    pub percent: u8,
    #[serde(skip)]
    hash: String,
}

impl Assignment {
    /// Returns those that were not undone, in their order.
    fn standing(connection: &Connection) -> rusqlite::Result<Vec<Self>> {
        let mut statement = connection.prepare_cached(
            "SELECT number, hash, entry FROM ledger WHERE kind = 'assign'
             AND NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.undoes = ledger.hash)
             ORDER BY number",
        )?;
        let rows = statement.query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))
        })?;
        let mut assignments = Vec::new();
        for row in rows {
            let (number, hash, written) = row?;
            let entry: Option<Entry> = serde_json::from_str(&written).ok();
            if let Some(Verdict::Assign { coders, percent }) = entry.map(|entry| entry.verdict) {
                assignments.push(Self {
                    number,
                    coders,
                    percent,
                    hash,
                });
            }
        }
        Ok(assignments)
    }

    /// Whether a suggestion is in the share: chosen by the hash of its text and
    /// value with that of the entry, so at random, the same in every copy of the
    /// project and unknown before the entry is written.
    fn covers(&self, passage: &str, value: &str) -> bool {
        let drawn = sha256(&format!("{}:{passage}:{value}", self.hash));
        let drawn = drawn.get(..8).unwrap_or_default();
        u64::from_str_radix(drawn, 16).is_ok_and(|drawn| (drawn * 100) >> 32 < self.percent.into())
    }
}

/// A judgement of a suggestion that was not undone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Judgement {
    /// Number of its entry.
    pub number: u64,
    /// Who judged.
    pub who: String,
    /// What was judged.
    #[serde(flatten)]
    pub verdict: Verdict,
}

impl Judgement {
    /// Whether the passage carries the value that was suggested; none where
    /// that was in doubt.
    #[must_use]
    pub const fn carries(&self) -> Option<bool> {
        match self.verdict {
            Verdict::Accept | Verdict::Add { .. } => Some(true),
            Verdict::Reject { .. } | Verdict::Change { .. } => Some(false),
            _ => None,
        }
    }

    /// What two judgements must share to be the same, reasons aside.
    fn gist(&self) -> (Option<State>, Option<&str>) {
        let other = match &self.verdict {
            Verdict::Change { other, .. } => Some(other.as_str()),
            _ => None,
        };
        (self.verdict.state(), other)
    }
}

/// A suggestion of the share that somebody judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SharedSuggestion {
    /// Key of the suggestion ([`StoredSuggestion::id`](crate::StoredSuggestion)).
    pub id: i64,
    /// SHA-256 of the document.
    pub document: String,
    /// Its path when it was first judged.
    pub path: String,
    /// Order of the passage's block in it, from 0.
    pub block: u64,
    /// The passage as it read then.
    pub text: String,
    /// Id of the value.
    pub value: String,
    /// What stands now.
    pub state: State,
    /// Who of those who judge the share have judged.
    pub judged: Vec<String>,
    /// Who have not; the judgements are hidden until there are none.
    pub waiting: Vec<String>,
    /// What each said before all had, in the order of the assignment; empty
    /// while somebody has not.
    pub judgements: Vec<Judgement>,
    /// Whether they said the same; none while somebody has not.
    pub agreed: Option<bool>,
    /// The last judgement after that, which stands.
    pub settled: Option<Judgement>,
}

/// Judgements of one suggestion, in their order, and the share it is in.
struct Shared<'a> {
    assignment: &'a Assignment,
    judgements: &'a [Judgement],
}

impl<'a> Shared<'a> {
    /// `passage` is the hash of the text that was first judged. What was judged
    /// before a share was dealt out is not in it.
    fn new(
        assignments: &'a [Assignment],
        judgements: &'a [Judgement],
        passage: &str,
        value: &str,
    ) -> Option<Self> {
        let first = judgements.first()?.number;
        let assignment = assignments
            .iter()
            .find(|it| it.number < first && it.covers(passage, value))?;
        Some(Self {
            assignment,
            judgements,
        })
    }

    /// Number of the entry with which all had judged.
    fn complete_at(&self) -> Option<u64> {
        let coders = self.assignment.coders.iter();
        let first = coders.map(|coder| {
            let mut judgements = self.judgements.iter();
            judgements.find(|it| it.who == *coder).map(|it| it.number)
        });
        first.collect::<Option<Vec<u64>>>()?.into_iter().max()
    }

    /// What each said last before all had.
    fn independent(&self, complete: u64) -> Vec<&'a Judgement> {
        let before = self.judgements.iter().filter(|it| it.number <= complete);
        let coders = self.assignment.coders.iter();
        coders
            .filter_map(|coder| before.clone().rev().find(|it| it.who == *coder))
            .collect()
    }

    fn settled(&self, complete: u64) -> Option<&'a Judgement> {
        self.judgements.last().filter(|it| it.number > complete)
    }

    /// The state and the entry that says so.
    fn state(&self) -> (State, Option<u64>) {
        let Some(complete) = self.complete_at() else {
            return (State::Open, None);
        };
        let agreed = agree(&self.independent(complete));
        let last = self
            .settled(complete)
            .or_else(|| self.judgements.iter().find(|it| it.number == complete));
        let state = last.and_then(|it| it.verdict.state());
        match (self.settled(complete), agreed) {
            (None, false) => (State::Doubt, Some(complete)),
            _ => (state.unwrap_or(State::Open), last.map(|it| it.number)),
        }
    }
}

fn agree(judgements: &[&Judgement]) -> bool {
    let gists: BTreeSet<_> = judgements.iter().map(|it| it.gist()).collect();
    gists.len() < 2
}

/// Works out the state of the suggestions of the share in a content, or in one
/// of its blocks, where the last judgement alone does not decide.
pub(super) fn hold_back(
    connection: &Connection,
    content: i64,
    block: Option<u64>,
) -> rusqlite::Result<()> {
    let assignments = Assignment::standing(connection)?;
    if assignments.is_empty() {
        return Ok(());
    }
    for judged in judged(connection, Some((content, block)))? {
        if let Some(shared) = judged.shared(&assignments) {
            let (state, decision) = shared.state();
            connection
                .prepare_cached("UPDATE suggestion SET state = ?2, decision = ?3 WHERE id = ?1")?
                .execute(params![judged.suggestion, state.name(), decision])?;
        }
    }
    Ok(())
}

/// Returns the places, by content, block and value, where the last judgement
/// does not stand: somebody is still to judge, or they differ.
pub(in crate::project) fn held_back(
    connection: &Connection,
) -> rusqlite::Result<BTreeSet<(i64, u64, String)>> {
    let assignments = Assignment::standing(connection)?;
    if assignments.is_empty() {
        return Ok(BTreeSet::new());
    }
    let judged = judged(connection, None)?;
    let held_back = judged.into_iter().filter(|judged| {
        let shared = judged.shared(&assignments);
        shared.is_some_and(|it| matches!(it.state().0, State::Open | State::Doubt))
    });
    Ok(held_back
        .map(|judged| (judged.content, judged.block, judged.value))
        .collect())
}

/// A suggestion and all that was judged of it.
struct Judged {
    content: i64,
    block: u64,
    suggestion: i64,
    state: String,
    /// Of the first judgement.
    first: Entry,
    value: String,
    judgements: Vec<Judgement>,
}

impl Judged {
    fn shared<'a>(&'a self, assignments: &'a [Assignment]) -> Option<Shared<'a>> {
        let passage = &self.first.place.as_ref()?.passage;
        Shared::new(assignments, &self.judgements, passage, &self.value)
    }
}

/// Reads the suggestions that were judged, all of them or those of a content,
/// or of one of its blocks.
fn judged(
    connection: &Connection,
    within: Option<(i64, Option<u64>)>,
) -> rusqlite::Result<Vec<Judged>> {
    // The order of the joins is kept (a cross join in SQLite): from the few that
    // were judged, or from one content, to their suggestions.
    let (from, place) = match within {
        None => (
            "ledger CROSS JOIN placement ON placement.entry = number",
            "",
        ),
        Some((_, None)) => (
            "placement CROSS JOIN ledger ON number = placement.entry",
            "AND placement.content = ?1",
        ),
        Some((_, Some(_))) => (
            "placement CROSS JOIN ledger ON number = placement.entry",
            "AND placement.content = ?1 AND placement.block = ?2",
        ),
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT suggestion.id, suggestion.state, suggestion.value, number, ledger.entry,
            placement.content, placement.block
         FROM {from}
         CROSS JOIN passage ON passage.content = placement.content
            AND passage.block = placement.block
         CROSS JOIN suggestion ON suggestion.passage = passage.id
            AND suggestion.value = ledger.value
         WHERE ledger.kind IN {JUDGEMENTS}
            AND NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.undoes = ledger.hash)
            {place}
         ORDER BY suggestion.id, number"
    ))?;
    let mut values: Vec<Value> = Vec::new();
    if let Some((content, block)) = within {
        values.push(content.into());
        values.extend(block.map(|block| Value::from(block.cast_signed())));
    }
    let rows = statement.query_map(params_from_iter(values), |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, String>(2)?,
            row.get::<_, u64>(3)?,
            row.get::<_, String>(4)?,
            (row.get::<_, i64>(5)?, row.get::<_, u64>(6)?),
        ))
    })?;
    let mut found: Vec<Judged> = Vec::new();
    for row in rows {
        let (suggestion, state, value, number, written, (content, block)) = row?;
        let Ok(entry) = serde_json::from_str::<Entry>(&written) else {
            continue;
        };
        let judgement = Judgement {
            number,
            who: entry.who.clone(),
            verdict: entry.verdict.clone(),
        };
        match found.last_mut() {
            Some(last) if last.suggestion == suggestion => last.judgements.push(judgement),
            _ => found.push(Judged {
                content,
                block,
                suggestion,
                state,
                first: entry,
                value,
                judgements: vec![judgement],
            }),
        }
    }
    Ok(found)
}

impl Project {
    /// Returns the shares that analysts judge without seeing each other's
    /// judgements, in the order in which they were dealt out.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn assignments(&self) -> Result<Vec<Assignment>, ProjectError> {
        Assignment::standing(&self.connection).map_err(|source| self.error(source))
    }

    /// Returns the suggestions of the shares that somebody judged, in the order
    /// in which they are stored.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn shared_suggestions(&self) -> Result<Vec<SharedSuggestion>, ProjectError> {
        let assignments = self.assignments()?;
        let judged = judged(&self.connection, None).map_err(|source| self.error(source))?;
        Ok(judged
            .iter()
            .filter_map(|judged| shared_suggestion(judged, &assignments))
            .collect())
    }

    /// Returns a suggestion of the shares that somebody judged, by its key; none
    /// where it is in no share, or nobody judged it.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn shared_suggestion(&self, id: i64) -> Result<Option<SharedSuggestion>, ProjectError> {
        let read = || -> rusqlite::Result<Option<SharedSuggestion>> {
            let assignments = Assignment::standing(&self.connection)?;
            let place = self
                .connection
                .prepare_cached(
                    "SELECT content, block FROM passage
                     JOIN suggestion ON suggestion.passage = passage.id
                     WHERE suggestion.id = ?1",
                )?
                .query_row([id], |row| Ok((row.get(0)?, Some(row.get(1)?))))
                .optional()?;
            if assignments.is_empty() || place.is_none() {
                return Ok(None);
            }
            let mut judged = judged(&self.connection, place)?;
            judged.retain(|it| it.suggestion == id);
            Ok(judged
                .first()
                .and_then(|judged| shared_suggestion(judged, &assignments)))
        };
        read().map_err(|source| self.error(source))
    }

    /// Returns the keys of at most `most` suggestions that `who` is still to
    /// judge, the strongest first, and how many there are in all. Reads all
    /// suggestions that are open.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn to_judge(&self, who: &str, most: usize) -> Result<(Vec<i64>, usize), ProjectError> {
        let read = || -> rusqlite::Result<(Vec<i64>, usize)> {
            let mut assignments = Assignment::standing(&self.connection)?;
            assignments.retain(|it| it.coders.iter().any(|coder| coder == who));
            if assignments.is_empty() {
                return Ok((Vec::new(), 0));
            }
            let mut open = self.connection.prepare_cached(&format!(
                "SELECT suggestion.id, suggestion.value, text,
                    (SELECT min(number) FROM placement
                     JOIN ledger ON ledger.number = placement.entry
                     WHERE placement.content = passage.content
                        AND placement.block = passage.block
                        AND ledger.value = suggestion.value AND ledger.kind IN {JUDGEMENTS}
                        AND NOT EXISTS (SELECT 1 FROM ledger AS later
                            WHERE later.undoes = ledger.hash)),
                    EXISTS (SELECT 1 FROM placement
                     JOIN ledger ON ledger.number = placement.entry
                     WHERE placement.content = passage.content
                        AND placement.block = passage.block
                        AND ledger.value = suggestion.value AND ledger.kind IN {JUDGEMENTS}
                        AND ledger.entry ->> '$.who' = ?1
                        AND NOT EXISTS (SELECT 1 FROM ledger AS later
                            WHERE later.undoes = ledger.hash))
                 FROM suggestion JOIN passage ON passage.id = suggestion.passage
                 WHERE state = 'open' AND EXISTS (SELECT 1 FROM document
                    WHERE document.content = passage.content AND removed IS NULL)
                 ORDER BY score DESC, suggestion.id"
            ))?;
            let mut rows = open.query([who])?;
            let (mut keys, mut count) = (Vec::new(), 0);
            while let Some(row) = rows.next()? {
                let (value, text): (String, String) = (row.get(1)?, row.get(2)?);
                let first: Option<u64> = row.get(3)?;
                let passage = sha256(&text);
                let dealt = assignments.iter().any(|it| {
                    first.is_none_or(|first| it.number < first) && it.covers(&passage, &value)
                });
                if !dealt || row.get(4)? {
                    continue;
                }
                count += 1;
                if keys.len() < most {
                    keys.push(row.get(0)?);
                }
            }
            Ok((keys, count))
        };
        read().map_err(|source| self.error(source))
    }
}

fn shared_suggestion(judged: &Judged, assignments: &[Assignment]) -> Option<SharedSuggestion> {
    let shared = judged.shared(assignments)?;
    let place = judged.first.place.as_ref()?;
    let complete = shared.complete_at();
    let independent = complete.map_or_else(Vec::new, |at| shared.independent(at));
    let has_judged = |coder: &&String| judged.judgements.iter().any(|it| it.who == **coder);
    let (done, waiting) = shared.assignment.coders.iter().partition(has_judged);
    let copied = |names: Vec<&String>| names.into_iter().cloned().collect();
    Some(SharedSuggestion {
        id: judged.suggestion,
        document: place.document.clone(),
        path: place.path.clone(),
        block: place.block,
        text: place.text.clone(),
        value: judged.value.clone(),
        state: State::ALL
            .into_iter()
            .find(|state| state.name() == judged.state)?,
        judged: copied(done),
        waiting: copied(waiting),
        agreed: complete.map(|_| agree(&independent)),
        judgements: independent.into_iter().cloned().collect(),
        settled: complete.and_then(|at| shared.settled(at)).cloned(),
    })
}
