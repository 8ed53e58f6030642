//! Patterns compiled to sequences of single-token steps.

use std::ops::Range;

use waardenscan_dutch::Analysis;

use super::classes::{Class, ClassCache, ClassIndexBuilder};
use crate::pattern::{self, Pattern, WordTest};

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

/// The tokens that lead to a pattern, one after the other.
///
/// A sequence is looked for around its anchor, the step that is likely the
/// rarest, since a first step such as "de" or "niet" is met at every turn.
#[derive(Clone, Debug)]
struct Sequence {
    pattern: usize,
    /// Tokens from the first to the anchor, at least and at most.
    before: (usize, usize),
    first: Class,
    /// The steps after the first.
    rest: Vec<Step>,
}

/// All sequences in one row, by the class of their anchor.
#[derive(Debug)]
pub(crate) struct Program {
    sequences: Vec<Sequence>,
    /// By class: where its sequences start; one more for the end.
    starts: Vec<usize>,
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
        for order in notation.orders() {
            self.add_order(pattern, &order, classes);
        }
    }

    fn add_order(
        &mut self,
        pattern: usize,
        order: &[pattern::Step],
        classes: &mut ClassIndexBuilder<'_>,
    ) {
        let mut sequences: Vec<Vec<Step>> = vec![Vec::new()];
        for step in order {
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
            self.sequences.extend(anchored(pattern, &steps, classes));
        }
    }

    /// Finishes the program for classes below `count`.
    pub(crate) fn build(mut self, count: usize) -> Program {
        self.sequences.sort_by_key(|&(anchor, _)| anchor);
        let start = |class| {
            let before = |&(anchor, _): &(Class, Sequence)| (anchor as usize) < class;
            self.sequences.partition_point(before)
        };
        Program {
            starts: (0..=count).map(start).collect(),
            sequences: self
                .sequences
                .into_iter()
                .map(|(_, sequence)| sequence)
                .collect(),
        }
    }
}

fn anchored(
    pattern: usize,
    steps: &[Step],
    classes: &ClassIndexBuilder<'_>,
) -> Option<(Class, Sequence)> {
    let (first, rest) = steps.split_first()?;
    // The first of the rarest.
    let rarity = |at: usize| steps.get(at).map(|step| classes.rarity(step.class));
    let anchor = (0..steps.len()).rev().max_by_key(|&at| rarity(at))?;
    let between = steps.get(1..=anchor).unwrap_or_default();
    let sequence = Sequence {
        pattern,
        before: (between.len(), between.iter().map(|step| step.gap + 1).sum()),
        first: first.class,
        rest: rest.to_vec(),
    };
    Some((steps.get(anchor)?.class, sequence))
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
        let way = choice.iter().map(|test| classes.class(vec![test.clone()]));
        ways.push(way.collect());
    }
    ways
}

impl Program {
    /// Returns the patterns that a single token of `class` makes up.
    pub(crate) fn single(&self, class: Class) -> impl Iterator<Item = usize> {
        let sequences = self.around(class).iter();
        sequences
            .filter(|sequence| sequence.rest.is_empty())
            .map(|sequence| sequence.pattern)
    }

    fn around(&self, anchor: Class) -> &[Sequence] {
        let class = anchor as usize;
        match self.starts.get(class..class + 2) {
            Some(&[start, end]) => self.sequences.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Finds every pattern at every token where it can start, each once and
    /// with its nearest end; in no particular order.
    pub(crate) fn run(&self, analysis: &Analysis, cache: &ClassCache) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut rows: Vec<&[Class]> = Vec::new();
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for sentence in &analysis.sentences {
            let tokens = analysis.tokens.get(sentence.tokens.clone());
            rows.clear();
            rows.extend(
                tokens
                    .into_iter()
                    .flatten()
                    .map(|token| cache.of(token.word)),
            );
            for (at, classes) in rows.iter().enumerate() {
                for &class in *classes {
                    for sequence in self.around(class) {
                        sequence.find(at, &rows, &mut found);
                    }
                }
            }
            // The anchor may be met at more than one place of a match.
            found.sort_unstable();
            found.dedup_by_key(|(pattern, start, _)| (*pattern, *start));
            let offset = sentence.tokens.start;
            hits.extend(found.drain(..).map(|(pattern, start, length)| Hit {
                pattern,
                tokens: offset + start..offset + start + length,
            }));
        }
        hits
    }
}

impl Sequence {
    /// Finds the matches of which a token of the anchor's class stands at
    /// `anchor`: pattern, start and length in tokens.
    fn find(&self, anchor: usize, rows: &[&[Class]], found: &mut Vec<(usize, usize, usize)>) {
        let (least, most) = self.before;
        let Some(latest) = anchor.checked_sub(least) else {
            return;
        };
        for start in anchor.saturating_sub(most)..=latest {
            let ahead = rows.get(start..).unwrap_or_default();
            if ahead
                .first()
                .is_some_and(|classes| classes.contains(&self.first))
                && let Some(length) = length(&self.rest, ahead)
            {
                found.push((self.pattern, start, length));
            }
        }
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
