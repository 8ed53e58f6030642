//! Shards and the projects that are joined of them.

use std::path::{Path, PathBuf};

use waardenscan_archive::{
    DecisionFilter, Inputs, Project, ProjectError, Shard, State, SuggestionFilter, SuggestionOrder,
    Verdict, merge_projects, update_project,
};

use crate::folder::Folder;

const VISION: &str = "Wij gaan bij alles wat wij doen uit van vertrouwen in de inwoner.";

fn folder() -> Folder {
    let folder = Folder::new();
    for number in 0..8 {
        let own = format!("Document {number} belooft maatwerk voor iedereen.");
        folder.write(&format!("{number}.docx"), &[VISION, &own]);
    }
    // The same content in two parts.
    let copy = std::fs::read(folder.archive().join("0.docx")).unwrap();
    for name in ["a.docx", "b.docx", "c.docx"] {
        folder.write_bytes(name, &copy);
    }
    folder.write_bytes("d.txt", b"Geen document.");
    folder
}

/// Scans each of three parts into a project of its own.
fn parts(folder: &Folder) -> Vec<PathBuf> {
    let parts = (1..=3).map(|number| {
        let path = folder.root.path().join(format!("{number}.sqlite"));
        let mut inputs = Inputs::find(&[folder.archive()]);
        let shard: Shard = format!("{number}/3").parse().unwrap();
        shard.keep(&mut inputs.files, &[folder.archive()]);
        assert!(!inputs.files.is_empty());
        let mut project = Project::create_or_open(&path).unwrap();
        let _ = update_project(
            &mut project,
            &folder.scanner,
            &inputs.files,
            &folder.options(),
            |_| Ok::<_, ProjectError>(()),
        )
        .unwrap();
        path
    });
    parts.collect()
}

/// Accepts a value in the first suggestion of a project.
fn decide(path: &Path, verdict: Verdict) {
    let mut project = Project::open(path).unwrap();
    let page = project.suggestions(
        &SuggestionFilter::default(),
        SuggestionOrder::Strongest,
        None,
        1,
    );
    let first = page.unwrap().suggestions.remove(0);
    let decision = waardenscan_archive::Decision {
        who: "Noor".to_owned(),
        document: first.sha256,
        block: first.block,
        text: None,
        value: Some(first.suggestion.value),
        verdict,
    };
    project.decide(&decision).unwrap();
}

#[test]
fn the_parts_of_an_archive_joined_hold_what_one_scan_gives() {
    let folder = folder();
    let mut whole = Project::in_memory().unwrap();
    folder.scan(&mut whole);
    let out = folder.root.path().join("samen.sqlite");
    let merged = merge_projects(&out, &parts(&folder)).unwrap();
    assert_eq!(folder.dump(&merged), folder.dump(&whole));
    merged.verify().unwrap();
    let order = |project: &Project| -> Vec<String> {
        let run = project.latest_run().unwrap();
        let documents = project.documents(run).unwrap();
        documents
            .into_iter()
            .map(|document| document.path)
            .collect()
    };
    assert_eq!(order(&merged), order(&whole));
    // A scan of the whole goes on from there.
    drop(merged);
    let mut merged = Project::open(&out).unwrap();
    let (updated, _) = folder.scan(&mut merged);
    assert_eq!((updated.read, updated.kept), (0, 12));
}

#[test]
fn ledgers_are_joined_as_they_were_written_and_tied_together() {
    let folder = folder();
    let parts = parts(&folder);
    decide(&parts[0], Verdict::Accept);
    decide(&parts[1], Verdict::Doubt { reason: None });
    decide(&parts[0], Verdict::Doubt { reason: None });
    let entries = |project: &Project| -> Vec<String> {
        let all = project.decisions(&DecisionFilter::default(), 0, 100);
        all.unwrap().into_iter().map(|it| it.hash).collect()
    };
    let mut expected: Vec<String> = Vec::new();
    for part in &parts {
        expected.extend(entries(&Project::open(part).unwrap()));
    }
    let out = folder.root.path().join("samen.sqlite");
    let merged = merge_projects(&out, &parts).unwrap();
    assert_eq!(merged.verify_ledger().unwrap().entries, 4);
    let joined = entries(&merged);
    assert!(expected.iter().all(|hash| joined.contains(hash)));
    let filter = SuggestionFilter {
        state: Some(State::Doubt),
        ..SuggestionFilter::default()
    };
    assert_eq!(
        merged
            .suggestions(&filter, SuggestionOrder::Strongest, None, 10)
            .unwrap()
            .suggestions
            .len(),
        2
    );
    drop(merged);

    // Both go on from there; joined again, what they share is there once.
    let other = folder.root.path().join("kopie.sqlite");
    std::fs::copy(&out, &other).unwrap();
    decide(&out, Verdict::Accept);
    decide(
        &other,
        Verdict::Note {
            note: "let op".to_owned(),
        },
    );
    let again = folder.root.path().join("weer.sqlite");
    let merged = merge_projects(&again, &[out.clone(), other.clone()]).unwrap();
    assert_eq!(merged.verify_ledger().unwrap().entries, 4 + 2 + 1);
    drop(merged);

    // Without the entry that ties them, the ledger says so.
    let direct = rusqlite::Connection::open(&again).unwrap();
    direct
        .execute_batch("DROP TRIGGER ledger_loses_nothing; DELETE FROM ledger WHERE number = 7")
        .unwrap();
    let found = Project::open(&again).unwrap().verify_ledger();
    assert!(
        matches!(found, Err(ProjectError::Ledger { number: 6, .. })),
        "{found:?}"
    );
}

#[test]
fn what_does_not_fit_is_refused_and_leaves_nothing() {
    let folder = folder();
    let parts = parts(&folder);
    let out = folder.root.path().join("samen.sqlite");
    let refused = |parts: &[PathBuf]| {
        let fault = merge_projects(&out, parts)
            .map(|_| ())
            .unwrap_err()
            .to_string();
        assert!(!out.exists(), "{fault}");
        fault
    };
    let other = Folder::new();
    std::fs::create_dir(other.archive()).unwrap();
    for name in ["0.docx", "1.docx"] {
        std::fs::copy(folder.archive().join(name), other.archive().join(name)).unwrap();
    }
    // Another threshold.
    let part = other.root.path().join("p.sqlite");
    let scanner = waardenscan::Scanner::builder()
        .lexicon(folder.scanner.lexicon().clone())
        .threshold(0.6)
        .build()
        .unwrap();
    let mut project = Project::create_or_open(&part).unwrap();
    other.scan_with(&mut project, &scanner, &other.options());
    drop(project);
    let fault = refused(&[parts[0].clone(), part]);
    assert!(fault.contains("scan all parts in the same way"), "{fault}");

    // The same path with another content.
    let changed = folder.root.path().join("anders.sqlite");
    let first = Project::open(&parts[0]).unwrap();
    let path = first
        .documents(first.latest_run().unwrap())
        .unwrap()
        .remove(0)
        .path;
    std::fs::write(&path, "Nu iets anders.").unwrap();
    let mut project = Project::create_or_open(&changed).unwrap();
    folder.scan(&mut project);
    drop(project);
    let fault = refused(&[parts[0].clone(), changed.clone()]);
    assert!(fault.contains("has another content there"), "{fault}");

    // A scan that was broken off, and a project that does not exist.
    let direct = rusqlite::Connection::open(&changed).unwrap();
    direct
        .execute("UPDATE run SET finished_at = NULL", [])
        .unwrap();
    drop(direct);
    let fault = refused(std::slice::from_ref(&changed));
    assert!(fault.contains("broken off"), "{fault}");
    refused(&[changed.with_extension("weg")]);
    std::fs::write(&out, "").unwrap();
    assert!(merge_projects(&out, &parts).is_err());
}
