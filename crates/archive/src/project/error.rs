use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::SCHEMA_VERSION;

/// Why a project file cannot be used, or not for what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProjectError {
    /// The file exists but was made by something else.
    #[error("{}: not a project file of Waardenscan; choose another name for the project", path.display())]
    NotAProject {
        /// The file.
        path: PathBuf,
    },
    /// The file was made by a version of Waardenscan whose schema this one
    /// cannot bring up to date: a later one, or one of before the first that
    /// is kept.
    #[error("{}: made by another version of Waardenscan (schema {found}, this one reads 2 to {SCHEMA_VERSION})", path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i32,
    },
    /// The file has an older schema and may only be read.
    #[error("{}: made by an older version of Waardenscan (schema {found}) and cannot be brought up to date here; copy it to a folder that can be written to", path.display())]
    NotUpToDate {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i32,
    },
    /// There is no such file.
    #[error("{}: no such project file", path.display())]
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be opened or made: its folder does not exist or may not
    /// be written to.
    #[error("{}: the project file cannot be opened or made; does its folder exist, and may it be written to?", path.display())]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file or its folder may not be written to.
    #[error("{}: the project file or its folder may not be written to", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// Another process keeps the file to itself.
    #[error("{}: another program is writing to the project file; wait until it is done and try again", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// A scan writes to the project already.
    #[error("{}: another scan{} is at work on this project; wait for its end, or stop it with Ctrl-C and go on here with the same command; reading and deciding go on meanwhile", path.display(), in_process(*process))]
    Scanned {
        /// The file.
        path: PathBuf,
        /// The number of its process, where it says so.
        process: Option<u32>,
    },
    /// The disk is full, or the file may not grow further.
    #[error("{}: no room for the project file; make room and go on with the same command, what was saved stays", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The system fails to write to the file, or to read from it.
    #[error("{}: the disk fails at the project file: it may be broken, or gone, or set a limit to files (a quota); see to it and go on with the same command, what was saved stays", path.display())]
    DiskFails {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file is a project, and its content is broken.
    #[error("{}: the project file is damaged; go on with a copy, or scan into a new file", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The project holds no run.
    #[error("{}: nothing was scanned into this project yet", path.display())]
    NoRun {
        /// The file.
        path: PathBuf,
    },
    /// A decision cannot be taken as asked.
    #[error("{}: {fault}", path.display())]
    Decision {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        fault: DecisionFault,
    },
    /// The ledger of decisions was changed by something else.
    #[error("{}: entry {number} of the ledger {what}", path.display())]
    Ledger {
        /// The file.
        path: PathBuf,
        /// The first entry that is not as it was written.
        number: u64,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Projects cannot be joined.
    #[error("{}: cannot be merged: {fault}", path.display())]
    Merge {
        /// The file that does not fit.
        path: PathBuf,
        /// Why.
        fault: String,
    },
    /// The database reports another error.
    #[error("{}: the project file cannot be used", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

fn in_process(process: Option<u32>) -> String {
    process.map_or_else(String::new, |process| format!(" (process {process})"))
}

/// Why a decision cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecisionFault {
    /// Who decides is not said.
    #[error("a decision needs a name: who takes it")]
    Nobody,
    /// No document has this path or hash.
    #[error("no document \"{document}\" in the project")]
    NoDocument {
        /// As asked for.
        document: String,
    },
    /// The document has no such passage.
    #[error("{document} has no passage at block {block}")]
    NoPassage {
        /// Path of the document.
        document: String,
        /// As asked for.
        block: u64,
    },
    /// The passage has changed since the decision was made up.
    #[error(
        "{document}, block {block}: the passage is not the one decided on: it now reads \"{found}\""
    )]
    OtherText {
        /// Path of the document.
        document: String,
        /// Its block.
        block: u64,
        /// What it reads.
        found: String,
    },
    /// The lexicon has no such value.
    #[error("no value \"{value}\" in the lexicon of the project")]
    NoValue {
        /// As asked for.
        value: String,
    },
    /// There is nothing to accept, reject, change or doubt.
    #[error("{document}, block {block}: \"{value}\" is not suggested there, nor added by anyone")]
    NotSuggested {
        /// Path of the document.
        document: String,
        /// Its block.
        block: u64,
        /// Id of the value.
        value: String,
    },
    /// A value is changed into itself.
    #[error("the other value is the same: \"{value}\"")]
    SameValue {
        /// Id of the value.
        value: String,
    },
    /// The span of an added value lies outside its passage, or is empty.
    #[error("{document}, block {block}: no words from {start} to {end}")]
    NoSpan {
        /// Path of the document.
        document: String,
        /// Its block.
        block: u64,
        /// In code points.
        start: u64,
        /// Exclusive.
        end: u64,
    },
    /// A note says nothing.
    #[error("a note needs its text")]
    EmptyNote,
    /// What is to be undone is no decision, or was undone before.
    #[error("no decision \"{entry}\" that can be undone")]
    NotUndoable {
        /// As asked for.
        entry: String,
    },
    /// Double coding as asked makes no sense.
    #[error("double coding needs two names or more, each once, and a share of 1 to 100 per cent")]
    NoShare,
    /// The waardendocument has no such value.
    #[error("no value \"{value}\" in the waardendocument: unknown, or taken into another")]
    NoSuchValue {
        /// As asked for.
        value: String,
    },
    /// A new value would have the id of another.
    #[error("there is, or was, a value \"{value}\" already; choose another id")]
    Taken {
        /// As asked for.
        value: String,
    },
    /// A value or a card has no name.
    #[error("a value needs a name and an id, a card its name")]
    Nameless,
    /// What is named is no evidence of the value.
    #[error("\"{value}\" has no accepted passage with the hash {passage}")]
    NoEvidence {
        /// Id of the value.
        value: String,
        /// As asked for.
        passage: String,
    },
    /// The program writes it itself.
    #[error("not a decision that can be taken")]
    NoDecision,
    /// No group of standard text has this number.
    #[error("no standard text {number}")]
    NoStandardText {
        /// As asked for.
        number: i64,
    },
}

impl ProjectError {
    /// Says what an error of SQLite means for the project at `path`.
    pub(super) fn of(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::CannotOpen) => Self::CannotOpen { path, source },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Self::ReadOnly { path, source }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Locked { path, source }
            }
            Some(ErrorCode::DiskFull) => Self::DiskFull { path, source },
            Some(ErrorCode::SystemIoFailure) => Self::DiskFails { path, source },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { path, source }
            }
            _ => Self::Database { path, source },
        }
    }
}
