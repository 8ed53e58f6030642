//! The report of real documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use waardenscan::Scanner;
use waardenscan_archive::{Inputs, Project, RunId, ScanOptions, scan_files};

use crate::archive::report;
use crate::html;

#[test]
fn every_mark_is_exactly_its_hit_in_the_samples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus-samples");
    let passages = check_marks(folder);
    assert!(passages > 50, "the samples have passages with values");
}

#[test]
fn every_mark_is_exactly_its_hit_in_documents_of_known_text() {
    let shared = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    for folder in ["pdf-truth", "docx-truth"] {
        let folder = shared.join(folder);
        if folder.is_dir() {
            check_marks(folder);
        } else {
            println!("skipped: {} is not there", folder.display());
        }
    }
}

/// Compares the marks in the report of a folder with the hits in its project;
/// returns the number of passages compared.
fn check_marks(folder: PathBuf) -> usize {
    let (project, run) = scanned(folder);
    let page = report(&project, run);
    html::check(&page);
    let marks = html::marks(&page);
    let values = project.run_info(run).unwrap().values;
    let mut passages = 0;
    for document in project.documents(run).unwrap() {
        for passage in project.suggested_passages(&document).unwrap() {
            passages += 1;
            let mut expected: BTreeMap<String, String> = BTreeMap::new();
            for suggestion in &passage.suggestions {
                let value = values
                    .iter()
                    .position(|value| value.id == suggestion.value)
                    .unwrap();
                let hits: String = suggestion
                    .hits
                    .iter()
                    .map(|hit| hit.text.as_str())
                    .collect();
                expected.insert(format!("v{value}"), hits);
            }
            let found = marks
                .iter()
                .filter(|(id, _)| id.ends_with(&format!("-{}", passage.block)))
                .any(|(_, (marks, text))| *text.trim_start() == passage.text && *marks == expected);
            assert!(found, "{}, block {}", document.path, passage.block);
        }
    }
    assert_eq!(passages, marks.len());
    passages
}

/// A project with what a scan of a folder finds.
pub(crate) fn scanned(folder: PathBuf) -> (Project, RunId) {
    let scanner = Scanner::builder().build().unwrap();
    let inputs = Inputs::find(&[folder]);
    let mut project = Project::in_memory().unwrap();
    let run = project.start_run(&scanner).unwrap();
    let _ = scan_files(
        &scanner,
        &inputs.files,
        &ScanOptions::default(),
        |outcome| project.add(run, &outcome),
    )
    .unwrap();
    (project, run)
}
