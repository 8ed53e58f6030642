use std::collections::BTreeSet;

use waardenscan_dutch::{Dutch, Words};
use waardenscan_lexicon::{ClassCache, Lexicon, Matcher};

/// Each line of the table is a sentence, the values that must be found in it
/// and those that must not.
#[test]
fn the_builtin_lexicon_reads_these_sentences_right() {
    let lexicon = Lexicon::builtin();
    let dutch = Dutch::new();
    let matcher = Matcher::new(&lexicon, &dutch);
    let (mut words, mut classes) = (Words::new(), ClassCache::default());
    let mut wrong = Vec::new();
    let mut sentences = 0;
    for line in include_str!("../regressiezinnen.tsv").lines().skip(1) {
        let columns: Vec<_> = line.split('\t').collect();
        let [sentence, wanted, unwanted] = columns.as_slice() else {
            panic!("three columns wanted: {line}");
        };
        sentences += 1;
        let analysis = dutch.analyse(sentence, &mut words);
        let found: BTreeSet<&str> = matcher
            .find(&dutch, &analysis, &words, &mut classes)
            .iter()
            .map(|found| lexicon.values()[found.value].id.as_str())
            .collect();
        for value in wanted.split_whitespace().chain(unwanted.split_whitespace()) {
            assert!(lexicon.value(value).is_some(), "no value {value}");
        }
        let missed = wanted
            .split_whitespace()
            .filter(|value| !found.contains(value));
        wrong.extend(missed.map(|value| format!("{value} not found: {sentence}")));
        let extra = unwanted
            .split_whitespace()
            .filter(|value| found.contains(value));
        wrong.extend(extra.map(|value| format!("{value} found: {sentence}")));
    }
    assert_eq!(sentences, 66);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
