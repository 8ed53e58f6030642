use std::collections::BTreeMap;

use waardenscan_score::statistics::{GramKey, RARITY_UNIT};

/// The n-grams that occur in enough texts, and how rare each is.
pub(crate) struct Vocabulary {
    /// Rising.
    pub(crate) keys: Vec<GramKey>,
    /// In units of [`RARITY_UNIT`].
    pub(crate) rarities: Vec<u8>,
    /// What is added to the squares of a text's row.
    pub(crate) smoothing: f32,
}

impl Vocabulary {
    /// Counts in how many texts each n-gram occurs; `texts` gives the n-grams
    /// of each. Rarity is ln((1 + texts) / (1 + texts with it)) + 1, the
    /// smoothed inverse document frequency of scikit-learn.
    pub(crate) fn new(texts: impl Iterator<Item = Vec<GramKey>>, least: u32) -> Self {
        let mut counts: BTreeMap<GramKey, u32> = BTreeMap::new();
        let mut all = 0_u32;
        for mut keys in texts {
            all += 1;
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                *counts.entry(key).or_default() += 1;
            }
        }
        counts.retain(|_, count| *count >= least);
        Self {
            rarities: counts.values().map(|count| rarity(all, *count)).collect(),
            keys: counts.into_keys().collect(),
            smoothing: 0.0,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Turns n-grams into a row of column and value: the rarity once for each
    /// time that the n-gram occurs, divided by the root of the sum of their
    /// squares and the smoothing. This is what [`waardenscan_score::statistics`] computes.
    pub(crate) fn row(&self, grams: &[GramKey]) -> Vec<(u32, f32)> {
        let mut columns: Vec<usize> = grams
            .iter()
            .filter_map(|key| self.keys.binary_search(key).ok())
            .collect();
        columns.sort_unstable();
        let mut squares = 0.0;
        let mut row: Vec<(u32, f32)> = Vec::new();
        for run in columns.chunk_by(|a, b| a == b) {
            let Some(rarity) = run.first().map(|column| self.rarity(*column)) else {
                continue;
            };
            // A text has far fewer than 2¹⁶ repeats of one n-gram.
            let times = u16::try_from(run.len()).map_or(f32::MAX, f32::from);
            squares += times * rarity * rarity;
            let column = run.first().and_then(|column| u32::try_from(*column).ok());
            row.extend(column.map(|column| (column, times * rarity)));
        }
        let length = (squares + self.smoothing).sqrt();
        row.iter_mut().for_each(|(_, value)| *value /= length);
        row
    }

    /// Returns the sum of the squared rarities of n-grams.
    pub(crate) fn squares(&self, grams: &[GramKey]) -> f64 {
        let columns = grams
            .iter()
            .filter_map(|key| self.keys.binary_search(key).ok());
        columns
            .map(|column| f64::from(self.rarity(column)).powi(2))
            .sum()
    }

    /// Returns the rarity of a column.
    pub(crate) fn rarity(&self, column: usize) -> f32 {
        let rarity = self.rarities.get(column).copied();
        rarity.map_or(0.0, f32::from) * RARITY_UNIT
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 16 and 16 · (1 + ln 2³²) = 371, cut off at 255: above 3 million texts"
)]
fn rarity(texts: u32, with: u32) -> u8 {
    let share = (1.0 + f64::from(texts)) / (1.0 + f64::from(with));
    ((share.ln() + 1.0) / f64::from(RARITY_UNIT))
        .round()
        .min(255.0) as u8
}
