//! The notation of a term, read into steps.

mod error;
mod parse;
mod shape;
mod stem;
mod test;

use std::borrow::Cow;

pub use error::TermError;
pub(crate) use parse::parse;
pub(crate) use shape::Shapes;
pub(crate) use stem::{Start, accepts as stem_accepts, starts as stem_starts};
pub use test::WordTest;

/// Tokens that one match may span at most, gaps counted in full. It lets the
/// matcher hold all places of a match in one machine word.
pub(crate) const MAX_REACH: usize = 64;

/// Ways at most in which the choices of several tokens in one pattern may be
/// combined.
pub(crate) const MAX_SEQUENCES: usize = 256;

/// What a term looks for: steps that follow each other within one sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pattern {
    pub(crate) steps: Vec<Step>,
    /// The step before which the pattern may be turned round: all from it on
    /// may also stand before all that precedes it, with the same gap between
    /// the two. Never 0.
    pub(crate) turn: Option<usize>,
}

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Step {
    /// Tokens at most that may stand between the step before and this one.
    pub(crate) gap: usize,
    /// The choices, sorted, each a sequence of adjacent tokens.
    pub(crate) choices: Vec<Vec<WordTest>>,
}

impl Pattern {
    /// A pattern that has one order.
    fn ordered(steps: Vec<Step>) -> Self {
        Self { steps, turn: None }
    }

    /// Returns the orders in which the steps may stand: one, or two.
    pub(crate) fn orders(&self) -> impl Iterator<Item = Cow<'_, [Step]>> {
        let turned = self.turn.and_then(|turn| {
            let (before, after) = self.steps.split_at_checked(turn)?;
            let mut steps = [after, before].concat();
            let gap = steps.first().map_or(0, |step| step.gap);
            steps.first_mut()?.gap = 0;
            steps.get_mut(after.len())?.gap = gap;
            Some(Cow::Owned(steps))
        });
        std::iter::once(Cow::Borrowed(self.steps.as_slice())).chain(turned)
    }

    /// Writes the pattern out as sequences of words, in order; `None` where it
    /// has gaps or a free order, or gives more than `most` sequences.
    pub(crate) fn written_out(&self, most: usize) -> Option<Vec<Vec<WordTest>>> {
        if self.turn.is_some() {
            return None;
        }
        let mut sequences: Vec<Vec<WordTest>> = vec![Vec::new()];
        for step in &self.steps {
            if step.gap > 0 || sequences.len() * step.choices.len() > most {
                return None;
            }
            sequences = sequences
                .iter()
                .flat_map(|before| {
                    step.choices
                        .iter()
                        .map(|choice| [&before[..], choice].concat())
                })
                .collect();
        }
        Some(sequences)
    }

    /// Tokens that the longest match spans.
    fn reach(&self) -> usize {
        self.steps
            .iter()
            .map(|step| step.gap + step.choices.iter().map(Vec::len).max().unwrap_or(0))
            .sum()
    }

    /// Sequences of single-token steps it takes to write out the choices of
    /// several tokens; the single-token choices of a step count as one.
    fn sequences(&self) -> usize {
        self.steps
            .iter()
            .map(|step| {
                let long = step
                    .choices
                    .iter()
                    .filter(|choice| choice.len() > 1)
                    .count();
                long + usize::from(long < step.choices.len())
            })
            .fold(1, usize::saturating_mul)
            .saturating_mul(if self.turn.is_some() { 2 } else { 1 })
    }
}
