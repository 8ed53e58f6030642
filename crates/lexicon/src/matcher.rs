//! The compiled lexicon.

mod classes;
mod neighbours;
mod part;
mod program;

#[cfg(test)]
mod naive;

use std::ops::Range;

use waardenscan_document::Span;
use waardenscan_dutch::{Analysis, Dutch, Words};

use crate::Lexicon;
pub use classes::ClassCache;
use classes::{ClassIndex, ClassIndexBuilder, Classifier};
use neighbours::{Beside, Condition, Neighbours};
use program::{Hit, Program, ProgramBuilder};

/// The programs by number, as [`Classifier::programs`] has them.
const VALUES: usize = 0;
const SIGNALS: usize = 1;

/// A compiled lexicon. Immutable; finding takes time linear in the text.
#[derive(Debug)]
pub struct Matcher {
    /// Tells the caches of different matchers apart.
    key: u64,
    classes: ClassIndex,
    values: Program,
    targets: Vec<Target>,
    /// Of the indicators that have neighbours.
    conditions: Vec<Condition>,
    /// How many different neighbours there are.
    neighbours: usize,
    signals: Program,
    tensions: Vec<Option<usize>>,
}

/// What a pattern of the value program stands for.
#[derive(Clone, Copy, Debug)]
enum Target {
    Indicator {
        value: usize,
        indicator: usize,
        /// Index into the conditions.
        condition: Option<usize>,
    },
    Exclusion {
        value: usize,
    },
    Neighbour(usize),
}

/// An indicator found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Index into [`Lexicon::values`].
    pub value: usize,
    /// Index into the indicators of that value.
    pub indicator: usize,
    /// The tokens from the first to the last that the indicator names, gaps
    /// between them included; indices into the analysis.
    pub tokens: Range<usize>,
    /// The same in bytes of the text.
    pub span: Span,
}

/// A wording found in a text that must not count for its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExclusionMatch {
    /// Index into [`Lexicon::values`].
    pub value: usize,
    /// Where it stands, in bytes of the text.
    pub span: Span,
}

/// A wording found in a text that shows values at odds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalMatch {
    /// Index into [`Lexicon::tensions`]; `None` for one of
    /// [`Lexicon::tension_signals`], which stand for any two values.
    pub tension: Option<usize>,
    /// The tokens, as for [`Match::tokens`].
    pub tokens: Range<usize>,
    /// The same in bytes of the text.
    pub span: Span,
}

impl Matcher {
    /// Compiles `lexicon`.
    #[must_use]
    pub fn new(lexicon: &Lexicon, dutch: &Dutch) -> Self {
        let mut classes = ClassIndexBuilder::new(dutch);
        let mut values = ProgramBuilder::default();
        let mut targets = Vec::new();
        let mut conditions = Vec::new();
        let mut neighbours = Neighbours::default();
        for (value, entry) in lexicon.values().iter().enumerate() {
            for (indicator, term) in entry.indicators.iter().enumerate() {
                values.add(targets.len(), &term.pattern, &mut classes);
                let condition = neighbours.condition(&term.scope).map(|condition| {
                    conditions.push(condition);
                    conditions.len() - 1
                });
                targets.push(Target::Indicator {
                    value,
                    indicator,
                    condition,
                });
            }
            for exclusion in &entry.exclusions {
                values.add(targets.len(), &exclusion.pattern, &mut classes);
                targets.push(Target::Exclusion { value });
            }
        }
        for (pattern, &number) in neighbours.numbers() {
            values.add(targets.len(), pattern, &mut classes);
            targets.push(Target::Neighbour(number));
        }
        let mut signals = ProgramBuilder::default();
        let mut tensions = Vec::new();
        let own = lexicon.tensions().iter().enumerate();
        let own =
            own.flat_map(|(index, tension)| tension.signals.iter().map(move |s| (Some(index), s)));
        let any = lexicon
            .tension_signals()
            .iter()
            .map(|signal| (None, signal));
        for (tension, signal) in own.chain(any) {
            signals.add(tensions.len(), &signal.pattern, &mut classes);
            tensions.push(tension);
        }
        Self {
            key: key(lexicon),
            values: values.build(&classes),
            targets,
            conditions,
            neighbours: neighbours.numbers().count(),
            signals: signals.build(&classes),
            tensions,
            classes: classes.build(),
        }
    }

    /// Finds the indicators in one text, ordered by start, end, value and
    /// indicator.
    ///
    /// An indicator matches once for each token it can start at, with the
    /// nearest end. A match that shares a token with an exclusion of its own
    /// value is left out, and so is one without the neighbours that its
    /// indicator asks for. Matches may overlap.
    ///
    /// `analysis` must have been made with `words`; `classes` may be kept for
    /// as long as `words` is.
    pub fn find(
        &self,
        dutch: &Dutch,
        analysis: &Analysis,
        words: &Words,
        classes: &mut ClassCache,
    ) -> Vec<Match> {
        self.find_with_exclusions(dutch, analysis, words, classes).0
    }

    /// Finds the indicators as [`Matcher::find`] does, and the exclusions of
    /// every value, ordered by value and place, for the warning that a false
    /// friend is near.
    pub fn find_with_exclusions(
        &self,
        dutch: &Dutch,
        analysis: &Analysis,
        words: &Words,
        classes: &mut ClassCache,
    ) -> (Vec<Match>, Vec<ExclusionMatch>) {
        classes.read(&self.classifier(dutch, words), VALUES, analysis);
        let mut hits = self.values.run(analysis, classes);
        self.separable(dutch, analysis, &mut hits);
        let mut found = Vec::new();
        let mut excluded = Vec::new();
        let mut exclusions = Vec::new();
        let mut beside = Beside::new(self.neighbours);
        for hit in hits {
            let tokens = hit.tokens();
            match self.targets.get(hit.pattern) {
                Some(&Target::Indicator {
                    value,
                    indicator,
                    condition,
                }) => {
                    found.push((value, indicator, condition, tokens));
                }
                Some(&Target::Exclusion { value }) => {
                    exclusions.push(ExclusionMatch {
                        value,
                        span: span(analysis, &tokens),
                    });
                    excluded.extend(tokens.map(|token| (value, token)));
                }
                Some(&Target::Neighbour(number)) => beside.add(number, &tokens),
                None => {}
            }
        }
        excluded.sort_unstable();
        let is_excluded = |value: usize, tokens: &Range<usize>| {
            let next = excluded.partition_point(|&place| place < (value, tokens.start));
            excluded
                .get(next)
                .is_some_and(|&place| place < (value, tokens.end))
        };
        let meets = |condition: Option<usize>, tokens: &Range<usize>| {
            let condition = condition.and_then(|index| self.conditions.get(index));
            condition.is_none_or(|condition| condition.holds(tokens, &beside))
        };
        let mut matches: Vec<Match> = found
            .into_iter()
            .filter(|(value, _, condition, tokens)| {
                !is_excluded(*value, tokens) && meets(*condition, tokens)
            })
            .map(|(value, indicator, _, tokens)| Match {
                value,
                indicator,
                span: span(analysis, &tokens),
                tokens,
            })
            .collect();
        matches.sort_unstable_by_key(|found| (found.span, found.value, found.indicator));
        exclusions.sort_unstable();
        (matches, exclusions)
    }

    /// Finds the wordings that show values at odds, ordered by start, end and
    /// tension. Arguments as for [`Matcher::find`].
    pub fn find_signals(
        &self,
        dutch: &Dutch,
        analysis: &Analysis,
        words: &Words,
        classes: &mut ClassCache,
    ) -> Vec<SignalMatch> {
        classes.read(&self.classifier(dutch, words), SIGNALS, analysis);
        let mut matches: Vec<SignalMatch> = self
            .signals
            .run(analysis, classes)
            .into_iter()
            .filter_map(|hit| {
                Some(SignalMatch {
                    tension: *self.tensions.get(hit.pattern)?,
                    span: span(analysis, &hit.tokens()),
                    tokens: hit.tokens(),
                })
            })
            .collect();
        matches.sort_unstable_by_key(|found| (found.span, found.tension));
        matches.dedup();
        matches
    }

    fn classifier<'a>(&'a self, dutch: &'a Dutch, words: &'a Words) -> Classifier<'a> {
        Classifier {
            key: self.key,
            index: &self.classes,
            programs: [&self.values, &self.signals],
            dutch,
            words,
        }
    }

    /// Adds the separable verbs that stand apart ("werkt … samen") to the
    /// hits of the lemma they form.
    fn separable(&self, dutch: &Dutch, analysis: &Analysis, hits: &mut Vec<Hit>) {
        for verb in &analysis.separable {
            for &class in self.classes.of_family(&dutch.family_of(&verb.lemma)) {
                hits.extend(self.values.single(class).map(|pattern| Hit {
                    pattern,
                    start: verb.verb.min(verb.particle),
                    end: verb.verb.max(verb.particle) + 1,
                }));
            }
        }
    }
}

/// The first 64 bits of the lexicon's fingerprint.
fn key(lexicon: &Lexicon) -> u64 {
    let start = lexicon.fingerprint().get(..16).unwrap_or_default();
    u64::from_str_radix(start, 16).unwrap_or_default()
}

fn span(analysis: &Analysis, tokens: &Range<usize>) -> Span {
    let token = |index: usize| analysis.tokens.get(index).map(|token| token.span);
    let first = token(tokens.start).unwrap_or(Span::new(0, 0));
    first.cover(token(tokens.end.saturating_sub(1)).unwrap_or(first))
}
