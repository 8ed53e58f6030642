//! Analyses Dutch text: sentences, tokens, lemmas, stems, compounds, separable
//! verbs and cues.
//!
//! ```
//! use waardenscan_dutch::{Dutch, End, Words};
//!
//! let dutch = Dutch::new();
//! let mut words = Words::new();
//! let text = "De gemeente werkt nauw samen op grond van art. 2.1. Dat geeft vertrouwen.";
//! let analysis = dutch.analyse(text, &mut words);
//!
//! assert_eq!(analysis.sentences.len(), 2);
//! assert_eq!(analysis.separable[0].lemma, "samenwerken");
//! let last = analysis.tokens[analysis.tokens.len() - 1];
//! assert_eq!(words.get(last.word).lemma, "vertrouwen");
//! assert!(dutch.compound_of("vertrouwensband", "vertrouwen", End::Modifier));
//! ```
//!
//! # What it does
//!
//! - **Sentences** by rules that know the abbreviations, initials, article
//!   references, amounts, lists, headings and wrapped lines of policy text.
//! - **Tokens** by character class for Latin script, by the word boundaries of
//!   UAX #29 for other scripts.
//! - **Lemmas** by the rules of Dutch inflection. A rule proposes, the OpenTaal
//!   word list confirms, and a reviewed table of exceptions goes before both.
//! - **Families** join the name of a quality or action with the words for
//!   having or doing it: toegankelijkheid with toegankelijk, samenwerking with
//!   samenwerken. What has drifted apart stays apart: zekerheid is not zeker.
//! - **Compounds**: which words a form has at either end, the rest being a
//!   Dutch word. Opposites (on-, niet-, wan-) and compounds in which a part
//!   means something else (treinverbinding) are left out.
//! - **Function words**, which say little by themselves (de, hij, worden).
//! - **Separable verbs** that stand apart ("werkt … samen"), and **cues** such
//!   as negations with the words that they bear on.
//!
//! # What it does not do
//!
//! There is no tagging and no parsing: a form has one lemma whatever its
//! sentence. *Werken* is always the verb, *plannen* always the noun; the table
//! of exceptions says which for the words of policy text. Negation reaches as
//! far as its neighbours and no further. Whether *vrij* means free or rather
//! is for the caller to find out from the words around it.
//!
//! # The main choice and its cost
//!
//! Everything about a word is worked out once for each distinct form and kept
//! in [`Words`]; sentences are read with what is kept. What the rules say of
//! the words of the list is worked out when its table is made; only for other
//! words do they run, and may take microseconds. The cost is that the table
//! must be remade after every change of the rules, and that a lemma cannot
//! depend on context. Taking a word apart is slower still, and
//! done only when asked for ([`Dutch::parts`], [`Dutch::splits`]).
//!
//! Lemmas and families, not stems, are meant as keys: the Snowball stem merges
//! vertrouwen with vertrouwelijk and parts samenwerkt from samenwerken.
//!
//! The tables are data in `data/`, written for this project except for the
//! word list, which is OpenTaal's (BSD licence, `data/woorden.LICENCE`) and is
//! made by `cargo xtask wordlist`.

mod adjective;
mod analysis;
mod compound;
mod cue;
mod family;
mod function;
mod lemma;
mod normal;
mod noun;
mod sentence;
mod separable;
mod spelling;
mod stem;
mod table;
mod token;
mod tokens;
mod verb;
mod wordlist;
mod words;
mod wordtables;

use waardenscan_document::Span;

pub use analysis::{Analysis, Sentence, Token};
pub use compound::{End, Split};
pub use cue::{Cue, CueKind};
pub use separable::SeparableVerb;
pub use token::{TokenSpans, token_spans};
pub use words::{Word, WordId, Words};
pub use wordtables::WordTables;

/// The tables of the Dutch language: word list, exceptions, abbreviations,
/// cues. Immutable; one serves all threads.
pub struct Dutch {
    lemmas: lemma::Lemmas,
    families: family::Families,
    function: function::FunctionWords,
    compounds: compound::Compounds,
    sentences: sentence::Sentences,
    cues: cue::Cues,
}

impl Default for Dutch {
    fn default() -> Self {
        Self::new()
    }
}

impl Dutch {
    /// Loads the compiled-in tables.
    #[must_use]
    pub fn new() -> Self {
        Self::with_list(wordlist::WordList::new())
    }

    fn with_list(list: wordlist::WordList) -> Self {
        Self {
            lemmas: lemma::Lemmas::new(),
            families: family::Families::new(),
            function: function::FunctionWords::new(),
            compounds: compound::Compounds::new(list),
            sentences: sentence::Sentences::new(),
            cues: cue::Cues::new(),
        }
    }

    /// Returns the spans of the sentences of `text`, in order, without
    /// surrounding white space, not overlapping. Headings and list items that
    /// stand on lines of their own count as sentences.
    #[must_use]
    pub fn sentences(&self, text: &str) -> Vec<Span> {
        self.sentences.of(text)
    }

    /// Analyses one text, looking its words up in `words`, which grows by
    /// those that are new.
    ///
    /// Token indices run over the whole text; an empty text gives an empty
    /// analysis.
    pub fn analyse(&self, text: &str, words: &mut Words) -> Analysis {
        analysis::analyse(self, text, words)
    }

    /// Analyses one word by itself. White space and capitals do not matter.
    #[must_use]
    pub fn word(&self, form: &str) -> Word {
        self.word_of(normal::form(form.trim()))
    }

    /// Returns every part that `form` has at either end, the rest of the word
    /// being Dutch: for `vertrouwensband`, vertrouwen as modifier and band as
    /// head. A part need not be in the word list itself, so that a caller looks
    /// its own words up among the parts.
    ///
    /// A part that is turned round by what stands before it (ongelijkheid,
    /// niet-integer) or that means something else in this compound
    /// (treinverbinding) is left out. Sorted; empty where there is none.
    #[must_use]
    pub fn splits(&self, form: &str) -> Vec<Split> {
        let form = normal::form(form.trim());
        let lemma = self.lemma(&form);
        let mut splits = self.splits_of(&form);
        if lemma != form {
            splits.extend(self.splits_of(&lemma));
        }
        splits.sort_unstable();
        splits.dedup();
        splits
    }

    fn splits_of(&self, form: &str) -> Vec<Split> {
        let pieces = self.compounds.pieces(form).into_iter();
        pieces
            .filter_map(|piece| {
                // Letters that are no word have no lemma either.
                let lemma = match self.compounds.list().contains(piece.part) {
                    true => self.lemma(piece.part),
                    false => piece.part.to_owned(),
                };
                let rest = |rest: &str| self.lemma(rest);
                let stranger = self
                    .compounds
                    .is_stranger(&lemma, piece.end, piece.rest, rest);
                let family = self.family_of(&lemma);
                (!stranger).then_some(Split {
                    part: lemma,
                    family,
                    end: piece.end,
                })
            })
            .collect()
    }

    /// Tells whether `form` is a compound with `part` at that end; `part` is
    /// a lemma. Same as looking `part` up among the parts of [`Dutch::splits`].
    #[must_use]
    pub fn compound_of(&self, form: &str, part: &str, end: End) -> bool {
        let part = normal::form(part);
        self.splits(form)
            .iter()
            .any(|split| split.end == end && split.part == part)
    }

    /// Returns the parts of a compound as lemmas, first to last, the fewest
    /// that there can be: for `vertrouwensband`, vertrouwen and band. Empty
    /// for a word that is no compound, and for verbs, whose first part is a
    /// particle.
    #[must_use]
    pub fn parts(&self, form: &str) -> Vec<String> {
        let lemma = self.lemma(&normal::form(form.trim()));
        if verb::is_infinitive(self.compounds.list(), &lemma) {
            return Vec::new();
        }
        let parts = self.compounds.parts(&lemma).into_iter();
        parts.map(|part| self.lemma(part)).collect()
    }

    /// Returns the key that the family of `lemma` shares, as [`Word::family`];
    /// for lemmas that stand in no text as one word, such as that of a
    /// [`SeparableVerb`].
    #[must_use]
    pub fn family_of(&self, lemma: &str) -> String {
        self.families.of(self.compounds.list(), lemma)
    }

    /// Tells whether a word only ties a sentence together: article, pronoun,
    /// preposition, conjunction, auxiliary verb, numeral, or an adverb that
    /// points or grades (de, hij, binnen, omdat, worden, twee, ook).
    #[must_use]
    pub fn is_function_word(&self, word: &Word) -> bool {
        self.function.contains(word)
    }

    /// Tells whether a word can be a form of a verb, an auxiliary included
    /// (verbeteren, verbeterd, is). Not told are those of a verb whose
    /// infinitive is also the plural of a noun (plannen).
    #[must_use]
    pub fn can_be_verb(&self, word: &Word) -> bool {
        verb::is_infinitive(self.compounds.list(), &word.lemma) || self.function.is_verb(word)
    }

    fn lemma(&self, form: &str) -> String {
        self.lemmas.of(&self.compounds, form)
    }

    fn word_of(&self, form: String) -> Word {
        let lemma = self.lemma(&form);
        Word {
            family: self.family_of(&lemma),
            lemma,
            form,
        }
    }

    fn traits(&self, word: &Word) -> words::Traits {
        words::Traits {
            cue: self.cues.numbers(word),
            verb: verb::is_infinitive(self.compounds.list(), &word.lemma),
            particle: separable::particle(&word.form),
        }
    }
}
