//! Patterns compiled to sequences of single-token steps.

use std::ops::Range;

use waardenscan_dutch::Analysis;

use super::classes::{Class, ClassCache, ClassIndexBuilder};
use crate::pattern::{Pattern, WordTest};

/// A pattern found.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) pattern: usize,
    pub(crate) tokens: Range<usize>,
}

/// One token of a sequence: at most `gap` tokens after the one before.
#[derive(Clone, Copy, Debug)]
struct Step {
    gap: usize,
    class: Class,
}

/// Steps after the first that lead to a pattern.
#[derive(Clone, Debug)]
struct Sequence {
    pattern: usize,
    steps: Vec<Step>,
}

/// All sequences, by the class of their first token.
#[derive(Debug)]
pub(crate) struct Program {
    by_first: Vec<Vec<Sequence>>,
}

/// Collects the sequences of patterns.
#[derive(Debug, Default)]
pub(crate) struct ProgramBuilder {
    sequences: Vec<(Class, Sequence)>,
}

impl ProgramBuilder {
    /// Adds the pattern with the number `pattern`.
    pub(crate) fn add(
        &mut self,
        pattern: usize,
        notation: &Pattern,
        classes: &mut ClassIndexBuilder<'_>,
    ) {
        let mut sequences: Vec<Vec<Step>> = vec![Vec::new()];
        for step in &notation.steps {
            let ways = ways(&step.choices, classes);
            sequences = sequences
                .iter()
                .flat_map(|before| {
                    ways.iter().map(move |way| {
                        let gaps = std::iter::once(step.gap).chain(std::iter::repeat(0));
                        let steps = gaps.zip(way).map(|(gap, &class)| Step { gap, class });
                        before.iter().copied().chain(steps).collect()
                    })
                })
                .collect();
        }
        for steps in sequences {
            if let Some((first, rest)) = steps.split_first() {
                let steps = rest.to_vec();
                self.sequences
                    .push((first.class, Sequence { pattern, steps }));
            }
        }
    }

    /// Finishes the program for classes below `count`.
    pub(crate) fn build(self, count: usize) -> Program {
        let mut by_first = Vec::new();
        by_first.resize_with(count, Vec::new);
        for (first, sequence) in self.sequences {
            if let Some(sequences) = by_first.get_mut(first as usize) {
                sequences.push(sequence);
            }
        }
        Program { by_first }
    }
}

/// The ways through a step, each a sequence of classes: all its single words
/// as one class, and each choice of several words by itself.
fn ways(choices: &[Vec<WordTest>], classes: &mut ClassIndexBuilder<'_>) -> Vec<Vec<Class>> {
    let single: Vec<WordTest> = choices
        .iter()
        .filter_map(|choice| match choice.as_slice() {
            [test] => Some(test.clone()),
            _ => None,
        })
        .collect();
    let mut ways = Vec::new();
    if !single.is_empty() {
        ways.push(vec![classes.class(single)]);
    }
    for choice in choices.iter().filter(|choice| choice.len() > 1) {
        ways.push(
            choice
                .iter()
                .map(|test| classes.class(vec![test.clone()]))
                .collect(),
        );
    }
    ways
}

impl Program {
    /// Returns the patterns that a single token of `class` makes up.
    pub(crate) fn single(&self, class: Class) -> impl Iterator<Item = usize> {
        let sequences = self.starting(class).iter();
        sequences
            .filter(|sequence| sequence.steps.is_empty())
            .map(|sequence| sequence.pattern)
    }

    fn starting(&self, class: Class) -> &[Sequence] {
        self.by_first.get(class as usize).map_or(&[], Vec::as_slice)
    }

    /// Finds every pattern at every token where it can start, each once and
    /// with its nearest end; in no particular order.
    pub(crate) fn run(&self, analysis: &Analysis, cache: &ClassCache) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut rows: Vec<&[Class]> = Vec::new();
        let mut here: Vec<(usize, usize)> = Vec::new();
        for sentence in &analysis.sentences {
            let tokens = analysis
                .tokens
                .get(sentence.tokens.clone())
                .unwrap_or_default();
            rows.clear();
            rows.extend(tokens.iter().map(|token| cache.of(token.word)));
            for start in 0..rows.len() {
                let ahead = rows.get(start..).unwrap_or_default();
                let Some(classes) = ahead.first() else {
                    continue;
                };
                for &class in *classes {
                    for sequence in self.starting(class) {
                        here.extend(
                            length(&sequence.steps, ahead).map(|length| (sequence.pattern, length)),
                        );
                    }
                }
                here.sort_unstable();
                here.dedup_by_key(|(pattern, _)| *pattern);
                let first = sentence.tokens.start + start;
                hits.extend(here.drain(..).map(|(pattern, length)| Hit {
                    pattern,
                    tokens: first..first + length,
                }));
            }
        }
        hits
    }
}

/// Returns the tokens that the shortest match spans, its first token being
/// the first of `ahead`; `None` where there is no match.
///
/// Bit n of `places` says that the step before may stand n tokens on; a
/// pattern reaches no further than the bits do.
fn length(steps: &[Step], ahead: &[&[Class]]) -> Option<usize> {
    let mut places: u64 = 1;
    for step in steps {
        let mut open = places << 1;
        for _ in 0..step.gap {
            open |= open << 1;
        }
        places = 0;
        while open != 0 {
            let place = open.trailing_zeros();
            open &= open - 1;
            let Some(classes) = ahead.get(place as usize) else {
                break;
            };
            if classes.contains(&step.class) {
                places |= 1 << place;
            }
        }
        if places == 0 {
            return None;
        }
    }
    Some(places.trailing_zeros() as usize + 1)
}
