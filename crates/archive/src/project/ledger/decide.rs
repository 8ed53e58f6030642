//! Taking decisions.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::entry::{Decision, Entry, GENESIS, Place, Verdict, sha256};
use super::matter::check_matter;
use super::placing::{settle, settle_all};
use crate::project::work::{ask_to_rescore, rescore_as_asked};
use crate::project::{DecisionFault, Project, ProjectError};

/// What stops a decision: the database, or the decision itself.
pub(super) enum Stop {
    Database(rusqlite::Error),
    Fault(DecisionFault),
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<DecisionFault> for Stop {
    fn from(fault: DecisionFault) -> Self {
        Self::Fault(fault)
    }
}

impl Project {
    /// Takes a decision and returns the number of its entry in the ledger,
    /// from 1. When this returns, the decision is on the disk.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Decision`] when it makes no sense, otherwise
    /// [`ProjectError::Locked`], [`ProjectError::DiskFull`] and their like;
    /// nothing is then written.
    pub fn decide(&mut self, decision: &Decision) -> Result<u64, ProjectError> {
        let numbers = self.decide_all(std::slice::from_ref(decision))?;
        Ok(numbers.first().copied().unwrap_or_default())
    }

    /// Takes several decisions, all of them or none, and returns the numbers
    /// of their entries in the same order.
    ///
    /// # Errors
    ///
    /// As [`Project::decide`], for the first that fails.
    pub fn decide_all(&mut self, decisions: &[Decision]) -> Result<Vec<u64>, ProjectError> {
        let decide = |transaction: &Transaction<'_>| {
            let entries = decisions.iter();
            entries
                .map(|decision| decide(transaction, decision))
                .collect()
        };
        self.write_decisions(decide)
    }

    /// Takes one decision for every passage of a standard text
    /// ([`Project::standard_texts`]) in which the value is suggested: an entry
    /// for each, so that each stands on its own afterwards. `decision` names a
    /// passage of the group, or none of them; only who, value and verdict count.
    /// Returns the numbers of the entries.
    ///
    /// # Errors
    ///
    /// As [`Project::decide`].
    pub fn decide_standard_text(
        &mut self,
        number: i64,
        decision: &Decision,
    ) -> Result<Vec<u64>, ProjectError> {
        self.write_decisions(|transaction| {
            let mut places = transaction.prepare(
                "SELECT content.sha256, passage.block FROM standard_passage
                 JOIN passage ON passage.id = standard_passage.passage
                 JOIN content ON content.id = passage.content
                 JOIN suggestion ON suggestion.passage = passage.id
                 WHERE standard_passage.standard_text = ?1 AND suggestion.value = ?2
                 ORDER BY content.id, passage.block",
            )?;
            let places = places
                .query_map(params![number, decision.value], |row| {
                    Ok((row.get::<_, String>(0)?, row.get::<_, u64>(1)?))
                })?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            if places.is_empty() {
                return Err(DecisionFault::NoStandardText { number }.into());
            }
            let entries = places.into_iter().map(|(document, block)| {
                let decision = Decision {
                    document,
                    block,
                    text: None,
                    ..decision.clone()
                };
                decide(transaction, &decision)
            });
            entries.collect()
        })
    }

    fn write_decisions(
        &mut self,
        write: impl FnOnce(&Transaction<'_>) -> Result<Vec<u64>, Stop>,
    ) -> Result<Vec<u64>, ProjectError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate);
        let written = transaction.map_err(Stop::from).and_then(|transaction| {
            let numbers = write(&transaction)?;
            rescore_as_asked(&transaction, &numbers)?;
            transaction.commit()?;
            Ok(numbers)
        });
        written.map_err(|stop| match stop {
            Stop::Database(source) => self.error(source),
            Stop::Fault(fault) => self.refused(fault),
        })
    }
}

fn decide(connection: &Connection, decision: &Decision) -> Result<u64, Stop> {
    if decision.who.trim().is_empty() {
        return Err(DecisionFault::Nobody.into());
    }
    let (place, verdict) = match &decision.verdict {
        Verdict::Undo { undoes } => {
            let (hash, place) = undoable(connection, undoes)?;
            (place, Verdict::Undo { undoes: hash })
        }
        verdict if verdict.is_about_a_passage() => {
            (Some(checked(connection, decision)?), verdict.clone())
        }
        verdict => {
            check_matter(connection, verdict)?;
            (None, verdict.clone())
        }
    };
    append(connection, &decision.who, place, verdict).map_err(Stop::from)
}

/// Writes an entry after the last, places it and settles what it changes.
pub(in crate::project) fn append(
    connection: &Connection,
    who: &str,
    place: Option<Place>,
    verdict: Verdict,
) -> rusqlite::Result<u64> {
    let last: Option<(u64, String)> = connection
        .prepare_cached("SELECT number, hash FROM ledger ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (number, previous) = last.map_or((1, GENESIS.to_owned()), |(last, hash)| (last + 1, hash));
    let at = connection.query_row("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')", [], |row| {
        row.get(0)
    })?;
    let entry = Entry {
        previous,
        at,
        who: who.trim().to_owned(),
        place,
        verdict,
    };
    let written = serde_json::to_string(&entry)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    connection
        .prepare_cached("INSERT INTO ledger (number, hash, entry) VALUES (?1, ?2, ?3)")?
        .execute(params![number, sha256(&written), written])?;
    match &entry.place {
        Some(place) => place_now(connection, number, &entry, place)?,
        None => match entry.verdict {
            Verdict::Assign { .. } => settle_all(connection)?,
            Verdict::Learn { .. } => ask_to_rescore(connection, number)?,
            // Of what is about no passage.
            Verdict::Undo { undoes } => {
                let of: String = connection
                    .prepare_cached("SELECT kind FROM ledger WHERE hash = ?1")?
                    .query_row([undoes], |row| row.get(0))?;
                match of.as_str() {
                    "learn" => ask_to_rescore(connection, number)?,
                    "assign" => settle_all(connection)?,
                    _ => {}
                }
            }
            _ => {}
        },
    }
    Ok(number)
}

/// Places a new entry where it was decided; what undoes another has no place
/// of its own.
fn place_now(
    connection: &Connection,
    number: u64,
    entry: &Entry,
    place: &Place,
) -> rusqlite::Result<()> {
    if let Verdict::Undo { undoes } = &entry.verdict {
        let mut places = connection.prepare_cached(
            "SELECT placement.content, placement.block FROM placement
             JOIN ledger ON ledger.number = placement.entry
             WHERE ledger.hash = ?1",
        )?;
        let places = places
            .query_map([undoes], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(i64, u64)>>>()?;
        for (content, block) in places {
            settle(connection, content, Some(block))?;
        }
        return Ok(());
    }
    let content: i64 = connection
        .prepare_cached("SELECT id FROM content WHERE sha256 = ?1")?
        .query_row([&place.document], |row| row.get(0))?;
    connection
        .prepare_cached("INSERT INTO placement VALUES (?1, ?2, ?3, 'decided', 1.0)")?
        .execute(params![number, content, place.block])?;
    settle(connection, content, Some(place.block))
}

/// Finds what a decision is about and checks that it can be taken there.
fn checked(connection: &Connection, decision: &Decision) -> Result<Place, Stop> {
    let place = located(connection, decision)?;
    let here = |value: &str| DecisionFault::NotSuggested {
        document: place.path.clone(),
        block: place.block,
        value: value.to_owned(),
    };
    if let Some(value) = &place.value {
        known(connection, value)?;
    }
    match (&decision.verdict, &place.value) {
        (Verdict::Note { note }, _) if note.trim().is_empty() => {
            return Err(DecisionFault::EmptyNote.into());
        }
        (Verdict::Note { .. }, _) => {}
        (Verdict::Audit { carries }, None) => {
            for value in carries {
                known(connection, value)?;
            }
        }
        (Verdict::Add { start, end, .. }, Some(_)) => {
            let letters = place.text.chars().count() as u64;
            if start >= end || *end > letters {
                return Err(DecisionFault::NoSpan {
                    document: place.path,
                    block: place.block,
                    start: *start,
                    end: *end,
                }
                .into());
            }
        }
        (verdict, Some(value)) => {
            if let Verdict::Change { other, .. } = verdict {
                known(connection, other)?;
                if other == value {
                    return Err(DecisionFault::SameValue {
                        value: value.clone(),
                    }
                    .into());
                }
            }
            if !suggested_or_added(connection, &place, value)? {
                return Err(here(value).into());
            }
        }
        (_, None) => {
            return Err(DecisionFault::NoValue {
                value: String::new(),
            }
            .into());
        }
    }
    Ok(place)
}

fn located(connection: &Connection, decision: &Decision) -> Result<Place, Stop> {
    let asked = &decision.document;
    let found: Option<(i64, String, String)> = connection
        .prepare_cached(
            "SELECT content.id, sha256, path FROM document
             JOIN content ON content.id = document.content
             WHERE path = ?1 AND sha256 IS NOT NULL
             UNION ALL
             SELECT content.id, sha256, path FROM content
             JOIN document ON document.content = content.id
             WHERE sha256 = ?1
             LIMIT 1",
        )?
        .query_row([asked], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((content, sha256_of_document, path)) = found else {
        return Err(DecisionFault::NoDocument {
            document: asked.clone(),
        }
        .into());
    };
    let text: Option<String> = connection
        .prepare_cached("SELECT text FROM passage WHERE content = ?1 AND block = ?2")?
        .query_row(params![content, decision.block], |row| row.get(0))
        .optional()?;
    let Some(text) = text else {
        return Err(DecisionFault::NoPassage {
            document: path,
            block: decision.block,
        }
        .into());
    };
    if decision.text.as_ref().is_some_and(|asked| *asked != text) {
        return Err(DecisionFault::OtherText {
            document: path,
            block: decision.block,
            found: text,
        }
        .into());
    }
    Ok(Place {
        document: sha256_of_document,
        path,
        block: decision.block,
        passage: sha256(&text),
        text,
        value: decision.value.clone(),
    })
}

/// Checks that the lexicon of the latest run has a value.
pub(super) fn known(connection: &Connection, value: &str) -> Result<(), Stop> {
    let known: bool = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM value
             WHERE run = (SELECT max(id) FROM run) AND id = ?1)",
        )?
        .query_row([value], |row| row.get(0))?;
    if known {
        return Ok(());
    }
    Err(DecisionFault::NoValue {
        value: value.to_owned(),
    }
    .into())
}

fn suggested_or_added(
    connection: &Connection,
    place: &Place,
    value: &str,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT EXISTS (
                SELECT 1 FROM content JOIN passage ON passage.content = content.id
                JOIN suggestion ON suggestion.passage = passage.id
                WHERE content.sha256 = ?1 AND passage.block = ?2 AND suggestion.value = ?3
             ) OR EXISTS (
                SELECT 1 FROM content JOIN placement ON placement.content = content.id
                JOIN ledger ON ledger.number = placement.entry
                WHERE content.sha256 = ?1 AND placement.block = ?2 AND ledger.value = ?3
             )",
        )?
        .query_row(params![place.document, place.block, value], |row| {
            row.get(0)
        })
}

/// Finds the entry that a hash or a number names, if it can be undone.
fn undoable(connection: &Connection, asked: &str) -> Result<(String, Option<Place>), Stop> {
    let fault = || DecisionFault::NotUndoable {
        entry: asked.to_owned(),
    };
    let found: Option<(String, String)> = connection
        .prepare_cached(
            "SELECT hash, entry FROM ledger WHERE (hash = ?1 OR number = ?2)
             AND NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.undoes = ledger.hash)",
        )?
        .query_row(params![asked, asked.parse::<i64>().ok()], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let (hash, written) = found.ok_or_else(fault)?;
    let entry: Entry = serde_json::from_str(&written).map_err(|_| fault())?;
    match entry.verdict {
        Verdict::Undo { .. } | Verdict::Merge { .. } => Err(fault().into()),
        _ => Ok((hash, entry.place)),
    }
}
