//! Which open suggestions teach most when they are decided.

use waardenscan_assess::most_informative;

use super::learn::{Places, scored};
use crate::project::ledger::JUDGEMENTS;
use crate::project::{Project, ProjectError, SuggestionFilter, SuggestionOrder};

/// Open suggestions that are chosen from: those in most doubt. Our choice: ten
/// times what is chosen, and read in some tens of milliseconds.
const POOL: u32 = 1000;

/// Decisions that are looked back at, the last: what was decided long ago has
/// been learned from.
const BACK: u32 = 2000;

impl Project {
    /// Returns the keys of at most `most` suggestions of those that match,
    /// chosen so that deciding them in this order teaches most
    /// ([`most_informative`]), from the thousand whose score is nearest one
    /// half. They follow from the decisions that stand and the scores alone.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn lessons(
        &self,
        filter: &SuggestionFilter,
        most: usize,
    ) -> Result<Vec<i64>, ProjectError> {
        let keys = self.suggestion_keys(filter, SuggestionOrder::Unsure, None, POOL)?;
        let read = || -> rusqlite::Result<Vec<i64>> {
            let mut places = Places::default();
            let mut open = Vec::new();
            for &id in &keys {
                open.push(places.evidence(&scored(&self.connection, id)?));
            }
            let mut decided = Vec::new();
            let back = self
                .connection
                .prepare_cached(&format!(
                    "SELECT suggestion.id FROM ledger
                     CROSS JOIN placement ON placement.entry = ledger.number
                     CROSS JOIN passage ON passage.content = placement.content
                        AND passage.block = placement.block
                     CROSS JOIN suggestion ON suggestion.passage = passage.id
                        AND suggestion.value = ledger.value
                        AND suggestion.decision = ledger.number
                     WHERE ledger.number > (SELECT coalesce(max(number), 0) FROM ledger) - ?1
                        AND ledger.kind IN {JUDGEMENTS}
                     ORDER BY ledger.number, suggestion.id"
                ))?
                .query_map([BACK], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<i64>>>()?;
            for id in back {
                decided.push(places.evidence(&scored(&self.connection, id)?));
            }
            let (values, indicators) = (places.values.len(), places.indicators.len());
            let chosen = most_informative(&open, &decided, values, indicators, most);
            Ok(chosen
                .into_iter()
                .filter_map(|at| keys.get(at).copied())
                .collect())
        };
        read().map_err(|source| self.error(source))
    }
}
