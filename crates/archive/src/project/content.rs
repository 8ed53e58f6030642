//! What was read of one file, wherever it lies.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use waardenscan::{OtherFormat, ScanRecord, SuggestedValue, TensionRecord};

use super::RunId;
use super::difference::{Text, carry_decisions, note_difference};
use super::ledger::{Standing, place_again};
use crate::Outcome;

/// Stores what was read, unless this run did so already for another path, and
/// returns its key. What an earlier run made of the same bytes is replaced;
/// decisions are carried along. `unreadable` is the content of a file that
/// could not be opened the last time either.
pub(super) fn store(
    connection: &Connection,
    run: RunId,
    outcome: &Outcome,
    unreadable: Option<i64>,
) -> rusqlite::Result<i64> {
    let known = match &outcome.sha256 {
        Some(sha256) => find(connection, sha256)?,
        None => unreadable.map(|content| (content, None)),
    };
    match known {
        Some((content, Some(by))) if by == run.0 => Ok(content),
        Some((content, _)) => {
            replace(connection, run, outcome, content)?;
            Ok(content)
        }
        None => {
            let content = insert(connection, run, outcome)?;
            insert_scan(connection, content, outcome)?;
            place_again(connection, content)?;
            Ok(content)
        }
    }
}

/// Returns the key of a content and the run that read it.
pub(super) fn find(
    connection: &Connection,
    sha256: &str,
) -> rusqlite::Result<Option<(i64, Option<i64>)>> {
    connection
        .prepare_cached("SELECT id, run FROM content WHERE sha256 = ?1")?
        .query_row([sha256], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// Deletes a content that no document has, nor waits for.
pub(super) fn drop_unused(connection: &Connection, content: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM content WHERE id = ?1
             AND NOT EXISTS (SELECT 1 FROM document WHERE content = ?1)
             AND NOT EXISTS (SELECT 1 FROM document WHERE before = ?1)",
        )?
        .execute([content])?;
    Ok(())
}

fn replace(
    connection: &Connection,
    run: RunId,
    outcome: &Outcome,
    content: i64,
) -> rusqlite::Result<()> {
    let before = Text::of(connection, content)?;
    let standing = Standing::in_content(connection, content)?;
    for table in ["warning", "passage", "placement"] {
        connection
            .prepare_cached(&format!("DELETE FROM {table} WHERE content = ?1"))?
            .execute([content])?;
    }
    update(connection, run, outcome, content)?;
    insert_scan(connection, content, outcome)?;
    let after = Text::of(connection, content)?;
    let found = before.align(&after);
    carry_decisions(connection, &standing, content, &before, &after, &found)?;
    place_again(connection, content)?;
    let paths = connection
        .prepare_cached("SELECT path FROM document WHERE content = ?1 ORDER BY path")?
        .query_map([content], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    for path in paths {
        super::difference::note_change(connection, run, &path, "rescored")?;
        note_difference(connection, run, &path, &before, &after, &found)?;
    }
    Ok(())
}

/// The columns of a content, from the second on.
const COLUMNS: &str = "run, sha256, bytes, format, reader, pages, recognised_pages, failure,
    failure_found, failure_message, file_title, file_author, file_created, metadata,
    guessed_kind, guessed_kind_confidence, personal, read_us, score_us, signatures";

fn insert(connection: &Connection, run: RunId, outcome: &Outcome) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO content (run, bytes, failure, read_us, score_us)
             VALUES (?1, 0, '', 0, 0)",
        )?
        .execute([run.0])?;
    let content = connection.last_insert_rowid();
    update(connection, run, outcome, content)?;
    Ok(content)
}

fn update(
    connection: &Connection,
    run: RunId,
    outcome: &Outcome,
    content: i64,
) -> rusqlite::Result<()> {
    let scan = outcome.result.as_ref().ok();
    let failure = outcome.result.as_ref().err();
    let metadata = scan.map(|scan| &scan.metadata);
    connection
        .prepare_cached(&format!(
            "UPDATE content SET ({COLUMNS}) = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
                ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) WHERE id = ?1"
        ))?
        .execute(params![
            content,
            run.0,
            outcome.sha256,
            outcome.bytes,
            scan.map(|scan| scan.format.name()),
            scan.map(|scan| scan.reader.as_str()),
            scan.and_then(|scan| scan.pages),
            scan.map(|scan| json(&scan.recognised_pages)).transpose()?,
            failure.map(|failure| failure.kind.name()),
            failure
                .and_then(|failure| failure.found)
                .map(OtherFormat::name),
            failure.map(|failure| failure.message.as_str()),
            metadata.and_then(|metadata| metadata.title.as_deref()),
            metadata.and_then(|metadata| metadata.author.as_deref()),
            metadata.and_then(|metadata| metadata.created.as_deref()),
            metadata.map(json).transpose()?,
            scan.map(|scan| scan.kind.is.name()),
            scan.map(|scan| scan.kind.confidence),
            scan.map(|_| json(&outcome.personal)).transpose()?,
            microseconds(outcome.timing.read),
            microseconds(outcome.timing.score),
            scan.map(|_| outcome.signatures.as_bytes()),
        ])?;
    Ok(())
}

fn insert_scan(connection: &Connection, content: i64, outcome: &Outcome) -> rusqlite::Result<()> {
    let Ok(scan) = &outcome.result else {
        return Ok(());
    };
    let mut insert = connection.prepare_cached(
        "INSERT INTO warning (content, kind, page, message) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for warning in &scan.warnings {
        insert.execute(params![
            content,
            warning.kind,
            warning.page,
            warning.message
        ])?;
    }
    insert_passages(connection, content, scan)
}

fn insert_passages(
    connection: &Connection,
    content: i64,
    scan: &ScanRecord,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO passage (content, block, kind, label, page, path, text, role, role_confidence)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    // Most passages stand under the headings of the one before.
    let mut headings: &[String] = &[];
    let mut path = json(headings)?;
    for passage in &scan.passages {
        if *passage.path != *headings {
            headings = &passage.path;
            path = json(headings)?;
        }
        insert.execute(params![
            content,
            passage.block,
            passage.kind.name(),
            passage.label,
            passage.page,
            path,
            passage.text,
            passage.role.is.name(),
            passage.role.confidence,
        ])?;
        let id = connection.last_insert_rowid();
        for suggestion in &passage.suggestions {
            insert_suggestion(connection, id, suggestion)?;
        }
        for tension in &passage.tensions {
            insert_tension(connection, id, tension)?;
        }
    }
    Ok(())
}

fn insert_tension(
    connection: &Connection,
    passage: i64,
    tension: &TensionRecord,
) -> rusqlite::Result<()> {
    let [first, second] = &tension.values;
    connection
        .prepare_cached(
            "INSERT INTO tension (passage, value_1, value_2, question, cue, evidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            passage,
            first,
            second,
            tension.question,
            json(&tension.cue)?,
            json(&tension.evidence)?,
        ])?;
    Ok(())
}

fn insert_suggestion(
    connection: &Connection,
    passage: i64,
    suggestion: &SuggestedValue,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO suggestion
                (passage, value, score, stance, evidence, explanation, best, base, factors, hits)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            passage,
            suggestion.value,
            suggestion.score,
            suggestion.stance.name(),
            suggestion.evidence.name(),
            suggestion.explanation,
            suggestion.best.as_ref().map(json).transpose()?,
            suggestion.base,
            json(&suggestion.factors)?,
            json(&suggestion.hits)?,
        ])?;
    Ok(())
}

pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

fn microseconds(time: std::time::Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX)
}
