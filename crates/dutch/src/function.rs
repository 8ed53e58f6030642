//! Knows the words that tie a sentence together and say little by themselves.

use foldhash::{HashSet, HashSetExt};

use crate::table;
use crate::words::Word;

/// Class whose words are given by their lemma.
const VERBS: &str = "werkwoord";

pub(crate) struct FunctionWords {
    forms: HashSet<&'static str>,
    verbs: HashSet<&'static str>,
}

impl FunctionWords {
    pub(crate) fn new() -> Self {
        let mut known = Self {
            forms: HashSet::new(),
            verbs: HashSet::new(),
        };
        for (class, words) in table::rows(include_str!("../data/functie.tsv")) {
            let words = words.flat_map(str::split_whitespace);
            if class == VERBS {
                known.verbs.extend(words);
            } else {
                known.forms.extend(words);
            }
        }
        known
    }

    pub(crate) fn contains(&self, word: &Word) -> bool {
        self.forms.contains(word.form.as_str()) || self.is_verb(word)
    }

    /// Tells whether a word is a form of an auxiliary verb.
    pub(crate) fn is_verb(&self, word: &Word) -> bool {
        self.verbs.contains(word.lemma.as_str())
    }
}
