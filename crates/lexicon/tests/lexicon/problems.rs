use std::path::Path;

use waardenscan_lexicon::{Lexicon, LexiconError, Severity, check};

/// Every folder under `tests/broken` is a lexicon with its own faults; what
/// is found in it stands in the snapshot of that name.
#[test]
fn broken_lexicons_say_what_is_wrong() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut folders: Vec<_> = std::fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let problems = check(&folder).unwrap();
        let printed: Vec<_> = problems.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(name.as_str(), printed.join("\n"));

        let errors: Vec<_> = problems
            .into_iter()
            .filter(|problem| problem.severity == Severity::Error)
            .collect();
        match Lexicon::load(&folder) {
            Ok(_) => assert!(errors.is_empty(), "{name} loads in spite of errors"),
            Err(LexiconError::Faulty { problems }) => assert_eq!(problems, errors, "{name}"),
            Err(other) => panic!("{name}: {other}"),
        }
    }
}

#[test]
fn a_folder_that_is_not_there_is_unreadable() {
    let error = check(Path::new("no/such/folder")).unwrap_err();
    assert!(matches!(error, LexiconError::Unreadable { .. }));
}
