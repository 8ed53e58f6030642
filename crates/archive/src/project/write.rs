use rusqlite::{Connection, Transaction, params};
use serde::Serialize;
use waardenscan::{OtherFormat, ScanRecord, Scanner, SuggestedValue, WarningRecord};

use super::{Project, ProjectError, RunId};
use crate::Outcome;

/// UTC to the second, as SQLite writes it.
const NOW: &str = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";

impl Project {
    /// Starts a run and records the engine, the lexicon and the threshold.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`].
    pub fn start_run(&mut self, scanner: &Scanner) -> Result<RunId, ProjectError> {
        let run = insert_run(&mut self.connection, scanner);
        run.map(RunId).map_err(|source| self.error(source))
    }

    /// Adds what became of one file, in a transaction of its own: its document,
    /// warnings, all passages and the suggestions. What the project knew of a
    /// file with the same path is replaced.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`]; the project is then as it was before.
    pub fn add(&mut self, run: RunId, outcome: &Outcome) -> Result<(), ProjectError> {
        let added = add(&mut self.connection, run, outcome);
        added.map_err(|source| self.error(source))
    }

    /// Marks a run as complete.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`].
    pub fn finish_run(&mut self, run: RunId) -> Result<(), ProjectError> {
        let sql = format!("UPDATE run SET finished_at = {NOW} WHERE id = ?1");
        match self.connection.execute(&sql, [run.0]) {
            Ok(_) => Ok(()),
            Err(source) => Err(self.error(source)),
        }
    }
}

fn insert_run(connection: &mut Connection, scanner: &Scanner) -> rusqlite::Result<i64> {
    let transaction = connection.transaction()?;
    let lexicon = scanner.lexicon();
    transaction.execute(
        &format!(
            "INSERT INTO run (started_at, engine_version, lexicon_id, lexicon_name,
                lexicon_version, lexicon_fingerprint, threshold)
             VALUES ({NOW}, ?1, ?2, ?3, ?4, ?5, ?6)"
        ),
        params![
            env!("CARGO_PKG_VERSION"),
            lexicon.id(),
            lexicon.name(),
            lexicon.version(),
            lexicon.fingerprint(),
            scanner.threshold(),
        ],
    )?;
    let run = transaction.last_insert_rowid();
    let mut insert = transaction.prepare(
        "INSERT INTO value (run, position, id, name, cluster, definition)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, value) in lexicon.values().iter().enumerate() {
        let cluster = lexicon
            .clusters()
            .iter()
            .find(|cluster| cluster.id == value.cluster);
        insert.execute(params![
            run,
            integer(position),
            value.id,
            value.name,
            cluster.map_or(value.cluster.as_str(), |cluster| cluster.name.as_str()),
            value.definition
        ])?;
    }
    drop(insert);
    transaction.commit()?;
    Ok(run)
}

fn add(connection: &mut Connection, run: RunId, outcome: &Outcome) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute("DELETE FROM document WHERE path = ?1", [&outcome.path])?;
    let document = insert_document(&transaction, run, outcome)?;
    if let Ok(scan) = &outcome.result {
        insert_warnings(&transaction, document, &scan.warnings)?;
        insert_passages(&transaction, document, scan)?;
    }
    transaction.commit()
}

fn insert_document(
    transaction: &Transaction<'_>,
    run: RunId,
    outcome: &Outcome,
) -> rusqlite::Result<i64> {
    let scan = outcome.result.as_ref().ok();
    let failure = outcome.result.as_ref().err();
    let metadata = scan.map(|scan| &scan.metadata);
    let given = outcome.given.clone().unwrap_or_default();
    transaction.execute(
        "INSERT INTO document (run, path, bytes, sha256, format, pages, failure, failure_found, failure_message,
            file_title, file_author, file_created, given_title, given_municipality, given_kind,
            given_year, given_source, given_url)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        params![
            run.0,
            outcome.path,
            i64::try_from(outcome.bytes).unwrap_or(i64::MAX),
            outcome.sha256,
            scan.map(|scan| scan.format.name()),
            scan.and_then(|scan| scan.pages).map(integer),
            failure.map(|failure| failure.kind.name()),
            failure.and_then(|failure| failure.found).map(OtherFormat::name),
            failure.map(|failure| failure.message.as_str()),
            metadata.and_then(|metadata| metadata.title.as_deref()),
            metadata.and_then(|metadata| metadata.author.as_deref()),
            metadata.and_then(|metadata| metadata.created.as_deref()),
            given.title,
            given.municipality,
            given.kind,
            given.year,
            given.source,
            given.url,
        ],
    )?;
    Ok(transaction.last_insert_rowid())
}

fn insert_warnings(
    transaction: &Transaction<'_>,
    document: i64,
    warnings: &[WarningRecord],
) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO warning (document, kind, page, message) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for warning in warnings {
        insert.execute(params![
            document,
            warning.kind,
            warning.page.map(integer),
            warning.message
        ])?;
    }
    Ok(())
}

fn insert_passages(
    transaction: &Transaction<'_>,
    document: i64,
    scan: &ScanRecord,
) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO passage (document, block, kind, label, page, path, text)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for passage in &scan.passages {
        insert.execute(params![
            document,
            integer(passage.block),
            passage.kind.name(),
            passage.label,
            passage.page.map(integer),
            json(&passage.path)?,
            passage.text,
        ])?;
        let id = transaction.last_insert_rowid();
        for suggestion in &passage.suggestions {
            insert_suggestion(transaction, id, suggestion)?;
        }
    }
    Ok(())
}

fn insert_suggestion(
    transaction: &Transaction<'_>,
    passage: i64,
    record: &SuggestedValue,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO suggestion
                (passage, value, score, stance, evidence, explanation, best, base, factors)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            passage,
            record.value,
            record.score,
            record.stance.name(),
            record.evidence.name(),
            record.explanation,
            record.best.as_ref().map(json).transpose()?,
            record.base,
            json(&record.factors)?,
        ])?;
    let suggestion = transaction.last_insert_rowid();
    let mut insert = transaction.prepare_cached(
        "INSERT INTO hit (suggestion, start, end, text, indicator, weight)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for hit in &record.hits {
        insert.execute(params![
            suggestion,
            integer(hit.start),
            integer(hit.end),
            hit.text,
            hit.indicator,
            hit.weight,
        ])?;
    }
    Ok(())
}

fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// SQLite's integers are 64 bits with a sign; no document comes near.
fn integer(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
