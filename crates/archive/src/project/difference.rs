//! What a run changed: which suggestions came, went and moved.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::RunId;
use super::align::{Found, align};
use super::ledger::{Standing, carry};

/// The passages of a content with the values suggested for them.
pub(super) struct Text {
    passages: Vec<Passage>,
}

struct Passage {
    block: u64,
    text: String,
    values: BTreeSet<String>,
}

impl Text {
    pub(super) fn of(connection: &Connection, content: i64) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare_cached(
            "SELECT block, text, value FROM passage
             LEFT JOIN suggestion ON suggestion.passage = passage.id
             WHERE content = ?1 ORDER BY block",
        )?;
        let mut rows = statement.query([content])?;
        let mut passages: Vec<Passage> = Vec::new();
        while let Some(row) = rows.next()? {
            let block = row.get(0)?;
            if passages.last().is_none_or(|last| last.block != block) {
                passages.push(Passage {
                    block,
                    text: row.get(1)?,
                    values: BTreeSet::new(),
                });
            }
            let value: Option<String> = row.get(2)?;
            if let (Some(value), Some(last)) = (value, passages.last_mut()) {
                last.values.insert(value);
            }
        }
        Ok(Self { passages })
    }

    /// Finds which passage of `after` each of these is; one per passage.
    pub(super) fn align(&self, after: &Self) -> Vec<Option<Found>> {
        align(&self.texts(), &after.texts())
    }

    fn texts(&self) -> Vec<&str> {
        self.passages.iter().map(|it| it.text.as_str()).collect()
    }
}

/// Carries decisions from where they stood to the passages found.
pub(super) fn carry_decisions(
    connection: &Connection,
    standing: &[Standing],
    to: i64,
    before: &Text,
    after: &Text,
    found: &[Option<Found>],
) -> rusqlite::Result<()> {
    if standing.is_empty() {
        return Ok(());
    }
    let pairs = before.passages.iter().zip(found);
    let places: BTreeMap<u64, (u64, &str)> = pairs
        .filter_map(|(old, found)| {
            let new = after.passages.get((*found)?.to)?;
            Some((old.block, (new.block, new.text.as_str())))
        })
        .collect();
    carry(connection, standing, to, &places)
}

/// Notes what a run did to a file. What it did first stays.
pub(super) fn note_change(
    connection: &Connection,
    run: RunId,
    path: &str,
    kind: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO change (run, path, kind) VALUES (?1, ?2, ?3)")?
        .execute(params![run.0, path, kind])?;
    Ok(())
}

/// Notes which suggestions of a file came, went and moved.
pub(super) fn note_difference(
    connection: &Connection,
    run: RunId,
    path: &str,
    before: &Text,
    after: &Text,
    found: &[Option<Found>],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO difference (run, path, value, came, went, moved)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (value, counts) in counted(before, after, found) {
        if counts != Counts::default() {
            insert.execute(params![
                run.0,
                path,
                value,
                counts.came,
                counts.went,
                counts.moved
            ])?;
        }
    }
    Ok(())
}

#[derive(Default, PartialEq)]
struct Counts {
    came: u64,
    went: u64,
    moved: u64,
}

fn counted<'a>(
    before: &'a Text,
    after: &'a Text,
    found: &[Option<Found>],
) -> BTreeMap<&'a str, Counts> {
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut stayed: BTreeSet<(usize, &str)> = BTreeSet::new();
    for (old, found) in before.passages.iter().zip(found) {
        let new = found.and_then(|found| Some((found, after.passages.get(found.to)?)));
        for value in &old.values {
            let count = counts.entry(value).or_default();
            match new {
                Some((found, new)) if new.values.contains(value) => {
                    stayed.insert((found.to, value));
                    count.moved += u64::from(!found.in_order || old.text != new.text);
                }
                _ => count.went += 1,
            }
        }
    }
    for (index, new) in after.passages.iter().enumerate() {
        for value in &new.values {
            if !stayed.contains(&(index, value.as_str())) {
                counts.entry(value).or_default().came += 1;
            }
        }
    }
    counts
}
