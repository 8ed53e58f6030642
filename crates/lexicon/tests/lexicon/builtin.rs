use std::collections::BTreeSet;
use std::path::Path;

use waardenscan_lexicon::{Lexicon, Severity, check, check_builtin};

fn folder() -> &'static Path {
    Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../lexicons/sociaal-domein"
    ))
}

#[test]
fn the_builtin_lexicon_is_the_folder() {
    let loaded = Lexicon::load(folder()).unwrap();
    assert_eq!(Lexicon::builtin(), loaded);
    assert_eq!(Lexicon::builtin().fingerprint(), loaded.fingerprint());
}

/// The snapshot holds the warnings, each of them looked at and meant.
#[test]
fn the_builtin_lexicon_has_only_known_warnings() {
    let problems = check(folder()).unwrap();
    assert_eq!(check_builtin(), problems);
    // Without the lines, which move with every edit.
    let printed: Vec<_> = problems
        .iter()
        .map(|problem| format!("{}: {}", problem.file, problem.message))
        .collect();
    insta::assert_snapshot!("builtin_warnings", printed.join("\n"));
    assert!(
        problems
            .iter()
            .all(|problem| problem.severity == Severity::Warning)
    );
}

#[test]
fn the_builtin_lexicon_is_whole() {
    let lexicon = Lexicon::builtin();
    assert_eq!(lexicon.id(), "sociaal-domein");
    assert_eq!(lexicon.values().len(), 32);
    assert_eq!(lexicon.tensions().len(), 14);
    let used: BTreeSet<_> = lexicon
        .values()
        .iter()
        .map(|value| &value.cluster)
        .collect();
    assert_eq!(used.len(), lexicon.clusters().len());
}
