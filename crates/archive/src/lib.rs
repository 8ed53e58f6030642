//! From a folder of any size to a project file.
//!
//! [`Inputs`] finds the files and what their sidecar (`metadata.csv`) says of
//! them, [`scan_files`] reads and scores them in parallel and hands over one
//! [`Outcome`] per file in the order of the input, and a [`Project`] keeps
//! them in one SQLite file. Nothing is passed over: a file that gave no
//! document is an outcome with its [`Failure`].
//!
//! The main choice is that outcomes leave in input order, whatever the number
//! of threads, and that the results are the same to the bit. The cost is that
//! finished documents wait in memory behind a slow one; a window bounds how
//! many.
//!
//! ```
//! use waardenscan::Scanner;
//! use waardenscan_archive::{Inputs, Project, ScanOptions, scan_files};
//!
//! let folder = tempfile::tempdir()?;
//! std::fs::write(folder.path().join("notitie.txt"), "Geen document.")?;
//! let scanner = Scanner::builder().build()?;
//! let inputs = Inputs::find(&[folder.path().to_owned()]);
//!
//! let mut project = Project::in_memory()?;
//! let run = project.start_run(&scanner)?;
//! let _ = scan_files(&scanner, &inputs.files, &ScanOptions::default(), |outcome| {
//!     project.add(run, &outcome)
//! })?;
//! project.finish_run(run)?;
//! assert_eq!(project.documents(run)?.len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analysis;
mod content;
mod inputs;
mod outcome;
mod personal;
mod project;
mod scan;
mod sidecar;
mod worker;

pub use inputs::{InputFile, InputProblem, Inputs};
pub use outcome::{Failure, FailureKind, Outcome, Timing};
pub use personal::{PersonalCounts, PersonalData, PersonalKind, find_personal, mask_personal};
pub use project::{
    Project, ProjectError, RunId, RunInfo, StoredDocument, StoredPassage, StoredValue,
    StoredWarning,
};
pub use scan::{Ending, ScanOptions, scan_files};
pub use sidecar::{GivenMetadata, SIDECAR_NAME};
pub use worker::{ServeError, Session, WorkerError, WorkerOptions, Workers, serve};
