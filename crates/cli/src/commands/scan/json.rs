//! `--format json`.

use std::io::{self, Write};

use serde::Serialize;
use waardenscan::{RECORD_VERSION, Scanner, SuggestionRecord};
use waardenscan_archive::{GivenMetadata, Outcome, PersonalCounts};

use super::printer::{Printer, Tally};

/// One JSON object over all documents, written as they come.
pub(super) struct Json<W> {
    out: W,
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
    suggestions: Vec<SuggestionRecord>,
}

#[derive(Serialize)]
struct FailureRecord<'a> {
    kind: &'static str,
    message: &'a str,
}

impl<W: Write> Json<W> {
    pub(super) fn start(scanner: &Scanner, mut out: W) -> io::Result<Self> {
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
        Ok(Self { out, first: true })
    }
}

impl<W: Write> Printer for Json<W> {
    fn add(&mut self, outcome: &Outcome) -> io::Result<()> {
        let scan = outcome.result.as_ref().ok();
        let failure = outcome.result.as_ref().err();
        let suggestions = scan.map(|scan| scan.suggestions(&outcome.path).collect());
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
            suggestions: suggestions.unwrap_or_default(),
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
