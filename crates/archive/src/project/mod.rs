//! The project file: one SQLite database that holds documents, passages,
//! suggestions, decisions and the runs that made them. Its schema is
//! `schema.sql`.

mod align;
mod changes;
mod content;
mod difference;
mod document;
mod dump;
mod error;
mod facts;
mod known;
mod ledger;
mod lock;
mod merge;
mod migrate;
mod open;
mod query;
mod read;
mod standard;
mod suggestions;
mod tally;
mod texts;
mod work;
mod workspace;
mod write;

use std::path::PathBuf;

use rusqlite::Connection;

pub use changes::{ChangedDocument, ChangedValue, Changes};
pub(crate) use document::{Met, Stamp};
pub use dump::DumpError;
pub use error::{DecisionFault, ProjectError};
pub use facts::SuggestionFact;
pub(crate) use known::KnownFiles;
pub use ledger::{
    Assignment, Decision, DecisionFilter, Entry, EvidenceKey, HowPlaced, Judgement, LedgerState,
    Place, PlacedAt, SharedSuggestion, State, StoredDecision, ValueText, Verdict,
};
pub use merge::merge_projects;
pub use read::{RunInfo, StoredDocument, StoredValue, StoredWarning};
pub use standard::{StandardGroup, StandardText, StandardValue};
pub use suggestions::{
    PageEnd, StoredSuggestion, SuggestionFilter, SuggestionOrder, SuggestionPage,
};
pub use tally::{DocumentFilter, DocumentOrder, DocumentPage, Tally};
pub use texts::PassageText;
pub use work::{
    AuditPassage, CoderAgreement, CoderPair, Figures, LearnedIndicator, LearnedScores, Learning,
    MissAudit, Progress, Rescoring,
};
pub use workspace::{Dilemma, Evidence, EvidencePlace, Workspace, WorkspaceValue};
pub use write::RunOptions;
pub(crate) use write::Step;

/// Marks a SQLite file as a Waardenscan project: "Wscn" in ASCII.
const APPLICATION_ID: i32 = 0x5773_636e;
/// Version of `schema.sql`.
const SCHEMA_VERSION: i32 = 6;
/// The oldest version that is brought up to date.
const OLDEST_VERSION: i32 = 2;
const SCHEMA: &str = include_str!("schema.sql");

/// A project (traject). Many may read one file while one at a time writes to
/// it; who writes waits for another for some seconds.
pub struct Project {
    connection: Connection,
    path: PathBuf,
}

/// One run of the scanner within a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunId(pub(crate) i64);

impl Project {
    fn error(&self, source: rusqlite::Error) -> ProjectError {
        ProjectError::of(&self.path, source)
    }

    fn refused(&self, fault: DecisionFault) -> ProjectError {
        ProjectError::Decision {
            path: self.path.clone(),
            fault,
        }
    }
}
