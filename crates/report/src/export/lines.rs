//! JSON Lines.

use std::io::Write;

use super::book::Book;
use super::record::FindingRecord;
use super::{Exported, Source};
use crate::ReportError;

pub(super) fn write(
    source: &Source<'_>,
    book: &Book<'_>,
    out: &mut impl Write,
) -> Result<Exported, ReportError> {
    source.each(|document| {
        for (finding, passage) in document.pairs() {
            let record = FindingRecord::new(document, finding, passage, book);
            serde_json::to_writer(&mut *out, &record).map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })
}
