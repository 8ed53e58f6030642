//! Classes: the sets of tests that a step of a pattern accepts. A distinct
//! word is mapped once to the classes it belongs to.

use std::collections::{BTreeMap, HashMap};

use waardenscan_dutch::{Analysis, Dutch, End, Word, WordId, Words};

use super::part::Part;
use crate::pattern::{Start, WordTest, stem_starts};

/// Number of a class, dense from 0.
pub(crate) type Class = u32;

/// Which classes a word belongs to.
#[derive(Debug, Default)]
pub(crate) struct ClassIndex {
    exact: HashMap<String, Vec<Class>>,
    /// By the key of a word's family.
    family: HashMap<String, Vec<Class>>,
    /// By how a form may start, with the letters that may follow.
    start: HashMap<String, Vec<(usize, Class)>>,
    /// Bytes of the longest start; a hostile word may be much longer.
    longest_start: usize,
    parts: Vec<(Part, Class)>,
}

impl ClassIndex {
    /// Returns the classes that hold every form of the family with the key
    /// `family`.
    pub(crate) fn of_family(&self, family: &str) -> &[Class] {
        self.family.get(family).map_or(&[], Vec::as_slice)
    }

    fn add_start(&mut self, start: Start, class: Class) {
        self.longest_start = self.longest_start.max(start.text.len());
        let starts = self.start.entry(start.text).or_default();
        starts.push((start.max_rest, class));
    }

    /// Returns the classes of `word`, sorted.
    fn of(&self, dutch: &Dutch, word: &Word, classes: &mut Vec<Class>) {
        classes.clear();
        classes.extend(self.exact.get(&word.form).into_iter().flatten());
        classes.extend(self.family.get(&word.family).into_iter().flatten());
        let ends = word.form.char_indices().map(|(at, _)| at).skip(1);
        let ends = ends.chain(std::iter::once(word.form.len()));
        for at in ends.take_while(|&at| at <= self.longest_start) {
            if let Some((start, rest)) = word.form.split_at_checked(at)
                && let Some(starts) = self.start.get(start)
            {
                let letters = rest.chars().count();
                let short_enough = starts.iter().filter(|(max_rest, _)| letters <= *max_rest);
                classes.extend(short_enough.map(|(_, class)| class));
            }
        }
        let mut splits = None;
        for (part, class) in &self.parts {
            if part.may_be_in(&word.form) {
                let splits = splits.get_or_insert_with(|| dutch.splits(&word.form));
                if splits.iter().any(|split| part.is(split)) {
                    classes.push(*class);
                }
            }
        }
        classes.sort_unstable();
        classes.dedup();
    }
}

/// Numbers classes while patterns are compiled.
pub(crate) struct ClassIndexBuilder<'d> {
    dutch: &'d Dutch,
    numbers: BTreeMap<Vec<WordTest>, Class>,
    /// By class.
    rarities: Vec<usize>,
}

impl<'d> ClassIndexBuilder<'d> {
    pub(crate) fn new(dutch: &'d Dutch) -> Self {
        Self {
            dutch,
            numbers: BTreeMap::new(),
            rarities: Vec::new(),
        }
    }

    /// Returns the class of words that pass any of `tests`, which are sorted.
    pub(crate) fn class(&mut self, tests: Vec<WordTest>) -> Class {
        let next = Class::try_from(self.numbers.len()).unwrap_or(Class::MAX);
        *self.numbers.entry(tests).or_insert_with_key(|tests| {
            let letters = tests.iter().map(|test| test.text().len());
            self.rarities.push(letters.min().unwrap_or_default());
            next
        })
    }

    pub(crate) fn count(&self) -> usize {
        self.numbers.len()
    }

    /// Returns how rare the words of a class probably are: the letters of the
    /// shortest test in it, since common words are short.
    pub(crate) fn rarity(&self, class: Class) -> usize {
        self.rarities
            .get(class as usize)
            .copied()
            .unwrap_or_default()
    }

    pub(crate) fn build(self) -> ClassIndex {
        let mut index = ClassIndex::default();
        for (tests, class) in self.numbers {
            for test in tests {
                match test {
                    WordTest::Exact(form) => index.exact.entry(form).or_default().push(class),
                    WordTest::Lemma(form) => {
                        let family = self.dutch.word(&form).family;
                        index.family.entry(family).or_default().push(class);
                    }
                    WordTest::Prefix(text) => {
                        let max_rest = usize::MAX;
                        index.add_start(Start { text, max_rest }, class);
                    }
                    WordTest::Stem(stem) => {
                        stem_starts(&stem).for_each(|start| index.add_start(start, class));
                    }
                    WordTest::First(part) => {
                        let part = Part::new(self.dutch, &part, End::Modifier);
                        index.parts.push((part, class));
                    }
                    WordTest::Last(part) => {
                        let part = Part::new(self.dutch, &part, End::Head);
                        index.parts.push((part, class));
                    }
                }
            }
        }
        index
    }
}

/// Where the classes of a word stand in the cache.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    start: u32,
    len: u16,
    known: bool,
}

/// The classes of the words of one [`Words`], found once and kept for as long
/// as the caller likes. It belongs to one matcher and one `Words`; given to
/// another matcher it starts anew.
#[derive(Debug, Default)]
pub struct ClassCache {
    key: u64,
    rows: Vec<Row>,
    classes: Vec<Class>,
}

impl ClassCache {
    /// Finds the classes of the words of `analysis` that are new.
    pub(crate) fn grow(
        &mut self,
        key: u64,
        index: &ClassIndex,
        dutch: &Dutch,
        analysis: &Analysis,
        words: &Words,
    ) {
        if self.key != key || self.rows.len() > words.len() {
            *self = Self {
                key,
                ..Self::default()
            };
        }
        self.rows.resize(words.len(), Row::default());
        let mut classes = Vec::new();
        for token in &analysis.tokens {
            let Some(row) = self.rows.get_mut(token.word.index()) else {
                continue;
            };
            if row.known {
                continue;
            }
            index.of(dutch, words.get(token.word), &mut classes);
            // A lexicon has far fewer classes than either number can count.
            *row = Row {
                start: u32::try_from(self.classes.len()).unwrap_or(u32::MAX),
                len: u16::try_from(classes.len()).unwrap_or(u16::MAX),
                known: true,
            };
            self.classes.extend(&classes);
        }
    }

    /// Returns the classes of a word, sorted; none for one not seen yet.
    pub(crate) fn of(&self, word: WordId) -> &[Class] {
        let row = self.rows.get(word.index()).copied().unwrap_or_default();
        let start = row.start as usize;
        self.classes
            .get(start..start + usize::from(row.len))
            .unwrap_or_default()
    }
}
