//! Joining projects, such as those of the shards of one archive.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};

use super::ledger::{Entry, Verdict, append, settle_all};
use super::work::rescore_all;
use super::write::NOW;
use super::{Project, ProjectError, standard};

/// What stands for a person where ledgers are joined.
const WHO: &str = "waardenscan merge";

/// Joins the projects at `parts`, in their order, into a new one at `out`, and
/// returns it. All must be finished and made with the same engine, lexicon,
/// model and settings. The same content counts once.
///
/// The ledgers are joined entry by entry as they were written: in order of
/// time, each after those before it in its own ledger, and an entry that
/// several parts have once. So every entry still follows the one whose hash it
/// holds, and a last entry, which holds the hashes of the ends of all chains,
/// ties them together; [`Project::verify_ledger`] checks all of that.
///
/// # Errors
///
/// [`ProjectError::Merge`] when the parts do not fit together, otherwise as
/// [`Project::create_or_open`]; `out` is then removed.
pub fn merge_projects(out: &Path, parts: &[PathBuf]) -> Result<Project, ProjectError> {
    if out.exists() {
        return Err(ProjectError::Merge {
            path: out.to_owned(),
            fault: "the file exists already; choose another name".to_owned(),
        });
    }
    let ledgers = parts
        .iter()
        .map(|part| ledger_of(part))
        .collect::<Result<Vec<_>, _>>()?;
    let mut project = Project::create_or_open(out)?;
    let merged = parts
        .iter()
        .try_for_each(|part| project.take_in(part))
        .and_then(|()| project.join_ledgers(parts, ledgers))
        .and_then(|()| project.finish_merge());
    match merged {
        Ok(()) => Ok(project),
        Err(error) => {
            drop(project);
            // Nobody has seen it yet; where it cannot be removed it stays as
            // a project without a finished run.
            let _ = std::fs::remove_file(out);
            Err(error)
        }
    }
}

/// An entry as it was written, with what orders it.
struct Written {
    at: String,
    hash: String,
    entry: String,
}

/// Reads the ledger of a part, after checking it.
fn ledger_of(part: &Path) -> Result<VecDeque<Written>, ProjectError> {
    let project = Project::open_read_only(part)?;
    project.verify_ledger()?;
    project.latest_run()?;
    project.written().map_err(|source| project.error(source))
}

impl Project {
    fn written(&self) -> rusqlite::Result<VecDeque<Written>> {
        self.connection
            .prepare("SELECT entry ->> '$.at', hash, entry FROM ledger ORDER BY number")?
            .query_map([], |row| {
                Ok(Written {
                    at: row.get(0)?,
                    hash: row.get(1)?,
                    entry: row.get(2)?,
                })
            })?
            .collect()
    }

    /// Copies the documents of a part and what was read of them.
    fn take_in(&mut self, part: &Path) -> Result<(), ProjectError> {
        self.attached(part, |connection| {
            if let Some(fault) = misfit(connection)? {
                return Ok(Err(fault));
            }
            connection.execute_batch(include_str!("merge.sql"))?;
            Ok(Ok(()))
        })
    }

    /// Does something in a transaction with `part` attached under that name.
    fn attached(
        &mut self,
        part: &Path,
        action: impl FnOnce(&Connection) -> rusqlite::Result<Result<(), String>>,
    ) -> Result<(), ProjectError> {
        let failed = |source| ProjectError::of(part, source);
        self.connection
            .execute("ATTACH ?1 AS part", [part.to_string_lossy()])
            .map_err(failed)?;
        let done = self.transaction(|transaction| match action(transaction)? {
            Ok(()) => Ok(None),
            // Ends the transaction without a word in the database.
            Err(fault) => Ok(Some(fault)),
        });
        self.connection.execute("DETACH part", []).map_err(failed)?;
        match done? {
            None => Ok(()),
            Some(fault) => Err(ProjectError::Merge {
                path: part.to_owned(),
                fault,
            }),
        }
    }

    fn join_ledgers(
        &mut self,
        parts: &[PathBuf],
        mut ledgers: Vec<VecDeque<Written>>,
    ) -> Result<(), ProjectError> {
        self.transaction(|transaction| join(transaction, &mut ledgers))?;
        for part in parts {
            self.attached(part, |connection| {
                connection.execute_batch(
                    "INSERT OR IGNORE INTO placement
                     SELECT ledger.number, content.id, placed.block, placed.how, placed.similarity
                     FROM part.placement AS placed
                     JOIN part.ledger AS theirs ON theirs.number = placed.entry
                     JOIN part.content AS there ON there.id = placed.content
                     JOIN ledger ON ledger.hash = theirs.hash
                     JOIN content ON content.sha256 = there.sha256",
                )?;
                Ok(Ok(()))
            })?;
        }
        Ok(())
    }

    fn finish_merge(&mut self) -> Result<(), ProjectError> {
        self.transaction(|transaction| {
            settle_all(transaction)?;
            order_documents(transaction)?;
            standard::group(transaction)?;
            rescore_all(transaction)?;
            transaction.execute(&format!("UPDATE run SET finished_at = {NOW}"), [])?;
            Ok(())
        })
    }
}

/// Says why the attached part cannot be joined.
fn misfit(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let latest = "(SELECT max(id) FROM part.run)";
    let unfinished =
        format!("SELECT count(*) FROM part.run WHERE id = {latest} AND finished_at IS NULL");
    if count(&unfinished)? > 0 {
        return Ok(Some("its scan was broken off; finish it first".to_owned()));
    }
    let mixed = format!(
        "SELECT count(*) FROM part.document JOIN part.content ON content.id = document.content
         JOIN part.run ON run.id = content.run
         WHERE run.recipe <> (SELECT recipe FROM part.run WHERE id = {latest})"
    );
    let other = format!(
        "SELECT count(*) FROM main.run WHERE recipe <> (SELECT recipe FROM part.run WHERE id = {latest})"
    );
    if count(&mixed)? > 0 || count(&other)? > 0 {
        let fault = "made with another version, lexicon, model or settings than the others; \
                     scan all parts in the same way first";
        return Ok(Some(fault.to_owned()));
    }
    let conflict = connection
        .prepare(
            "SELECT document.path FROM main.document
             JOIN part.document AS theirs ON theirs.path = document.path
             JOIN main.content ON content.id = document.content
             JOIN part.content AS their ON their.id = theirs.content
             WHERE content.sha256 IS NOT their.sha256 ORDER BY 1 LIMIT 1",
        )?
        .query_map([], |row| row.get::<_, String>(0))?
        .next()
        .transpose()?;
    Ok(conflict.map(|path| format!("{path} has another content there than in a part before it")))
}

/// Writes the entries of all ledgers in order of time, each after those before
/// it in its own ledger, and ties the loose ends together.
fn join(connection: &Connection, ledgers: &mut [VecDeque<Written>]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare(
        "INSERT INTO ledger (number, hash, entry)
         VALUES ((SELECT coalesce(max(number), 0) + 1 FROM ledger), ?1, ?2)",
    )?;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut loose: BTreeSet<String> = BTreeSet::new();
    let mut last = None;
    // Of equal times the part named first goes first.
    while let Some(first) = ledgers
        .iter_mut()
        .filter(|ledger| !ledger.is_empty())
        .min_by(|a, b| a.front().map(|it| &it.at).cmp(&b.front().map(|it| &it.at)))
    {
        let Some(written) = first.pop_front() else {
            break;
        };
        if !seen.insert(written.hash.clone()) {
            continue;
        }
        insert.execute(params![written.hash, written.entry])?;
        for before in followed(&written.entry) {
            loose.remove(&before);
        }
        loose.insert(written.hash.clone());
        last = Some(written.hash);
    }
    if let Some(last) = last {
        loose.remove(&last);
    }
    if !loose.is_empty() {
        let merged = loose.into_iter().collect();
        append(connection, WHO, None, Verdict::Merge { merged })?;
    }
    Ok(())
}

/// The hashes of the entries that an entry follows.
fn followed(entry: &str) -> Vec<String> {
    let Ok(entry) = serde_json::from_str::<Entry>(entry) else {
        return Vec::new();
    };
    let mut before = vec![entry.previous];
    if let Verdict::Merge { merged } = entry.verdict {
        before.extend(merged);
    }
    before
}

/// Puts the documents in the order of a scan: that of the parts of their paths.
fn order_documents(connection: &Connection) -> rusqlite::Result<()> {
    let mut paths = connection
        .prepare("SELECT path FROM document WHERE removed IS NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    paths.sort_by(|a, b| Path::new(a).cmp(Path::new(b)));
    let mut update = connection.prepare("UPDATE document SET position = ?2 WHERE path = ?1")?;
    for (position, path) in paths.iter().enumerate() {
        update.execute(params![path, position])?;
    }
    Ok(())
}
