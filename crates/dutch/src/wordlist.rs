use std::borrow::Cow;

use fst::raw::{CompiledAddr, Fst, Output};

use crate::wordtables::{self, LemmaEdit};

/// The words of the OpenTaal list, as finite-state machines walked byte by
/// byte: one from the start of a word, one from its end. The first also holds
/// what the rules of inflection say of each word.
///
/// Walking answers "is this a word with that ending" without building the
/// word, and finds all words that a form starts or ends with in one pass.
pub(crate) struct WordList {
    forward: WordSet,
    backward: WordSet,
}

/// What the list says of one of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Nothing but that it is a word.
    ByRule,
    /// What the rules said of it when the table was made.
    Known {
        /// How its lemma is spelt.
        lemma: LemmaEdit,
        /// Whether it is an infinitive.
        infinitive: bool,
    },
}

/// Offsets within a form of fewer than 64 bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Offsets(u64);

impl Offsets {
    pub(crate) fn contains(self, offset: usize) -> bool {
        offset < 64 && self.0 >> offset & 1 == 1
    }

    fn insert(&mut self, offset: usize) {
        self.0 |= 1u64
            .checked_shl(offset.try_into().unwrap_or(64))
            .unwrap_or(0);
    }
}

impl WordList {
    pub(crate) fn new() -> Self {
        #[expect(
            clippy::expect_used,
            reason = "the tables are compiled in and read by every test"
        )]
        Self::from_tables(
            Cow::Borrowed(include_bytes!("../data/woorden.fst")),
            Cow::Borrowed(include_bytes!("../data/woorden-achterwaarts.fst")),
        )
        .expect("the compiled-in word list can be read")
    }

    /// Reads the two tables.
    pub(crate) fn from_tables(forward: Table, backward: Table) -> Result<Self, fst::Error> {
        Ok(Self {
            forward: WordSet::new(forward)?,
            backward: WordSet::new(backward)?,
        })
    }

    /// Returns what the list says of `word`; `None` where it is not there.
    pub(crate) fn entry(&self, word: &str) -> Option<Entry> {
        self.forward.value(word).map(wordtables::unpack)
    }

    /// Returns the ends of the words of three letters and more that `form`
    /// starts with.
    pub(crate) fn starting(&self, form: &str) -> Offsets {
        let mut found = Offsets::default();
        self.forward
            .words(form.bytes(), |length| found.insert(length));
        found
    }

    /// Returns the starts of the words of three letters and more that `form`
    /// ends with.
    pub(crate) fn ending(&self, form: &str) -> Offsets {
        let mut found = Offsets::default();
        self.backward.words(form.bytes().rev(), |length| {
            found.insert(form.len() - length);
        });
        found
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.has(&[word])
    }

    /// Tells whether the pieces put together are a word.
    pub(crate) fn has(&self, pieces: &[&str]) -> bool {
        self.forward
            .read(pieces.iter().flat_map(|piece| piece.bytes()))
            .is_some_and(|place| self.forward.is_word(place))
    }

    /// Tells whether some word begins with the pieces put together.
    pub(crate) fn begins_word(&self, pieces: &[&str]) -> bool {
        self.forward
            .read(pieces.iter().flat_map(|piece| piece.bytes()))
            .is_some()
    }
}

/// The bytes of one machine.
pub(crate) type Table = Cow<'static, [u8]>;

/// A place in a machine: what has been read so far begins at least one word.
#[derive(Clone, Copy)]
struct Place {
    address: CompiledAddr,
    /// The value gathered so far.
    value: Output,
}

struct WordSet {
    words: Fst<Table>,
    /// Where each three letters lead: nearly every walk starts with three
    /// steps through the largest nodes, which this spares.
    openings: Vec<Option<Place>>,
}

const LETTERS: usize = 26;

impl WordSet {
    fn new(table: Table) -> Result<Self, fst::Error> {
        let mut set = Self {
            words: Fst::new(table)?,
            openings: Vec::with_capacity(LETTERS.pow(3)),
        };
        let root = Some(set.root());
        for one in b'a'..=b'z' {
            let one = root.and_then(|place| set.step(place, one));
            for two in b'a'..=b'z' {
                let two = one.and_then(|place| set.step(place, two));
                for three in b'a'..=b'z' {
                    let three = two.and_then(|place| set.step(place, three));
                    set.openings.push(three);
                }
            }
        }
        Ok(set)
    }

    fn root(&self) -> Place {
        Place {
            address: self.words.root().addr(),
            value: Output::zero(),
        }
    }

    fn step(&self, place: Place, byte: u8) -> Option<Place> {
        let node = self.words.node(place.address);
        node.find_input(byte).map(|index| {
            let step = node.transition(index);
            Place {
                address: step.addr,
                value: place.value.cat(step.out),
            }
        })
    }

    fn is_word(&self, place: Place) -> bool {
        self.words.node(place.address).is_final()
    }

    /// Returns the value of `word` where it is there.
    fn value(&self, word: &str) -> Option<u64> {
        let place = self.read(word.bytes())?;
        let node = self.words.node(place.address);
        let whole = || place.value.cat(node.final_output()).value();
        node.is_final().then(whole)
    }

    fn read(&self, mut bytes: impl Iterator<Item = u8>) -> Option<Place> {
        let place = self.open([bytes.next(), bytes.next(), bytes.next()])?;
        bytes.try_fold(place, |place, byte| self.step(place, byte))
    }

    /// Reads the first bytes, of which there may be fewer than three.
    fn open(&self, first: [Option<u8>; 3]) -> Option<Place> {
        let letters = first.iter().try_fold(0, |index, byte| {
            let letter = byte.filter(u8::is_ascii_lowercase)? - b'a';
            Some(index * LETTERS + usize::from(letter))
        });
        match letters {
            Some(index) => self.openings.get(index).copied().flatten(),
            None => first
                .into_iter()
                .flatten()
                .try_fold(self.root(), |place, byte| self.step(place, byte)),
        }
    }

    /// Calls `found` with the length in bytes of every word of three letters
    /// and more that `bytes` start with.
    fn words(&self, mut bytes: impl Iterator<Item = u8>, mut found: impl FnMut(usize)) {
        let opening = [bytes.next(), bytes.next(), bytes.next()];
        let mut length = opening.iter().flatten().count();
        let mut place = self.open(opening);
        while let Some(here) = place {
            if self.is_word(here) {
                found(length);
            }
            length += 1;
            place = bytes.next().and_then(|byte| self.step(here, byte));
        }
    }
}
