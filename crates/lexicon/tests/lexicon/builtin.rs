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
    assert_eq!(loaded.id(), Lexicon::BUILTIN_ID);
    assert_eq!(Lexicon::builtin().fingerprint(), loaded.fingerprint());
}

#[test]
fn the_lexicons_of_the_project_are_in_order() {
    let problems = check(folder()).unwrap();
    assert_eq!(check_builtin(), problems);
    let small = check(&folder().join("../vijf-b")).unwrap();
    let all = problems.iter().chain(&small);
    let bad = all.filter(|problem| problem.severity != Severity::Note);
    let printed: Vec<String> = bad.map(ToString::to_string).collect();
    assert!(printed.is_empty(), "{}", printed.join("\n"));
}

#[test]
fn every_value_says_what_it_means_and_is_tried_on_examples() {
    let mut examples = 0;
    for value in Lexicon::builtin().values() {
        let id = &value.id;
        assert!(value.resident.is_some(), "{id}");
        assert!(value.organisation.is_some(), "{id}");
        assert!(!value.sources.is_empty(), "{id}");
        assert!(!value.exclusions.is_empty(), "{id}");
        assert!(!value.examples.negative.is_empty(), "{id}");
        let own = value.indicators.iter().map(|indicator| &indicator.examples);
        examples += own
            .chain([&value.examples])
            .map(|examples| examples.positive.len() + examples.negative.len())
            .sum::<usize>();
    }
    assert!(examples >= 300, "{examples}");
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
