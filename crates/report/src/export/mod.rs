//! Findings and decisions for other programs.

mod annotation;
mod book;
mod comma;
mod copies;
mod finding;
mod guid;
mod judged;
mod label_studio;
mod lines;
#[cfg(feature = "parquet")]
mod parquet;
mod record;
mod refi;
mod row;
mod workbook;

use std::io::{Seek, Write};

use serde::Serialize;
use waardenscan_archive::{Project, RunId, RunInfo, State, StoredDocument, mask_personal};

use crate::ReportError;
use book::Book;
use finding::{DocumentFindings, HeldBack};
use row::Cell;

pub(crate) use judged::{JudgedFinding, judged_findings};
pub(crate) use refi::{PlainText, code_guid, source_guid};
pub(crate) use workbook::FINDINGS_SHEET;

pub use copies::{Annotated, AnnotatedCopy, CopyFormat, NotAnnotated, annotate_copies};
pub(crate) use copies::{POINT, Reference};
#[cfg(feature = "parquet")]
pub use parquet::ParquetFault;

/// Who the suggestions that nobody judged are by.
pub(crate) const ENGINE: &str = "Waardenscan";

/// A format that findings leave a project in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A table with commas, in UTF-8.
    Csv,
    /// A JSON object a line.
    Jsonl,
    /// The fields of JSON Lines as columns.
    #[cfg(feature = "parquet")]
    Parquet,
    /// A workbook: findings, words, decisions, documents × values, code book.
    Xlsx,
    /// A project for tools of qualitative analysis (REFI-QDA), with the text of
    /// the documents.
    Qdpx,
    /// The values as a code book for the same tools (REFI-QDA).
    Qdc,
    /// W3C Web Annotations, in JSON-LD.
    WebAnnotation,
    /// Tasks for Label Studio: suggestions as predictions, decisions as
    /// annotations.
    LabelStudio,
}

/// Which findings are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// Those that an analyst accepted, changed to or added.
    Accepted,
    /// Those that an analyst judged, whatever the judgement.
    Decided,
    /// All of them, suggestions that nobody judged included.
    #[default]
    All,
}

impl Which {
    const fn holds(self, state: State) -> bool {
        match self {
            Self::Accepted => matches!(state, State::Accepted),
            Self::Decided => !matches!(state, State::Open),
            Self::All => true,
        }
    }
}

/// What is exported, and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExportOptions {
    /// Which findings.
    pub which: Which,
    /// Whether personal data stay as they are. Default: each character of them
    /// becomes a black block.
    pub personal_data: bool,
}

impl ExportOptions {
    /// Returns a text as it may be shown.
    fn shown(self, text: &str) -> Cell {
        match self.personal_data {
            true => text.into(),
            false => mask_personal(text).as_str().into(),
        }
    }
}

/// What was exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Number of findings.
    pub findings: usize,
    /// Number of documents, those without a finding included; documents that
    /// were not analysed have none.
    pub documents: usize,
}

/// Writes the findings of `run` to `out`. The same project gives the same
/// bytes: the only dates are those of the run and of the decisions.
///
/// # Errors
///
/// [`ReportError::Project`], [`ReportError::Io`], [`ReportError::Workbook`],
/// [`ReportError::Package`], and with the feature `parquet`
/// `ReportError::Parquet`.
/// `out` may then hold part of a file.
pub fn export(
    project: &Project,
    run: RunId,
    format: ExportFormat,
    options: ExportOptions,
    out: &mut (impl Write + Seek + Send),
) -> Result<Exported, ReportError> {
    let source = Source::new(project, run, options)?;
    let workspace = project.workspace()?;
    let book = Book::new(&source.info, &workspace);
    match format {
        ExportFormat::Csv => comma::write(&source, &book, out),
        ExportFormat::Jsonl => lines::write(&source, &book, out),
        #[cfg(feature = "parquet")]
        ExportFormat::Parquet => parquet::write(&source, &book, out),
        ExportFormat::Xlsx => workbook::write(&source, &book, out),
        ExportFormat::Qdpx => refi::project::write(&source, &book, out),
        ExportFormat::Qdc => refi::codebook::write(&book, out).map(|()| Exported::default()),
        ExportFormat::WebAnnotation => annotation::write(&source, &book, out),
        ExportFormat::LabelStudio => label_studio::write(&source, &book, out),
    }
}

/// The project that is exported.
struct Source<'a> {
    project: &'a Project,
    info: RunInfo,
    documents: Vec<StoredDocument>,
    held_back: HeldBack,
    options: ExportOptions,
}

impl<'a> Source<'a> {
    fn new(project: &'a Project, run: RunId, options: ExportOptions) -> Result<Self, ReportError> {
        Ok(Self {
            project,
            info: project.run_info(run)?,
            documents: project.documents(run)?,
            held_back: HeldBack::of(project)?,
            options,
        })
    }

    /// Reads the analysed documents one by one, in the order they were scanned,
    /// so that one is in memory at a time.
    fn each(
        &self,
        mut use_it: impl FnMut(&DocumentFindings) -> Result<(), ReportError>,
    ) -> Result<Exported, ReportError> {
        let mut exported = Exported::default();
        for document in &self.documents {
            if document.failure.is_some() {
                continue;
            }
            let read = DocumentFindings::read(
                self.project,
                document.clone(),
                &self.held_back,
                self.options,
            )?;
            use_it(&read)?;
            exported.documents += 1;
            exported.findings += read.findings.len();
        }
        Ok(exported)
    }
}
