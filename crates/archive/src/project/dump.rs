//! The content of a project as text that two projects can be compared by.

use std::io::{self, Write};

use rusqlite::types::ValueRef;

use super::{Project, ProjectError, RunId};

/// Why a dump failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DumpError {
    /// The project cannot be read.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The output cannot be written.
    #[error("the dump cannot be written")]
    Io(#[from] io::Error),
}

/// What a project holds, table by table: name and question, asked with the
/// latest run. No keys of rows, no times, and an order that depends on the
/// content alone.
const TABLES: [(&str, &str); 9] = [
    (
        "run",
        "SELECT engine_version, lexicon_id, lexicon_version, lexicon_fingerprint,
            model_fingerprint, threshold, settings FROM run WHERE id = ?1",
    ),
    (
        "value",
        "SELECT id, name, cluster, definition FROM value WHERE run = ?1 ORDER BY position",
    ),
    (
        "document",
        "SELECT path, sha256, content.bytes, format, reader, pages, recognised_pages, failure,
            failure_found, failure_message, metadata, guessed_kind, guessed_kind_confidence, personal, removed IS NOT NULL, given_title,
            given_municipality, given_kind, given_year, given_source, given_url
         FROM document JOIN content ON content.id = document.content WHERE ?1 ORDER BY path",
    ),
    (
        "warning",
        "SELECT path, kind, page, message FROM document JOIN warning USING (content)
         WHERE ?1 ORDER BY path, warning.rowid",
    ),
    (
        "passage",
        "SELECT document.path, block, kind, label, page, passage.path, text, role, role_confidence
         FROM document JOIN passage USING (content) WHERE ?1 ORDER BY document.path, block",
    ),
    (
        "suggestion",
        "SELECT document.path, block, value, score, stance, evidence, explanation, best, base,
            factors, state, hits
         FROM document JOIN passage USING (content)
         JOIN suggestion ON suggestion.passage = passage.id
         WHERE ?1 ORDER BY document.path, block, value",
    ),
    (
        "tension",
        "SELECT document.path, block, value_1, value_2, question, cue, evidence
         FROM document JOIN passage USING (content) JOIN tension ON tension.passage = passage.id
         WHERE ?1 ORDER BY document.path, block, tension.rowid",
    ),
    (
        "standard text",
        "SELECT contents, identical, document.path, block
         FROM standard_text
         JOIN standard_passage ON standard_passage.standard_text = standard_text.id
         JOIN passage ON passage.id = standard_passage.passage
         JOIN document ON document.content = passage.content
         WHERE ?1 ORDER BY standard_text.id, document.path, block",
    ),
    (
        "decision",
        "SELECT json_remove(ledger.entry, '$.at', '$.previous', '$.undoes'), path,
            placement.block, how, similarity
         FROM ledger LEFT JOIN placement ON placement.entry = ledger.number
         LEFT JOIN document ON document.content = placement.content
         WHERE ?1 ORDER BY 1, path, placement.block",
    ),
];

impl Project {
    /// Writes what the project holds, a line a row: the name of the table and
    /// its fields, separated by tabs. Two projects hold the same exactly when
    /// their dumps are equal, whatever order and however many runs made them;
    /// times, keys and the hashes that depend on them are left out.
    ///
    /// # Errors
    ///
    /// [`ProjectError::NoRun`], [`ProjectError::Database`] and its like;
    /// [`DumpError::Io`] when `out` fails.
    pub fn dump(&self, out: &mut impl Write) -> Result<(), DumpError> {
        let run = self.latest_run()?;
        for (table, sql) in TABLES {
            self.dump_table(run, table, sql, out)?;
        }
        Ok(())
    }

    fn dump_table(
        &self,
        run: RunId,
        table: &str,
        sql: &str,
        out: &mut impl Write,
    ) -> Result<(), DumpError> {
        let failed = |source| DumpError::from(self.error(source));
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        let columns = statement.column_count();
        let mut rows = statement.query([run.0]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            write!(out, "{table}")?;
            for column in 0..columns {
                match row.get_ref(column).map_err(failed)? {
                    ValueRef::Null => write!(out, "\t-")?,
                    ValueRef::Integer(number) => write!(out, "\t{number}")?,
                    ValueRef::Real(number) => write!(out, "\t{number:?}")?,
                    ValueRef::Text(text) | ValueRef::Blob(text) => {
                        let text = String::from_utf8_lossy(text);
                        write!(out, "\t{}", text.escape_debug())?;
                    }
                }
            }
            writeln!(out)?;
        }
        Ok(())
    }
}
