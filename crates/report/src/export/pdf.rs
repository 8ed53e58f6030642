//! The documents themselves, with the findings highlighted.

use std::path::Path;

use sha2::{Digest, Sha256};
use waardenscan::pdf::{Highlight, HighlightError, PdfReader, Places};
use waardenscan::{Document, Format, Offsets, PassageRecord, Span};
use waardenscan_archive::{Project, RunId, State, read_file};

use super::ExportOptions;
use super::book::Book;
use super::finding::{DocumentFindings, Finding, HeldBack};
use super::row::state;
use crate::{ReportError, dutch};

/// How light the marker pen is, for text to stay readable below it.
const LIGHTNESS: f32 = 0.8;
const SATURATION: f32 = 0.9;
/// Who the suggestions that nobody judged are by.
const ENGINE: &str = "Waardenscan";

/// A copy of a PDF with highlights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnotatedPdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of findings highlighted.
    pub highlighted: usize,
    /// Number of findings whose words have no known place on a page, such as
    /// text that was recognised by the second reader.
    pub without_place: usize,
}

/// Why there is no copy with highlights of a document.
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
    /// The document is no PDF.
    #[error("only PDF files can be highlighted, and this is {format}")]
    NoPdf {
        /// Name of its format.
        format: String,
    },
    /// Nothing can be added to the file.
    #[error(transparent)]
    Highlight(#[from] HighlightError),
}

/// The path of a document with its copy, or else why there is none.
pub type Annotated = (String, Result<AnnotatedPdf, NotAnnotated>);

/// Returns a copy with highlights of each document of `run` that has a finding,
/// one by one, made when it is asked for. Files are read from where they were
/// scanned; personal data in them stay as they are.
///
/// # Errors
///
/// [`ReportError::Project`], here and for each document.
pub fn annotate_pdfs(
    project: &Project,
    run: RunId,
    options: ExportOptions,
) -> Result<impl Iterator<Item = Result<Annotated, ReportError>>, ReportError> {
    let info = project.run_info(run)?;
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
        let annotated = (!of.findings.is_empty()).then(|| annotate(&of, &Book::new(&info)));
        Ok(annotated.map(|annotated| (of.document.path, annotated)))
    });
    Ok(read.filter_map(Result::transpose))
}

fn annotate(of: &DocumentFindings, book: &Book<'_>) -> Result<AnnotatedPdf, NotAnnotated> {
    let format = of.document.format.as_deref().unwrap_or_default();
    if format != Format::Pdf.name() {
        let format = format.to_uppercase();
        return Err(NotAnnotated::NoPdf { format });
    }
    let bytes = read_file(Path::new(&of.document.path)).map_err(|failure| NotAnnotated::Gone {
        cause: failure.message,
    })?;
    let digest = Sha256::digest(&bytes);
    let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    if of.document.sha256.as_deref() != Some(&sha256) {
        return Err(NotAnnotated::Changed);
    }
    let reader = PdfReader::new();
    let (document, places) = reader
        .read_with_places(&bytes)
        .map_err(HighlightError::from)?;
    let mut without_place = 0;
    let mut highlights = Vec::new();
    for (finding, passage) in of.pairs() {
        match highlight(finding, passage, &document, &places, book) {
            Some(highlight) => highlights.push(highlight),
            None => without_place += 1,
        }
    }
    Ok(AnnotatedPdf {
        highlighted: highlights.len(),
        bytes: reader.highlight(&bytes, &highlights)?,
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
    let offsets = Offsets::new(&passage.text);
    let spans: Vec<Span> = match finding.spans.as_slice() {
        [] => vec![Span::new(0, passage.text.len())],
        spans => spans
            .iter()
            .map(|&it| offsets.from_code_points(it))
            .collect(),
    };
    let regions = spans
        .iter()
        .flat_map(|&it| places.regions(passage.block, it));
    let regions: Vec<_> = regions.collect();
    if regions.is_empty() {
        return None;
    }
    let taken = finding.decision.as_ref();
    Some(Highlight {
        regions,
        colour: book.tint(&finding.value, SATURATION, LIGHTNESS),
        author: taken.map_or(ENGINE, |it| &it.who).to_owned(),
        subject: book.name(&finding.value).to_owned(),
        note: note(finding, book),
        at: taken.map(|it| it.at.clone()),
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
    if let Some(suggested) = &finding.suggested {
        lines.push(format!(
            "Score {}, {}, {}",
            waardenscan::score::number(suggested.score),
            dutch::stance(suggested.stance),
            dutch::evidence(suggested.evidence),
        ));
        lines.push(suggested.explanation.clone());
    }
    lines.join("\n")
}
