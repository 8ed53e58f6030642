//! Whether the ledger is as it was written.

use std::collections::BTreeSet;

use super::entry::{Entry, GENESIS, Verdict, sha256};
use crate::project::{Project, ProjectError};

/// A ledger that is as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerState {
    /// Number of entries.
    pub entries: u64,
    /// Hash of the last entry, 64 zeros where there is none. Whoever keeps it
    /// elsewhere can tell later that no entries were taken off the end, which
    /// a chain by itself cannot say.
    pub head: String,
}

impl Project {
    /// Checks the whole file: that the database is sound, that nothing in it
    /// refers to what is not there, and the ledger
    /// ([`Project::verify_ledger`]). Takes time in proportion to the file.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Damaged`], otherwise as [`Project::verify_ledger`].
    pub fn verify(&self) -> Result<LedgerState, ProjectError> {
        let faults = self.faults().map_err(|source| self.error(source))?;
        if let Some(fault) = faults {
            let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
            let source = rusqlite::Error::SqliteFailure(code, Some(fault));
            return Err(self.error(source));
        }
        self.verify_ledger()
    }

    /// Returns the first fault that SQLite finds.
    fn faults(&self) -> rusqlite::Result<Option<String>> {
        let check = "PRAGMA integrity_check(1)";
        let found: String = self.connection.query_row(check, [], |row| row.get(0))?;
        if found != "ok" {
            return Ok(Some(found));
        }
        let mut dangling = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = dangling.query([])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let (from, to): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(Some(format!(
            "a row of {from} refers to a missing row of {to}"
        )))
    }

    /// Checks every entry of the ledger: that its hash is that of its text, that
    /// it follows an entry before it, that the text of its passage is the one
    /// decided on, and that all chains come together in the last entry.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Ledger`] with the first entry that does not hold.
    pub fn verify_ledger(&self) -> Result<LedgerState, ProjectError> {
        let mut statement = self
            .connection
            .prepare("SELECT number, hash, entry FROM ledger ORDER BY number")
            .map_err(|source| self.error(source))?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .map_err(|source| self.error(source))?;
        let mut check = Check::default();
        for row in rows {
            let (number, hash, written): (u64, String, String) =
                row.map_err(|source| self.error(source))?;
            check
                .entry(number, &hash, &written)
                .map_err(|what| self.ledger_fault(number, what))?;
        }
        check
            .end()
            .map_err(|(number, what)| self.ledger_fault(number, what))
    }

    fn ledger_fault(&self, number: u64, what: &'static str) -> ProjectError {
        ProjectError::Ledger {
            path: self.path.clone(),
            number,
            what,
        }
    }
}

/// What was seen so far.
#[derive(Default)]
struct Check {
    last: u64,
    head: Option<String>,
    seen: BTreeSet<String>,
    /// Entries that none follows yet.
    open: BTreeSet<String>,
}

impl Check {
    fn entry(&mut self, number: u64, hash: &str, written: &str) -> Result<(), &'static str> {
        if number != self.last + 1 {
            return Err("does not come after the one before: entries were taken out");
        }
        if sha256(written) != hash {
            return Err("was changed after it was written: its hash differs");
        }
        let entry: Entry = serde_json::from_str(written).map_err(|_| "cannot be read")?;
        self.follow(&entry.previous)?;
        if let Verdict::Merge { merged } = &entry.verdict {
            for head in merged {
                self.follow(head)?;
            }
        }
        if let Verdict::Undo { undoes } = &entry.verdict
            && !self.seen.contains(undoes)
        {
            return Err("undoes an entry that is not there");
        }
        if let Some(place) = &entry.place
            && sha256(&place.text) != place.passage
        {
            return Err("holds another text than the one decided on");
        }
        self.seen.insert(hash.to_owned());
        self.open.insert(hash.to_owned());
        self.head = Some(hash.to_owned());
        self.last = number;
        Ok(())
    }

    fn follow(&mut self, previous: &str) -> Result<(), &'static str> {
        self.open.remove(previous);
        if previous == GENESIS || self.seen.contains(previous) {
            return Ok(());
        }
        Err("follows an entry that is not there")
    }

    fn end(self) -> Result<LedgerState, (u64, &'static str)> {
        if self.open.len() > 1 {
            return Err((
                self.last,
                "leaves other chains loose: an entry that joins them was taken out",
            ));
        }
        Ok(LedgerState {
            entries: self.last,
            head: self.head.unwrap_or_else(|| GENESIS.to_owned()),
        })
    }
}
