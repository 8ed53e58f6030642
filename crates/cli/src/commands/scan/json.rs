//! `--format json`.

use std::io::{self, Write};

use serde::Serialize;
use waardenscan::{
    DocumentKind, Guess, PassageRecord, RECORD_VERSION, ScanRecord, Scanner, SuggestionRecord,
    TensionRecord,
};
use waardenscan_archive::{GivenMetadata, Outcome, PersonalCounts, mask_passage};

use super::printer::{Printer, Tally, suggestions};

/// One JSON object over all documents, written as they come.
pub(super) struct Json<W> {
    out: W,
    personal_data: bool,
    first: bool,
}

/// What stands before the documents.
#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    engine: &'static str,
    lexicon: LexiconRecord<'a>,
    threshold: f64,
}

#[derive(Serialize)]
struct LexiconRecord<'a> {
    id: &'a str,
    version: &'a str,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    path: &'a str,
    sha256: Option<&'a str>,
    analysed: bool,
    failure: Option<FailureRecord<'a>>,
    format: Option<&'static str>,
    pages: Option<usize>,
    passages: usize,
    given: Option<&'a GivenMetadata>,
    /// Left out where nothing was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    personal: Option<PersonalCounts>,
    /// What kind of document it was recognised as, whatever was given.
    guessed_kind: Option<Guess<DocumentKind>>,
    suggestions: Vec<SuggestionRecord>,
    tensions: Vec<PassageTension<'a>>,
}

/// A tension with the passage it is in.
#[derive(Serialize)]
struct PassageTension<'a> {
    page: Option<usize>,
    path: &'a [String],
    passage: &'a str,
    #[serde(flatten)]
    tension: &'a TensionRecord,
}

fn tensions(passage: &PassageRecord) -> impl Iterator<Item = PassageTension<'_>> {
    passage.tensions.iter().map(|tension| PassageTension {
        page: passage.page,
        path: &passage.path,
        passage: &passage.text,
        tension,
    })
}

#[derive(Serialize)]
struct FailureRecord<'a> {
    kind: &'static str,
    message: &'a str,
}

impl<W: Write> Json<W> {
    pub(super) fn start(scanner: &Scanner, personal_data: bool, mut out: W) -> io::Result<Self> {
        let lexicon = scanner.lexicon();
        let head = serde_json::to_string(&Head {
            version: RECORD_VERSION,
            engine: env!("CARGO_PKG_VERSION"),
            lexicon: LexiconRecord {
                id: lexicon.id(),
                version: lexicon.version(),
                fingerprint: lexicon.fingerprint(),
            },
            threshold: scanner.threshold(),
        })?;
        // The documents follow inside the same object.
        let open = head.strip_suffix('}').unwrap_or(&head);
        write!(out, "{open},\"documents\":[")?;
        Ok(Self {
            out,
            personal_data,
            first: true,
        })
    }
}

impl<W> Json<W> {
    /// The passages with tensions, as they are printed.
    fn tense(&self, scan: &ScanRecord) -> Vec<PassageRecord> {
        let tense = scan.passages.iter().filter(|it| !it.tensions.is_empty());
        tense
            .map(|passage| {
                let mut passage = passage.clone();
                if !self.personal_data {
                    mask_passage(&mut passage);
                }
                passage
            })
            .collect()
    }
}

impl<W: Write> Printer for Json<W> {
    fn add(&mut self, outcome: &Outcome) -> io::Result<()> {
        let scan = outcome.result.as_ref().ok();
        let failure = outcome.result.as_ref().err();
        let tense: Vec<PassageRecord> = scan.map(|scan| self.tense(scan)).unwrap_or_default();
        let record = DocumentRecord {
            path: &outcome.path,
            sha256: outcome.sha256.as_deref(),
            analysed: scan.is_some(),
            failure: failure.map(|failure| FailureRecord {
                kind: failure.kind.name(),
                message: &failure.message,
            }),
            format: scan.map(|scan| scan.format.name()),
            pages: scan.and_then(|scan| scan.pages),
            passages: scan.map_or(0, |scan| scan.passages.len()),
            given: outcome.given.as_ref(),
            personal: (outcome.personal.total() > 0).then_some(outcome.personal),
            guessed_kind: scan.map(|scan| scan.kind),
            suggestions: suggestions(outcome, self.personal_data).collect(),
            tensions: tense.iter().flat_map(tensions).collect(),
        };
        let separator: &[u8] = if self.first { b"\n" } else { b",\n" };
        self.first = false;
        self.out.write_all(separator)?;
        serde_json::to_writer(&mut self.out, &record)?;
        Ok(())
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        write!(self.out, "\n],\"summary\":")?;
        serde_json::to_writer(&mut self.out, tally)?;
        writeln!(self.out, "}}")?;
        self.out.flush()
    }
}
