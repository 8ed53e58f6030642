use serde::Serialize;
use waardenscan_assess::Pace;

use crate::project::ledger::JUDGEMENTS;
use crate::project::{Project, ProjectError};

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Progress {
    /// Documents in which something is suggested.
    pub documents: u64,
    /// Of these, those in which nothing is open.
    pub done: u64,
    /// Suggestions that are open.
    pub open: u64,
    /// How fast decisions were taken; none before there were two in a row.
    pub pace: Option<Pace>,
    /// Hours that what is open takes one analyst at this pace.
    pub hours_left: Option<f64>,
    /// Hours saved on the documents that are done, against reading them by
    /// hand.
    pub hours_saved: Option<f64>,
}

impl Project {
    /// Returns how far the work is. Files that are gone do not count.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn progress(&self) -> Result<Progress, ProjectError> {
        self.read_progress().map_err(|source| self.error(source))
    }

    fn read_progress(&self) -> rusqlite::Result<Progress> {
        // A document is looked through up to the first that is found; the plus
        // keeps SQLite from looking through all that are open instead.
        let any = "EXISTS (SELECT 1 FROM passage CROSS JOIN suggestion
                ON suggestion.passage = passage.id
             WHERE passage.content = document.content";
        let (documents, done) = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*), coalesce(sum(NOT {any} AND +state = 'open')), 0) FROM document
                 WHERE removed IS NULL AND {any})"
            ))?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let open = self.connection.query_row(
            "SELECT count(*) FROM suggestion WHERE state = 'open'",
            [],
            |row| row.get(0),
        )?;
        let times = self
            .connection
            .prepare_cached(&format!(
                "SELECT entry ->> '$.who',
                    CAST(round(unixepoch(entry ->> '$.at', 'subsec') * 1000) AS INTEGER)
                 FROM ledger WHERE kind IN {JUDGEMENTS} OR kind = 'audit'"
            ))?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(String, i64)>>>()?;
        let pace = Pace::new(times.iter().map(|(who, at)| (who.as_str(), *at)));
        Ok(Progress {
            documents,
            done,
            open,
            pace,
            hours_left: pace.map(|pace| pace.hours_for(open)),
            hours_saved: pace.map(|pace| pace.hours_saved(done)),
        })
    }
}
