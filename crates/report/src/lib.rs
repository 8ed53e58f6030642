//! Writes what leaves a project: the HTML report, the waardendocument, and
//! exports for other programs.
//!
//! [`write_report`] turns one run of a [`Project`] into one self-contained
//! page in Dutch: an overview of the values, a table of documents × values,
//! the files that were not analysed with the reason and a way out, and every
//! passage with a suggestion, its hits marked and each suggestion explained.
//! The page loads nothing from outside, and its own policy (CSP) forbids it.
//!
//! The main choice is that the page is complete without its script, which only
//! filters and emphasises, so that it can be mailed, printed and archived. The
//! cost is size: about one kilobyte a suggestion. The page is written document
//! by document after a first pass that counts, so the memory it takes is that
//! of the largest document, and folded documents cost the browser little.
//!
//! ```
//! use waardenscan::Scanner;
//! use waardenscan_archive::Project;
//! use waardenscan_report::{ReportOptions, write_report};
//!
//! let mut project = Project::in_memory()?;
//! let run = project.start_run(&Scanner::builder().build()?)?;
//! let mut page = Vec::new();
//! write_report(&project, run, ReportOptions::default(), &mut page)?;
//! assert!(page.starts_with(b"<!DOCTYPE html><html lang=\"nl\">"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`write_waardendocument`] writes what analysts accepted and wrote, [`export()`]
//! the findings with their decisions in the format of another program, and
//! [`annotate_copies`] copies of the PDF and DOCX files with the findings in
//! them.

mod account;
mod accountability;
mod anchor;
pub mod compare;
pub mod definitions;
mod dilemmas;
mod document;
pub mod dutch;
mod export;
mod failures;
mod filter;
mod gather;
mod heatmap;
mod import;
mod intro;
mod ledger;
mod marks;
mod overview;
mod page;
mod passage;
mod reasons;
mod sheet;
mod style;
mod table;
mod values;
mod waardendocument;
mod warnings;
mod xml;

/// Pieces that other pages about a project share with the report.
pub mod html {
    pub use crate::heatmap::{HeatGroup, HeatLinks, HeatMap, HeatRow};
    pub use crate::marks::{Marked, marked};
    pub use crate::reasons::failure_title;
    pub use crate::style::shared_css;
    pub use crate::values::{Cluster, Value, Values};
    pub use crate::warnings::warnings;
}

use std::io::{self, Write};

use rust_xlsxwriter::XlsxError;
use waardenscan_archive::{Project, ProjectError, RunId, mask_passage};
use zip::result::ZipError;

pub use accountability::write_accountability;
pub use dilemmas::write_dilemmas;
#[cfg(feature = "parquet")]
pub use export::ParquetFault;
pub use export::{
    Annotated, AnnotatedCopy, CopyFormat, ExportFormat, ExportOptions, Exported, NotAnnotated,
    Which, annotate_copies, export,
};
pub use import::{
    CodingsError, ImportError, ImportOptions, Judgements, TableError, read_judgements,
};
pub use waardendocument::{
    WaardendocumentOptions, write_waardendocument, write_waardendocument_html,
};

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The project cannot be read.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The output cannot be written.
    #[error("the output cannot be written")]
    Io(#[from] io::Error),
    /// The package (ZIP) cannot be written.
    #[error("the package cannot be written")]
    Package(#[from] ZipError),
    /// The workbook cannot be written.
    #[error("the workbook cannot be written")]
    Workbook(#[from] XlsxError),
    /// The Parquet file cannot be written.
    #[cfg(feature = "parquet")]
    #[error("the Parquet file cannot be written")]
    Parquet(#[from] ParquetFault),
    /// A suggestion names a value that its run's lexicon does not have, so the
    /// project file was changed by something else.
    #[error("{document}: a suggestion names the unknown value \"{value}\"")]
    UnknownValue {
        /// Path of the document.
        document: String,
        /// Id of the value.
        value: String,
    },
}

/// What a report shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReportOptions {
    /// Whether personal data stay as they are. Default: each character of them
    /// becomes a black block.
    pub personal_data: bool,
}

/// Writes the report of `run` to `out` as one HTML page in UTF-8.
///
/// Writes in pieces of one document, so `out` needs no buffer. The same run of
/// the same project gives the same bytes; nothing in the page depends on when
/// or where it was written, and of the machine it holds only the paths of the
/// documents as they were scanned.
///
/// # Errors
///
/// [`ReportError::Project`] when the project cannot be read,
/// [`ReportError::Io`] when `out` fails and [`ReportError::UnknownValue`] when
/// the project contradicts itself. `out` may then hold part of a page.
pub fn write_report(
    project: &Project,
    run: RunId,
    options: ReportOptions,
    out: &mut impl Write,
) -> Result<(), ReportError> {
    let info = project.run_info(run)?;
    let documents = project.documents(run)?;
    page::write(
        &info,
        &documents,
        |document| {
            let mut passages = project.suggested_passages(document)?;
            if !options.personal_data {
                for passage in &mut passages {
                    mask_passage(passage);
                }
            }
            Ok(passages)
        },
        out,
    )
}
