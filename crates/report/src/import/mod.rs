//! Judgements that people gave in another program, on what an export made.

mod codings;
mod comments;
mod known;
mod said;
mod table;

use std::io::Cursor;

use waardenscan::docx::WordReader;
use waardenscan::{ReadError, Reader};
use waardenscan_archive::{Decision, Project, RunId};
use zip::ZipArchive;

use crate::ReportError;
pub use codings::CodingsError;
use known::Known;
pub use table::TableError;

/// How judgements are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Who took the decisions; not empty.
    pub who: String,
    /// Whether a suggestion without a coding in a `.qdpx` that holds its document
    /// was rejected. Default: a coding that is not there says nothing, as it may
    /// not have been exported.
    pub missing_is_rejected: bool,
}

/// What a file says that the project does not yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgements {
    /// Decisions to take, in the order of the file.
    pub decisions: Vec<Decision>,
    /// Number of rows, comments or codings that say what the project says.
    pub unchanged: usize,
    /// Those that cannot be used, each with its place: "row 12: …", where the
    /// header is row 1.
    pub problems: Vec<String>,
}

/// Why a file gives no judgements.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The project cannot be read.
    #[error(transparent)]
    Project(#[from] ReportError),
    /// The table cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The document with comments cannot be read.
    #[error("the document cannot be read")]
    Document(#[from] ReadError),
    /// The project of another tool cannot be read.
    #[error(transparent)]
    Codings(#[from] CodingsError),
}

/// A judgement with its place in the file: a decision, none where the project
/// says the same, or why it cannot be used.
type Judged = (String, Result<Option<Decision>, String>);

/// Reads the judgements in a file that [`crate::export()`] or
/// [`crate::annotate_copies`] made and people worked on. Nothing is decided yet.
/// What says nothing else than the project gives no decision, so that a file may
/// be read twice.
///
/// - A workbook, or a table with commas or semicolons: columns `sha256`, `blok`,
///   `waarde`, `besluit` and, where wanted, `reden` and `andere_waarde`; others
///   are passed over. An empty cell takes no decision back.
/// - A DOCX file with comments: what stands behind the value in a comment, or in
///   the last answer to it; a new comment that begins with the name of a value
///   adds that value to its words. Other comments are passed over.
/// - A project of a tool for qualitative analysis (REFI-QDA): a new coding adds
///   its value, one by somebody else on a suggestion accepts that, and so does a
///   decision in its description.
///
/// # Errors
///
/// [`ImportError`], for a file that is none of these or cannot be read.
pub fn read_judgements(
    project: &Project,
    run: RunId,
    options: &ImportOptions,
    file: &[u8],
) -> Result<Judgements, ImportError> {
    let known = Known::of(project, run, &options.who)?;
    let read = if is_project(file) {
        codings::read(project, &known, options.missing_is_rejected, file)?
    } else if WordReader::default().recognises(file) {
        comments::read(project, &known, file)?
    } else {
        table::read(&known, file)?
    };
    let mut judgements = Judgements::default();
    for (place, judged) in read {
        match judged {
            Ok(None) => judgements.unchanged += 1,
            Ok(Some(decision)) => judgements.decisions.push(decision),
            Err(problem) => judgements.problems.push(format!("{place}: {problem}")),
        }
    }
    Ok(judgements)
}

/// Tells whether a file is a project of REFI-QDA.
fn is_project(file: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(file))
        .is_ok_and(|package| package.index_for_name(codings::PROJECT).is_some())
}
