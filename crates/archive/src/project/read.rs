use rusqlite::types::Type;
use rusqlite::{Row, params};
use serde::de::DeserializeOwned;
use waardenscan::{HitRecord, SuggestionRecord};

use super::{Project, ProjectError, RunId};
use crate::{Failure, GivenMetadata};

/// What made the suggestions of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct RunInfo {
    /// When it started, UTC, ISO 8601.
    pub started_at: String,
    /// Version of Waardenscan.
    pub engine_version: String,
    /// Name of the lexicon.
    pub lexicon_name: String,
    /// Version of the lexicon.
    pub lexicon_version: String,
    /// SHA-256 of the lexicon's content, in hexadecimals.
    pub lexicon_fingerprint: String,
    /// The least score of a suggestion, in (0, 1].
    pub threshold: f64,
    /// The lexicon's values, in its order.
    pub values: Vec<StoredValue>,
}

/// One value of the lexicon of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredValue {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Name of its cluster.
    pub cluster: String,
    /// Definition.
    pub definition: String,
}

/// One document of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDocument {
    /// Key of the document within the project.
    pub id: i64,
    /// Path as scanned.
    pub path: String,
    /// Format; none where it was not analysed.
    pub format: Option<String>,
    /// Number of pages, where known.
    pub pages: Option<u32>,
    /// Why it was not analysed.
    pub failure: Option<Failure>,
    /// The title that the file gives itself.
    pub file_title: Option<String>,
    /// What people said of it; all empty where nothing was said.
    pub given: GivenMetadata,
    /// Number of its passages.
    pub passages: u32,
    /// What went less than well.
    pub warnings: Vec<StoredWarning>,
}

/// One warning about a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredWarning {
    /// Its kind, such as "garbled_text".
    pub kind: String,
    /// Number of the page, from 1.
    pub page: Option<u32>,
    /// What happened, in English.
    pub message: String,
}

/// One passage with its suggestions.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPassage {
    /// Its place in the document: the order of its block, from 0.
    pub block: u32,
    /// What it is: "paragraph", "list_item", …
    pub kind: String,
    /// Its label: "2.", "a."
    pub label: Option<String>,
    /// Number of the page, from 1.
    pub page: Option<u32>,
    /// The headings it stands under, the highest first.
    pub path: Vec<String>,
    /// The text.
    pub text: String,
    /// Its suggestions, in lexicon order.
    pub suggestions: Vec<SuggestionRecord>,
}

impl Project {
    /// Returns the latest run.
    ///
    /// # Errors
    ///
    /// [`ProjectError::NoRun`] for a project without one,
    /// [`ProjectError::Database`].
    pub fn latest_run(&self) -> Result<RunId, ProjectError> {
        let latest = self
            .connection
            .query_row("SELECT max(id) FROM run", [], |row| row.get(0));
        match latest {
            Ok(Some(run)) => Ok(RunId(run)),
            Ok(None) => Err(ProjectError::NoRun {
                path: self.path.clone(),
            }),
            Err(source) => Err(self.error(source)),
        }
    }

    /// Returns what made the suggestions of a run.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`].
    pub fn run_info(&self, run: RunId) -> Result<RunInfo, ProjectError> {
        self.read_run_info(run).map_err(|source| self.error(source))
    }

    /// Returns the documents of a run in the order they were scanned.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`].
    pub fn documents(&self, run: RunId) -> Result<Vec<StoredDocument>, ProjectError> {
        self.read_documents(run)
            .map_err(|source| self.error(source))
    }

    /// Returns the passages of one document that carry a suggestion, in
    /// document order.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`].
    pub fn suggested_passages(
        &self,
        document: &StoredDocument,
    ) -> Result<Vec<StoredPassage>, ProjectError> {
        self.read_passages(document, "JOIN")
            .map_err(|source| self.error(source))
    }

    /// Returns all passages of one document, in document order.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`].
    pub fn passages(&self, document: &StoredDocument) -> Result<Vec<StoredPassage>, ProjectError> {
        self.read_passages(document, "LEFT JOIN")
            .map_err(|source| self.error(source))
    }

    fn read_run_info(&self, run: RunId) -> rusqlite::Result<RunInfo> {
        let mut info = self.connection.query_row(
            "SELECT started_at, engine_version, lexicon_name, lexicon_version,
                lexicon_fingerprint, threshold
             FROM run WHERE id = ?1",
            [run.0],
            |row| {
                Ok(RunInfo {
                    started_at: row.get(0)?,
                    engine_version: row.get(1)?,
                    lexicon_name: row.get(2)?,
                    lexicon_version: row.get(3)?,
                    lexicon_fingerprint: row.get(4)?,
                    threshold: row.get(5)?,
                    values: Vec::new(),
                })
            },
        )?;
        info.values = self
            .connection
            .prepare(
                "SELECT id, name, cluster, definition FROM value WHERE run = ?1 ORDER BY position",
            )?
            .query_map([run.0], |row| {
                Ok(StoredValue {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    cluster: row.get(2)?,
                    definition: row.get(3)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(info)
    }

    fn read_documents(&self, run: RunId) -> rusqlite::Result<Vec<StoredDocument>> {
        let mut documents = self
            .connection
            .prepare(
                "SELECT id, path, format, pages, failure, failure_found, failure_message, file_title, given_title,
                    given_municipality, given_kind, given_year, given_source, given_url,
                    (SELECT count(*) FROM passage WHERE passage.document = document.id)
                 FROM document WHERE run = ?1 ORDER BY id",
            )?
            .query_map([run.0], document)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let mut warnings = self.connection.prepare(
            "SELECT kind, page, message FROM warning WHERE document = ?1 ORDER BY rowid",
        )?;
        for document in &mut documents {
            document.warnings = warnings
                .query_map([document.id], |row| {
                    Ok(StoredWarning {
                        kind: row.get(0)?,
                        page: row.get(1)?,
                        message: row.get(2)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
        }
        Ok(documents)
    }

    fn read_passages(
        &self,
        document: &StoredDocument,
        join: &str,
    ) -> rusqlite::Result<Vec<StoredPassage>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT passage.block, passage.kind, passage.label, passage.page, passage.path,
                passage.text, suggestion.id, suggestion.value, suggestion.score, suggestion.stance,
                suggestion.evidence, suggestion.explanation, suggestion.best, suggestion.base,
                suggestion.factors
             FROM passage {join} suggestion ON suggestion.passage = passage.id
             WHERE passage.document = ?1 ORDER BY passage.block, suggestion.id"
        ))?;
        let mut passages: Vec<StoredPassage> = Vec::new();
        let mut rows = statement.query([document.id])?;
        while let Some(row) = rows.next()? {
            let block = row.get(0)?;
            if passages.last().is_none_or(|last| last.block != block) {
                passages.push(passage(block, row)?);
            }
            let suggested = row.get::<_, Option<i64>>(6)?.is_some();
            if suggested && let Some(passage) = passages.last_mut() {
                let suggestion = self.suggestion(document, passage, row)?;
                passage.suggestions.push(suggestion);
            }
        }
        Ok(passages)
    }

    fn suggestion(
        &self,
        document: &StoredDocument,
        passage: &StoredPassage,
        row: &Row<'_>,
    ) -> rusqlite::Result<SuggestionRecord> {
        let id: i64 = row.get(6)?;
        let hits = self
            .connection
            .prepare_cached(
                "SELECT text, start, end, indicator, weight FROM hit
                 WHERE suggestion = ?1 ORDER BY rowid",
            )?
            .query_map(params![id], |row| {
                Ok(HitRecord {
                    text: row.get(0)?,
                    start: row.get::<_, u32>(1)? as usize,
                    end: row.get::<_, u32>(2)? as usize,
                    indicator: row.get(3)?,
                    weight: row.get(4)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(SuggestionRecord {
            document: document.path.clone(),
            page: passage.page.map(|page| page as usize),
            path: passage.path.clone(),
            passage: passage.text.clone(),
            value: row.get(7)?,
            score: row.get(8)?,
            stance: named(row, 9)?,
            evidence: named(row, 10)?,
            hits,
            explanation: row.get(11)?,
            best: from_json(row, 12)?,
            base: row.get(13)?,
            factors: from_json(row, 14)?.unwrap_or_default(),
        })
    }
}

fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    let read = text.map(|text| serde_json::from_str(&text)).transpose();
    read.map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into())
    })
}

fn document(row: &Row<'_>) -> rusqlite::Result<StoredDocument> {
    let failure = match named(row, 4)? {
        Some(kind) => Some(Failure {
            kind,
            found: named(row, 5)?,
            message: row.get(6)?,
        }),
        None => None,
    };
    Ok(StoredDocument {
        id: row.get(0)?,
        path: row.get(1)?,
        format: row.get(2)?,
        pages: row.get(3)?,
        failure,
        file_title: row.get(7)?,
        given: GivenMetadata {
            title: row.get(8)?,
            municipality: row.get(9)?,
            kind: row.get(10)?,
            year: row.get(11)?,
            source: row.get(12)?,
            url: row.get(13)?,
        },
        passages: row.get(14)?,
        warnings: Vec::new(),
    })
}

fn passage(block: u32, row: &Row<'_>) -> rusqlite::Result<StoredPassage> {
    let path: String = row.get(4)?;
    Ok(StoredPassage {
        block,
        kind: row.get(1)?,
        label: row.get(2)?,
        page: row.get(3)?,
        path: serde_json::from_str(&path).map_err(|error| invalid(4, error))?,
        text: row.get(5)?,
        suggestions: Vec::new(),
    })
}

/// Reads an enum, or none, from its name.
fn named<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let name: Option<String> = row.get(column)?;
    serde_json::from_value(name.into()).map_err(|error| invalid(column, error))
}

fn invalid(column: usize, error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}
