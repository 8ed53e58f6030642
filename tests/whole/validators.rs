//! Files of ours, judged by other people's validators in Python.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::binary::run_in;
use crate::places::root;

/// Python with the packages that `cargo xtask test` installs; `None`, with a
/// printed reason, where it is absent.
pub(crate) fn python() -> Option<PathBuf> {
    let tests = std::env::current_exe().unwrap();
    let folders = tests.ancestors();
    let found = folders
        .map(|folder| folder.join("venv/bin/python"))
        .find(|python| python.exists());
    if found.is_none() {
        println!("skipped: no Python environment; `cargo xtask test` makes it");
    }
    found
}

/// Runs a script of `tests/whole/python` and returns what it prints; it fails
/// the test where the script does not end well.
pub(crate) fn run(python: &Path, script: &str, arguments: &[&Path]) -> String {
    let output = Command::new(python)
        .arg(root().join("tests/whole/python").join(script))
        .args(arguments)
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}: {printed}{complained}");
    printed
}

#[test]
fn the_lexicons_fit_the_schemas_for_editors() {
    let Some(python) = python() else { return };
    let lexicons = root().join("lexicons");
    let printed = run(&python, "schema.py", &[&lexicons]);
    assert!(printed.starts_with("valid: "), "{printed}");
    // What the schema knows, the reader knows, and the other way round.
    let broken = root().join("crates/lexicon/tests/broken");
    let printed = run(&python, "keys.py", &[&lexicons, &broken]);
    assert_eq!(printed.trim(), "refused: 3", "{printed}");
}

#[test]
fn exported_vocabularies_keep_to_nl_sbb() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let shapes = root().join("lexicons/schema/nl-sbb.shacl.ttl");
    for name in ["waarden.ttl", "waarden.jsonld"] {
        let ran = run_in(
            folder.path(),
            &format!("lexicon export --to skos --out {name}"),
        );
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let printed = run(&python, "skos.py", &[&folder.path().join(name), &shapes]);
        assert_eq!(printed.trim(), "32 concepts, 6 collections", "{name}");
    }
    // Both say the same.
    let graphs = [
        folder.path().join("waarden.ttl"),
        folder.path().join("waarden.jsonld"),
    ];
    let printed = run(&python, "same.py", &[&graphs[0], &graphs[1]]);
    assert_eq!(printed.trim(), "the same");
}
