//! From a folder of any size to a project file.
//!
//! [`Inputs`] finds the files and what their sidecar (`metadata.csv` or
//! `metadata.xlsx`) says of them, and [`update_project`] brings a [`Project`], one SQLite file, up to
//! date with them: it reads and scores in parallel what is new or changed
//! ([`scan_files`]) and hands over one [`Outcome`] per file in the order of the
//! input. Nothing is passed over: a file that gave no document is an outcome
//! with its [`Failure`]. What analysts decide is kept in the project as a
//! ledger ([`Project::decide`]) of which nothing is ever changed, and follows
//! its passages through later scans.
//!
//! The main choice is that outcomes leave in input order, whatever the number
//! of threads, and that the results are the same to the bit. The cost is that
//! finished documents wait in memory behind a slow one; a window bounds how
//! many. Killed at any moment, a scan goes on where it was.
//!
//! ```
//! use waardenscan::Scanner;
//! use waardenscan_archive::{Inputs, Project, ProjectError, UpdateOptions, update_project};
//!
//! let folder = tempfile::tempdir()?;
//! std::fs::write(folder.path().join("notitie.txt"), "Geen document.")?;
//! let scanner = Scanner::builder().build()?;
//! let inputs = Inputs::find(&[folder.path().to_owned()]);
//! let options = UpdateOptions::default();
//!
//! let mut project = Project::in_memory()?;
//! for read in [1, 0] {
//!     let (_, updated) = update_project(
//!         &mut project,
//!         &scanner,
//!         &inputs.files,
//!         &options,
//!         |_| Ok::<_, ProjectError>(()),
//!     )?;
//!     assert_eq!(updated.read, read);
//!     assert_eq!(project.documents(updated.run)?.len(), 1);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analysis;
mod content;
mod inputs;
mod likeness;
mod outcome;
mod packed;
mod personal;
mod project;
mod scan;
mod shard;
mod sidecar;
mod signatures;
mod update;
mod worker;

pub use inputs::{InputFile, InputOptions, Inputs, PatternError, Patterns, paths_of_list};
pub use outcome::{Failure, FailureKind, Outcome, Timing};
pub use packed::{Member, read_file};
pub use personal::{
    PersonalCounts, PersonalData, PersonalKind, find_personal, mask_passage, mask_personal,
    mask_suggestion,
};
pub use project::{
    Assignment, AuditPassage, ChangedDocument, ChangedValue, Changes, CoderAgreement, CoderPair,
    Decision, DecisionFault, DecisionFilter, Dilemma, DocumentFilter, DocumentOrder, DocumentPage,
    DumpError, Entry, Evidence, EvidenceKey, EvidencePlace, Figures, HowPlaced, Judgement,
    LearnedIndicator, LearnedScores, Learning, LedgerState, MissAudit, PageEnd, PassageText, Place,
    PlacedAt, Progress, Project, ProjectError, Rescoring, RunId, RunInfo, RunOptions,
    SharedSuggestion, StandardGroup, StandardText, StandardValue, State, StoredDecision,
    StoredDocument, StoredSuggestion, StoredValue, StoredWarning, SuggestionFact, SuggestionFilter,
    SuggestionOrder, SuggestionPage, Tally, ValueText, Verdict, Workspace, WorkspaceValue,
    merge_projects,
};
pub use scan::{Ending, ScanOptions, scan_files};
pub use shard::{Shard, ShardError};
pub use sidecar::{GivenMetadata, SIDECAR_NAME};
pub use signatures::Signatures;
pub use update::{UpdateOptions, Updated, update_project};
pub use waardenscan_assess::{Estimate, Pace, Recall};
/// For fuzz targets: the messages between a worker and its parent.
#[cfg(feature = "fuzzing")]
pub use worker::messages;
pub use worker::{
    PageError, Pages, PlacedPassage, ServeError, Session, StartingWorkers, WorkerError,
    WorkerOptions, Workers, serve,
};
