//! A path and the content that lies there.

use rusqlite::{Connection, OptionalExtension, params};

use super::RunId;
use super::content::{self, drop_unused};
use super::difference::{Text, carry_decisions, note_change, note_difference};
use super::ledger::Standing;
use crate::{GivenMetadata, Outcome};

/// What a run met at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Met {
    /// The path as scanned.
    pub(crate) path: String,
    /// Its order in the run, from 0; after the last where none is given.
    pub(crate) position: Option<usize>,
    /// Size and time of change as the folder gave them before it was read.
    pub(crate) stamp: Option<Stamp>,
    /// What the sidecar says of it.
    pub(crate) given: Option<GivenMetadata>,
}

/// What tells cheaply whether a file changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Size in bytes.
    pub(crate) bytes: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub(crate) modified_ns: i64,
}

/// Stores what became of a file and what lies at its path.
pub(super) fn store(
    connection: &Connection,
    run: RunId,
    outcome: &Outcome,
    met: &Met,
) -> rusqlite::Result<()> {
    let known = Known::at(connection, &met.path)?;
    let unreadable = known
        .as_ref()
        .filter(|known| !known.has_hash)
        .map(|known| known.content);
    let content = content::store(connection, run, outcome, unreadable)?;
    link(connection, run, met, known, content)
}

/// Notes that a file has the content with this hash, which is stored already.
/// Tells whether it is.
pub(super) fn store_copy(
    connection: &Connection,
    run: RunId,
    met: &Met,
    sha256: &str,
) -> rusqlite::Result<bool> {
    let Some((content, _)) = content::find(connection, sha256)? else {
        return Ok(false);
    };
    let known = Known::at(connection, &met.path)?;
    link(connection, run, met, known, content)?;
    Ok(true)
}

/// Notes that a run no longer found a file. It is dropped, unless decisions
/// hang on it.
pub(super) fn remove(connection: &Connection, run: RunId, path: &str) -> rusqlite::Result<()> {
    let Some(known) = Known::at(connection, path)? else {
        return Ok(());
    };
    note_change(connection, run, path, "removed")?;
    if known.carries_decisions(connection)? {
        connection
            .prepare_cached("UPDATE document SET removed = ?2 WHERE id = ?1")?
            .execute(params![known.id, run.0])?;
        return Ok(());
    }
    connection
        .prepare_cached("DELETE FROM document WHERE id = ?1")?
        .execute([known.id])?;
    for content in [Some(known.content), known.before].into_iter().flatten() {
        drop_unused(connection, content)?;
    }
    Ok(())
}

/// What a project knows of a path.
struct Known {
    id: i64,
    content: i64,
    before: Option<i64>,
    removed: bool,
    analysed: bool,
    has_hash: bool,
}

impl Known {
    fn at(connection: &Connection, path: &str) -> rusqlite::Result<Option<Self>> {
        connection
            .prepare_cached(
                "SELECT document.id, content, before, removed IS NOT NULL, format IS NOT NULL,
                    sha256 IS NOT NULL
                 FROM document JOIN content ON content.id = document.content WHERE path = ?1",
            )?
            .query_row([path], |row| {
                Ok(Self {
                    id: row.get(0)?,
                    content: row.get(1)?,
                    before: row.get(2)?,
                    removed: row.get(3)?,
                    analysed: row.get(4)?,
                    has_hash: row.get(5)?,
                })
            })
            .optional()
    }

    fn carries_decisions(&self, connection: &Connection) -> rusqlite::Result<bool> {
        connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM placement WHERE content IN (?1, ?2))")?
            .query_row(params![self.content, self.before], |row| row.get(0))
    }
}

fn link(
    connection: &Connection,
    run: RunId,
    met: &Met,
    known: Option<Known>,
    content: i64,
) -> rusqlite::Result<()> {
    let Some(known) = known else {
        connection
            .prepare_cached(
                "INSERT INTO document (path, content, run, position) VALUES (?1, ?2, ?3, 0)",
            )?
            .execute(params![met.path, content, run.0])?;
        note_change(connection, run, &met.path, "new")?;
        return update(connection, run, met, content, None);
    };
    if known.removed {
        note_change(connection, run, &met.path, "returned")?;
    }
    if known.content == content {
        return update(connection, run, met, content, known.before);
    }
    note_change(connection, run, &met.path, "changed")?;
    let analysed: bool = connection
        .prepare_cached("SELECT format IS NOT NULL FROM content WHERE id = ?1")?
        .query_row([content], |row| row.get(0))?;
    let before = if analysed {
        follow(connection, run, met, &known, content)?;
        None
    } else if known.analysed && known.carries_decisions(connection)? {
        Some(known.content)
    } else {
        known.before
    };
    update(connection, run, met, content, before)?;
    for old in [Some(known.content), known.before].into_iter().flatten() {
        drop_unused(connection, old)?;
    }
    Ok(())
}

/// Carries along the decisions on what the document was, and notes the
/// difference.
fn follow(
    connection: &Connection,
    run: RunId,
    met: &Met,
    known: &Known,
    content: i64,
) -> rusqlite::Result<()> {
    let after = Text::of(connection, content)?;
    // What was last read counts, before a time in which it could not be.
    let last = known.before.unwrap_or(known.content);
    let before = Text::of(connection, last)?;
    let found = before.align(&after);
    let standing = Standing::in_content(connection, last)?;
    carry_decisions(connection, &standing, content, &before, &after, &found)?;
    note_difference(connection, run, &met.path, &before, &after, &found)
}

fn update(
    connection: &Connection,
    run: RunId,
    met: &Met,
    content: i64,
    before: Option<i64>,
) -> rusqlite::Result<()> {
    let given = met.given.clone().unwrap_or_default();
    connection
        .prepare_cached(
            "UPDATE document SET content = ?2, before = ?3, run = ?4,
                position = coalesce(?5, (SELECT coalesce(max(position) + 1, 0) FROM document
                    WHERE run = ?4 AND path <> ?1)),
                bytes = ?6, modified_ns = ?7, removed = NULL, given_title = ?8,
                given_municipality = ?9, given_kind = ?10, given_year = ?11, given_source = ?12,
                given_url = ?13
             WHERE path = ?1",
        )?
        .execute(params![
            met.path,
            content,
            before,
            run.0,
            met.position,
            met.stamp.map(|stamp| stamp.bytes),
            met.stamp.map(|stamp| stamp.modified_ns),
            given.title,
            given.municipality,
            given.kind,
            given.year,
            given.source,
            given.url,
        ])?;
    Ok(())
}

/// Notes that a file is as it was.
pub(super) fn touch(connection: &Connection, run: RunId, met: &Met) -> rusqlite::Result<()> {
    let Some(known) = Known::at(connection, &met.path)? else {
        return Ok(());
    };
    let content = known.content;
    link(connection, run, met, Some(known), content)
}
