use waardenscan_document::Document;
use waardenscan_dutch::{Analysis, Dutch, Words};
use waardenscan_lexicon::{ClassCache, Evidence, Lexicon, Match, Matcher, Value};

use crate::combine::{counted, noisy_or};
use crate::wide::WideNet;
use crate::{EvidenceKind, Stance, Suggestion, stance};

/// About 100 MB of analysed words; a policy document has some thousands.
const MOST_WORDS: usize = 300_000;

/// Working memory of one thread: words that were analysed before need not be
/// analysed again. What is in it never changes a result.
#[derive(Default)]
pub struct Scratch {
    words: Words,
    classes: ClassCache,
}

impl Scratch {
    /// Makes an empty scratch.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Tells whether so many distinct words have passed that it is better to
    /// start anew than to let the memory grow with the archive.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.words.len() > MOST_WORDS
    }
}

/// A lexicon compiled for scoring, with the language analysis it needs.
pub struct Scorer {
    lexicon: Lexicon,
    dutch: Dutch,
    matcher: Matcher,
    wide: WideNet,
}

impl Scorer {
    /// Compiles `lexicon`.
    #[must_use]
    pub fn new(lexicon: Lexicon, dutch: Dutch) -> Self {
        Self {
            matcher: Matcher::new(&lexicon, &dutch),
            wide: WideNet::new(&lexicon, &dutch),
            lexicon,
            dutch,
        }
    }

    /// Returns the lexicon.
    #[must_use]
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Returns the language analysis.
    #[must_use]
    pub const fn dutch(&self) -> &Dutch {
        &self.dutch
    }

    /// Returns the value of a suggestion that this scorer made.
    ///
    /// # Panics
    ///
    /// When the suggestion comes from a scorer with another lexicon.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "documented: the suggestion is this scorer's own"
    )]
    pub fn value(&self, suggestion: &Suggestion) -> &Value {
        &self.lexicon.values()[suggestion.value]
    }

    /// Scores every passage of a document.
    ///
    /// Returns one suggestion for each passage × value with at least one hit,
    /// in document order, then lexicon order, whatever their score; empty for
    /// a document without passages.
    #[must_use]
    pub fn score_document(&self, document: &Document, scratch: &mut Scratch) -> Vec<Suggestion> {
        let mut suggestions = Vec::new();
        for passage in document.passages() {
            for mut suggestion in self.score_text(passage.text, scratch) {
                suggestion.block = passage.block;
                suggestions.push(suggestion);
            }
        }
        suggestions
    }

    /// Scores one text as a passage of its own. Returns one suggestion for
    /// each value with at least one hit, in lexicon order.
    #[must_use]
    pub fn score_text(&self, text: &str, scratch: &mut Scratch) -> Vec<Suggestion> {
        let analysis = self.dutch.analyse(text, &mut scratch.words);
        self.score_analysis(&analysis, scratch)
    }

    /// Ranks every value of the lexicon for one text: one number per value, in
    /// lexicon order. A higher number means a better reason to look. Values
    /// with a hit get their score, in (0, 1); the others lie in [−1, 0], by
    /// the word stems that the text shares with the value's own words.
    #[must_use]
    pub fn rank(&self, text: &str, scratch: &mut Scratch) -> Vec<f64> {
        let analysis = self.dutch.analyse(text, &mut scratch.words);
        let mut ranks: Vec<f64> = self
            .wide
            .sums(&analysis, &scratch.words)
            .into_iter()
            .map(|sum| -1.0 / (1.0 + sum))
            .collect();
        for suggestion in self.score_analysis(&analysis, scratch) {
            if let Some(rank) = ranks.get_mut(suggestion.value) {
                *rank = suggestion.score;
            }
        }
        ranks
    }

    fn score_analysis(&self, analysis: &Analysis, scratch: &mut Scratch) -> Vec<Suggestion> {
        let matches =
            self.matcher
                .find(&self.dutch, analysis, &scratch.words, &mut scratch.classes);
        let mut of_values: Vec<Vec<&Match>> = vec![Vec::new(); self.lexicon.values().len()];
        for found in &matches {
            if let Some(of_value) = of_values.get_mut(found.value) {
                of_value.push(found);
            }
        }
        let values = self.lexicon.values().iter().zip(&of_values).enumerate();
        values
            .filter(|(_, (_, matches))| !matches.is_empty())
            .filter_map(|(index, (value, matches))| suggestion(index, value, matches, analysis))
            .collect()
    }
}

fn suggestion(
    index: usize,
    value: &Value,
    matches: &[&Match],
    analysis: &Analysis,
) -> Option<Suggestion> {
    let sentence_of = |token: usize| {
        analysis
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= token)
    };
    let counted = counted(value, matches, sentence_of);
    let indicator = |hit: usize| value.indicators.get(hit);

    // The strongest hit speaks for the passage; of equals the first.
    let mut strongest = counted.first()?;
    for other in &counted {
        if other.hit.weight > strongest.hit.weight {
            strongest = other;
        }
    }
    let pole = indicator(strongest.hit.indicator)?.pole;
    let (stance, stance_cue) = stance::of_hit(pole, &strongest.found.tokens, analysis);
    let explicit = counted
        .iter()
        .filter_map(|counted| indicator(counted.hit.indicator))
        .any(|indicator| indicator.evidence != Evidence::Implied);

    Some(Suggestion {
        block: 0,
        value: index,
        score: noisy_or(counted.iter().map(|counted| &counted.hit)),
        stance,
        stance_cue: if stance == Stance::Nagestreefd {
            None
        } else {
            stance_cue
        },
        evidence: if explicit {
            EvidenceKind::Explicit
        } else {
            EvidenceKind::Implied
        },
        hits: counted.into_iter().map(|counted| counted.hit).collect(),
    })
}
