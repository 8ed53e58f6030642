//! Classes: the sets of tests that a step of a pattern accepts. A distinct
//! word is mapped once to the classes it belongs to.

use std::collections::{BTreeMap, HashMap};

use waardenscan_dutch::{Analysis, Dutch, End, Word, WordId, Words};

use super::part::Part;
use super::program::Program;
use crate::frequency::Frequencies;
use crate::pattern::{Start, WordTest, stem_starts};

/// Number of a class, dense from 0.
pub(crate) type Class = u32;

/// Some classes: a bit for each, which other classes share. A word whose
/// signature lacks the bit of a class does not belong to it.
pub(crate) type Signature = u64;

/// Returns the signature that holds `class` alone.
pub(crate) const fn signature(class: Class) -> Signature {
    1 << (class % Signature::BITS)
}

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
    fn of(&self, dutch: &Dutch, word: &Word) -> Vec<Class> {
        let mut classes = Vec::new();
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
        classes
    }
}

/// Numbers classes while patterns are compiled.
pub(crate) struct ClassIndexBuilder<'d> {
    dutch: &'d Dutch,
    common: Frequencies,
    numbers: BTreeMap<Vec<WordTest>, Class>,
    /// By class.
    frequencies: Vec<f64>,
}

impl<'d> ClassIndexBuilder<'d> {
    pub(crate) fn new(dutch: &'d Dutch) -> Self {
        Self {
            dutch,
            common: Frequencies::new(dutch),
            numbers: BTreeMap::new(),
            frequencies: Vec::new(),
        }
    }

    /// Returns the class of words that pass any of `tests`, which are sorted.
    pub(crate) fn class(&mut self, tests: Vec<WordTest>) -> Class {
        let next = Class::try_from(self.numbers.len()).unwrap_or(Class::MAX);
        *self.numbers.entry(tests).or_insert_with_key(|tests| {
            self.frequencies
                .push(frequency(&self.common, tests, self.dutch));
            next
        })
    }

    pub(crate) fn count(&self) -> usize {
        self.numbers.len()
    }

    /// Returns the share of passages in which a word of a class probably
    /// stands, from 0 to 1.
    pub(crate) fn frequency(&self, class: Class) -> f64 {
        let frequency = self.frequencies.get(class as usize);
        frequency.copied().unwrap_or_default()
    }

    pub(crate) fn build(self) -> ClassIndex {
        let mut index = ClassIndex::default();
        for (tests, class) in self.numbers {
            for test in tests {
                match test {
                    WordTest::Exact(form) => index.exact.entry(form).or_default().push(class),
                    WordTest::Lemma(form) => {
                        let family = self.dutch.word(&form).family;
                        let classes = index.family.entry(family).or_default();
                        // Two choices of a step may be of one family.
                        if classes.last() != Some(&class) {
                            classes.push(class);
                        }
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

/// The share of passages in which a word stands that passes any of `tests`, as
/// far as it was counted. Words that were not stand in fewer than one of a
/// hundred, and are taken to be the rarer the longer they are.
fn frequency(common: &Frequencies, tests: &[WordTest], dutch: &Dutch) -> f64 {
    let letters = tests.iter().map(|test| test.text().len()).min();
    let uncounted = 0.01 / letters.unwrap_or_default().max(1) as f64;
    common.share(tests, dutch).max(uncounted)
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    signature: Signature,
    /// Where its classes stand in the cache.
    start: u32,
    len: u16,
    /// Bit n: whether the program with that number looks for a pattern around
    /// the word.
    anchor_of: u8,
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
    /// Of the tokens of the text that is read.
    signatures: Vec<Signature>,
    /// The tokens of it around which patterns are looked for.
    anchors: Vec<usize>,
}

/// What the classes of words are found with.
pub(crate) struct Classifier<'a> {
    /// Tells the caches of different matchers apart.
    pub(crate) key: u64,
    pub(crate) index: &'a ClassIndex,
    pub(crate) programs: [&'a Program; 2],
    pub(crate) dutch: &'a Dutch,
    pub(crate) words: &'a Words,
}

impl Classifier<'_> {
    /// Adds the word's classes to `found`.
    fn row(&self, word: WordId, found: &mut Vec<Class>) -> Row {
        let classes = self.index.of(self.dutch, self.words.get(word));
        let anchors = self.programs.iter().enumerate().map(|(number, program)| {
            let anchor = classes.iter().any(|&class| program.is_anchor(class));
            u8::from(anchor) << number
        });
        // A lexicon has far fewer classes than either number can count.
        let row = Row {
            signature: classes.iter().fold(0, |all, &class| all | signature(class)),
            start: u32::try_from(found.len()).unwrap_or(u32::MAX),
            len: u16::try_from(classes.len()).unwrap_or(u16::MAX),
            anchor_of: anchors.fold(0, |all, bit| all | bit),
            known: true,
        };
        found.extend(classes);
        row
    }
}

impl ClassCache {
    /// Reads the words of `analysis` for the program with the number
    /// `program`: finds the classes of those that are new, the signatures of
    /// all, and the anchors.
    pub(crate) fn read(
        &mut self,
        classifier: &Classifier<'_>,
        program: usize,
        analysis: &Analysis,
    ) {
        if self.key != classifier.key || self.rows.len() > classifier.words.len() {
            *self = Self {
                key: classifier.key,
                ..Self::default()
            };
        }
        self.rows.resize(classifier.words.len(), Row::default());
        self.signatures.clear();
        self.anchors.clear();
        for (at, token) in analysis.tokens.iter().enumerate() {
            let mut known = Row::default();
            if let Some(row) = self.rows.get_mut(token.word.index()) {
                if !row.known {
                    *row = classifier.row(token.word, &mut self.classes);
                }
                known = *row;
            }
            self.signatures.push(known.signature);
            if known.anchor_of >> program & 1 == 1 {
                self.anchors.push(at);
            }
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

    /// Returns the signatures of the tokens of the text read last.
    pub(crate) fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Returns the tokens of the text read last around which the program looks
    /// for patterns, in order.
    pub(crate) fn anchors(&self) -> &[usize] {
        &self.anchors
    }
}
