use std::collections::BTreeMap;

use crate::{Lexicon, Match};

/// How many passages of some texts each indicator of a lexicon stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    passages: usize,
    /// By identifier of the value: the passages with each of its indicators.
    hits: BTreeMap<String, Vec<usize>>,
    /// Identifiers by index, as matches give them.
    values: Vec<String>,
}

impl Usage {
    /// Starts counting for `lexicon`, at no passages.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        let values = lexicon.values();
        let each = values.iter();
        Self {
            passages: 0,
            hits: each
                .map(|value| (value.id.clone(), vec![0; value.indicators.len()]))
                .collect(),
            values: values.iter().map(|value| value.id.clone()).collect(),
        }
    }

    /// Counts one passage with what was found in it.
    pub fn add(&mut self, matches: &[Match]) {
        self.passages += 1;
        let mut found: Vec<_> = matches
            .iter()
            .map(|found| (found.value, found.indicator))
            .collect();
        found.sort_unstable();
        found.dedup();
        for (value, indicator) in found {
            let counts = self.values.get(value).and_then(|id| self.hits.get_mut(id));
            if let Some(count) = counts.and_then(|counts| counts.get_mut(indicator)) {
                *count += 1;
            }
        }
    }

    /// Returns how many passages were counted.
    #[must_use]
    pub fn passages(&self) -> usize {
        self.passages
    }

    /// Returns in how many passages the indicator with this index stands.
    #[must_use]
    pub fn count(&self, value: &str, indicator: usize) -> usize {
        let counts = self.hits.get(value);
        counts
            .and_then(|counts| counts.get(indicator))
            .copied()
            .unwrap_or_default()
    }

    /// Returns the share of the passages that it stands in, from 0 to 1; 0
    /// where no passage was counted.
    #[must_use]
    pub fn share(&self, value: &str, indicator: usize) -> f64 {
        self.count(value, indicator) as f64 / self.passages.max(1) as f64
    }
}
