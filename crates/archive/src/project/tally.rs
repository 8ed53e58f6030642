//! What those who decide ask of a project: how much is done, by whom, and
//! what was decided last.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::ledger::State;
use super::{Project, ProjectError, RunId, StoredDocument, StoredSuggestion};

/// How many suggestions there are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([u64; State::ALL.len()]);

impl Tally {
    /// Returns the number in one state.
    #[must_use]
    pub fn of(self, state: State) -> u64 {
        let mut counts = State::ALL.into_iter().zip(self.0);
        counts
            .find(|(one, _)| *one == state)
            .map_or(0, |(_, count)| count)
    }

    /// Returns the number of all.
    #[must_use]
    pub fn all(self) -> u64 {
        self.0.iter().sum()
    }

    /// Adds `count` suggestions in a state.
    pub fn add(&mut self, state: State, count: u64) {
        for (one, sum) in State::ALL.into_iter().zip(&mut self.0) {
            if one == state {
                *sum += count;
            }
        }
    }

    /// Adds those of another.
    pub fn add_all(&mut self, other: Self) {
        for (sum, count) in self.0.iter_mut().zip(other.0) {
            *sum += count;
        }
    }
}

/// In which order documents are shown; of equals the first scanned comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentOrder {
    /// As they were scanned.
    #[default]
    Scanned,
    /// By their title, or else their path; capitals of ASCII count as small.
    Title,
    /// By their municipality, those without one last.
    Municipality,
    /// By the kind that people gave them, or else the one recognised.
    Kind,
    /// By their year, the latest first, those without one last.
    Year,
}

impl DocumentOrder {
    const fn sql(self) -> &'static str {
        match self {
            Self::Scanned => "position",
            Self::Title => {
                "coalesce(nullif(given_title, ''), nullif(file_title, ''), path) COLLATE NOCASE,
                    position"
            }
            Self::Municipality => {
                "given_municipality IS NULL, given_municipality COLLATE NOCASE, position"
            }
            Self::Kind => {
                "coalesce(given_kind, guessed_kind) IS NULL, coalesce(given_kind, guessed_kind),
                    position"
            }
            Self::Year => "given_year IS NULL, given_year DESC, position",
        }
    }
}

/// Which documents of a run to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// What the path or the given title holds, in lower-case letters.
    pub text: String,
    /// Whether something in it is still open.
    pub is_open: bool,
    /// In which order.
    pub order: DocumentOrder,
}

/// Documents of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentPage {
    /// In the order asked for.
    pub documents: Vec<StoredDocument>,
    /// How many there are on all pages.
    pub all: u64,
}

/// The documents of a run whose path or title holds a text, and those of them in
/// which something is open. A document is looked through up to the first that
/// is; the plus keeps SQLite from looking through all that are open instead.
const CONTAINING: &str = "document.run = ?1 AND removed IS NULL
    AND (?2 = '' OR instr(lower(path), ?2) > 0 OR instr(lower(given_title), ?2) > 0)";
const OPEN: &str = "EXISTS (SELECT 1 FROM passage CROSS JOIN suggestion
        ON suggestion.passage = passage.id
    WHERE passage.content = document.content AND +state = 'open')";

impl Project {
    /// Returns at most `most` documents of a run after the first `skip`.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn document_page(
        &self,
        run: RunId,
        filter: &DocumentFilter,
        skip: u64,
        most: u32,
    ) -> Result<DocumentPage, ProjectError> {
        let text = &filter.text;
        let chosen = match filter.is_open {
            true => format!("{CONTAINING} AND {OPEN}"),
            false => CONTAINING.to_owned(),
        };
        let read = || -> rusqlite::Result<DocumentPage> {
            let all = self
                .connection
                .prepare_cached(&format!("SELECT count(*) FROM document WHERE {chosen}"))?
                .query_row(params![run.0, text], |row| row.get(0))?;
            let order = filter.order.sql();
            let numbers = self
                .connection
                .prepare_cached(&format!(
                    "SELECT document.id FROM document JOIN content ON content.id = document.content
                     WHERE {chosen} ORDER BY {order} LIMIT ?3 OFFSET ?4"
                ))?
                .query_map(params![run.0, text, most, skip], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<i64>>>()?;
            let mut documents = Vec::new();
            for number in numbers {
                documents.append(&mut self.read_documents("document.id = ?1", [number])?);
            }
            Ok(DocumentPage { documents, all })
        };
        read().map_err(|source| self.error(source))
    }

    /// Returns the path of the document with a number
    /// ([`StoredDocument::number`]); none where there is none.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn path_of(&self, number: i64) -> Result<Option<String>, ProjectError> {
        self.connection
            .prepare_cached("SELECT path FROM document WHERE id = ?1")
            .and_then(|mut find| find.query_row([number], |row| row.get(0)).optional())
            .map_err(|source| self.error(source))
    }

    /// Counts the suggestions of one document, by id of the value.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn tally_of(
        &self,
        document: &StoredDocument,
    ) -> Result<BTreeMap<String, Tally>, ProjectError> {
        self.read_tally(
            "FROM passage CROSS JOIN suggestion ON suggestion.passage = passage.id
             WHERE passage.content = ?1 GROUP BY value, state",
            params![document.content],
        )
    }

    /// Counts all suggestions, by id of the value, those of removed documents
    /// included. Takes some tens of milliseconds a million.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn tally(&self) -> Result<BTreeMap<String, Tally>, ProjectError> {
        self.read_tally(
            "FROM suggestion INDEXED BY suggestion_value GROUP BY value, state",
            params![],
        )
    }

    fn read_tally(
        &self,
        from: &str,
        parameters: impl rusqlite::Params,
    ) -> Result<BTreeMap<String, Tally>, ProjectError> {
        let read = || -> rusqlite::Result<_> {
            let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
            let mut statement = self
                .connection
                .prepare_cached(&format!("SELECT value, state, count(*) {from}"))?;
            let mut rows = statement.query(parameters)?;
            while let Some(row) = rows.next()? {
                let tally = tallies.entry(row.get(0)?).or_default();
                tally.add(super::read::named(row, 1)?, row.get(2)?);
            }
            Ok(tallies)
        };
        read().map_err(|source| self.error(source))
    }

    /// Returns the suggestion of a value for a passage; none where there is
    /// none.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn suggestion_on(
        &self,
        sha256: &str,
        block: u64,
        value: &str,
    ) -> Result<Option<StoredSuggestion>, ProjectError> {
        let id: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT suggestion.id FROM content
                 JOIN passage ON passage.content = content.id
                 JOIN suggestion ON suggestion.passage = passage.id
                 WHERE content.sha256 = ?1 AND passage.block = ?2 AND suggestion.value = ?3",
            )
            .and_then(|mut find| {
                find.query_row(params![sha256, block, value], |row| row.get(0))
                    .optional()
            })
            .map_err(|source| self.error(source))?;
        id.map_or(Ok(None), |id| self.suggestion(id))
    }

    /// Returns the number of the last entry of the ledger that is by `who` and
    /// that can be undone.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn last_decision_of(&self, who: &str) -> Result<Option<u64>, ProjectError> {
        self.connection
            .prepare_cached(
                "SELECT number FROM ledger
                 WHERE entry ->> '$.who' = ?1 AND document IS NOT NULL AND kind <> 'undo'
                    AND NOT EXISTS (SELECT 1 FROM ledger AS later
                        WHERE later.undoes = ledger.hash)
                 ORDER BY number DESC LIMIT 1",
            )
            .and_then(|mut find| find.query_row([who], |row| row.get(0)).optional())
            .map_err(|source| self.error(source))
    }

    /// Returns who decided when, in milliseconds since 1970, of the last `most`
    /// entries of the ledger, the last first.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn decision_times(&self, most: u32) -> Result<Vec<(String, i64)>, ProjectError> {
        let read = || -> rusqlite::Result<_> {
            self.connection
                .prepare_cached(
                    "SELECT entry ->> '$.who',
                        CAST(round(unixepoch(entry ->> '$.at', 'subsec') * 1000) AS INTEGER)
                     FROM ledger WHERE document IS NOT NULL ORDER BY number DESC LIMIT ?1",
                )?
                .query_map([most], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|source| self.error(source))
    }

    /// Returns the names of all who decided, in alphabetical order.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn analysts(&self) -> Result<Vec<String>, ProjectError> {
        let read = || -> rusqlite::Result<_> {
            self.connection
                .prepare_cached("SELECT DISTINCT entry ->> '$.who' FROM ledger ORDER BY 1")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|source| self.error(source))
    }

    /// Returns the number of the last entry of the ledger, 0 where it is
    /// empty: the same number, the same decisions.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn last_entry(&self) -> Result<u64, ProjectError> {
        self.connection
            .prepare_cached("SELECT coalesce(max(number), 0) FROM ledger")
            .and_then(|mut last| last.query_row([], |row| row.get(0)))
            .map_err(|source| self.error(source))
    }
}
