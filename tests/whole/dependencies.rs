//! Each direct dependency has its reason in ARCHITECTURE.md, and all of them
//! are as `deny.toml` asks.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

#[test]
fn every_direct_dependency_has_a_reason_and_no_reason_is_left_over() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut used = BTreeSet::new();
    for manifest in manifests(&root) {
        used.extend(dependencies(&fs::read_to_string(manifest).unwrap()));
    }
    let page = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let told = reasons(&page);
    let untold: Vec<_> = used.difference(&told).collect();
    let left_over: Vec<_> = told.difference(&used).collect();
    assert!(untold.is_empty(), "without a reason: {untold:?}");
    assert!(
        left_over.is_empty(),
        "no dependency any more: {left_over:?}"
    );
}

fn manifests(root: &Path) -> Vec<std::path::PathBuf> {
    let crates = fs::read_dir(root.join("crates")).unwrap();
    let crates = crates.map(|entry| entry.unwrap().path());
    let others = ["benches", "fuzz", "tests", "xtask"].map(|name| root.join(name));
    let manifests = crates.chain(others).map(|folder| folder.join("Cargo.toml"));
    manifests.filter(|manifest| manifest.exists()).collect()
}

/// Names in the tables of dependencies, ours left out.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
        } else if inside && let Some((name, _)) = line.split_once(['=', '.']) {
            names.insert(name.trim().to_owned());
        }
    }
    names.retain(|name| !name.starts_with('#') && !name.starts_with("waardenscan"));
    names
}

/// Names in the first column of the table.
fn reasons(page: &str) -> BTreeSet<String> {
    let rows = page
        .lines()
        .skip_while(|line| !line.starts_with("| crate | used by"));
    rows.skip(2)
        .map_while(|row| row.strip_prefix("| ")?.split_once(" |"))
        .flat_map(|(names, _)| names.split(", "))
        .map(|name| name.split(" (").next().unwrap_or(name).to_owned())
        .collect()
}

#[test]
fn tables_of_dependencies_are_read() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\nserde.workspace = true\n# why\n\
        zip = { version = \"1\" }\nwaardenscan.workspace = true\n[target.'cfg(unix)'.dependencies]\n\
        libc = \"0.2\"\n[lints]\nworkspace = true\n";
    let expected = ["libc", "serde", "zip"].map(str::to_owned);
    assert_eq!(dependencies(manifest), BTreeSet::from(expected));
    let page =
        "| crate | used by | reason |\n|---|---|---|\n| a, b (bundled) | x | y |\n\n| c | d |\n";
    assert_eq!(reasons(page), BTreeSet::from(["a", "b"].map(str::to_owned)));
}

#[test]
fn licences_versions_and_sources_are_as_asked() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let rules: toml::Table = fs::read_to_string(root.join("deny.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let allowed: BTreeSet<&str> = rules["licenses"]["allow"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(toml::Value::as_str)
        .collect();
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(&root)
        .output()
        .unwrap();
    assert!(
        metadata.status.success(),
        "{}",
        String::from_utf8_lossy(&metadata.stderr)
    );
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(
            fits(licence, &allowed),
            "{name} has the licence {licence:?}"
        );
        let source = package["source"].as_str();
        let known =
            source.is_none_or(|it| it == "registry+https://github.com/rust-lang/crates.io-index");
        assert!(known, "{name} comes from {source:?}");
        versions
            .entry(name)
            .or_default()
            .push(package["version"].as_str().unwrap());
    }
    let skipped = rules["bans"]["skip"]
        .as_array()
        .unwrap()
        .iter()
        .map(|skip| {
            let text = |key: &str| skip[key].as_str().unwrap();
            (text("name"), text("version"))
        });
    for (name, version) in skipped {
        let known = versions.get_mut(name).map(|versions| {
            let before = versions.len();
            versions.retain(|it| !it.starts_with(&format!("{version}.")));
            before - versions.len()
        });
        assert_eq!(known, Some(1), "skips {name} {version}, which is not there");
    }
    versions.retain(|_, versions| versions.len() > 1);
    assert!(versions.is_empty(), "more than one version: {versions:?}");
}

/// Tells whether one of the choices of an SPDX expression is of allowed
/// licences alone. Brackets are read where choices stand in them.
fn fits(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    if let Some((before, rest)) = expression.split_once('(')
        && let Some((inside, after)) = rest.split_once(')')
    {
        let sides = format!("{before} {after}").replace(" AND ", " ");
        return fits(inside, allowed) && fits(sides.trim(), allowed);
    }
    let expression = expression.replace('/', " OR ");
    expression.split(" OR ").any(|choice| {
        choice
            .split(" AND ")
            .all(|licence| allowed.contains(licence.trim()))
    })
}

#[test]
fn licences_are_read() {
    let allowed = BTreeSet::from(["MIT", "Apache-2.0", "Unicode-3.0"]);
    for (expression, expected) in [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("LGPL-2.1-or-later OR MIT", true),
        ("(MIT OR GPL-3.0) AND Unicode-3.0", true),
        ("(MIT OR Apache-2.0) AND BSD-3-Clause", false),
        ("MIT AND GPL-3.0", false),
        ("GPL-3.0", false),
        ("", false),
    ] {
        assert_eq!(fits(expression, &allowed), expected, "{expression}");
    }
}
