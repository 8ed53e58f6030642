//! `waardenscan profile`, `compare`, `clusters` and `definitions`.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::binary::run_with;
use crate::places::samples;
use crate::scan::scan_samples;
use crate::validators;

/// A project with the samples, and the folder that it lives in.
fn project() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    scan_samples(folder.path(), &["--format", "jsonl"]);
    let project = folder.path().join("p.sqlite");
    (folder, project)
}

fn run(arguments: &[&str], project: &Path) -> String {
    let mut arguments = arguments.to_vec();
    arguments.extend(["--project", project.to_str().unwrap()]);
    let ran = run_with(samples().parent().unwrap(), &arguments);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

#[test]
fn profiles_are_tables_for_analysts() {
    let (_folder, project) = project();
    insta::assert_snapshot!("profile", run(&["profile"], &project));
    insta::assert_snapshot!(
        "compare_by_municipality",
        run(&["compare", "--by", "municipality"], &project)
    );
    insta::assert_snapshot!("clusters", run(&["clusters"], &project));
}

#[test]
fn the_data_says_what_the_tables_say() {
    let (_folder, project) = project();
    let json =
        |arguments: &[&str]| -> Value { serde_json::from_str(&run(arguments, &project)).unwrap() };
    let profile = json(&["profile", "--json"]);
    let shares = |group: &Value| -> f64 {
        let values = group["values"].as_array().unwrap();
        values
            .iter()
            .map(|one| one["share"]["value"].as_f64().unwrap())
            .sum()
    };
    assert!((shares(&profile["archive"]) - 1.0).abs() < 1e-9);
    let documents = profile["documents"].as_array().unwrap();
    assert_eq!(profile["archive"]["documents"], documents.len());
    for document in documents {
        assert!((shares(document) - 1.0).abs() < 1e-9);
    }
    let compared = json(&["compare", "--by", "kind", "--json"]);
    assert_eq!(compared["by"], "kind");
    let members = compared["groups"].as_array().unwrap().iter();
    let members: u64 = members
        .map(|group| group["documents"].as_u64().unwrap())
        .sum();
    assert_eq!(members, profile["archive"]["documents"].as_u64().unwrap());
    let clusters = json(&["clusters", "--json"]);
    assert!(clusters["merges"].is_array() && clusters["splits"].is_array());
}

#[test]
fn without_a_project_there_is_nothing_to_profile() {
    for command in ["profile", "clusters", "compare --by kind", "definitions"] {
        let mut arguments: Vec<&str> = command.split(' ').collect();
        arguments.extend(["--project", "bestaat-niet.sqlite"]);
        let ran = run_with(&samples(), &arguments);
        assert_eq!(ran.code, 2);
        assert!(
            ran.stderr.contains("no project bestaat-niet.sqlite"),
            "{}",
            ran.stderr
        );
    }
}

/// What openpyxl and lxml read of the comparison is what its JSON says.
#[test]
fn other_software_reads_the_comparison() {
    let (folder, project) = project();
    for name in ["v.html", "v.xlsx", "v.json"] {
        let path = folder.path().join(name);
        let out = path.to_str().unwrap();
        let only = "beleidsplan,besparingsplan+kadernota";
        let arguments = ["compare", "--by", "kind", "--only", only, "--out", out];
        run(&arguments, &project);
    }
    if let Some(python) = validators::python() {
        let printed = validators::run(&python, "compare.py", &[folder.path()]);
        assert!(printed.starts_with("same: "), "{printed}");
    }
}

/// What openpyxl and lxml read of the definitions is what their JSON says.
#[test]
fn other_software_reads_the_definitions() {
    let (folder, project) = project();
    for name in ["d.html", "d.xlsx", "d.json"] {
        let path = folder.path().join(name);
        let out = path.to_str().unwrap();
        run(&["definitions", "--all", "--out", out], &project);
    }
    if let Some(python) = validators::python() {
        let printed = validators::run(&python, "definitions.py", &[folder.path()]);
        assert!(printed.starts_with("same: "), "{printed}");
    }
}

#[test]
fn what_cannot_be_compared_is_wrong_use() {
    let (_folder, project) = project();
    let project = project.to_str().unwrap();
    for (more, said) in [
        (
            ["--only", "casus,sprookje"],
            "no document of kind \"sprookje\"",
        ),
        (["--only", "casus,Casus"], "\"Casus\" was asked for twice"),
        (
            ["--out", "vergelijking.doc"],
            "end the name in .html, .xlsx or .json",
        ),
    ] {
        let mut arguments = vec!["compare", "--by", "kind", "--project", project];
        arguments.extend(more);
        let ran = run_with(&samples(), &arguments);
        assert_eq!(ran.code, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
}
