use std::path::Path;
use std::sync::Mutex;

use waardenscan_document::Document;
use waardenscan_dutch::Dutch;
use waardenscan_lexicon::{Lexicon, Value};
use waardenscan_pdf::PdfReader;
use waardenscan_score::{Scorer, Scratch, Suggestion};

use crate::{BuildError, ScanError, SuggestionRecord, read_document_with, record};

/// The default threshold: from here on a suggestion is more likely right than
/// wrong, as far as its weights are right.
const DEFAULT_THRESHOLD: f64 = 0.5;

/// Reads documents and suggests values. Immutable and `Sync`: make one and
/// share it between threads.
pub struct Scanner {
    scorer: Scorer,
    threshold: f64,
    pdf: PdfReader,
    /// Scratches not in use. At most one a thread was ever made.
    scratches: Mutex<Vec<Scratch>>,
}

/// Collects the settings of a [`Scanner`].
#[derive(Debug)]
pub struct ScannerBuilder {
    lexicon: Option<Lexicon>,
    threshold: f64,
    pdf: Option<PdfReader>,
}

/// A document with its suggestions.
#[derive(Debug)]
pub struct Scan {
    /// The name or path the content was given with.
    pub name: String,
    /// The document as read.
    pub document: Document,
    /// The suggestions at or above the scanner's threshold, in document order,
    /// then lexicon order.
    pub suggestions: Vec<Suggestion>,
}

impl ScannerBuilder {
    /// Sets the lexicon. Default: the built-in one ([`Lexicon::builtin`]).
    #[must_use]
    pub fn lexicon(mut self, lexicon: Lexicon) -> Self {
        self.lexicon = Some(lexicon);
        self
    }

    /// Sets the least score of a suggestion, in (0, 1]. Default: 0.5.
    #[must_use]
    pub const fn threshold(mut self, threshold: f64) -> Self {
        self.threshold = threshold;
        self
    }

    /// Sets the reader of PDF, such as one that recognises text (OCR). Default:
    /// [`PdfReader::new`].
    #[must_use]
    pub fn pdf_reader(mut self, pdf: PdfReader) -> Self {
        self.pdf = Some(pdf);
        self
    }

    /// Builds the scanner: compiles the lexicon and loads the language tables.
    ///
    /// # Errors
    ///
    /// [`BuildError::Threshold`] when the threshold lies outside (0, 1].
    pub fn build(self) -> Result<Scanner, BuildError> {
        let threshold = self.threshold;
        if !(threshold > 0.0 && threshold <= 1.0) {
            return Err(BuildError::Threshold { threshold });
        }
        Ok(Scanner {
            scorer: Scorer::new(self.lexicon.unwrap_or_else(Lexicon::builtin), Dutch::new()),
            threshold,
            pdf: self.pdf.unwrap_or_default(),
            scratches: Mutex::new(Vec::new()),
        })
    }
}

impl Scanner {
    /// Starts a scanner with the default settings.
    #[must_use]
    pub const fn builder() -> ScannerBuilder {
        ScannerBuilder {
            lexicon: None,
            threshold: DEFAULT_THRESHOLD,
            pdf: None,
        }
    }

    /// Returns the lexicon in use.
    #[must_use]
    pub const fn lexicon(&self) -> &Lexicon {
        self.scorer.lexicon()
    }

    /// Returns the least score of a suggestion, in (0, 1].
    #[must_use]
    pub const fn threshold(&self) -> f64 {
        self.threshold
    }

    /// Returns the scorer, for evaluation and for scores below the threshold.
    #[must_use]
    pub const fn scorer(&self) -> &Scorer {
        &self.scorer
    }

    /// Returns the value of a suggestion that this scanner made.
    #[must_use]
    pub fn value(&self, suggestion: &Suggestion) -> &Value {
        self.scorer.value(suggestion)
    }

    /// Reads and scans one file. Its format is told by its content, never by
    /// its name.
    ///
    /// # Errors
    ///
    /// [`ScanError::Io`] when the file cannot be read from disk, otherwise as
    /// [`Scanner::scan_bytes`].
    pub fn scan_file(&self, path: impl AsRef<Path>) -> Result<Scan, ScanError> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| ScanError::Io {
            path: path.to_owned(),
            source,
        })?;
        self.scan_bytes(&bytes, &path.to_string_lossy())
    }

    /// Reads and scans the content of one file. `name` only names it in the
    /// result and in errors.
    ///
    /// # Errors
    ///
    /// [`ScanError::Read`] when the content gives no document: other formats,
    /// empty, damaged, protected or scanned files.
    pub fn scan_bytes(&self, bytes: &[u8], name: &str) -> Result<Scan, ScanError> {
        let document = read_document_with(bytes, &self.pdf).map_err(|source| ScanError::Read {
            name: name.to_owned(),
            source,
        })?;
        Ok(Scan {
            name: name.to_owned(),
            suggestions: self.scan_document(&document),
            document,
        })
    }

    /// Suggests values for a document that was read before. Returns the
    /// suggestions at or above the threshold, in document order, then lexicon
    /// order.
    #[must_use]
    pub fn scan_document(&self, document: &Document) -> Vec<Suggestion> {
        let mut scratch = self.take_scratch();
        let mut suggestions = self.scorer.score_document(document, &mut scratch);
        suggestions.retain(|suggestion| suggestion.score >= self.threshold);
        self.put_back(scratch);
        suggestions
    }

    /// Turns the suggestions of a scan into records that stand on their own.
    pub fn records<'a>(&'a self, scan: &'a Scan) -> impl Iterator<Item = SuggestionRecord> + 'a {
        scan.suggestions.iter().map(|suggestion| {
            record::suggestion(
                &scan.name,
                &scan.document,
                suggestion,
                self.value(suggestion),
            )
        })
    }

    fn take_scratch(&self) -> Scratch {
        self.scratches
            .lock()
            .ok()
            .and_then(|mut scratches| scratches.pop())
            .unwrap_or_default()
    }

    fn put_back(&self, scratch: Scratch) {
        if scratch.is_full() {
            return;
        }
        if let Ok(mut scratches) = self.scratches.lock() {
            scratches.push(scratch);
        }
    }
}
