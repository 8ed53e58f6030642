//! Groups of documents compared with each other: which values the one carries
//! and the other does not, what differs and how sure that is.

mod conclusion;
mod group;
mod measured;
mod page;
mod record;
mod step;
mod together;
mod words;
mod workbook;

use std::io::{Seek, Write};

use waardenscan_archive::{Project, RunId};

use crate::{ReportError, Which};
pub use group::GroupBy;
use group::Grouping;
pub use measured::{Measured, MeasuredValue};
pub use record::{
    ComparedGroup, ComparedRow, ComparedStep, ComparedValue, Comparison, Figure, GroupFigures,
    Order, Pair, RestsOn, Strata, Together, Verdict, Year,
};

/// What is compared.
#[derive(Clone, Debug)]
pub struct CompareOptions {
    /// What documents are grouped by.
    pub by: GroupBy,
    /// The groups to compare, in the order to compare them in; all where empty.
    /// Names joined by "+" make one group: "casus+verslag". Capitals do not
    /// count.
    pub only: Vec<String>,
    /// Which findings count; what was rejected, or changed to another value,
    /// never does. With [`Which::Decided`] those that somebody doubts do.
    pub which: Which,
}

/// Why nothing was compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CompareError {
    /// The project cannot be read.
    #[error(transparent)]
    Project(#[from] ReportError),
    /// A group that was asked for has no document.
    #[error("no document of {by} \"{name}\"; the project has {}", known.join(", "))]
    UnknownGroup {
        /// What documents are grouped by.
        by: &'static str,
        /// The name that was asked for.
        name: String,
        /// The names that documents have.
        known: Vec<String>,
    },
    /// A group was asked for twice.
    #[error("\"{name}\" was asked for twice; a document is in one group only")]
    Twice {
        /// Its name.
        name: String,
    },
}

/// Compares the documents of a run.
///
/// The values are those of the workspace: with the names that analysts gave
/// them, taken into each other and split off as in the waardendocument. Each
/// document counts alike, however long it is; groups of fewer than six
/// documents with findings are described, not tested. The same project gives
/// the same figures.
///
/// # Errors
///
/// [`CompareError::UnknownGroup`] and [`CompareError::Twice`] for groups that
/// cannot be compared, [`CompareError::Project`].
pub fn compare(
    project: &Project,
    run: RunId,
    options: &CompareOptions,
) -> Result<Comparison, CompareError> {
    let measured = Measured::read(project, run, options.which)?;
    let grouping = Grouping::new(&measured.documents, options)?;
    Ok(Comparison::new(&measured, &grouping, options))
}

impl Comparison {
    /// Writes one page in Dutch with tables and charts, which loads nothing.
    ///
    /// # Errors
    ///
    /// [`ReportError::Io`].
    pub fn write_html(&self, out: &mut impl Write) -> Result<(), ReportError> {
        out.write_all(page::page(self).into_string().as_bytes())?;
        Ok(())
    }

    /// Writes a workbook in Dutch, a sheet for each table.
    ///
    /// # Errors
    ///
    /// [`ReportError::Workbook`].
    pub fn write_xlsx(&self, out: &mut (impl Write + Seek + Send)) -> Result<(), ReportError> {
        Ok(workbook::write(self, out)?)
    }

    /// Writes JSON.
    ///
    /// # Errors
    ///
    /// [`ReportError::Io`].
    pub fn write_json(&self, out: &mut impl Write) -> Result<(), ReportError> {
        serde_json::to_writer_pretty(&mut *out, self).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
        Ok(())
    }
}
