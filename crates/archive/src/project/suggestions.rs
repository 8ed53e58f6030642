//! Pages of suggestions, for those who judge them.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use serde::{Deserialize, Serialize};
use waardenscan::{BlockKind, SuggestionRecord};

use super::ledger::State;
use super::read::{guess, named, passage, suggestion};
use super::{Project, ProjectError};

/// Which suggestions to show. All that is said must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SuggestionFilter {
    /// Path of the document.
    pub document: Option<String>,
    /// Id of the value.
    pub value: Option<String>,
    /// Least score, in (0, 1).
    pub least: Option<f64>,
    /// Below this score.
    pub below: Option<f64>,
    /// What was decided.
    pub state: Option<State>,
    /// Number of a standard text.
    pub standard_text: Option<i64>,
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
    score: f64,
    id: i64,
}

/// A page of suggestions.
#[derive(Clone, Debug, PartialEq)]
pub struct SuggestionPage {
    /// The strongest first, of equals those stored first.
    pub suggestions: Vec<StoredSuggestion>,
    /// Where the next page begins; none after the last.
    pub end: Option<PageEnd>,
}

impl Project {
    /// Returns at most `most` suggestions after `after`, the strongest first;
    /// those of removed documents are left out.
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
        after: Option<PageEnd>,
        most: u32,
    ) -> Result<SuggestionPage, ProjectError> {
        self.read_page(filter, after, most)
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
        after: Option<PageEnd>,
        most: u32,
    ) -> rusqlite::Result<SuggestionPage> {
        let query = Query::new(filter, after, most);
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
        keys.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
        let more = keys.len() > most as usize;
        keys.truncate(most as usize);
        let suggestions = keys
            .iter()
            .map(|key| self.stored_suggestion(key.id))
            .collect::<rusqlite::Result<_>>()?;
        Ok(SuggestionPage {
            suggestions,
            end: keys.last().copied().filter(|_| more),
        })
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

/// A question for scores and keys.
struct Query {
    sql: String,
    values: Vec<Value>,
}

impl Query {
    fn new(filter: &SuggestionFilter, after: Option<PageEnd>, most: u32) -> Self {
        let mut values = Vec::new();
        let mut bound = |value: Value| {
            values.push(value);
            format!("?{}", values.len())
        };
        // A cross join keeps its order in SQLite: a document or a group has few
        // passages, and no index on the score finds them sooner.
        let mut from = "FROM suggestion JOIN passage ON passage.id = suggestion.passage".to_owned();
        let mut conditions = vec![
            "EXISTS (SELECT 1 FROM document WHERE document.content = passage.content
                AND removed IS NULL)"
                .to_owned(),
        ];
        let narrow = filter.document.is_some() || filter.standard_text.is_some();
        if let Some(path) = &filter.document {
            let path = bound(path.clone().into());
            from = "FROM document CROSS JOIN passage ON passage.content = document.content
                CROSS JOIN suggestion ON suggestion.passage = passage.id"
                .to_owned();
            conditions.push(format!(
                "document.path = {path} AND document.removed IS NULL"
            ));
        }
        if let Some(number) = filter.standard_text {
            let number = bound(number.into());
            if filter.document.is_none() {
                from = "FROM standard_passage
                    CROSS JOIN passage ON passage.id = standard_passage.passage
                    CROSS JOIN suggestion ON suggestion.passage = passage.id"
                    .to_owned();
                conditions.push(format!("standard_passage.standard_text = {number}"));
            } else {
                conditions.push(format!(
                    "EXISTS (SELECT 1 FROM standard_passage WHERE passage = passage.id
                        AND standard_text = {number})"
                ));
            }
        }
        if let Some(value) = &filter.value {
            conditions.push(format!("value = {}", bound(value.clone().into())));
        }
        if let Some(least) = filter.least {
            conditions.push(format!("score >= {}", bound(least.into())));
        }
        if let Some(below) = filter.below {
            conditions.push(format!("score < {}", bound(below.into())));
        }
        if let Some(PageEnd { score, id }) = after {
            let (score, id) = (bound(score.into()), bound(id.into()));
            conditions.push(format!(
                "score <= {score} AND (score < {score} OR suggestion.id > {id})"
            ));
        }
        let conditions = conditions.join(" AND ");
        let order = format!(
            "ORDER BY score DESC, suggestion.id LIMIT {}",
            u64::from(most) + 1
        );
        let select = |state: &str| {
            format!("SELECT score, suggestion.id {from} WHERE {conditions} {state} {order}")
        };
        let state = |state: State| format!("AND state = '{}'", state.name());
        let sql = match filter.state {
            Some(one) => select(&state(one)),
            None if narrow => select(""),
            // Each state has its own stretch of the index: the first of each
            // hold the first of all.
            None => {
                let each = State::ALL.map(|one| format!("SELECT * FROM ({})", select(&state(one))));
                each.join(" UNION ALL ")
            }
        };
        Self { sql, values }
    }
}
