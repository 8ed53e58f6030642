use std::borrow::Cow;
use std::path::Path;
use std::sync::Mutex;

use waardenscan_document::{Document, ReadError, Reader};
use waardenscan_dutch::Dutch;
use waardenscan_lexicon::{Lexicon, Value};
use waardenscan_pdf::PdfReader;
use waardenscan_score::statistics::Model;
use waardenscan_score::{Found, FoundTension, Scorer, Scratch, Suggestion};
use waardenscan_structure::Structure;

use crate::{
    BuildError, Reading, ScanError, ScanRecord, StatisticsProblem, SuggestionRecord, formats,
    scan_record, statistics,
};

/// The default threshold without a statistical part: from here on a suggestion
/// is more likely right than wrong, as far as its weights are right.
const DEFAULT_THRESHOLD: f64 = 0.5;

/// Reads documents and suggests values. Immutable and `Sync`: make one and
/// share it between threads.
pub struct Scanner {
    scorer: Scorer,
    threshold: f64,
    pdf: PdfReader,
    more_readers: Vec<Box<dyn Reader>>,
    problem: Option<StatisticsProblem>,
    fingerprint: Option<String>,
    /// Scratches not in use. At most one a thread was ever made.
    scratches: Mutex<Vec<Scratch>>,
}

/// Collects the settings of a [`Scanner`].
pub struct ScannerBuilder {
    lexicon: Option<Lexicon>,
    statistics: Option<Cow<'static, [u8]>>,
    threshold: Option<f64>,
    pdf: Option<PdfReader>,
    more_readers: Vec<Box<dyn Reader>>,
}

/// A document with its suggestions.
#[derive(Debug)]
pub struct Scan {
    /// The name or path the content was given with.
    pub name: String,
    /// Name of the reader that read it ([`Reader::name`]).
    pub reader: &'static str,
    /// The document as read.
    pub document: Document,
    /// What its sections are for, and what kind of document it is.
    pub structure: Structure,
    /// The suggestions at or above the scanner's threshold, in document order,
    /// then lexicon order.
    pub suggestions: Vec<Suggestion>,
    /// The tensions of the lexicon within a passage, in document order, then
    /// lexicon order; their values may score below the threshold.
    pub tensions: Vec<FoundTension>,
}

impl ScannerBuilder {
    /// Sets the lexicon, to score by its indicators alone unless
    /// [`ScannerBuilder::statistics`] follows. Default: the built-in one
    /// ([`Lexicon::builtin`]) with its statistical part.
    #[must_use]
    pub fn lexicon(mut self, lexicon: Lexicon) -> Self {
        self.lexicon = Some(lexicon);
        self.statistics = None;
        self
    }

    /// Sets the statistical part of the lexicon: the content of its
    /// [`STATISTICS_FILE`](crate::STATISTICS_FILE), or none to score by
    /// indicators alone.
    #[must_use]
    pub fn statistics(mut self, statistics: Option<Cow<'static, [u8]>>) -> Self {
        self.statistics = statistics;
        self
    }

    /// Sets the least score of a suggestion, in (0, 1]. Default: the score
    /// from which eight of ten suggestions held when the statistical part was
    /// made; 0.5 without one.
    #[must_use]
    pub const fn threshold(mut self, threshold: f64) -> Self {
        self.threshold = Some(threshold);
        self
    }

    /// Sets the reader of PDF, such as one that recognises text (OCR). Default:
    /// [`PdfReader::new`].
    #[must_use]
    pub fn pdf_reader(mut self, pdf: PdfReader) -> Self {
        self.pdf = Some(pdf);
        self
    }

    /// Adds a reader of a further format, which is asked before our own.
    #[must_use]
    pub fn reader(mut self, reader: impl Reader + 'static) -> Self {
        self.more_readers.push(Box::new(reader));
        self
    }

    /// Builds the scanner: reads the statistical part and loads the language
    /// tables. The lexicon is compiled when something is scored first.
    ///
    /// A statistical part that cannot be used is no error: the scanner works
    /// without it and says so ([`Scanner::statistics_problem`]).
    ///
    /// # Errors
    ///
    /// [`BuildError::Threshold`] when the threshold lies outside (0, 1].
    pub fn build(self) -> Result<Scanner, BuildError> {
        let own_lexicon = self.lexicon.is_some();
        let lexicon = self.lexicon.unwrap_or_else(Lexicon::builtin);
        let (model, problem) = self
            .statistics
            .as_ref()
            .map_or((None, None), |bytes| statistics::read(bytes, &lexicon));
        let used = self.statistics.filter(|_| model.is_some());
        let by_model = model.as_ref().map(Model::eight_of_ten);
        let threshold = self.threshold.or(by_model).unwrap_or(DEFAULT_THRESHOLD);
        if !(threshold > 0.0 && threshold <= 1.0) {
            return Err(BuildError::Threshold { threshold });
        }
        Ok(Scanner {
            scorer: Scorer::new(lexicon, Dutch::new()).with_model(model),
            threshold,
            pdf: self.pdf.unwrap_or_default(),
            more_readers: self.more_readers,
            // Whether the built-in parts belong together is not for users to mend.
            problem: problem.filter(|it| own_lexicon || *it != StatisticsProblem::Outdated),
            fingerprint: used.map(|bytes| statistics::fingerprint(&bytes)),
            scratches: Mutex::new(Vec::new()),
        })
    }
}

impl Scanner {
    /// Starts a scanner with the default settings.
    #[must_use]
    pub fn builder() -> ScannerBuilder {
        ScannerBuilder {
            lexicon: None,
            statistics: statistics::builtin(),
            threshold: None,
            pdf: None,
            more_readers: Vec::new(),
        }
    }

    /// Returns what is wrong with the statistical part that the scanner was
    /// given; none where all is well.
    #[must_use]
    pub const fn statistics_problem(&self) -> Option<&StatisticsProblem> {
        self.problem.as_ref()
    }

    /// Returns the SHA-256 of the statistical part in use, in lower-case
    /// hexadecimals; none where the indicators score alone.
    #[must_use]
    pub fn statistics_fingerprint(&self) -> Option<&str> {
        self.fingerprint.as_deref()
    }

    /// Gives the scorer away, for training.
    #[must_use]
    pub fn into_scorer(self) -> Scorer {
        self.scorer
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

    /// Reads and scans the content of one file. `name` names it in the result
    /// and in errors, and is the weakest sign of its kind.
    ///
    /// # Errors
    ///
    /// [`ScanError::Read`] when the content gives no document: other formats,
    /// empty, damaged, protected or scanned files.
    pub fn scan_bytes(&self, bytes: &[u8], name: &str) -> Result<Scan, ScanError> {
        let reading = self.read(bytes).map_err(|source| ScanError::Read {
            name: name.to_owned(),
            source,
        })?;
        Ok(self.scan_reading(reading, name))
    }

    /// Scans what was read before. `name` names it in the result, and is the
    /// weakest sign of its kind.
    #[must_use]
    pub fn scan_reading(&self, reading: Reading, name: &str) -> Scan {
        let Reading { reader, document } = reading;
        let structure = Structure::of(&document, Some(name));
        let Found {
            suggestions,
            tensions,
        } = self.found(&document, &structure);
        Scan {
            name: name.to_owned(),
            reader,
            suggestions,
            tensions,
            structure,
            document,
        }
    }

    /// Reads the content of one file without looking for values.
    ///
    /// # Errors
    ///
    /// Any [`ReadError`]: other formats, empty, damaged, protected or scanned
    /// files.
    pub fn read(&self, bytes: &[u8]) -> Result<Reading, ReadError> {
        formats::read(bytes, &self.more_readers, &self.pdf)
    }

    /// Suggests values for a document that was read before. Returns the
    /// suggestions at or above the threshold, in document order, then lexicon
    /// order.
    #[must_use]
    pub fn scan_document(&self, document: &Document) -> Vec<Suggestion> {
        let structure = Structure::of(document, None);
        self.found(document, &structure).suggestions
    }

    fn found(&self, document: &Document, structure: &Structure) -> Found {
        let mut scratch = self.take_scratch();
        let scorer = &self.scorer;
        let roles = structure.roles();
        let found = scorer.score_document(document, &roles, self.threshold, &mut scratch);
        self.put_back(scratch);
        found
    }

    /// Turns the suggestions of a scan into records that stand on their own.
    pub fn records<'a>(&'a self, scan: &'a Scan) -> impl Iterator<Item = SuggestionRecord> + 'a {
        scan.suggestions.iter().map(|suggestion| {
            let Scan {
                document,
                structure,
                ..
            } = scan;
            let path = document.path(suggestion.block).into();
            let passage = scan_record::passage(document, structure, suggestion.block, &path);
            let value = self.value(suggestion);
            let suggested = scan_record::suggested(&passage.text, suggestion, value);
            let kind = Some(scan.structure.kind());
            SuggestionRecord::new(&scan.name, kind, &passage, suggested)
        })
    }

    /// Turns a scan into a record that stands on its own: all that is kept of
    /// a document.
    #[must_use]
    pub fn record(&self, scan: &Scan) -> ScanRecord {
        ScanRecord::new(scan, self.lexicon())
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
