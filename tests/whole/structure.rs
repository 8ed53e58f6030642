//! Sections and kinds of the samples.

use std::collections::BTreeMap;
use std::fmt::Write;

use waardenscan::{DocumentKind, Scan, Scanner, Structure};
use waardenscan_archive::Inputs;

use crate::places::samples;

/// Every sample that can be read, with the kind that its sidecar gives.
fn scans() -> Vec<(Scan, Option<String>)> {
    let scanner = Scanner::builder().build().unwrap();
    let inputs = Inputs::find(&[samples()]);
    inputs
        .files
        .iter()
        .filter_map(|file| {
            let scan = scanner.scan_file(&file.path).ok()?;
            let given = file.given.as_ref();
            Some((scan, given.and_then(|given| given.kind.clone())))
        })
        .collect()
}

#[test]
fn the_text_of_a_sample_tells_its_kind() {
    let known = DocumentKind::ALL.map(DocumentKind::name);
    let scans = scans();
    assert!(scans.len() >= 12);
    for (scan, given) in scans {
        let given = given.unwrap();
        let expected = if known.contains(&given.as_str()) {
            given.as_str()
        } else {
            "overig"
        };
        let by_text = Structure::of(&scan.document, None).kind();
        assert_eq!(by_text.is.name(), expected, "{}", scan.name);
    }
}

#[test]
fn the_sections_of_the_samples() {
    let mut text = String::new();
    for (scan, _) in scans() {
        let name = scan.name.rsplit('/').next().unwrap_or_default();
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for passage in scan.document.passages() {
            let role = scan.structure.role(passage.block).is;
            *counts.entry(role).or_default() += 1;
        }
        writeln!(text, "{name}").unwrap();
        for (role, count) in counts {
            writeln!(text, "  {:<16}{count:>4}", role.name()).unwrap();
        }
    }
    insta::assert_snapshot!(text);
}
