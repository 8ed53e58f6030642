use std::borrow::Cow;
use std::cell::OnceCell;

use crate::Dutch;
use crate::normal;
use crate::separable::Particle;
use crate::stem;
use crate::tokens::{Known, Tokens};
use waardenscan_document::Span;

/// What is known of one distinct word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The word in NFC and lower case, typographic apostrophes and hyphens
    /// made plain, accents kept: één is not een.
    pub form: String,
    /// The form that a dictionary lists: werkt and gewerkt become werken,
    /// toegankelijke becomes toegankelijk. Equals `form` where no rule applies.
    pub lemma: String,
    /// The key that the word shares with the quality or action it is the name
    /// of: toegankelijkheid and toegankelijk, samenwerking and samenwerken.
    /// Equals `lemma` where the word has no such family, or where the meanings
    /// have drifted apart (zekerheid, zeker).
    pub family: String,
}

impl Word {
    /// Returns the form with its accents folded away: één becomes een.
    #[must_use]
    pub fn folded(&self) -> Cow<'_, str> {
        normal::folded(&self.form)
    }
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
    /// Stems, found when asked for: few callers do.
    stems: Vec<OnceCell<String>>,
    traits: Vec<Traits>,
    tokens: Tokens,
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
            lemma: String::new(),
            family: String::new(),
        };
        self.words.get(id.index()).unwrap_or(&NONE)
    }

    /// Returns the Snowball stem of a word, found once; empty where the id is
    /// not from this collection. For a wide net only: it merges vertrouwen with
    /// vertrouwelijk.
    #[must_use]
    pub fn stem(&self, id: WordId) -> &str {
        let Some(stem) = self.stems.get(id.index()) else {
            return "";
        };
        stem.get_or_init(|| stem::of(&self.get(id).form))
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

    /// Returns what is known of the token at `span`, analysing it if it is new.
    pub(crate) fn intern(&mut self, dutch: &Dutch, text: &str, span: Span) -> Known {
        if let Some(known) = self.tokens.get(text, span) {
            return known;
        }
        let token = span.get(text).unwrap_or_default();
        let form = normal::form(token);
        if form == token {
            return self.add(dutch, form);
        }
        let known = match self.tokens.get(&form, Span::new(0, form.len())) {
            Some(known) => known,
            None => self.add(dutch, form),
        };
        self.tokens.insert(token, known);
        known
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
        self.tokens.insert(&word.form, known);
        self.traits.push(traits);
        self.stems.push(OnceCell::new());
        self.words.push(word);
        known
    }
}
