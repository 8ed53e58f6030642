use crate::Dutch;
use crate::normal;
use crate::separable::Particle;
use foldhash::HashMap;

/// What is known of one distinct word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The word in NFC and lower case, typographic apostrophes and hyphens
    /// made plain, accents kept: één is not een.
    pub form: String,
    /// The form with accents folded away.
    pub folded: String,
    /// The form that a dictionary lists: werkt and gewerkt become werken,
    /// toegankelijke becomes toegankelijk. Equals `form` where no rule applies.
    pub lemma: String,
    /// The key that the word shares with the quality or action it is the name
    /// of: toegankelijkheid and toegankelijk, samenwerking and samenwerken.
    /// Equals `lemma` where the word has no such family, or where the meanings
    /// have drifted apart (zekerheid, zeker).
    pub family: String,
    /// The Snowball stem, for a wide net only: it merges vertrouwen with
    /// vertrouwelijk.
    pub stem: String,
}

/// Names one distinct word of a [`Words`]; ids are dense from 0, in the order
/// in which words were first seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// Returns the id as an index, dense from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The distinct words of any number of texts, each analysed once.
///
/// Keep one per thread and pass it to every [`Dutch::analyse`]; it grows by a
/// few hundred bytes a distinct word. What is found in a text never depends on
/// the texts before it; only the numbers of the ids do.
#[derive(Default)]
pub struct Words {
    words: Vec<Word>,
    traits: Vec<Traits>,
    /// Tokens as written, capitals and all, and their normal forms. Most are
    /// short enough to be keys by themselves, which spares a look elsewhere in
    /// memory.
    by_short_token: HashMap<u128, Known>,
    by_long_token: HashMap<Box<str>, Known>,
}

/// A token that was seen before.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    pub(crate) id: WordId,
    /// Whether the word may be a particle or part of a cue. Kept here so that
    /// nothing else needs looking up for most tokens.
    pub(crate) marked: bool,
}

/// What the analysis of sentences needs to know of a word at once.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Traits {
    /// The word's numbers in the vocabulary of the cue patterns.
    pub(crate) cue: [Option<u16>; 2],
    /// Whether the word can be the verb of a separable verb.
    pub(crate) verb: bool,
    /// How the word can be the particle of a separable verb.
    pub(crate) particle: Option<Particle>,
}

impl Traits {
    /// Tells whether the word may be a particle or part of a cue.
    fn is_marked(self) -> bool {
        self.particle.is_some() || self.cue.iter().any(Option::is_some)
    }
}

impl Words {
    /// Makes an empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the word with this id; the empty word where the id is not from
    /// this collection.
    #[must_use]
    pub fn get(&self, id: WordId) -> &Word {
        static NONE: Word = Word {
            form: String::new(),
            folded: String::new(),
            lemma: String::new(),
            family: String::new(),
            stem: String::new(),
        };
        self.words.get(id.index()).unwrap_or(&NONE)
    }

    /// Returns the number of distinct words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Tells whether no word has been seen yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(crate) fn traits(&self, id: WordId) -> Traits {
        self.traits.get(id.index()).copied().unwrap_or_default()
    }

    /// Returns what is known of `token`, analysing it if it is new.
    pub(crate) fn intern(&mut self, dutch: &Dutch, token: &str) -> Known {
        if let Some(known) = self.known(token) {
            return known;
        }
        let form = normal::form(token);
        if form == token {
            return self.add(dutch, form);
        }
        let known = match self.known(&form) {
            Some(known) => known,
            None => self.add(dutch, form),
        };
        self.remember(token, known);
        known
    }

    fn known(&self, token: &str) -> Option<Known> {
        match short_key(token) {
            Some(key) => self.by_short_token.get(&key).copied(),
            None => self.by_long_token.get(token).copied(),
        }
    }

    fn remember(&mut self, token: &str, known: Known) {
        match short_key(token) {
            Some(key) => self.by_short_token.insert(key, known),
            None => self.by_long_token.insert(token.into(), known),
        };
    }

    /// Analyses a new normal form.
    fn add(&mut self, dutch: &Dutch, form: String) -> Known {
        #[expect(
            clippy::expect_used,
            reason = "four thousand million words do not fit in memory"
        )]
        let id = WordId(u32::try_from(self.words.len()).expect("too many words"));
        let word = dutch.word_of(form);
        let traits = dutch.traits(&word);
        let marked = traits.is_marked();
        let known = Known { id, marked };
        self.remember(&word.form, known);
        self.traits.push(traits);
        self.words.push(word);
        known
    }
}

/// Packs a token of fewer than 16 bytes, and its length, into a number.
fn short_key(token: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    let (length, letters) = bytes.split_last_mut()?;
    *length = u8::try_from(token.len()).ok()?;
    letters
        .get_mut(..token.len())?
        .copy_from_slice(token.as_bytes());
    Some(u128::from_le_bytes(bytes))
}
