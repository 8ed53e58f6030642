//! `waardenscan profile` and `waardenscan clusters`.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::binary::run_with;
use crate::places::samples;
use crate::scan::scan_samples;

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
        "profile_by_municipality",
        run(&["profile", "--by", "municipality"], &project)
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
    let groups = json(&["profile", "--by", "kind", "--json"]);
    assert_eq!(groups["by"], "kind");
    let members = groups["groups"].as_array().unwrap().iter();
    let members: u64 = members
        .map(|group| group["documents"].as_u64().unwrap())
        .sum();
    assert_eq!(members, documents.len() as u64);
    let clusters = json(&["clusters", "--json"]);
    assert!(clusters["merges"].is_array() && clusters["splits"].is_array());
}

#[test]
fn without_a_project_there_is_nothing_to_profile() {
    for command in ["profile", "clusters"] {
        let ran = run_with(&samples(), &[command, "--project", "bestaat-niet.sqlite"]);
        assert_eq!(ran.code, 2);
        assert!(
            ran.stderr.contains("no project bestaat-niet.sqlite"),
            "{}",
            ran.stderr
        );
    }
}
