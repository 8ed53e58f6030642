use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Params, Row, params};
use serde::de::DeserializeOwned;
use waardenscan::{
    DocumentKind, Guess, PassageRecord, ScanRecord, SuggestedValue, TensionRecord, WarningRecord,
};

use super::{Project, ProjectError, RunId};
use crate::{Failure, GivenMetadata, Outcome, Signatures, Timing};

/// The kind of a document of which nothing was recognised.
const UNKNOWN: Guess<DocumentKind> = Guess {
    is: DocumentKind::Overig,
    confidence: 0.0,
};
/// Leaves out the passages that nothing was found in.
const WITH_SOMETHING: &str = "AND (suggestion.id IS NOT NULL
    OR EXISTS (SELECT 1 FROM tension WHERE tension.passage = passage.id))";

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
    /// SHA-256 of its statistical part; none where indicators scored alone.
    pub model_fingerprint: Option<String>,
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
    /// Key of its path within the project; it stays.
    pub number: i64,
    /// Key of its content within the project, until it is read again.
    pub content: i64,
    /// SHA-256 of its content in lower-case hexadecimals; none where it could
    /// not be opened.
    pub sha256: Option<String>,
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
    /// What it was recognised as; none where it was not analysed.
    pub guessed_kind: Option<Guess<DocumentKind>>,
    /// What people said of it; all empty where nothing was said.
    pub given: GivenMetadata,
    /// Number of its passages.
    pub passages: u32,
    /// How many of them are lines of a table of contents or a colophon, which
    /// are not scored.
    pub unscored: u32,
    /// What went less than well.
    pub warnings: Vec<StoredWarning>,
}

impl StoredDocument {
    /// Returns the title that people gave, else the one in the file, else the
    /// file's name.
    #[must_use]
    pub fn title(&self) -> &str {
        self.own_title().unwrap_or_else(|| {
            Path::new(&self.path)
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or(&self.path)
        })
    }

    /// Returns the title that people gave, else the one in the file; none where
    /// neither says anything.
    #[must_use]
    pub fn own_title(&self) -> Option<&str> {
        let titles = [&self.given.title, &self.file_title];
        let mut titles = titles.into_iter().flatten().map(|title| title.trim());
        titles.find(|title| !title.is_empty())
    }

    /// Returns the municipality that people gave.
    #[must_use]
    pub fn municipality(&self) -> Option<&str> {
        let given = self.given.municipality.as_deref().map(str::trim);
        given.filter(|name| !name.is_empty())
    }

    /// Returns the kind that people gave, or else the one that was recognised
    /// with how sure that is.
    #[must_use]
    pub fn kind(&self) -> Option<(&str, Option<f64>)> {
        let given = self.given.kind.as_deref().map(|kind| (kind, None));
        let guessed = self.guessed_kind;
        given.or_else(|| guessed.map(|kind| (kind.is.name(), Some(kind.confidence))))
    }
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
        self.read_documents("document.run = ?1 AND removed IS NULL", [run.0])
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
    ) -> Result<Vec<PassageRecord>, ProjectError> {
        self.read_passages(document, WITH_SOMETHING, ALL)
            .map_err(|source| self.error(source))
    }

    /// Returns all passages of one document, in document order.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`].
    pub fn passages(&self, document: &StoredDocument) -> Result<Vec<PassageRecord>, ProjectError> {
        self.read_passages(document, "", ALL)
            .map_err(|source| self.error(source))
    }

    /// Returns the passage at `block` of one document with at most `around`
    /// passages before it and as many after it, in document order; none where
    /// there is no such passage.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn passages_around(
        &self,
        document: &StoredDocument,
        block: u64,
        around: u32,
    ) -> Result<Vec<PassageRecord>, ProjectError> {
        self.range_around(document, block, around)
            .and_then(|range| match range {
                Some(range) => self.read_passages(document, "", range),
                None => Ok(Vec::new()),
            })
            .map_err(|source| self.error(source))
    }

    fn range_around(
        &self,
        document: &StoredDocument,
        block: u64,
        around: u32,
    ) -> rusqlite::Result<Option<(u32, u32)>> {
        self.connection
            .prepare_cached(
                "SELECT (SELECT min(block) FROM (SELECT block FROM passage
                        WHERE content = ?1 AND block <= ?2 ORDER BY block DESC LIMIT ?3 + 1)),
                    (SELECT max(block) FROM (SELECT block FROM passage
                        WHERE content = ?1 AND block >= ?2 ORDER BY block LIMIT ?3 + 1))
                 FROM passage WHERE content = ?1 AND block = ?2",
            )?
            .query_row(params![document.content, block, around], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
    }

    fn read_run_info(&self, run: RunId) -> rusqlite::Result<RunInfo> {
        let mut info = self.connection.query_row(
            "SELECT started_at, engine_version, lexicon_name, lexicon_version,
                lexicon_fingerprint, model_fingerprint, threshold
             FROM run WHERE id = ?1",
            [run.0],
            |row| {
                Ok(RunInfo {
                    started_at: row.get(0)?,
                    engine_version: row.get(1)?,
                    lexicon_name: row.get(2)?,
                    lexicon_version: row.get(3)?,
                    lexicon_fingerprint: row.get(4)?,
                    model_fingerprint: row.get(5)?,
                    threshold: row.get(6)?,
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

    /// Returns what became of one document, as the scan gave it.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn outcome(&self, document: &StoredDocument) -> Result<Outcome, ProjectError> {
        self.read_outcome(document)
            .map_err(|source| self.error(source))
    }

    /// Returns the document with a path, removed or not; none where there is
    /// no such document.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn document(&self, path: &str) -> Result<Option<StoredDocument>, ProjectError> {
        let documents = self.read_documents("document.path = ?1", [path]);
        let documents = documents.map_err(|source| self.error(source))?;
        Ok(documents.into_iter().next())
    }

    /// Returns a document with a content, removed or not.
    pub(crate) fn document_with(
        &self,
        sha256: &str,
    ) -> Result<Option<StoredDocument>, ProjectError> {
        let documents = self.read_documents("content.sha256 = ?1", [sha256]);
        let documents = documents.map_err(|source| self.error(source))?;
        Ok(documents.into_iter().next())
    }

    pub(super) fn read_documents(
        &self,
        condition: &str,
        parameters: impl Params,
    ) -> rusqlite::Result<Vec<StoredDocument>> {
        let mut documents = self
            .connection
            .prepare_cached(&format!(
                "SELECT content.id, path, format, pages, failure, failure_found, failure_message,
                    file_title, given_title, given_municipality, given_kind, given_year,
                    given_source, given_url,
                    (SELECT count(*) FROM passage WHERE passage.content = content.id), sha256,
                    guessed_kind, guessed_kind_confidence,
                    (SELECT count(*) FROM passage WHERE passage.content = content.id
                        AND passage.role IN ('inhoudsopgave', 'colofon')), document.id
                 FROM document JOIN content ON content.id = document.content
                 WHERE {condition} ORDER BY position"
            ))?
            .query_map(parameters, document)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let mut warnings = self.connection.prepare_cached(
            "SELECT kind, page, message FROM warning WHERE content = ?1 ORDER BY rowid",
        )?;
        for document in &mut documents {
            document.warnings = warnings
                .query_map([document.content], |row| {
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

    /// Reads the passages whose block lies in a range, its ends included.
    fn read_passages(
        &self,
        document: &StoredDocument,
        also: &str,
        (first, last): (u32, u32),
    ) -> rusqlite::Result<Vec<PassageRecord>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT passage.block, passage.kind, passage.label, passage.page, passage.path,
                passage.text, suggestion.id, suggestion.value, suggestion.score, suggestion.stance,
                suggestion.evidence, suggestion.explanation, suggestion.best, suggestion.base,
                suggestion.factors, suggestion.hits, passage.role, passage.role_confidence
             FROM passage LEFT JOIN suggestion ON suggestion.passage = passage.id
             WHERE passage.content = ?1 AND passage.block BETWEEN ?2 AND ?3 {also}
             ORDER BY passage.block, suggestion.id"
        ))?;
        let mut tensions = self.tensions(document)?;
        let mut passages: Vec<PassageRecord> = Vec::new();
        let mut rows = statement.query(params![document.content, first, last])?;
        while let Some(row) = rows.next()? {
            let block: u32 = row.get(0)?;
            if passages
                .last()
                .is_none_or(|last| last.block != block as usize)
            {
                let mut passage = passage(row)?;
                passage.tensions = tensions.remove(&block).unwrap_or_default();
                passages.push(passage);
            }
            let id: Option<i64> = row.get(6)?;
            if let (Some(_), Some(passage)) = (id, passages.last_mut()) {
                passage.suggestions.push(suggestion(row)?);
            }
        }
        Ok(passages)
    }

    /// The tensions of a document by the order of their block.
    fn tensions(
        &self,
        document: &StoredDocument,
    ) -> rusqlite::Result<BTreeMap<u32, Vec<TensionRecord>>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT passage.block, value_1, value_2, question, cue, tension.evidence
             FROM tension JOIN passage ON passage.id = tension.passage
             WHERE passage.content = ?1 ORDER BY tension.rowid",
        )?;
        let mut tensions: BTreeMap<u32, Vec<TensionRecord>> = BTreeMap::new();
        let mut rows = statement.query([document.content])?;
        while let Some(row) = rows.next()? {
            let json = |column: usize| row.get::<_, String>(column);
            let tension = TensionRecord {
                values: [row.get(1)?, row.get(2)?],
                question: row.get(3)?,
                cue: serde_json::from_str(&json(4)?).map_err(|error| invalid(4, error))?,
                evidence: serde_json::from_str(&json(5)?).map_err(|error| invalid(5, error))?,
            };
            tensions.entry(row.get(0)?).or_default().push(tension);
        }
        Ok(tensions)
    }

    fn read_outcome(&self, document: &StoredDocument) -> rusqlite::Result<Outcome> {
        let content = document.content;
        let given = &document.given;
        let kind = document.guessed_kind.unwrap_or(UNKNOWN);
        let mut outcome = self
            .connection
            .prepare_cached(
                "SELECT bytes, read_us, score_us, format, reader, pages, recognised_pages,
                    metadata, personal, signatures FROM content WHERE id = ?1",
            )?
            .query_row([content], |row| {
                let scan = match named(row, 3)? {
                    Some(format) => Some(ScanRecord {
                        format,
                        reader: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
                        kind,
                        pages: row.get::<_, Option<u32>>(5)?.map(|pages| pages as usize),
                        recognised_pages: from_json(row, 6)?.unwrap_or_default(),
                        metadata: from_json(row, 7)?.unwrap_or_default(),
                        warnings: Vec::new(),
                        passages: Vec::new(),
                    }),
                    None => None,
                };
                let missing = || invalid(3, serde::de::Error::missing_field("failure"));
                Ok(Outcome {
                    path: document.path.clone(),
                    bytes: row.get(0)?,
                    sha256: document.sha256.clone(),
                    given: (*given != GivenMetadata::default()).then(|| given.clone()),
                    timing: Timing {
                        read: Duration::from_micros(row.get(1)?),
                        score: Duration::from_micros(row.get(2)?),
                    },
                    personal: from_json(row, 8)?.unwrap_or_default(),
                    signatures: Signatures::from_bytes(
                        row.get::<_, Option<Vec<u8>>>(9)?.unwrap_or_default(),
                    ),
                    result: match (scan, document.failure.clone()) {
                        (Some(scan), _) => Ok(scan),
                        (None, failure) => Err(failure.ok_or_else(missing)?),
                    },
                })
            })?;
        if let Ok(scan) = &mut outcome.result {
            scan.warnings = document.warnings.iter().map(warning).collect();
            scan.passages = self.read_passages(document, "", ALL)?;
        }
        Ok(outcome)
    }
}

/// The blocks of a whole document.
const ALL: (u32, u32) = (0, u32::MAX);

/// Reads the columns from value to hits, the eighth to the sixteenth.
pub(super) fn suggestion(row: &Row<'_>) -> rusqlite::Result<SuggestedValue> {
    Ok(SuggestedValue {
        value: row.get(7)?,
        score: row.get(8)?,
        stance: named(row, 9)?,
        evidence: named(row, 10)?,
        hits: from_json(row, 15)?.unwrap_or_default(),
        explanation: row.get(11)?,
        best: from_json(row, 12)?,
        base: row.get(13)?,
        factors: from_json(row, 14)?.unwrap_or_default(),
    })
}

fn warning(warning: &StoredWarning) -> WarningRecord {
    WarningRecord {
        kind: warning.kind.clone(),
        page: warning.page.map(|page| page as usize),
        message: warning.message.clone(),
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
    let guessed_kind = guess(row, 16)?;
    Ok(StoredDocument {
        number: row.get(19)?,
        content: row.get(0)?,
        sha256: row.get(15)?,
        path: row.get(1)?,
        format: row.get(2)?,
        pages: row.get(3)?,
        failure,
        file_title: row.get(7)?,
        guessed_kind,
        given: GivenMetadata {
            title: row.get(8)?,
            municipality: row.get(9)?,
            kind: row.get(10)?,
            year: row.get(11)?,
            source: row.get(12)?,
            url: row.get(13)?,
        },
        passages: row.get(14)?,
        unscored: row.get(18)?,
        warnings: Vec::new(),
    })
}

/// Reads the columns from block to text, the first six, and those of the role,
/// the last two; its suggestions and tensions are apart.
pub(super) fn passage(row: &Row<'_>) -> rusqlite::Result<PassageRecord> {
    let path: String = row.get(4)?;
    Ok(PassageRecord {
        block: row.get::<_, u32>(0)? as usize,
        kind: named(row, 1)?,
        label: row.get(2)?,
        page: row.get::<_, Option<u32>>(3)?.map(|page| page as usize),
        path: serde_json::from_str::<Vec<String>>(&path)
            .map_err(|error| invalid(4, error))?
            .into(),
        text: row.get(5)?,
        role: Guess {
            is: named(row, 16)?,
            confidence: row.get(17)?,
        },
        suggestions: Vec::new(),
        tensions: Vec::new(),
    })
}

/// Reads a kind of document and how sure it is from two columns.
pub(super) fn guess(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Guess<DocumentKind>>> {
    let kind: Option<DocumentKind> = named(row, column)?;
    kind.map(|is| {
        let confidence = row.get(column + 1)?;
        Ok(Guess { is, confidence })
    })
    .transpose()
}

/// Reads an enum, or none, from its name.
pub(super) fn named<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    let name: Option<String> = row.get(column)?;
    serde_json::from_value(name.into()).map_err(|error| invalid(column, error))
}

pub(super) fn invalid(column: usize, error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}
