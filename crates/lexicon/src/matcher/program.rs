//! Patterns compiled to sequences of single-token steps.

use std::ops::Range;

use waardenscan_dutch::{Analysis, Token};

use super::classes::{Class, ClassCache, ClassIndexBuilder, Signature, signature};
use crate::pattern::{self, Pattern, WordTest};

/// A pattern found; ordered by pattern, start and end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    pub(crate) pattern: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Hit {
    pub(crate) fn tokens(&self) -> Range<usize> {
        self.start..self.end
    }
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

/// What must be so before it is worth looking for a sequence: its partner, the
/// step that is rarest but for the anchor, seems to stand where it may. Few
/// sequences come further, and this is all they take of memory and time. The
/// only step of a sequence is its own partner.
#[derive(Clone, Copy, Debug)]
struct Probe {
    partner: Signature,
    /// Tokens from the anchor to the partner, at least and at most; a pattern
    /// reaches no further than [`pattern::MAX_REACH`].
    away: (i16, i16),
}

/// All sequences in one row, by the class of their anchor.
#[derive(Debug)]
pub(crate) struct Program {
    probes: Vec<Probe>,
    /// As many as there are probes.
    sequences: Vec<Sequence>,
    /// By class: where its sequences start; one more for the end.
    starts: Vec<usize>,
}

/// Collects the sequences of patterns.
#[derive(Debug, Default)]
pub(crate) struct ProgramBuilder {
    sequences: Vec<(usize, Vec<Step>)>,
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
        self.sequences
            .extend(sequences.into_iter().map(|steps| (pattern, steps)));
    }

    /// Finishes the program.
    pub(crate) fn build(self, classes: &ClassIndexBuilder<'_>) -> Program {
        let mut anchored: Vec<(Class, Probe, Sequence)> = self
            .sequences
            .iter()
            .filter_map(|(pattern, steps)| anchored(*pattern, steps, classes))
            .collect();
        anchored.sort_by_key(|&(anchor, ..)| anchor);
        let start = |class| anchored.partition_point(|&(anchor, ..)| (anchor as usize) < class);
        let starts = (0..=classes.count()).map(start).collect();
        let (probes, sequences) = anchored
            .into_iter()
            .map(|(_, probe, sequence)| (probe, sequence))
            .unzip();
        Program {
            probes,
            sequences,
            starts,
        }
    }
}

/// Chooses the anchor and the partner of a sequence.
fn anchored(
    pattern: usize,
    steps: &[Step],
    classes: &ClassIndexBuilder<'_>,
) -> Option<(Class, Probe, Sequence)> {
    let (first, rest) = steps.split_first()?;
    let frequency = |at: usize| match steps.get(at) {
        Some(step) => classes.frequency(step.class),
        None => 1.0,
    };
    let rarest = |one: &usize, other: &usize| frequency(*one).total_cmp(&frequency(*other));
    let anchor = (0..steps.len()).min_by(rarest)?;
    let away = |at: usize| {
        let between = steps.get(at.min(anchor) + 1..=at.max(anchor));
        let widest: usize = between.into_iter().flatten().map(|step| step.gap + 1).sum();
        (at.abs_diff(anchor), widest)
    };
    let chance = |at: usize| {
        let (least, most) = away(at);
        frequency(at) * (most - least + 1) as f64
    };
    let partner = (0..steps.len())
        .filter(|&at| at != anchor)
        .min_by(|&one, &other| chance(one).total_cmp(&chance(other)))
        .unwrap_or(anchor);
    let sequence = Sequence {
        pattern,
        before: away(0),
        first: first.class,
        rest: rest.to_vec(),
    };
    let (least, most) = away(partner);
    let (least, most) = (i16::try_from(least).ok()?, i16::try_from(most).ok()?);
    let probe = Probe {
        partner: signature(steps.get(partner)?.class),
        away: match partner < anchor {
            true => (-most, -least),
            false => (least, most),
        },
    };
    Some((steps.get(anchor)?.class, probe, sequence))
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
        let sequences = self.sequences.get(self.around(class)).unwrap_or_default();
        sequences
            .iter()
            .filter(|sequence| sequence.rest.is_empty())
            .map(|sequence| sequence.pattern)
    }

    /// Tells whether a sequence is looked for around words of `class`.
    pub(crate) fn is_anchor(&self, class: Class) -> bool {
        !self.around(class).is_empty()
    }

    fn around(&self, anchor: Class) -> Range<usize> {
        let class = anchor as usize;
        match self.starts.get(class..class + 2) {
            Some(&[start, end]) => start..end,
            _ => 0..0,
        }
    }

    /// Finds every pattern at every token where it can start, each once and
    /// with its nearest end, ordered by pattern and start.
    /// `cache` must have read `analysis` for this program.
    pub(crate) fn run(&self, analysis: &Analysis, cache: &ClassCache) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut anchors = cache.anchors().iter().copied().peekable();
        for sentence in &analysis.sentences {
            let range = sentence.tokens.clone();
            while let Some(anchor) = anchors.next_if(|&anchor| anchor < range.end) {
                let around = Around::new(anchor, &range, analysis, cache);
                self.find(&around, &mut hits);
            }
        }
        // The anchor may be met at more than one place of a match.
        hits.sort_unstable();
        hits.dedup_by_key(|hit| (hit.pattern, hit.start));
        hits
    }

    fn find(&self, around: &Around<'_>, hits: &mut Vec<Hit>) {
        let Some(word) = around.tokens.get(around.anchor) else {
            return;
        };
        for &class in around.cache.of(word.word) {
            let range = self.around(class);
            let Some(probes) = self.probes.get(range.clone()) else {
                continue;
            };
            for (probe, number) in probes.iter().zip(range) {
                if around.seems(probe)
                    && let Some(sequence) = self.sequences.get(number)
                {
                    sequence.find(around, hits);
                }
            }
        }
    }
}

/// A word that may anchor a sequence, in its sentence.
struct Around<'a> {
    /// Its place in the sentence.
    anchor: usize,
    /// Tokens before the sentence.
    offset: usize,
    tokens: &'a [Token],
    signatures: &'a [Signature],
    cache: &'a ClassCache,
}

impl<'a> Around<'a> {
    fn new(
        anchor: usize,
        sentence: &Range<usize>,
        analysis: &'a Analysis,
        cache: &'a ClassCache,
    ) -> Self {
        Self {
            anchor: anchor.saturating_sub(sentence.start),
            offset: sentence.start,
            tokens: analysis.tokens.get(sentence.clone()).unwrap_or_default(),
            signatures: cache.signatures().get(sentence.clone()).unwrap_or_default(),
            cache,
        }
    }

    fn seems(&self, probe: &Probe) -> bool {
        let (least, most) = probe.away;
        let first = self.anchor.saturating_add_signed(least.into());
        let end = (self.anchor + 1).saturating_add_signed(most.into());
        let place = first..end.min(self.signatures.len());
        let there = self.signatures.get(place).unwrap_or_default();
        there
            .iter()
            .any(|&signature| signature & probe.partner != 0)
    }

    fn is(&self, class: Class, at: usize) -> bool {
        let seems = |&one: &Signature| one & signature(class) != 0;
        self.signatures.get(at).is_some_and(seems)
            && self
                .tokens
                .get(at)
                .is_some_and(|token| self.cache.of(token.word).contains(&class))
    }
}

impl Sequence {
    /// Finds the matches in which the anchor is that of `around`.
    fn find(&self, around: &Around<'_>, hits: &mut Vec<Hit>) {
        let (least, most) = self.before;
        let Some(latest) = around.anchor.checked_sub(least) else {
            return;
        };
        for start in around.anchor.saturating_sub(most)..=latest {
            if around.is(self.first, start)
                && let Some(length) = length(&self.rest, around, start)
            {
                let start = around.offset + start;
                hits.push(Hit {
                    pattern: self.pattern,
                    start,
                    end: start + length,
                });
            }
        }
    }
}

/// Returns the tokens that the shortest match from `start` spans, where `steps`
/// are those after the first; `None` where there is no match.
///
/// Bit n of `places` says that the step before may stand n tokens on; a
/// pattern reaches no further than the bits do.
fn length(steps: &[Step], around: &Around<'_>, start: usize) -> Option<usize> {
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
            let at = start + place as usize;
            if at >= around.tokens.len() {
                break;
            }
            if around.is(step.class, at) {
                places |= 1 << place;
            }
        }
        if places == 0 {
            return None;
        }
    }
    Some(places.trailing_zeros() as usize + 1)
}
