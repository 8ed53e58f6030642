//! Makes projects in memory.

use std::io::Cursor;
use std::path::Path;

use sha2::{Digest, Sha256};
use waardenscan::{Document, Lexicon, Scan, ScanRecord, Scanner, Structure};
use waardenscan_archive::{
    Decision, Failure, GivenMetadata, Outcome, PersonalCounts, Project, RunId, Signatures, Timing,
};
use waardenscan_report::{ExportFormat, ExportOptions, ReportOptions, export, write_report};

/// A project with one run, and the scanner that fills it.
pub(crate) struct Archive {
    scanner: Scanner,
    project: Project,
    run: RunId,
}

impl Archive {
    /// An empty project with the small lexicon of these tests.
    pub(crate) fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/lexicon");
        let lexicon = Lexicon::load(&folder).unwrap();
        let scanner = Scanner::builder().lexicon(lexicon).build().unwrap();
        let mut project = Project::in_memory().unwrap();
        let run = project.start_run(&scanner).unwrap();
        Self {
            scanner,
            project,
            run,
        }
    }

    /// Adds a document that was read.
    pub(crate) fn add(&mut self, path: &str, given: GivenMetadata, document: Document) {
        let scan = Scan {
            name: path.to_owned(),
            reader: "test",
            suggestions: self.scanner.scan_document(&document),
            tensions: Vec::new(),
            structure: Structure::of(&document, None),
            document,
        };
        let record = self.scanner.record(&scan);
        self.add_outcome(path, Some(given), Ok(record));
    }

    /// Adds a file that was not analysed.
    pub(crate) fn add_failure(&mut self, path: &str, failure: Failure) {
        self.add_outcome(path, None, Err(failure));
    }

    fn add_outcome(
        &mut self,
        path: &str,
        given: Option<GivenMetadata>,
        result: Result<ScanRecord, Failure>,
    ) {
        let outcome = Outcome {
            path: path.to_owned(),
            bytes: 1,
            // The path stands for the content.
            sha256: Some(sha256(path)),
            given,
            timing: Timing::default(),
            personal: PersonalCounts::default(),
            signatures: Signatures::default(),
            result,
        };
        self.project.add(self.run, &outcome).unwrap();
    }

    /// Takes a decision.
    pub(crate) fn decide(&mut self, decision: serde_json::Value) {
        let decision = serde_json::from_value(decision).unwrap();
        self.project.decide(&decision).unwrap();
    }

    /// Takes decisions.
    pub(crate) fn decide_all(&mut self, decisions: &[Decision]) {
        self.project.decide_all(decisions).unwrap();
    }

    /// An export.
    pub(crate) fn export(&self, format: ExportFormat, options: ExportOptions) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        export(&self.project, self.run, format, options, &mut file).unwrap();
        file.into_inner()
    }

    /// The project and its run.
    pub(crate) const fn project(&self) -> (&Project, RunId) {
        (&self.project, self.run)
    }

    /// The report.
    pub(crate) fn report(&self) -> String {
        report(&self.project, self.run)
    }
}

/// The SHA-256 of a text.
pub(crate) fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The report of a run.
pub(crate) fn report(project: &Project, run: RunId) -> String {
    let mut page = Vec::new();
    write_report(project, run, ReportOptions::default(), &mut page).unwrap();
    String::from_utf8(page).unwrap()
}
