//! Projects of earlier versions.

use rusqlite::Connection;
use waardenscan_archive::{Project, ProjectError};

/// A project as the program wrote it when its schema was version 2: two runs
/// over made-up documents, two paths with the same content, a broken file, one
/// of another kind and one that does not exist. Some passages were taken out.
const VERSION_2: &str = include_str!("version_2.sql");

#[test]
fn a_project_of_version_2_opens_and_keeps_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("oud.sqlite");
    let old = Connection::open(&path).unwrap();
    old.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    old.execute_batch(VERSION_2).unwrap();
    drop(old);

    assert!(matches!(
        Project::open_read_only(&path),
        Err(ProjectError::NotUpToDate { found: 2, .. })
    ));
    for _ in 0..2 {
        let project = Project::open(&path).unwrap();
        project.verify().unwrap();
        let mut dump = Vec::new();
        project.dump(&mut dump).unwrap();
        insta::assert_snapshot!("version_2", String::from_utf8(dump).unwrap());
    }
    let project = Project::open_read_only(&path).unwrap();
    let run = project.latest_run().unwrap();
    let documents = project.documents(run).unwrap();
    let passages = documents
        .iter()
        .flat_map(|document| project.passages(document).unwrap());
    assert!(passages.count() > 0);
    let paths: Vec<String> = documents
        .into_iter()
        .map(|document| document.path)
        .collect();
    assert_eq!(paths, ["archief/casus.docx", "weg.pdf"]);
}
