use waardenscan::{EvidenceKind, Stance};

use super::ledger::State;
use super::read::named;
use super::{Project, ProjectError};

/// What of a suggestion counts where many are counted, without its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SuggestionFact<'a> {
    /// Key of the content that it stands in; see
    /// [`StoredDocument::content`](super::StoredDocument::content).
    pub content: i64,
    /// Order of the passage's block, from 0.
    pub block: u64,
    /// Id of the value within the lexicon of the run.
    pub value: &'a str,
    /// Score in (0, 1).
    pub score: f64,
    /// How the passage stands to the value.
    pub stance: Stance,
    /// How plainly it carries the value.
    pub evidence: EvidenceKind,
    /// What the decision that stands makes of it.
    pub state: State,
}

impl Project {
    /// Hands over every suggestion of the project, those of removed documents
    /// included, in the order in which they were stored. Reads no texts, so
    /// that a million take some seconds.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn each_suggestion(
        &self,
        mut take: impl FnMut(SuggestionFact<'_>),
    ) -> Result<(), ProjectError> {
        let mut read = || -> rusqlite::Result<()> {
            // A cross join keeps its order: suggestions of a passage lie
            // together, so that its page is read once.
            let mut statement = self.connection.prepare_cached(
                "SELECT content, block, value, score, stance, evidence, state
                 FROM suggestion CROSS JOIN passage ON passage.id = suggestion.passage
                 ORDER BY suggestion.id",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                take(SuggestionFact {
                    content: row.get(0)?,
                    block: row.get(1)?,
                    value: row.get_ref(2)?.as_str()?,
                    score: row.get(3)?,
                    stance: named(row, 4)?,
                    evidence: named(row, 5)?,
                    state: named(row, 6)?,
                });
            }
            Ok(())
        };
        read().map_err(|source| self.error(source))
    }
}
