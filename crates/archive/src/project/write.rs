//! Runs, and what is written during one.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};
use waardenscan::Scanner;

use super::document::{self, Met};
use super::work::rescore_all;
use super::{Project, ProjectError, RunId, content, standard};
use crate::Outcome;

/// UTC to the second, as SQLite writes it.
pub(super) const NOW: &str = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";

/// How a run is done.
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
    /// What decides how files are read, besides the scanner: name and value of
    /// each setting. A run with other settings reads everything again.
    /// Passwords do not belong here, whether there was one does.
    pub settings: BTreeMap<String, String>,
    /// Whether to do again what was done before. Default: no.
    pub fresh: bool,
}

/// Something to write during a run.
#[derive(Debug)]
pub(crate) enum Step {
    /// What became of a file.
    Read(Met, Box<Outcome>),
    /// A file with a content that is stored: its SHA-256.
    Copy(Met, String),
    /// A file that is as it was.
    Same(Met),
    /// A file that is gone.
    Gone(String),
}

impl Project {
    /// Starts a run, and records the engine, the lexicon, its statistical part
    /// and the threshold; as [`Project::start_run_with`] with the defaults.
    ///
    /// # Errors
    ///
    /// As [`Project::start_run_with`].
    pub fn start_run(&mut self, scanner: &Scanner) -> Result<RunId, ProjectError> {
        self.start_run_with(scanner, &RunOptions::default())
    }

    /// Starts a run, or goes on with the last one if that was broken off and
    /// everything that decides its results is the same.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Locked`], [`ProjectError::DiskFull`] and their like.
    pub fn start_run_with(
        &mut self,
        scanner: &Scanner,
        options: &RunOptions,
    ) -> Result<RunId, ProjectError> {
        self.transaction(|transaction| {
            let recipe = recipe(scanner, options)?;
            match unfinished(transaction, &recipe)? {
                Some(run) => Ok(run),
                None => insert_run(transaction, scanner, options, &recipe),
            }
        })
    }

    /// Adds what became of one file, in a transaction of its own: its document,
    /// warnings, all passages and the suggestions. What the project knew of a
    /// file with the same path or the same content is replaced; decisions on
    /// it are carried along.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Locked`], [`ProjectError::DiskFull`] and their like; the
    /// project is then as it was before.
    pub fn add(&mut self, run: RunId, outcome: &Outcome) -> Result<(), ProjectError> {
        let met = Met {
            path: outcome.path.clone(),
            position: None,
            stamp: None,
            given: outcome.given.clone(),
        };
        self.transaction(|transaction| document::store(transaction, run, outcome, &met))
    }

    /// Writes steps in one transaction: all of them or none.
    pub(crate) fn write(&mut self, run: RunId, steps: &[Step]) -> Result<(), ProjectError> {
        if steps.is_empty() {
            return Ok(());
        }
        self.transaction(|transaction| {
            for step in steps {
                match step {
                    Step::Read(met, outcome) => document::store(transaction, run, outcome, met)?,
                    Step::Copy(met, sha256) => {
                        document::store_copy(transaction, run, met, sha256)?;
                    }
                    Step::Same(met) => document::touch(transaction, run, met)?,
                    Step::Gone(path) => document::remove(transaction, run, path)?,
                }
            }
            Ok(())
        })
    }

    /// Marks a run as complete, groups the standard text of the project and
    /// applies what was learned from decisions to what is new.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Locked`], [`ProjectError::DiskFull`] and their like.
    pub fn finish_run(&mut self, run: RunId) -> Result<(), ProjectError> {
        self.transaction(|transaction| {
            if changed(transaction, run)? {
                standard::group(transaction)?;
                rescore_all(transaction)?;
            }
            transaction.execute(
                &format!("UPDATE run SET finished_at = {NOW} WHERE id = ?1"),
                [run.0],
            )?;
            Ok(())
        })
    }

    /// Does something in one transaction.
    pub(super) fn transaction<T>(
        &mut self,
        write: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, ProjectError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate);
        let written = transaction.and_then(|transaction| {
            let result = write(&transaction)?;
            transaction.commit()?;
            Ok(result)
        });
        written.map_err(|source| self.error(source))
    }
}

/// Tells whether a run changed any passage.
fn changed(connection: &Connection, run: RunId) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM change WHERE run = ?1)",
        [run.0],
        |row| row.get(0),
    )
}

/// The SHA-256 of all that decides what a file gives.
fn recipe(scanner: &Scanner, options: &RunOptions) -> rusqlite::Result<String> {
    let lexicon = scanner.lexicon();
    let parts = [
        env!("CARGO_PKG_VERSION").to_owned(),
        lexicon.id().to_owned(),
        lexicon.fingerprint().to_owned(),
        scanner
            .statistics_fingerprint()
            .unwrap_or_default()
            .to_owned(),
        format!("{:016x}", scanner.threshold().to_bits()),
        content::json(&options.settings)?,
    ];
    let digest = Sha256::digest(content::json(&parts)?.as_bytes());
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Returns the last run if it was broken off and has this recipe.
fn unfinished(connection: &Connection, recipe: &str) -> rusqlite::Result<Option<RunId>> {
    connection
        .query_row(
            "SELECT id FROM run
             WHERE id = (SELECT max(id) FROM run) AND finished_at IS NULL AND recipe = ?1",
            [recipe],
            |row| row.get(0).map(RunId),
        )
        .optional()
}

fn insert_run(
    connection: &Connection,
    scanner: &Scanner,
    options: &RunOptions,
    recipe: &str,
) -> rusqlite::Result<RunId> {
    let lexicon = scanner.lexicon();
    connection.execute(
        &format!(
            "INSERT INTO run (started_at, engine_version, lexicon_id, lexicon_name,
                lexicon_version, lexicon_fingerprint, model_fingerprint, threshold, settings,
                recipe, fresh)
             VALUES ({NOW}, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
        ),
        params![
            env!("CARGO_PKG_VERSION"),
            lexicon.id(),
            lexicon.name(),
            lexicon.version(),
            lexicon.fingerprint(),
            scanner.statistics_fingerprint(),
            scanner.threshold(),
            content::json(&options.settings)?,
            recipe,
            options.fresh,
        ],
    )?;
    let run = connection.last_insert_rowid();
    let mut insert = connection.prepare(
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
            position,
            value.id,
            value.name,
            cluster.map_or(value.cluster.as_str(), |cluster| cluster.name.as_str()),
            value.definition
        ])?;
    }
    Ok(RunId(run))
}
