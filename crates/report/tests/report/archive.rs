//! Makes projects in memory.

use std::path::Path;

use waardenscan::{Document, Lexicon, Scan, ScanRecord, Scanner, Structure};
use waardenscan_archive::{
    Failure, GivenMetadata, Outcome, PersonalCounts, Project, RunId, Signatures, Timing,
};
use waardenscan_report::write_report;

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
            sha256: None,
            given,
            timing: Timing::default(),
            personal: PersonalCounts::default(),
            signatures: Signatures::default(),
            result,
        };
        self.project.add(self.run, &outcome).unwrap();
    }

    /// The report.
    pub(crate) fn report(&self) -> String {
        report(&self.project, self.run)
    }
}

/// The report of a run.
pub(crate) fn report(project: &Project, run: RunId) -> String {
    let mut page = Vec::new();
    write_report(project, run, &mut page).unwrap();
    String::from_utf8(page).unwrap()
}
