//! Pages of suggestions, for those who judge them.

use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use serde::{Deserialize, Serialize};
use waardenscan::{BlockKind, Stance, SuggestionRecord};

use super::ledger::State;
use super::query::Query;
use super::read::{guess, named, passage, suggestion};
use super::{Project, ProjectError};

/// Which suggestions to show. All that is said must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SuggestionFilter {
    /// Path of the document.
    pub document: Option<String>,
    /// Ids of values, of which it is one; empty for any.
    pub values: Vec<String>,
    /// Least score, in (0, 1).
    pub least: Option<f64>,
    /// Below this score.
    pub below: Option<f64>,
    /// How the passage stands to the value.
    pub stance: Option<Stance>,
    /// What was decided.
    pub state: Option<State>,
    /// Who took the decision that stands.
    pub who: Option<String>,
    /// Who did not judge it yet: of a share that several judge, what is open
    /// stays so after one of them has.
    pub not_judged_by: Option<String>,
    /// Number of a standard text.
    pub standard_text: Option<i64>,
}

/// In which order suggestions are shown. Each is a total one, so that the
/// suggestion before and after another is always the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SuggestionOrder {
    /// The strongest first; of equals the first stored.
    #[default]
    Strongest,
    /// The other way round: those nearest the threshold first.
    Weakest,
    /// As they stand in their documents, document by document.
    Document,
    /// The other way round.
    DocumentBack,
    /// Those whose score is nearest one half first: whose decision says most
    /// (Lewis and Gale 1994, uncertainty sampling).
    Unsure,
    /// The other way round.
    Sure,
}

impl SuggestionOrder {
    /// Returns the other way round.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Strongest => Self::Weakest,
            Self::Weakest => Self::Strongest,
            Self::Document => Self::DocumentBack,
            Self::DocumentBack => Self::Document,
            Self::Unsure => Self::Sure,
            Self::Sure => Self::Unsure,
        }
    }
}

/// One suggestion with what was decided about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoredSuggestion {
    /// Its key in the project, until its document is read again.
    pub id: i64,
    /// SHA-256 of the document's content: what a decision is bound to.
    pub sha256: String,
    /// The order of the passage's block in the document, from 0.
    pub block: u64,
    /// What the passage is.
    pub kind: BlockKind,
    /// Its label: "2.", "a."
    pub label: Option<String>,
    /// What was decided.
    pub state: State,
    /// Number of the entry of the ledger that says so.
    pub decision: Option<u64>,
    /// Number of the standard text that the passage belongs to.
    pub standard_text: Option<i64>,
    /// Paths of other documents with the same content.
    pub copies: Vec<String>,
    /// The suggestion, with the path of the first document that has it.
    #[serde(flatten)]
    pub suggestion: SuggestionRecord,
}

/// Where a page ended; the next begins after it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageEnd {
    pub(super) score: f64,
    pub(super) id: i64,
}

impl StoredSuggestion {
    /// Returns the end of a page that ends with this suggestion.
    #[must_use]
    pub const fn end(&self) -> PageEnd {
        PageEnd {
            score: self.suggestion.score,
            id: self.id,
        }
    }
}

/// A page of suggestions.
#[derive(Clone, Debug, PartialEq)]
pub struct SuggestionPage {
    /// In the order asked for.
    pub suggestions: Vec<StoredSuggestion>,
    /// Where the next page begins; none after the last.
    pub end: Option<PageEnd>,
}

impl Project {
    /// Returns at most `most` suggestions after `after`; those of removed
    /// documents are left out.
    ///
    /// A page costs the same wherever it lies, because it is found through an
    /// index for each state and not by counting off.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn suggestions(
        &self,
        filter: &SuggestionFilter,
        order: SuggestionOrder,
        after: Option<PageEnd>,
        most: u32,
    ) -> Result<SuggestionPage, ProjectError> {
        self.read_page(filter, order, after, most)
            .map_err(|source| self.error(source))
    }

    /// Returns the suggestion with a key ([`StoredSuggestion::id`]); none where
    /// there is none any more.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn suggestion(&self, id: i64) -> Result<Option<StoredSuggestion>, ProjectError> {
        let found = self.stored_suggestion(id).optional();
        found.map_err(|source| self.error(source))
    }

    /// Returns the number of suggestions in each state, in the order of
    /// [`State::ALL`], those of removed documents included.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn count_suggestions(
        &self,
        value: Option<&str>,
    ) -> Result<[(State, u64); 5], ProjectError> {
        let mut counts = State::ALL.map(|state| (state, 0));
        for (state, count) in &mut counts {
            let counted = match value {
                Some(value) => self
                    .connection
                    .prepare_cached(
                        "SELECT count(*) FROM suggestion WHERE value = ?1 AND state = ?2",
                    )
                    .and_then(|mut it| {
                        it.query_row(params![value, state.name()], |row| row.get(0))
                    }),
                None => self
                    .connection
                    .prepare_cached("SELECT count(*) FROM suggestion WHERE state = ?1")
                    .and_then(|mut it| it.query_row([state.name()], |row| row.get(0))),
            };
            *count = counted.map_err(|source| self.error(source))?;
        }
        Ok(counts)
    }

    fn read_page(
        &self,
        filter: &SuggestionFilter,
        order: SuggestionOrder,
        after: Option<PageEnd>,
        most: u32,
    ) -> rusqlite::Result<SuggestionPage> {
        let (keys, more) = self.read_keys(filter, order, after, most)?;
        let suggestions = keys
            .iter()
            .map(|key| self.stored_suggestion(key.id))
            .collect::<rusqlite::Result<_>>()?;
        Ok(SuggestionPage {
            suggestions,
            end: keys.last().copied().filter(|_| more),
        })
    }

    /// Returns the keys of a page, without reading what they are of.
    pub(super) fn suggestion_keys(
        &self,
        filter: &SuggestionFilter,
        order: SuggestionOrder,
        after: Option<PageEnd>,
        most: u32,
    ) -> Result<Vec<i64>, ProjectError> {
        let keys = self.read_keys(filter, order, after, most);
        let (keys, _) = keys.map_err(|source| self.error(source))?;
        Ok(keys.into_iter().map(|key| key.id).collect())
    }

    /// Reads the places of a page, and whether there are more.
    fn read_keys(
        &self,
        filter: &SuggestionFilter,
        order: SuggestionOrder,
        after: Option<PageEnd>,
        most: u32,
    ) -> rusqlite::Result<(Vec<PageEnd>, bool)> {
        let query = Query::new(filter, order, after, most);
        let mut keys = self
            .connection
            .prepare_cached(&query.sql)?
            .query_map(params_from_iter(query.values), |row| {
                Ok(PageEnd {
                    score: row.get(0)?,
                    id: row.get(1)?,
                })
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        keys.sort_by(|a, b| order.compare(*a, *b));
        let more = keys.len() > most as usize;
        keys.truncate(most as usize);
        Ok((keys, more))
    }

    fn stored_suggestion(&self, id: i64) -> rusqlite::Result<StoredSuggestion> {
        let (content, mut stored) = self
            .connection
            .prepare_cached(
                "SELECT passage.block, passage.kind, passage.label, passage.page, passage.path,
                    passage.text, suggestion.id, value, score, stance, evidence, explanation,
                    best, base, factors, hits, role, role_confidence, guessed_kind,
                    guessed_kind_confidence, state, decision, sha256, standard_text, content.id
                 FROM suggestion JOIN passage ON passage.id = suggestion.passage
                 JOIN content ON content.id = passage.content
                 LEFT JOIN standard_passage ON standard_passage.passage = passage.id
                 WHERE suggestion.id = ?1",
            )?
            .query_row([id], |row| Ok((row.get(24)?, stored(row)?)))?;
        let content: i64 = content;
        let mut paths = self
            .connection
            .prepare_cached(
                "SELECT path, given_kind FROM document
                 WHERE content = ?1 AND removed IS NULL ORDER BY path",
            )?
            .query_map([content], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(String, Option<String>)>>>()?
            .into_iter();
        let (path, given_kind) = paths.next().unwrap_or_default();
        stored.suggestion.document = path;
        stored.suggestion = stored.suggestion.with_given_kind(given_kind.as_deref());
        stored.copies = paths.map(|(path, _)| path).collect();
        Ok(stored)
    }
}

/// Reads a suggestion but for the path of its document.
fn stored(row: &Row<'_>) -> rusqlite::Result<StoredSuggestion> {
    let passage = passage(row)?;
    let suggestion = SuggestionRecord::new("", guess(row, 18)?, &passage, suggestion(row)?);
    Ok(StoredSuggestion {
        id: row.get(6)?,
        sha256: row.get(22)?,
        block: passage.block as u64,
        kind: passage.kind,
        label: passage.label,
        state: named(row, 20)?,
        decision: row.get(21)?,
        standard_text: row.get(23)?,
        copies: Vec::new(),
        suggestion,
    })
}
