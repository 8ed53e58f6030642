//! `waardenscan import`, of what other people's software made of an export.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::binary::run_with;
use crate::places::root;
use crate::validators;

/// A project of the samples on which nothing was decided.
fn project(folder: &Path) -> String {
    let project = folder.join("p.sqlite").display().to_string();
    let scan = [
        "scan",
        "corpus-samples",
        "--ocr",
        "off",
        "--quiet",
        "--project",
        &project,
    ];
    let ran = run_with(root(), &scan);
    assert_eq!(ran.code, 1, "a sample is cut short: {}", ran.stderr);
    project
}

fn export(project: &str, to: &str, out: &Path) {
    let out = out.display().to_string();
    let arguments = ["export", "--project", project, "--to", to, "--out", &out];
    let ran = run_with(root(), &arguments);
    assert!(ran.stderr.contains("wrote"), "{}", ran.stderr);
}

/// Takes a file over, and says how many decisions that were.
fn import(project: &str, file: &Path, more: &[&str]) -> String {
    let file = file.display().to_string();
    let mut arguments = vec!["import", "--project", project, "--who", "Noor", &file];
    arguments.extend(more);
    let ran = run_with(root(), &arguments);
    assert!(
        ran.stderr.contains("taken") || ran.stderr.contains("to take"),
        "{}",
        ran.stderr
    );
    ran.stderr
}

/// Lets a script work on the file `out` that an export makes, takes it over and
/// checks that the project then says what the script says it should.
fn comes_back(to: &str, script: &str, name: &str, more: &[&str]) {
    let Some(python) = validators::python() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let project = project(folder.path());
    let before = folder.path().join("before.jsonl");
    export(&project, "jsonl", &before);
    let out = folder.path().join(name);
    export(&project, to, &out);
    let (file, expected) = (folder.path().join("file"), folder.path().join("expected"));
    validators::run(&python, script, &[&out, &before, &file, &expected]);
    let expected = fs::read_to_string(expected).unwrap();
    let expected: Vec<Value> = expected
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();

    // What follows from another decision is none of its own.
    let own = expected.iter().filter(|it| it.get("follows").is_none());
    let own = own.count();
    let tried = import(&project, &file, &[more, &["--dry-run"]].concat());
    assert!(
        tried.contains(&format!("{own} decisions to take")),
        "{tried}"
    );
    let taken = import(&project, &file, more);
    assert!(taken.contains(&format!("{own} decisions taken")), "{taken}");
    let again = import(&project, &file, more);
    assert!(again.contains("0 decisions taken"), "{again}");

    let after = folder.path().join("after.jsonl");
    export(&project, "jsonl", &after);
    let after = fs::read_to_string(after).unwrap();
    let found: Vec<Value> = after
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for expected in &expected {
        let keys = ["document", "block", "value"];
        let is_it = |it: &&Value| keys.iter().all(|&key| it.get(key) == expected.get(key));
        let it = found.iter().find(is_it).unwrap();
        assert_eq!(it.get("state"), expected.get("state"), "{expected}");
        let decision = it.get("decision").unwrap();
        assert_eq!(decision.get("reason"), expected.get("reason"), "{expected}");
        assert_eq!(decision.get("who").unwrap(), "Noor");
        if let Some(spans) = expected.get("spans") {
            assert_eq!(it.get("spans"), Some(spans), "{expected}");
        }
    }
    let decided = found.iter().filter(|it| it.get("state").unwrap() != "open");
    assert_eq!(decided.count(), expected.len());
}

#[test]
fn what_word_processors_say_comes_back() {
    comes_back("docx", "answer.py", "docx", &[]);
}

#[test]
fn what_tools_of_qualitative_analysis_say_comes_back() {
    comes_back("qdpx", "recode.py", "x.qdpx", &["--missing-rejected"]);
}
