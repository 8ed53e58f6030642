//! What a run changed.

use serde::Serialize;

use super::{Project, ProjectError, RunId};

/// What a run changed in a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Files met for the first time.
    pub new: usize,
    /// Files with another content than before.
    pub changed: usize,
    /// Files with the same content, read again.
    pub rescored: usize,
    /// Files that are gone.
    pub removed: usize,
    /// Files that were gone and are back.
    pub returned: usize,
    /// What changed in files that were known, by path, those in which anything
    /// did.
    pub documents: Vec<ChangedDocument>,
}

/// What changed in one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedDocument {
    /// Its path.
    pub path: String,
    /// "new", "changed", "rescored", "removed" or "returned".
    pub kind: String,
    /// Suggestions by value, in the order of their ids.
    pub values: Vec<ChangedValue>,
}

/// What changed in the suggestions of one value in one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedValue {
    /// Id of the value.
    pub value: String,
    /// Suggestions that came.
    pub came: u64,
    /// Suggestions that went.
    pub went: u64,
    /// Suggestions that stayed, at another place or with a text that changed
    /// slightly.
    pub moved: u64,
}

impl Project {
    /// Returns what a run changed. Files in which nothing did are counted, and
    /// not listed; nor are new files.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn changes(&self, run: RunId) -> Result<Changes, ProjectError> {
        self.read_changes(run).map_err(|source| self.error(source))
    }

    fn read_changes(&self, run: RunId) -> rusqlite::Result<Changes> {
        let mut changes = Changes::default();
        let mut counts = self
            .connection
            .prepare("SELECT kind, count(*) FROM change WHERE run = ?1 GROUP BY kind")?;
        let mut rows = counts.query([run.0])?;
        while let Some(row) = rows.next()? {
            let count = row.get::<_, u32>(1)? as usize;
            match row.get_ref(0)?.as_str()? {
                "new" => changes.new = count,
                "changed" => changes.changed = count,
                "rescored" => changes.rescored = count,
                "removed" => changes.removed = count,
                _ => changes.returned = count,
            }
        }
        let mut statement = self.connection.prepare(
            "SELECT change.path, kind, value, came, went, moved
             FROM change LEFT JOIN difference USING (run, path)
             WHERE change.run = ?1
                AND (value IS NOT NULL OR kind NOT IN ('new', 'rescored'))
             ORDER BY change.path, value",
        )?;
        let mut rows = statement.query([run.0])?;
        while let Some(row) = rows.next()? {
            let path: String = row.get(0)?;
            let documents = &mut changes.documents;
            if documents.last().is_none_or(|last| last.path != path) {
                documents.push(ChangedDocument {
                    path,
                    kind: row.get(1)?,
                    values: Vec::new(),
                });
            }
            if let (Some(value), Some(document)) = (row.get(2)?, documents.last_mut()) {
                document.values.push(ChangedValue {
                    value,
                    came: row.get(3)?,
                    went: row.get(4)?,
                    moved: row.get(5)?,
                });
            }
        }
        Ok(changes)
    }
}
