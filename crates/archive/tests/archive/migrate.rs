//! Projects of earlier versions.

use std::collections::BTreeSet;

use rusqlite::Connection;
use waardenscan_archive::{Project, ProjectError};

use crate::folder::Folder;

/// A project as the program wrote it when its schema was version 2: two runs
/// over made-up documents, two paths with the same content, a broken file, one
/// of another kind and one that does not exist. Some passages were taken out.
const VERSION_2: &str = include_str!("version_2.sql");

/// A project of version 3: three made-up files, a decision and standard text.
const VERSION_3: &str = include_str!("version_3.sql");

/// Writes the project that is in these words.
fn old(path: &std::path::Path, sql: &str) {
    let old = Connection::open(path).unwrap();
    old.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    old.execute_batch(sql).unwrap();
}

fn dump(project: &Project) -> String {
    let mut dump = Vec::new();
    project.dump(&mut dump).unwrap();
    String::from_utf8(dump).unwrap()
}

#[test]
fn a_project_of_version_2_opens_and_keeps_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("oud.sqlite");
    old(&path, VERSION_2);

    assert!(matches!(
        Project::open_read_only(&path),
        Err(ProjectError::NotUpToDate { found: 2, .. })
    ));
    for _ in 0..2 {
        let project = Project::open(&path).unwrap();
        project.verify().unwrap();
        insta::assert_snapshot!("version_2", dump(&project));
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

#[test]
fn a_project_of_version_3_keeps_its_hits_and_its_decision_and_is_scanned_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("oud.sqlite");
    old(&path, VERSION_3);
    let project = Project::open(&path).unwrap();
    project.verify().unwrap();
    let migrated = dump(&project);
    insta::assert_snapshot!("version_3", migrated);
    drop(project);

    // Other tools find the hits one by one, as before.
    let hits = |connection: &Connection| -> Vec<(i64, i64, i64, String)> {
        let mut statement = connection
            .prepare("SELECT suggestion, start, \"end\", text FROM hit ORDER BY 1, 2, 3")
            .unwrap();
        let row =
            |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        let rows = statement.query_map([], row).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let before = Connection::open_in_memory().unwrap();
    before
        .execute_batch("PRAGMA foreign_keys = OFF")
        .and_then(|()| before.execute_batch(VERSION_3))
        .unwrap();
    let after = Connection::open(&path).unwrap();
    assert_eq!(hits(&after), hits(&before));
    assert_eq!(hits(&after).len(), 5);
    drop(after);

    // What was stored without signatures gets them with the next grouping.
    let mut project = Project::open(&path).unwrap();
    let run = project.latest_run().unwrap();
    project.finish_run(run).unwrap();
    assert_eq!(dump(&project), migrated);
}

/// Every table with its columns, every index, view and trigger.
fn schema(path: &std::path::Path) -> BTreeSet<String> {
    let connection = Connection::open(path).unwrap();
    let mut names = connection
        .prepare(
            "SELECT type || ' ' || name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'
             UNION ALL
             SELECT it.name || '.' || column.name
             FROM sqlite_schema AS it, pragma_table_xinfo(it.name) AS column
             WHERE it.type = 'table'",
        )
        .unwrap();
    let names = names.query_map([], |row| row.get(0)).unwrap();
    names.collect::<Result<_, _>>().unwrap()
}

#[test]
fn whatever_the_version_was_the_schema_is_that_of_a_new_project() {
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("nieuw.sqlite");
    drop(Project::create_or_open(&new).unwrap());
    let expected = schema(&new);
    for (version, sql) in [(2, VERSION_2), (3, VERSION_3)] {
        let path = folder.path().join(format!("{version}.sqlite"));
        old(&path, sql);
        drop(Project::open(&path).unwrap());
        let found = schema(&path);
        let differs: Vec<&String> = found.symmetric_difference(&expected).collect();
        assert!(differs.is_empty(), "of version {version}: {differs:?}");
    }
    // Version 4 is a new one without what the step after it makes.
    let path = folder.path().join("4.sqlite");
    std::fs::copy(&new, &path).unwrap();
    let direct = Connection::open(&path).unwrap();
    direct
        .execute_batch(
            "DROP INDEX suggestion_state_place;
             DROP INDEX suggestion_value_place;
             DROP INDEX suggestion_stance;
             DROP TABLE rescoring;
             PRAGMA user_version = 4;",
        )
        .unwrap();
    drop(direct);
    assert_ne!(schema(&path), expected);
    drop(Project::open(&path).unwrap());
    assert_eq!(schema(&path), expected);
}

#[test]
fn a_project_of_version_4_gets_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("oud.sqlite");
    old(&path, VERSION_3);
    let migrated = dump(&Project::open(&path).unwrap());
    // Version 4 had all but this.
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "DROP INDEX suggestion_state_place; DROP INDEX suggestion_value_place;
             DROP INDEX suggestion_stance; DROP TABLE rescoring; PRAGMA user_version = 4",
        )
        .unwrap();
    drop(connection);
    let mut project = Project::open(&path).unwrap();
    assert_eq!(dump(&project), migrated);
    assert_eq!(project.rescoring().unwrap(), None);
    let entry = project.begin_learning("Noor", None).unwrap();
    while project.rescore_some(10).unwrap() {}
    let done = project.rescoring().unwrap().unwrap();
    assert_eq!((done.entry, done.after), (entry, None));
}

#[test]
fn standard_text_is_found_in_a_project_of_version_5() {
    let text = "Maatwerk is bij ons altijd de regel.";
    let folder = Folder::new();
    folder.write("a.docx", &[text, "Aldermeer"]);
    folder.write("b.docx", &[text, "Brinkland"]);
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("oud.sqlite");
    folder.scan(&mut Project::create_or_open(&path).unwrap());
    // Its signatures had a byte more, and were of all passages.
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch("UPDATE content SET signatures = zeroblob(170); PRAGMA user_version = 5")
        .unwrap();
    drop(connection);
    let mut project = Project::open(&path).unwrap();
    folder.write("c.docx", &[text, "Veenhorst"]);
    folder.scan(&mut project);
    let texts = project.standard_texts(0, 10).unwrap();
    let found: Vec<_> = texts.iter().map(|it| (it.contents, it.identical)).collect();
    assert_eq!(found, [(3, true)]);
}
