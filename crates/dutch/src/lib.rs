//! Analyses Dutch text: sentences, tokens, lemmas, stems, compounds and cues.

mod analysis;
mod compound;
mod cue;
mod lemma;
mod normal;
mod sentence;
mod separable;
mod spelling;
mod table;
mod token;
mod verb;
mod wordlist;
mod words;

use rust_stemmers::{Algorithm, Stemmer};
use waardenscan_document::Span;

pub use analysis::{Analysis, Sentence, Token};
pub use compound::{End, Split};
pub use cue::{Cue, CueKind};
pub use separable::SeparableVerb;
pub use token::{TokenSpans, token_spans};
pub use words::{Word, WordId, Words};

/// The tables of the Dutch language: word list, exceptions, abbreviations,
/// cues. Immutable; one serves all threads.
pub struct Dutch {
    list: wordlist::WordList,
    lemmas: lemma::Lemmas,
    compounds: compound::Compounds,
    sentences: sentence::Sentences,
    cues: cue::Cues,
    stemmer: Stemmer,
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
        Self {
            list: wordlist::WordList::new(),
            lemmas: lemma::Lemmas::new(),
            compounds: compound::Compounds::new(),
            sentences: sentence::Sentences::new(),
            cues: cue::Cues::new(),
            stemmer: Stemmer::create(Algorithm::Dutch),
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
    /// head. A part is given as written and, where that differs, as its lemma,
    /// and need not be in the word list itself, so that a caller looks its own
    /// words up among the parts.
    ///
    /// A part that is turned round by what stands before it (ongelijkheid,
    /// niet-integer) or that means something else in this compound
    /// (treinverbinding) is left out. In no particular order of likelihood;
    /// sorted, so that the same word gives the same answer.
    #[must_use]
    pub fn splits(&self, form: &str) -> Vec<Split> {
        let form = normal::form(form.trim());
        let lemma = self.lemma(&form);
        let mut splits = Vec::new();
        for word in [&form, &lemma] {
            for piece in self.compounds.pieces(&self.list, word) {
                let part_lemma = self.lemma(piece.part);
                let rest_lemma = self.lemma(piece.rest);
                let stranger = |part: &str| {
                    self.compounds
                        .is_stranger(part, piece.end, piece.rest, &rest_lemma)
                };
                if stranger(piece.part) || stranger(&part_lemma) {
                    continue;
                }
                for part in [piece.part, &part_lemma] {
                    splits.push(Split {
                        part: part.to_owned(),
                        end: piece.end,
                    });
                }
            }
        }
        splits.sort_unstable();
        splits.dedup();
        splits
    }

    /// Tells whether `form` is a compound with `part` at that end; `part` is
    /// a lemma. Same as looking `part` up among [`Dutch::splits`].
    #[must_use]
    pub fn compound_of(&self, form: &str, part: &str, end: End) -> bool {
        let part = normal::form(part.trim());
        self.splits(form)
            .iter()
            .any(|split| split.end == end && split.part == part)
    }

    fn lemma(&self, form: &str) -> String {
        self.lemmas.of(&self.list, &self.compounds, form)
    }

    fn word_of(&self, form: String) -> Word {
        let lemma = self.lemma(&form);
        let parts = self
            .compounds
            .parts(&self.list, &lemma)
            .into_iter()
            .map(|part| self.lemma(part))
            .collect();
        Word {
            folded: normal::folded(&form),
            stem: self.stemmer.stem(&form).into_owned(),
            lemma,
            parts,
            form,
        }
    }

    fn traits(&self, word: &Word) -> words::Traits {
        words::Traits {
            cue: self.cues.numbers(word),
            verb: verb::is_infinitive(&self.list, &word.lemma),
            particle: separable::particle(&word.form),
        }
    }
}
