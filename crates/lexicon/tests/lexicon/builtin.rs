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

#[test]
fn the_builtin_lexicon_is_in_order() {
    let problems = check(folder()).unwrap();
    assert_eq!(check_builtin(), problems);
    let bad = problems
        .iter()
        .filter(|problem| problem.severity != Severity::Note);
    let printed: Vec<String> = bad.map(ToString::to_string).collect();
    assert!(printed.is_empty(), "{}", printed.join("\n"));
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
