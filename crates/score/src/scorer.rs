use std::ops::Range;
use std::sync::OnceLock;

use waardenscan_document::{Document, SectionRole, Span};
use waardenscan_dutch::{Analysis, Dutch, Words};
use waardenscan_lexicon::{ClassCache, ExclusionMatch, Lexicon, Match, Matcher, Value};

use crate::combine::{Passage, noisy_or};
use crate::markup::is_markup;
use crate::statistics::{Lexemes, Model, Reading, Source};
use crate::tension::{self, FoundTension, Opposed};
use crate::wide::WideNet;
use crate::{EvidenceKind, Factor, FactorKind, Hit, Stance, Suggestion, listed, stance};

/// About 100 MB of analysed words; a policy document has some thousands.
const MOST_WORDS: usize = 300_000;

/// Working memory of one thread: words that were analysed before need not be
/// analysed again. What is in it never changes a result.
#[derive(Default)]
pub struct Scratch {
    words: Words,
    classes: ClassCache,
    lexemes: Lexemes,
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

/// A lexicon for scoring, with the language analysis it needs. It is compiled
/// when something is scored first: who only asks what the lexicon says, such as
/// the parent of worker processes, does not pay for it.
pub struct Scorer {
    lexicon: Lexicon,
    dutch: Dutch,
    matcher: OnceLock<Matcher>,
    wide: OnceLock<WideNet>,
    model: Option<Model>,
    /// Per tension of the lexicon, the indices of its values.
    tensions: Vec<[usize; 2]>,
}

/// What was found in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The suggestions with a score of at least the one asked for, in document
    /// order, then lexicon order.
    pub suggestions: Vec<Suggestion>,
    /// The tensions of the lexicon between values of one passage, in document
    /// order, then lexicon order.
    pub tensions: Vec<FoundTension>,
}

/// What the precise layer says of one value in one passage.
#[derive(Clone)]
struct Precise {
    score: f64,
    stance: Stance,
    stance_cue: Option<Span>,
    evidence: EvidenceKind,
    hits: Vec<Hit>,
}

/// What each layer says of one text by itself, one score per value in lexicon
/// order.
#[derive(Clone, Debug, PartialEq)]
pub struct Layers {
    /// The indicators alone; 0 without a hit.
    pub precise: Vec<f64>,
    /// All but the indicators; empty without a statistical layer.
    pub statistical: Vec<f64>,
}

/// One passage as both layers see it.
struct Seen {
    analysis: Analysis,
    /// The values with a hit, in lexicon order.
    precise: Vec<(usize, Precise)>,
    /// The score of every value in the precise layer, 0 without a hit.
    precise_scores: Vec<f64>,
    exclusions: Vec<ExclusionMatch>,
    /// None without a statistical layer.
    reading: Option<Reading>,
}

impl Seen {
    fn precise(&self, value: usize) -> Option<&Precise> {
        let place = self
            .precise
            .binary_search_by_key(&value, |(value, _)| *value);
        let (_, precise) = self.precise.get(place.ok()?)?;
        Some(precise)
    }
}

impl Scorer {
    /// Takes `lexicon`, to score by its indicators alone.
    #[must_use]
    pub fn new(lexicon: Lexicon, dutch: Dutch) -> Self {
        Self {
            model: None,
            tensions: tensions(&lexicon),
            matcher: OnceLock::new(),
            wide: OnceLock::new(),
            lexicon,
            dutch,
        }
    }

    fn matcher(&self) -> &Matcher {
        self.matcher
            .get_or_init(|| Matcher::new(&self.lexicon, &self.dutch))
    }

    fn wide(&self) -> &WideNet {
        self.wide
            .get_or_init(|| WideNet::new(&self.lexicon, &self.dutch))
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

    /// Adds the statistical layer, which must have been read for this lexicon,
    /// or takes it away.
    #[must_use]
    pub fn with_model(mut self, model: Option<Model>) -> Self {
        self.model = model;
        self
    }

    /// Returns the statistical layer.
    #[must_use]
    pub const fn model(&self) -> Option<&Model> {
        self.model.as_ref()
    }

    /// Scores every passage of a document but those of its table of contents
    /// and its colophon, which name values without speaking of them, and those
    /// that are markup or lists of fields rather than prose. `roles`
    /// has one section role a block; a block beyond its end has
    /// [`SectionRole::Overig`].
    ///
    /// Returns the suggestions with a score of at least `least`, and the
    /// tensions; none of either for a document without passages.
    #[must_use]
    pub fn score_document(
        &self,
        document: &Document,
        roles: &[SectionRole],
        least: f64,
        scratch: &mut Scratch,
    ) -> Found {
        let mut found = Found::default();
        for passage in document.passages() {
            let role = roles.get(passage.block).copied().unwrap_or_default();
            let unscored = matches!(role, SectionRole::Inhoudsopgave | SectionRole::Colofon);
            if unscored || is_markup(passage.text) {
                continue;
            }
            let block = document.blocks().get(passage.block);
            let seen = self.see(passage.text, role, scratch);
            for mut tension in self.tensions(&seen, scratch) {
                tension.block = passage.block;
                found.tensions.push(tension);
            }
            let suggestions = self.suggestions(passage.text, least, &seen, scratch);
            let has_verb = || {
                let mut tokens = seen.analysis.tokens.iter();
                tokens.any(|token| self.dutch.can_be_verb(scratch.words.get(token.word)))
            };
            // Few passages have any.
            let fragment = !suggestions.is_empty()
                && block.is_some_and(|block| listed::is_fragment(block, role, has_verb));
            for mut suggestion in suggestions {
                if fragment {
                    suggestion.merely_list();
                }
                if suggestion.score >= least {
                    suggestion.block = passage.block;
                    found.suggestions.push(suggestion);
                }
            }
        }
        found
    }

    /// Scores one text as a passage of its own, of a section that is not known:
    /// [`SectionRole::Overig`]. Returns the suggestions with a score of at least
    /// `least`, which is above 0, in lexicon order.
    #[must_use]
    pub fn score_text(&self, text: &str, least: f64, scratch: &mut Scratch) -> Vec<Suggestion> {
        let seen = self.see(text, SectionRole::Overig, scratch);
        self.suggestions(text, least, &seen, scratch)
    }

    fn suggestions(
        &self,
        text: &str,
        least: f64,
        seen: &Seen,
        scratch: &mut Scratch,
    ) -> Vec<Suggestion> {
        let likely = self.likely(seen, least);
        likely
            .into_iter()
            .filter_map(|value| self.suggestion(text, value, least, seen, scratch))
            .collect()
    }

    /// The values that may have a score of `least`: few do, and only of those
    /// it is worked out.
    fn likely(&self, seen: &Seen, least: f64) -> Vec<usize> {
        match (&self.model, &seen.reading) {
            (Some(model), Some(reading)) => model.likely(reading, least),
            _ => seen.precise.iter().map(|(value, _)| *value).collect(),
        }
    }

    /// The score of a value, 0 where nothing is suggested.
    fn score(&self, seen: &Seen, value: usize) -> f64 {
        match (&self.model, &seen.reading) {
            (Some(model), Some(reading)) => model.score(reading, value),
            _ => seen.precise_scores.get(value).copied().unwrap_or_default(),
        }
    }

    fn all_scores(&self, seen: &Seen) -> Vec<f64> {
        let values = 0..self.lexicon.values().len();
        values.map(|value| self.score(seen, value)).collect()
    }

    /// The tensions between values of a passage. Few passages have both values
    /// of one, and only in those are the lexicon's wordings looked for.
    fn tensions(&self, seen: &Seen, scratch: &mut Scratch) -> Vec<FoundTension> {
        let hits = |value: usize| {
            let hits = seen.precise(value)?.hits.as_slice();
            (self.score(seen, value) >= tension::LEAST_SCORE).then_some(hits)
        };
        let pairs = self.tensions.iter().enumerate();
        let pairs: Vec<_> = pairs
            .filter_map(|(index, &[first, second])| Some((index, [hits(first)?, hits(second)?])))
            .collect();
        if pairs.is_empty() {
            return Vec::new();
        }
        let Scratch { words, classes, .. } = scratch;
        let analysis = &seen.analysis;
        let signals = self
            .matcher()
            .find_signals(&self.dutch, analysis, words, classes);
        let pairs = pairs.into_iter().map(|(tension, hits)| Opposed {
            analysis,
            words,
            tension,
            hits,
        });
        pairs.filter_map(|pair| pair.find(&signals)).collect()
    }

    /// Scores every value for one text: one number in [0, 1] per value, in
    /// lexicon order. Without a statistical layer a value without a hit has 0.
    #[must_use]
    pub fn scores(&self, text: &str, scratch: &mut Scratch) -> Vec<f64> {
        self.all_scores(&self.see(text, SectionRole::Overig, scratch))
    }

    /// Scores every value for one text by each layer by itself, for
    /// evaluation.
    #[must_use]
    pub fn layers(&self, text: &str, scratch: &mut Scratch) -> Layers {
        let seen = self.see(text, SectionRole::Overig, scratch);
        let statistical = match (&self.model, &seen.reading) {
            (Some(model), Some(reading)) => model.scores_without(reading, &seen.precise_scores),
            _ => Vec::new(),
        };
        Layers {
            precise: seen.precise_scores,
            statistical,
        }
    }

    /// Returns the sum of every value for one text before calibration, in
    /// lexicon order, for training; empty without a statistical layer.
    /// `precise` stands for the scores of the precise layer.
    #[must_use]
    pub fn sums(&self, text: &str, precise: &[f64], scratch: &mut Scratch) -> Vec<f64> {
        let analysis = self.dutch.analyse(text, &mut scratch.words);
        let source = Source {
            text,
            analysis: &analysis,
            words: &scratch.words,
            dutch: &self.dutch,
        };
        let lexemes = &mut scratch.lexemes;
        let reading = self.model.as_ref();
        let reading = reading.map(|model| model.read(&source, precise, lexemes));
        reading.map(|reading| reading.sums).unwrap_or_default()
    }

    /// Ranks every value of the lexicon for one text: one number per value, in
    /// lexicon order. A higher number means a better reason to look.
    ///
    /// With a statistical layer the ranks are the scores. Without one, values
    /// with a hit get their score, in (0, 1); the others lie in [−1, 0], by
    /// the word stems that the text shares with the value's own words.
    #[must_use]
    pub fn rank(&self, text: &str, scratch: &mut Scratch) -> Vec<f64> {
        let seen = self.see(text, SectionRole::Overig, scratch);
        let scores = self.all_scores(&seen);
        if seen.reading.is_some() {
            return scores;
        }
        let sums = self.wide().sums(&seen.analysis, &scratch.words);
        sums.into_iter()
            .zip(scores)
            .map(|(sum, score)| {
                if score > 0.0 {
                    score
                } else {
                    -1.0 / (1.0 + sum)
                }
            })
            .collect()
    }

    fn see(&self, text: &str, role: SectionRole, scratch: &mut Scratch) -> Seen {
        let analysis = self.dutch.analyse(text, &mut scratch.words);
        let (precise, exclusions) = self.precise(&analysis, role, scratch);
        let mut precise_scores = vec![0.0; self.lexicon.values().len()];
        for (value, precise) in &precise {
            if let Some(score) = precise_scores.get_mut(*value) {
                *score = precise.score;
            }
        }
        let reading = self.model.as_ref().map(|model| {
            let source = Source {
                text,
                analysis: &analysis,
                words: &scratch.words,
                dutch: &self.dutch,
            };
            model.read(&source, &precise_scores, &mut scratch.lexemes)
        });
        Seen {
            analysis,
            precise,
            precise_scores,
            exclusions,
            reading,
        }
    }

    fn precise(
        &self,
        analysis: &Analysis,
        role: SectionRole,
        scratch: &mut Scratch,
    ) -> (Vec<(usize, Precise)>, Vec<ExclusionMatch>) {
        let classes = &mut scratch.classes;
        let (matches, exclusions) =
            self.matcher()
                .find_with_exclusions(&self.dutch, analysis, &scratch.words, classes);
        let counts = matches.iter().filter(|found| self.counts_in(role, found));
        let mut counts: Vec<&Match> = counts.collect();
        // Stable: the matches of a value stay in text order.
        counts.sort_by_key(|found| found.value);
        let passage = Passage {
            analysis,
            words: &scratch.words,
            dutch: &self.dutch,
        };
        let of_values = counts.chunk_by(|a, b| a.value == b.value);
        let precise = of_values.filter_map(|matches| {
            let index = matches.first()?.value;
            let value = self.lexicon.values().get(index)?;
            Some((index, of_matches(value, matches, &passage)?))
        });
        (precise.collect(), exclusions)
    }

    /// Tells whether the scope of the indicator that made a match holds in a
    /// section of `role`.
    fn counts_in(&self, role: SectionRole, found: &Match) -> bool {
        let value = self.lexicon.values().get(found.value);
        value
            .and_then(|value| value.indicators.get(found.indicator))
            .is_some_and(|indicator| indicator.scope.allows(role))
    }

    fn suggestion(
        &self,
        text: &str,
        value: usize,
        least: f64,
        seen: &Seen,
        scratch: &mut Scratch,
    ) -> Option<Suggestion> {
        let score = self.score(seen, value);
        if score < least || score <= 0.0 {
            return None;
        }
        let precise = seen.precise(value).cloned();
        let (base, factors, best) = match (&self.model, &seen.reading) {
            (Some(model), Some(reading)) => {
                let source = Source {
                    text,
                    analysis: &seen.analysis,
                    words: &scratch.words,
                    dutch: &self.dutch,
                };
                let precise = &seen.precise_scores;
                let lexemes = &mut scratch.lexemes;
                let (base, factors) = model.factors(reading, value, precise, &source, lexemes);
                // A passage of a few words has no pieces: it is its own.
                let best = reading
                    .best_piece(value)
                    .unwrap_or(0..seen.analysis.tokens.len());
                (base, factors, shown(&best, &seen.analysis))
            }
            _ => (0.0, vec![by_indicators(score)], None),
        };
        let precise = precise.unwrap_or_else(|| without_hits(&factors, &seen.analysis));
        Some(Suggestion {
            block: 0,
            value,
            score,
            stance: precise.stance,
            stance_cue: precise.stance_cue,
            evidence: precise.evidence,
            hits: precise.hits,
            best,
            false_friends: seen
                .exclusions
                .iter()
                .filter(|found| found.value == value)
                .map(|found| found.span)
                .collect(),
            base,
            factors,
        })
    }
}

/// The indices of the two values of each tension. A lexicon that was read has
/// them all.
fn tensions(lexicon: &Lexicon) -> Vec<[usize; 2]> {
    let index = |id: &str| lexicon.values().iter().position(|value| value.id == id);
    let tensions = lexicon.tensions().iter();
    tensions
        .map(|tension| {
            let [first, second] = &tension.values;
            [first, second].map(|id| index(id).unwrap_or(usize::MAX))
        })
        .collect()
}

/// How much of a piece is shown as evidence, in bytes: about a page. Each
/// suggestion of a huge paragraph would keep a copy of it.
const LONGEST_BEST: usize = 2_000;

/// Returns the words of a piece, from its first on, that are shown.
fn shown(piece: &Range<usize>, analysis: &Analysis) -> Option<Span> {
    let tokens = analysis.tokens.get(piece.clone())?;
    let first = tokens.first()?.span;
    tokens
        .iter()
        .map(|token| first.cover(token.span))
        .take_while(|span| span.len() <= LONGEST_BEST)
        .last()
}

/// Without a statistical layer the indicators made the whole score.
fn by_indicators(score: f64) -> Factor {
    Factor {
        kind: FactorKind::Indicators,
        added: libm::log(score / (1.0 - score)),
    }
}

/// The stance of a passage without a hit, by its strongest word.
fn without_hits(factors: &[Factor], analysis: &Analysis) -> Precise {
    let strongest = factors.iter().find_map(|factor| match factor.kind {
        FactorKind::Word(span) if factor.added > 0.0 => Some(span),
        _ => None,
    });
    let token = strongest.and_then(|span| {
        let tokens = &analysis.tokens;
        tokens.iter().position(|token| token.span == span)
    });
    let (stance, stance_cue) = token.map_or((Stance::Nagestreefd, None), |token| {
        stance::of_hit(None, &(token..token + 1), analysis)
    });
    Precise {
        score: 0.0,
        stance,
        stance_cue,
        evidence: EvidenceKind::Implied,
        hits: Vec::new(),
    }
}

fn of_matches(value: &Value, matches: &[&Match], passage: &Passage<'_>) -> Option<Precise> {
    let counted = passage.counted(value, matches);
    let indicator = |hit: usize| value.indicators.get(hit);

    // The strongest hit speaks for the passage; of equals the first.
    let mut strongest = counted.first()?;
    for other in &counted {
        if other.hit.weight > strongest.hit.weight {
            strongest = other;
        }
    }
    let pole = indicator(strongest.hit.indicator)?.pole;
    let (stance, stance_cue) = stance::of_hit(pole, &strongest.found.tokens, passage.analysis);
    let plainest = counted
        .iter()
        .filter_map(|counted| indicator(counted.hit.indicator))
        .map(|indicator| indicator.evidence)
        .min();

    Some(Precise {
        score: noisy_or(counted.iter().map(|counted| &counted.hit)),
        stance,
        stance_cue: if stance == Stance::Nagestreefd {
            None
        } else {
            stance_cue
        },
        evidence: plainest.map_or(EvidenceKind::Implied, EvidenceKind::of),
        hits: counted.into_iter().map(|counted| counted.hit).collect(),
    })
}
