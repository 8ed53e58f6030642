//! What a project knows of files, for a scan that does only what is missing.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Row;

use super::document::Stamp;
use super::read::named;
use super::{Project, ProjectError, RunId};
use crate::FailureKind;

/// What a project holds that need not be done again.
pub(crate) struct KnownFiles {
    /// By path.
    pub(crate) documents: BTreeMap<String, KnownFile>,
    /// SHA-256 of the contents that are up to date.
    pub(crate) contents: BTreeSet<String>,
    /// Their sizes.
    pub(crate) sizes: BTreeSet<u64>,
}

/// One path that the project knows.
pub(crate) struct KnownFile {
    /// Size and time of change when it was last met.
    pub(crate) stamp: Option<Stamp>,
    /// Whether what was read counts still, with the recipe of this run.
    pub(crate) up_to_date: bool,
    /// Whether it is marked as gone.
    pub(crate) removed: bool,
}

impl Project {
    /// Returns what a run need not do again.
    pub(crate) fn known_files(&self, run: RunId) -> Result<KnownFiles, ProjectError> {
        self.read_known_files(run)
            .map_err(|source| self.error(source))
    }

    fn read_known_files(&self, run: RunId) -> rusqlite::Result<KnownFiles> {
        // Where all is done again, only what this run did itself counts.
        let current = "(content.run = this.id OR (NOT this.fresh AND maker.recipe = this.recipe))
            FROM run AS this, content JOIN run AS maker ON maker.id = content.run";
        let documents = self
            .connection
            .prepare(&format!(
                "SELECT path, document.bytes, modified_ns, removed IS NOT NULL, failure, {current}
                 JOIN document ON document.content = content.id WHERE this.id = ?1"
            ))?
            .query_map([run.0], known_file)?
            .collect::<rusqlite::Result<_>>()?;
        let mut known = KnownFiles {
            documents,
            contents: BTreeSet::new(),
            sizes: BTreeSet::new(),
        };
        let mut statement = self.connection.prepare(&format!(
            "SELECT sha256, content.bytes, failure, {current}
             WHERE this.id = ?1 AND sha256 IS NOT NULL"
        ))?;
        let mut rows = statement.query([run.0])?;
        while let Some(row) = rows.next()? {
            if row.get(3)? && !is_tried_again(named(row, 2)?) {
                known.contents.insert(row.get(0)?);
                known.sizes.insert(row.get(1)?);
            }
        }
        Ok(known)
    }
}

fn known_file(row: &Row<'_>) -> rusqlite::Result<(String, KnownFile)> {
    let (bytes, modified_ns): (Option<u64>, Option<i64>) = (row.get(1)?, row.get(2)?);
    let failure = named(row, 4)?;
    let file = KnownFile {
        stamp: bytes
            .zip(modified_ns)
            .map(|(bytes, modified_ns)| Stamp { bytes, modified_ns }),
        up_to_date: row.get::<_, bool>(5)? && !is_tried_again(failure),
        removed: row.get(3)?,
    };
    Ok((row.get(0)?, file))
}

/// Tells whether a file that was not analysed is tried again by every scan:
/// where something outside the file may have been in the way.
const fn is_tried_again(failure: Option<FailureKind>) -> bool {
    matches!(
        failure,
        Some(
            FailureKind::NotFound
                | FailureKind::NotReadable
                | FailureKind::NotAFile
                | FailureKind::Changing
                | FailureKind::Encrypted
                | FailureKind::TimedOut
                | FailureKind::OutOfMemory
                | FailureKind::Crashed
        )
    )
}
