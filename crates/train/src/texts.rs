use waardenscan_dutch::Words;
use waardenscan_score::Scorer;
use waardenscan_score::statistics::{GramKey, Run, char_keys, pieces, stem_run};

/// The longest run of stems that counts.
const LONGEST_RUN: usize = 3;

/// Analyses texts and keeps each distinct word once.
#[derive(Default)]
pub(crate) struct Lexemes {
    words: Words,
    /// By word; none for what is no word.
    known: Vec<Option<Lexeme>>,
}

/// One distinct word.
struct Lexeme {
    stem: Run,
    chars: Vec<GramKey>,
}

/// One passage or fragment.
pub(crate) struct Text {
    /// Per piece its words.
    pieces: Vec<Vec<usize>>,
    /// The precise layer's score of every value, as if the lexicon had not
    /// seen the document.
    pub(crate) precise: Vec<f64>,
}

impl Lexemes {
    /// Analyses one text, of which the precise layer says `precise`.
    pub(crate) fn text(&mut self, text: &str, precise: Vec<f64>, scorer: &Scorer) -> Text {
        let analysis = scorer.dutch().analyse(text, &mut self.words);
        self.known.resize_with(self.words.len(), || None);
        let mut in_pieces = Vec::new();
        for piece in pieces(text, &analysis) {
            let tokens = analysis.tokens.get(piece).unwrap_or_default();
            let mut words = Vec::with_capacity(tokens.len());
            for token in tokens {
                let Some(slot) = self.known.get_mut(token.word.index()) else {
                    continue;
                };
                if slot.is_none() {
                    *slot = stem_run(&self.words, token.word).map(|stem| {
                        let mut chars = Vec::new();
                        char_keys(self.words.get(token.word), |key| chars.push(key));
                        Lexeme { stem, chars }
                    });
                }
                if slot.is_some() {
                    words.push(token.word.index());
                }
            }
            in_pieces.push(words);
        }
        Text {
            pieces: in_pieces,
            precise,
        }
    }

    fn get(&self, word: usize) -> Option<&Lexeme> {
        self.known.get(word)?.as_ref()
    }

    /// Returns the keys of the stems of a text, in order.
    pub(crate) fn stems<'a>(&'a self, text: &'a Text) -> impl Iterator<Item = GramKey> + 'a {
        let words = text.pieces.iter().flatten();
        words.filter_map(|word| Some(self.get(*word)?.stem.key()))
    }

    /// Returns the keys of stems and runs of two and three of them, repeats
    /// included.
    pub(crate) fn stem_runs(&self, text: &Text) -> Vec<GramKey> {
        let mut keys = Vec::new();
        for piece in &text.pieces {
            for start in 0..piece.len() {
                let stems = piece.iter().skip(start).take(LONGEST_RUN);
                let mut run: Option<Run> = None;
                for stem in stems.filter_map(|word| Some(self.get(*word)?.stem)) {
                    let longer = run.map_or(stem, |run| run.then_run(stem));
                    keys.push(longer.key());
                    run = Some(longer);
                }
            }
        }
        keys
    }

    /// Returns the keys of the character n-grams of all words, repeats
    /// included.
    pub(crate) fn chars(&self, text: &Text) -> Vec<GramKey> {
        let words = text.pieces.iter().flatten();
        let keys = words.filter_map(|word| Some(&self.get(*word)?.chars));
        keys.flatten().copied().collect()
    }
}
