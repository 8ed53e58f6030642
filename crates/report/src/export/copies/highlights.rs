//! Highlights in a PDF.

use waardenscan::pdf::{Highlight, HighlightError, PdfReader, Places};
use waardenscan::{Document, PassageRecord};
use waardenscan_archive::State;

use super::{AnnotatedCopy, NotAnnotated, said_by, suggested, words};
use crate::export::book::Book;
use crate::export::finding::{DocumentFindings, Finding};
use crate::export::row::state;

/// How light the marker pen is, for text to stay readable below it.
const LIGHTNESS: f32 = 0.8;
const SATURATION: f32 = 0.9;

pub(super) fn add(
    bytes: &[u8],
    of: &DocumentFindings,
    book: &Book<'_>,
) -> Result<AnnotatedCopy, NotAnnotated> {
    let reader = PdfReader::new();
    let (document, places) = reader
        .read_with_places(bytes)
        .map_err(HighlightError::from)?;
    let mut without_place = 0;
    let mut highlights = Vec::new();
    for (finding, passage) in of.pairs() {
        match highlight(finding, passage, &document, &places, book) {
            Some(highlight) => highlights.push(highlight),
            None => without_place += 1,
        }
    }
    Ok(AnnotatedCopy {
        annotated: highlights.len(),
        bytes: reader.highlight(bytes, &highlights)?,
        without_place,
    })
}

/// Highlights the words of a finding, or the whole passage where none are
/// named; none where their place is not known.
fn highlight(
    finding: &Finding,
    passage: &PassageRecord,
    document: &Document,
    places: &Places,
    book: &Book<'_>,
) -> Option<Highlight> {
    // A page that was recognised (OCR) at the scan reads otherwise without.
    let block = document.blocks().get(passage.block)?;
    if block.text != passage.text {
        return None;
    }
    let words = words(finding, passage).into_iter();
    let regions = words.flat_map(|it| places.regions(passage.block, it));
    let regions: Vec<_> = regions.collect();
    if regions.is_empty() {
        return None;
    }
    let (author, at) = said_by(finding);
    Some(Highlight {
        regions,
        colour: book.tint(&finding.value, SATURATION, LIGHTNESS),
        author,
        subject: book.name(&finding.value).to_owned(),
        note: note(finding, book),
        at,
    })
}

fn note(finding: &Finding, book: &Book<'_>) -> String {
    let mut lines = vec![book.name(&finding.value).to_owned()];
    if finding.state != State::Open {
        let reason = finding.decision.as_ref().and_then(|it| it.reason.as_ref());
        let reason = reason.map(|reason| format!(": {reason}"));
        let decided = state(finding.state);
        lines.push(format!("Besluit: {decided}{}", reason.unwrap_or_default()));
    }
    lines.extend(suggested(finding));
    lines.join("\n")
}
