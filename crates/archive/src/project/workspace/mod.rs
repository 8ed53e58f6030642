//! What analysts make of the values: the waardendocument as it stands after
//! the last entry of the ledger.

mod evidence;
mod values;

use rusqlite::Connection;
use serde::Serialize;

use super::ledger::Entry;
use super::{Project, ProjectError};
use evidence::accepted;
pub use evidence::{Evidence, EvidencePlace};
use values::Values;

/// The waardendocument in the making.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Workspace {
    /// Its values: those of the lexicon in their order, less those that were
    /// taken into others; each followed by those split off from it.
    pub values: Vec<WorkspaceValue>,
    /// Cards for a conversation about two values, in the order in which they
    /// were first written.
    pub dilemmas: Vec<Dilemma>,
    /// Ids that values had, those of values taken into others included.
    #[serde(skip)]
    known: Vec<String>,
}

/// A value of the waardendocument.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct WorkspaceValue {
    /// Its id: that of the lexicon, or the one it was given when it was split
    /// off.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Name of its cluster.
    pub cluster: String,
    /// What it means here: the analysts' words, else the lexicon's.
    pub definition: String,
    /// *Wat merkt de inwoner hiervan?* Empty where nobody said.
    pub resident: String,
    /// *Wat betekent het voor de organisatie?* Empty where nobody said.
    pub organisation: String,
    /// A remark; empty where nobody made one.
    pub note: String,
    /// Id of the value it was split off from.
    pub split_from: Option<String>,
    /// Ids of the values that were taken into it, sorted.
    pub taken_in: Vec<String>,
    /// Its accepted evidence: first what was put in order, then by document
    /// and place.
    pub evidence: Vec<Evidence>,
    /// Numbers of the entries that said something of it, in their order.
    pub history: Vec<u64>,
}

/// A card for a conversation about two values that pull against each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dilemma {
    /// What tells it from other cards.
    pub card: String,
    /// Ids of the two values, as they are called now.
    pub between: [String; 2],
    /// The question.
    pub question: String,
    /// What the card says besides.
    pub words: String,
}

impl Workspace {
    /// Reads the state after the last entry.
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let mut values = Values::of_lexicon(connection)?;
        for (number, entry) in matters(connection)? {
            values.apply(number, entry.verdict);
        }
        let evidence = accepted(connection)?;
        Ok(values.finish(evidence))
    }

    /// Says whether a value has, or had, this id.
    #[must_use]
    pub fn knows(&self, id: &str) -> bool {
        self.known.iter().any(|known| known == id)
    }
}

/// The entries about values that were not undone.
fn matters(connection: &Connection) -> rusqlite::Result<Vec<(u64, Entry)>> {
    let mut statement = connection.prepare_cached(
        "SELECT number, entry FROM ledger
         WHERE kind IN ('describe_value', 'rename_value', 'merge_value', 'split_value',
            'order_evidence', 'write_dilemma')
            AND NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.undoes = ledger.hash)
         ORDER BY number",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let mut entries = Vec::new();
    for row in rows {
        let (number, written) = row?;
        // What a later version wrote and this one cannot read is not applied.
        if let Ok(entry) = serde_json::from_str::<Entry>(&written) {
            entries.push((number, entry));
        }
    }
    Ok(entries)
}

impl Project {
    /// Returns the waardendocument as it stands: the values of the latest run's
    /// lexicon, what the ledger says of them, and the evidence accepted for
    /// them. Takes time in proportion to the ledger.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn workspace(&self) -> Result<Workspace, ProjectError> {
        Workspace::read(&self.connection).map_err(|source| self.error(source))
    }
}
