use std::path::Path;

use proptest::prelude::*;
use waardenscan_dutch::{Dutch, Words};
use waardenscan_lexicon::{
    ClassCache, Lexicon, LexiconError, Matcher, Severity, SourceFile, Usage, check, check_files,
};

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
            // Examples are for authors: a lexicon that fails them can be used.
            Ok(_) => assert_eq!(errors.is_empty(), name != "examples", "{name}"),
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

/// What the built-in table says is replaced by what was counted.
#[test]
fn terms_are_too_common_where_they_were_counted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken/advice");
    let (lexicon, dutch) = (Lexicon::load(&folder).unwrap(), Dutch::new());
    let matcher = Matcher::new(&lexicon, &dutch);
    let (mut words, mut classes) = (Words::new(), ClassCache::default());
    let mut usage = Usage::new(&lexicon);
    for text in [
        "Respect, en nog eens respect.",
        "Geen vertrouwen.",
        "",
        "Niets.",
    ] {
        let analysis = dutch.analyse(text, &mut words);
        usage.add(&matcher.find(&dutch, &analysis, &words, &mut classes));
    }
    assert_eq!((usage.passages(), usage.count("respect", 0)), (4, 1));
    assert_eq!(usage.share("vertrouwen", 4), 0.25);
    let files = SourceFile::read_folder(&folder).unwrap();
    let common: Vec<String> = check_files(&files, Some(&usage))
        .into_iter()
        .map(|problem| problem.message)
        .filter(|message| message.contains("van de 100"))
        .collect();
    assert_eq!(
        common,
        [
            "`respect` staat in 25 van de 100 passages",
            "`vertrouwen` staat in 25 van de 100 passages",
            "`geen vertrouwen` staat in 25 van de 100 passages",
        ]
    );
}

proptest! {
    /// A file into which anything was pasted is read or refused, and every
    /// problem lies in its file.
    #[test]
    fn no_paste_breaks_the_reader(
        at in 0usize..2000,
        cut in 0usize..30,
        paste in prop_oneof![
            any::<String>(),
            "[\\[\\]{}<>|*'\"=,.#\\\\\n 0-9a-z-]{0,12}",
        ],
    ) {
        let whole = include_str!("../broken/patterns/vertrouwen.toml");
        let start = whole.floor_char_boundary(at);
        let end = whole.floor_char_boundary(start + cut);
        let mut text = whole.to_owned();
        text.replace_range(start..end, &paste);
        let lines = text.lines().count();
        let files = [
            SourceFile {
                path: "lexicon.toml".into(),
                text: include_str!("../broken/patterns/lexicon.toml").into(),
            },
            SourceFile { path: "vertrouwen.toml".into(), text },
        ];
        let Err(LexiconError::Faulty { problems }) = Lexicon::from_files(&files) else {
            return Err(TestCaseError::fail("the file had errors before"));
        };
        for problem in problems {
            prop_assert!(problem.line <= lines + 1);
            prop_assert!(problem.marked.start <= problem.excerpt.chars().count());
            prop_assert!(!problem.marked.is_empty());
            prop_assert!(problem.to_string().starts_with("fout: "));
        }
    }
}
