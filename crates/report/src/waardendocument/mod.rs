//! The waardendocument: what analysts accepted and wrote, as a document for
//! those who were not there.

mod content;
mod gather;
mod html;
mod summary;
mod word;

use std::io::{Seek, Write};

use waardenscan_archive::{Project, RunId};

use crate::ReportError;
use gather::gather;

/// How a waardendocument is written.
#[derive(Clone, Debug)]
pub struct WaardendocumentOptions {
    /// How many passages of a value are quoted, those that analysts put first;
    /// of the others the place is named. Default: 5.
    pub quotes: usize,
    /// Whether personal data stay as they are. Default: each character of them
    /// becomes a black block.
    pub personal_data: bool,
}

impl Default for WaardendocumentOptions {
    fn default() -> Self {
        Self {
            quotes: 5,
            personal_data: false,
        }
    }
}

/// Writes the waardendocument of a project as a Word document.
///
/// It holds what stands in the ledger and nothing else: what nobody wrote is
/// marked as still to be written. The same project gives the same bytes.
///
/// # Errors
///
/// [`ReportError::Project`], [`ReportError::Io`], [`ReportError::Package`].
pub fn write_waardendocument(
    project: &Project,
    run: RunId,
    options: &WaardendocumentOptions,
    out: &mut (impl Write + Seek),
) -> Result<(), ReportError> {
    word::write(&gather(project, run, options)?, out)
}

/// Writes the waardendocument of a project as one accessible HTML page that
/// loads nothing.
///
/// # Errors
///
/// [`ReportError::Project`], [`ReportError::Io`].
pub fn write_waardendocument_html(
    project: &Project,
    run: RunId,
    options: &WaardendocumentOptions,
    out: &mut impl Write,
) -> Result<(), ReportError> {
    let page = html::page(&gather(project, run, options)?);
    out.write_all(page.into_string().as_bytes())?;
    Ok(())
}
