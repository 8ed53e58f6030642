use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use rusqlite::Connection;
use serde::Serialize;
use waardenscan_assess::{Audit, Recall, Stratum};

use crate::project::ledger::{Entry, JUDGEMENTS, Verdict, sha256};
use crate::project::read::invalid;
use crate::project::{Project, ProjectError};

/// What is known of the values that nobody found.
///
/// The unit is a passage, whatever the number of its values. Passages without a
/// suggestion, those of tables of contents and colophons aside, are put in a
/// random order that depends on the project alone; analysts read them in that
/// order, and any first part of it is a random sample.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MissAudit {
    /// Passages with an accepted value, the sample's aside.
    pub found: u64,
    /// Passages without a suggestion that nobody added a value to.
    pub unflagged: u64,
    /// Of these, those read in the audit.
    pub sampled: u64,
    /// Of these, those that carry a value after all.
    pub carrying: u64,
    /// Suggestions that are still open. Those among them that will be accepted
    /// are not counted as found yet, so that the estimate is too low while
    /// there are many.
    pub open: u64,
    /// The estimate; none before something was read and found.
    pub recall: Option<Recall>,
    /// The passages to read next, in their order.
    pub next: Vec<AuditPassage>,
}

/// A passage of the audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditPassage {
    /// Path of the first document that has it.
    pub document: String,
    /// SHA-256 of the document's content.
    pub sha256: String,
    /// Order of its block in the document, from 0.
    pub block: u64,
    /// Its page, from 1, where known.
    pub page: Option<u32>,
    /// The headings above it.
    pub path: Vec<String>,
    /// Its text.
    pub text: String,
}

impl MissAudit {
    fn audit(&self) -> Audit {
        Audit {
            found: self.found,
            strata: vec![Stratum {
                size: self.unflagged,
                sampled: self.sampled,
                carrying: self.carrying,
            }],
        }
    }

    /// Whether at least `target` of the passages with a value is found, in
    /// (0, 1], with 95 % confidence ([`Audit::may_stop`]).
    #[must_use]
    pub fn may_stop(&self, target: f64) -> bool {
        self.audit().may_stop(target)
    }

    /// Returns how many passages more must be read before one may stop, if none
    /// of them carries a value ([`Audit::needed`]).
    #[must_use]
    pub fn needed(&self, target: f64) -> Option<u64> {
        self.audit().needed(target)
    }
}

/// A passage by content and block.
type Key = (i64, u64);

impl Project {
    /// Returns the audit of misses with at most `most` passages to read next.
    /// Goes through all passages of the project.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn miss_audit(&self, most: usize) -> Result<MissAudit, ProjectError> {
        miss_audit(&self.connection, most).map_err(|source| self.error(source))
    }
}

fn miss_audit(connection: &Connection, most: usize) -> rusqlite::Result<MissAudit> {
    let audited = audited(connection)?;
    let mut found = found(connection)?;
    found.retain(|key| !audited.contains_key(key));
    let mut audit = MissAudit {
        found: found.len() as u64,
        unflagged: 0,
        sampled: 0,
        carrying: 0,
        open: connection.query_row(
            "SELECT count(*) FROM suggestion WHERE state = 'open'",
            [],
            |row| row.get(0),
        )?,
        recall: None,
        next: Vec::new(),
    };
    let recipe: String = connection.query_row(
        "SELECT coalesce((SELECT recipe FROM run ORDER BY id DESC LIMIT 1), '')",
        [],
        |row| row.get(0),
    )?;
    let mut statement = connection.prepare_cached(
        "SELECT content.id, passage.block, content.sha256
         FROM content JOIN passage ON passage.content = content.id
         WHERE role NOT IN ('inhoudsopgave', 'colofon')
            AND NOT EXISTS (SELECT 1 FROM suggestion WHERE suggestion.passage = passage.id)
            AND EXISTS (SELECT 1 FROM document
                WHERE document.content = content.id AND removed IS NULL)
         ORDER BY content.id, passage.block",
    )?;
    let mut rows = statement.query([])?;
    let mut next: BinaryHeap<(u64, Key)> = BinaryHeap::new();
    let mut seed = (0, 0);
    while let Some(row) = rows.next()? {
        let key: Key = (row.get(0)?, row.get(1)?);
        if found.contains(&key) {
            continue;
        }
        audit.unflagged += 1;
        if let Some(carries) = audited.get(&key) {
            audit.sampled += 1;
            audit.carrying += u64::from(*carries);
            continue;
        }
        if seed.0 != key.0 {
            let content = row.get_ref(2)?.as_str()?;
            seed = (key.0, first_bits(&sha256(&format!("{recipe}:{content}"))));
        }
        next.push((mixed(seed.1 ^ key.1), key));
        if next.len() > most {
            next.pop();
        }
    }
    audit.recall = audit.audit().recall();
    audit.next = next
        .into_sorted_vec()
        .into_iter()
        .map(|(_, key)| passage(connection, key))
        .collect::<rusqlite::Result<_>>()?;
    Ok(audit)
}

/// Returns the passages with an accepted value: suggested, another than the one
/// suggested, or added.
fn found(connection: &Connection) -> rusqlite::Result<BTreeSet<Key>> {
    let added = "SELECT number FROM ledger AS last JOIN placement AS placed
            ON placed.entry = last.number
         WHERE placed.content = placement.content AND placed.block = placement.block
            AND last.value = ledger.value AND last.kind IN";
    connection
        .prepare_cached(&format!(
            "SELECT content, block FROM passage JOIN suggestion ON suggestion.passage = passage.id
             WHERE state IN ('accepted', 'changed')
                AND EXISTS (SELECT 1 FROM document
                    WHERE document.content = passage.content AND removed IS NULL)
             UNION
             SELECT placement.content, placement.block FROM ledger
             JOIN placement ON placement.entry = ledger.number
             WHERE kind = 'add' AND number = (
                {added} {JUDGEMENTS} AND NOT EXISTS (
                    SELECT 1 FROM ledger AS later WHERE later.undoes = last.hash)
                ORDER BY number DESC LIMIT 1)
                AND EXISTS (SELECT 1 FROM document
                    WHERE document.content = placement.content AND removed IS NULL)"
        ))?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Returns the passages that were read in the audit, and whether they carry a
/// value; the last that was said of each counts.
fn audited(connection: &Connection) -> rusqlite::Result<BTreeMap<Key, bool>> {
    let mut statement = connection.prepare_cached(
        "SELECT placement.content, placement.block, ledger.entry
         FROM ledger JOIN placement ON placement.entry = ledger.number
         WHERE kind = 'audit'
            AND NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.undoes = ledger.hash)
         ORDER BY number",
    )?;
    let mut rows = statement.query([])?;
    let mut audited = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let entry = serde_json::from_str::<Entry>(row.get_ref(2)?.as_str()?);
        if let Ok(Verdict::Audit { carries }) = entry.map(|entry| entry.verdict) {
            audited.insert((row.get(0)?, row.get(1)?), !carries.is_empty());
        }
    }
    Ok(audited)
}

fn passage(connection: &Connection, (content, block): Key) -> rusqlite::Result<AuditPassage> {
    connection
        .prepare_cached(
            "SELECT (SELECT path FROM document WHERE document.content = content.id
                AND removed IS NULL ORDER BY path LIMIT 1),
                sha256, block, page, passage.path, text
             FROM passage JOIN content ON content.id = passage.content
             WHERE passage.content = ?1 AND block = ?2",
        )?
        .query_row([content, block.cast_signed()], |row| {
            let path: String = row.get(4)?;
            Ok(AuditPassage {
                document: row.get(0)?,
                sha256: row.get(1)?,
                block: row.get(2)?,
                page: row.get(3)?,
                path: serde_json::from_str(&path).map_err(|error| invalid(4, error))?,
                text: row.get(5)?,
            })
        })
}

fn first_bits(hash: &str) -> u64 {
    let first = hash.get(..16).unwrap_or_default();
    u64::from_str_radix(first, 16).unwrap_or_default()
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014): neighbours become numbers
/// that have nothing to do with each other.
const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
