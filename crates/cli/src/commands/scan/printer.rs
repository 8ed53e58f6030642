//! What every way of printing a scan does.

use std::io::{self, Write};

use serde::Serialize;
use waardenscan::{Scanner, SuggestionRecord};
use waardenscan_archive::{Outcome, mask_suggestion};

use super::json::Json;
use super::jsonl::Jsonl;
use super::table::Table;
use crate::args::ScanFormat;

/// Returns the suggestions of a file as they are printed.
pub(super) fn suggestions(
    outcome: &Outcome,
    personal_data: bool,
) -> impl Iterator<Item = SuggestionRecord> {
    outcome.suggestions().map(move |mut suggestion| {
        if !personal_data {
            mask_suggestion(&mut suggestion);
        }
        suggestion
    })
}

/// Prints outcomes as they come.
pub(super) trait Printer {
    /// Prints what became of one file.
    fn add(&mut self, outcome: &Outcome) -> io::Result<()>;

    /// Prints what comes after the last file.
    fn finish(&mut self, tally: &Tally) -> io::Result<()>;
}

/// Makes the printer for `format`.
pub(super) fn printer<'a>(
    format: ScanFormat,
    scanner: &'a Scanner,
    personal_data: bool,
    out: impl Write + 'a,
) -> io::Result<Box<dyn Printer + 'a>> {
    Ok(match format {
        ScanFormat::Table => Box::new(Table::new(scanner, personal_data, out)),
        ScanFormat::Json => Box::new(Json::start(scanner, personal_data, out)?),
        ScanFormat::Jsonl => Box::new(Jsonl::new(personal_data, out)),
    })
}

/// What became of the files so far.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Tally {
    /// Files that were analysed.
    pub(super) analysed: usize,
    /// Files that were not.
    pub(super) failed: usize,
    /// Passages of the analysed files.
    pub(super) passages: usize,
    /// Suggestions for them.
    pub(super) suggestions: usize,
}

impl Tally {
    pub(super) fn add(&mut self, outcome: &Outcome) {
        match &outcome.result {
            Ok(scan) => {
                self.analysed += 1;
                self.passages += scan.passages.len();
                self.suggestions += scan.suggestion_count();
            }
            Err(_) => self.failed += 1,
        }
    }
}
