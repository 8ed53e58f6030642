//! Reading the ledger back.

use rusqlite::{Row, params};
use serde::Serialize;

use super::entry::Entry;
use crate::project::read::invalid;
use crate::project::{Project, ProjectError};

/// Which decisions to list.
#[derive(Clone, Debug, Default)]
pub struct DecisionFilter {
    /// Only those that stand in the document with this path.
    pub document: Option<String>,
    /// With a document, only those that stand on its passage at this block.
    pub block: Option<u64>,
    /// Only those that have lapsed: their passage is gone from every document.
    pub lapsed: bool,
}

/// An entry of the ledger and where it stands now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoredDecision {
    /// Its number, from 1.
    pub number: u64,
    /// SHA-256 of the entry as written, in lower-case hexadecimals.
    pub hash: String,
    /// What was decided.
    #[serde(flatten)]
    pub entry: Entry,
    /// Whether a later entry undoes it.
    pub undone: bool,
    /// Whether it was decided on a passage that no document has any more.
    pub lapsed: bool,
    /// Where it stands, a place for each document; empty where it lapsed, and
    /// for entries that undo, or are about no passage.
    pub places: Vec<PlacedAt>,
}

/// Where a decision stands in a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlacedAt {
    /// Path of the document.
    pub document: String,
    /// Whether its file is gone.
    pub removed: bool,
    /// Whether its file cannot be read any more; the decision waits for it.
    pub waiting: bool,
    /// The order of the passage's block, from 0.
    pub block: u64,
    /// How it came there.
    pub how: HowPlaced,
    /// Likeness of the text decided on and the text here, in (0, 1]: the
    /// coefficient of Dice over words.
    pub similarity: f64,
}

/// How a decision came to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HowPlaced {
    /// It was taken there.
    Decided,
    /// Moved along with the same text.
    Moved,
    /// Moved along with a text that changed slightly.
    Similar,
}

/// Has no place in any content that a document has or waits for.
const NOWHERE: &str = "NOT EXISTS (
    SELECT 1 FROM placement JOIN document
        ON document.content = placement.content OR document.before = placement.content
    WHERE placement.entry = ledger.number
)";
const UNDONE: &str = "EXISTS (SELECT 1 FROM ledger AS later WHERE later.undoes = ledger.hash)";

impl Project {
    /// Returns the entries of the ledger after number `after`, at most `most`
    /// of them, in their order.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn decisions(
        &self,
        filter: &DecisionFilter,
        after: u64,
        most: u32,
    ) -> Result<Vec<StoredDecision>, ProjectError> {
        self.read_decisions(filter, after, most)
            .map_err(|source| self.error(source))
    }

    fn read_decisions(
        &self,
        filter: &DecisionFilter,
        after: u64,
        most: u32,
    ) -> rusqlite::Result<Vec<StoredDecision>> {
        let lapsed =
            format!("(kind <> 'undo' AND document IS NOT NULL AND {NOWHERE} AND NOT {UNDONE})");
        let mut decisions = self
            .connection
            .prepare_cached(&format!(
                "SELECT number, hash, entry, {UNDONE}, {lapsed} FROM ledger
                 WHERE number > ?1
                    AND (?2 IS NULL OR number IN (
                        SELECT placement.entry FROM document JOIN placement
                            ON placement.content IN (document.content, document.before)
                        WHERE document.path = ?2
                            AND (?5 IS NULL OR placement.block = ?5)))
                    AND (NOT ?3 OR {lapsed})
                 ORDER BY number LIMIT ?4"
            ))?
            .query_map(
                params![after, filter.document, filter.lapsed, most, filter.block],
                decision,
            )?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let mut places = self.connection.prepare_cached(
            "SELECT path, removed IS NOT NULL, block, how, similarity,
                document.content <> placement.content
             FROM placement JOIN document ON document.content = placement.content
                OR document.before = placement.content
             WHERE entry = ?1 ORDER BY path",
        )?;
        for decision in &mut decisions {
            decision.places = places
                .query_map([decision.number], placed_at)?
                .collect::<rusqlite::Result<_>>()?;
        }
        Ok(decisions)
    }
}

fn decision(row: &Row<'_>) -> rusqlite::Result<StoredDecision> {
    let written: String = row.get(2)?;
    Ok(StoredDecision {
        number: row.get(0)?,
        hash: row.get(1)?,
        entry: serde_json::from_str(&written).map_err(|error| invalid(2, error))?,
        undone: row.get(3)?,
        lapsed: row.get(4)?,
        places: Vec::new(),
    })
}

fn placed_at(row: &Row<'_>) -> rusqlite::Result<PlacedAt> {
    Ok(PlacedAt {
        document: row.get(0)?,
        removed: row.get(1)?,
        waiting: row.get(5)?,
        block: row.get(2)?,
        how: match row.get_ref(3)?.as_str()? {
            "decided" => HowPlaced::Decided,
            "moved" => HowPlaced::Moved,
            _ => HowPlaced::Similar,
        },
        similarity: row.get(4)?,
    })
}
