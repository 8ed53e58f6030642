//! What must, or may not, stand in the same text as a hit.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::pattern::Pattern;
use crate::{Neighbour, Scope};

/// Numbers the neighbours of all indicators, equal ones alike.
#[derive(Debug, Default)]
pub(super) struct Neighbours<'l> {
    numbers: BTreeMap<&'l Pattern, usize>,
}

impl<'l> Neighbours<'l> {
    /// Returns the condition of a scope, if it asks anything of the text.
    pub(super) fn condition(&mut self, scope: &'l Scope) -> Option<Condition> {
        if scope.near.is_empty() && scope.not_near.is_empty() {
            return None;
        }
        let mut number = |neighbour: &'l Neighbour| {
            let next = self.numbers.len();
            *self.numbers.entry(&neighbour.pattern).or_insert(next)
        };
        Some(Condition {
            near: scope.near.iter().map(&mut number).collect(),
            not_near: scope.not_near.iter().map(&mut number).collect(),
        })
    }

    /// Returns the patterns with their numbers, dense from 0.
    pub(super) fn numbers(&self) -> impl Iterator<Item = (&Pattern, &usize)> {
        self.numbers
            .iter()
            .map(|(&pattern, number)| (pattern, number))
    }
}

/// The neighbours that an indicator asks for and those it refuses.
#[derive(Debug)]
pub(super) struct Condition {
    near: Vec<usize>,
    not_near: Vec<usize>,
}

impl Condition {
    pub(super) fn holds(&self, tokens: &Range<usize>, beside: &Beside) -> bool {
        let is_beside = |&number: &usize| beside.is_beside(number, tokens);
        (self.near.is_empty() || self.near.iter().any(is_beside))
            && !self.not_near.iter().any(is_beside)
    }
}

/// Where the neighbours of a text stand, as far as it matters: some place of a
/// neighbour lies beside a hit if the first end is before it or the last start
/// after it.
#[derive(Debug)]
pub(super) struct Beside {
    /// By number: the first end and the last start.
    edges: Vec<Option<(usize, usize)>>,
}

impl Beside {
    pub(super) fn new(neighbours: usize) -> Self {
        Self {
            edges: vec![None; neighbours],
        }
    }

    pub(super) fn add(&mut self, number: usize, tokens: &Range<usize>) {
        if let Some(edges) = self.edges.get_mut(number) {
            let (end, start) = edges.unwrap_or((tokens.end, tokens.start));
            *edges = Some((end.min(tokens.end), start.max(tokens.start)));
        }
    }

    fn is_beside(&self, number: usize, tokens: &Range<usize>) -> bool {
        let edges = self.edges.get(number).copied().flatten();
        edges.is_some_and(|(end, start)| end <= tokens.start || tokens.end <= start)
    }
}
