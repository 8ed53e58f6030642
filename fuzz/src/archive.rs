//! A small project, for the targets that need one.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use waardenscan::Scanner;
use waardenscan_archive::{Ending, Inputs, Project, ProjectError, UpdateOptions, update_project};

const DOCUMENT: &[u8] =
    include_bytes!("../../corpus-samples/kesterbeek-verslag-adviesraad-2025.docx");

/// Scans a document into a project. The folder goes when it is dropped.
pub fn project() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("archief");
    fs::create_dir(&inputs).unwrap();
    fs::write(inputs.join("verslag.docx"), DOCUMENT).unwrap();
    let path = folder.path().join("p.sqlite");
    let mut project = Project::create_or_open(&path).unwrap();
    let scanner = Scanner::builder().build().unwrap();
    let inputs = Inputs::find(&[inputs]);
    let each = |_: &_| Ok::<_, ProjectError>(());
    let options = UpdateOptions::default();
    let (ending, _) =
        update_project(&mut project, &scanner, &inputs.files, &options, each).unwrap();
    assert!(matches!(ending, Ending::Complete), "{ending:?}");
    (folder, path)
}
