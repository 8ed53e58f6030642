//! The wide net: how many word stems a passage shares with a value's own words.
//! It ranks passages in which no indicator was found, for the search for
//! misses; it never makes a suggestion.

use std::collections::{BTreeMap, BTreeSet};

use waardenscan_dutch::{Analysis, Dutch, Words};
use waardenscan_lexicon::Lexicon;

/// Shorter words are mostly function words.
const SHORTEST_WORD: usize = 5;

/// For each stem, the values whose name, definition or indicators use it.
#[derive(Debug)]
pub(crate) struct WideNet {
    values: BTreeMap<String, Vec<usize>>,
    value_count: usize,
}

impl WideNet {
    pub(crate) fn new(lexicon: &Lexicon, dutch: &Dutch) -> Self {
        let mut values: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, value) in lexicon.values().iter().enumerate() {
            let terms = value
                .indicators
                .iter()
                .map(|indicator| indicator.term.as_str());
            let mut stems = BTreeSet::new();
            for text in [value.name.as_str(), value.definition.as_str()]
                .into_iter()
                .chain(terms)
            {
                stems.extend(stems_of(text, dutch));
            }
            for stem in stems {
                values.entry(stem).or_default().push(index);
            }
        }
        Self {
            values,
            value_count: lexicon.values().len(),
        }
    }

    /// Adds up, per value, `1 / n` for every distinct stem of the passage that
    /// the value shares with `n` values. One sum per value, in lexicon order,
    /// each at least 0; our own choice, after the rarity weighting of
    /// tf–idf but without a logarithm, which differs between platforms.
    pub(crate) fn sums(&self, analysis: &Analysis, words: &Words) -> Vec<f64> {
        let stems: BTreeSet<&str> = analysis
            .tokens
            .iter()
            .map(|token| words.stem(token.word))
            .collect();
        let mut sums = vec![0.0; self.value_count];
        for stem in stems {
            let Some(values) = self.values.get(stem) else {
                continue;
            };
            // At most a few dozen values share a stem.
            let share = 1.0 / f64::from(u32::try_from(values.len()).unwrap_or(u32::MAX));
            for &value in values {
                if let Some(sum) = sums.get_mut(value) {
                    *sum += share;
                }
            }
        }
        sums
    }
}

fn stems_of(text: &str, dutch: &Dutch) -> Vec<String> {
    let mut words = Words::new();
    let analysis = dutch.analyse(text, &mut words);
    analysis
        .tokens
        .iter()
        .map(|token| token.word)
        .filter(|word| words.get(*word).form.chars().count() >= SHORTEST_WORD)
        .map(|word| words.stem(word).to_owned())
        .collect()
}
