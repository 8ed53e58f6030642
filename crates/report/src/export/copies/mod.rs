//! The documents themselves, with the findings in them.

mod comments;
mod highlights;

use std::path::Path;

use sha2::{Digest, Sha256};
use waardenscan::docx::CommentError;
use waardenscan::pdf::HighlightError;
use waardenscan::{Format, Offsets, PassageRecord, Span};
use waardenscan_archive::{Project, RunId, read_file};

use super::book::Book;
use super::finding::{DocumentFindings, Finding, HeldBack};
use super::{ENGINE, ExportOptions};
use crate::{ReportError, dutch};

pub(crate) use comments::{POINT, Reference};

/// Which documents are copied, and how the findings stand in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyFormat {
    /// PDF files, with highlights.
    Pdf,
    /// DOCX files, with comments.
    Docx,
}

impl CopyFormat {
    const fn of(self) -> Format {
        match self {
            Self::Pdf => Format::Pdf,
            Self::Docx => Format::Docx,
        }
    }
}

/// A copy of a document with its findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnotatedCopy {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of findings that stand in it.
    pub annotated: usize,
    /// Number of findings whose words have no known place in the file, such as
    /// text that was recognised, and in DOCX files text boxes and notes.
    pub without_place: usize,
}

/// Why there is no copy of a document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotAnnotated {
    /// The file is no longer there, or cannot be read.
    #[error("the file cannot be read: {cause}")]
    Gone {
        /// What a scan would say of it.
        cause: String,
    },
    /// The file is not the one that was scanned.
    #[error("the file has changed since it was scanned; scan it again first")]
    Changed,
    /// The document has another format.
    #[error("only {wanted} files are copied, and this is {format}")]
    OtherFormat {
        /// Name of its format.
        format: String,
        /// Name of the format that was asked for.
        wanted: String,
    },
    /// No highlights can be added to the file.
    #[error(transparent)]
    Highlight(#[from] HighlightError),
    /// No comments can be added to the file.
    #[error(transparent)]
    Comment(#[from] CommentError),
}

/// The path of a document with its copy, or else why there is none.
pub type Annotated = (String, Result<AnnotatedCopy, NotAnnotated>);

/// Returns a copy with the findings of each document of `run` that has any, one
/// by one, made when it is asked for. Files are read from where they were
/// scanned; personal data in them stay as they are.
///
/// # Errors
///
/// [`ReportError::Project`], here and for each document.
pub fn annotate_copies(
    project: &Project,
    run: RunId,
    format: CopyFormat,
    options: ExportOptions,
) -> Result<impl Iterator<Item = Result<Annotated, ReportError>>, ReportError> {
    let info = project.run_info(run)?;
    let workspace = project.workspace()?;
    let options = ExportOptions {
        // Words are found by the text as it stands in the file.
        personal_data: true,
        ..options
    };
    let held_back = HeldBack::of(project)?;
    let documents = project.documents(run)?.into_iter();
    let analysed = documents.filter(|document| document.failure.is_none());
    let read = analysed.map(move |document| {
        let of = DocumentFindings::read(project, document, &held_back, options)?;
        let annotated =
            (!of.findings.is_empty()).then(|| annotate(&of, &Book::new(&info, &workspace), format));
        Ok(annotated.map(|annotated| (of.document.path, annotated)))
    });
    Ok(read.filter_map(Result::transpose))
}

fn annotate(
    of: &DocumentFindings,
    book: &Book<'_>,
    wanted: CopyFormat,
) -> Result<AnnotatedCopy, NotAnnotated> {
    let format = of.document.format.as_deref().unwrap_or_default();
    if format != wanted.of().name() {
        return Err(NotAnnotated::OtherFormat {
            format: format.to_uppercase(),
            wanted: wanted.of().name().to_uppercase(),
        });
    }
    let bytes = read_file(Path::new(&of.document.path)).map_err(|failure| NotAnnotated::Gone {
        cause: failure.message,
    })?;
    let digest = Sha256::digest(&bytes);
    let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    if of.document.sha256.as_deref() != Some(&sha256) {
        return Err(NotAnnotated::Changed);
    }
    match wanted {
        CopyFormat::Pdf => highlights::add(&bytes, of, book),
        CopyFormat::Docx => comments::add(&bytes, of, book),
    }
}

/// Returns the words of a finding, in bytes of its passage; the whole passage
/// where none are named.
fn words(finding: &Finding, passage: &PassageRecord) -> Vec<Span> {
    if finding.spans.is_empty() {
        return vec![Span::new(0, passage.text.len())];
    }
    let offsets = Offsets::new(&passage.text);
    let spans = finding.spans.iter();
    spans.map(|&it| offsets.from_code_points(it)).collect()
}

/// Who says so, and when; the engine does not say when.
fn said_by(finding: &Finding) -> (String, Option<String>) {
    let taken = finding.decision.as_ref();
    let who = taken.map_or(ENGINE, |it| &it.who);
    (who.to_owned(), taken.map(|it| it.at.clone()))
}

/// What the scan said of a finding, in lines: score and stance, then why.
fn suggested(finding: &Finding) -> Vec<String> {
    let Some(suggested) = &finding.suggested else {
        return Vec::new();
    };
    let about = format!(
        "Score {}, {}, {}",
        waardenscan::score::number(suggested.score),
        dutch::stance(suggested.stance),
        dutch::evidence(suggested.evidence),
    );
    vec![about, suggested.explanation.clone()]
}
