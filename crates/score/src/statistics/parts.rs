use super::GramKey;

/// What a model is made of, in plain tables, as training makes it.
///
/// All weights already contain the weight of their block and the rarity of
/// their n-gram, so that applying a model is adding up rows. A table "per
/// value" has one number for each entry of `values`, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Fingerprint of the lexicon it was trained with.
    pub fingerprint: String,
    /// Ids of the values, in the order of that lexicon.
    pub values: Vec<String>,
    /// What a passage without any known word gets, per value.
    pub intercepts: Vec<f32>,
    /// Stems and runs of two and three of them.
    pub stems: GramTable,
    /// Character n-grams of words.
    pub chars: GramTable,
    /// What the precise layer's score of each value (rows) adds to each value
    /// (columns).
    pub precise: Vec<f32>,
    /// Vectors of stems, and the passages that a passage is compared with.
    pub meaning: Meaning,
    /// How much the best piece of a passage counts beside the whole.
    pub piece_weight: f32,
    /// What is added to the squares under the divisors.
    pub smoothing: Smoothing,
    /// From sums to probabilities.
    pub calibration: Calibration,
}

/// What is added to the sum of squared rarities before its root divides the
/// sums of a text: the squares of a few words of ordinary rarity, so that two
/// words do not weigh as much as a page of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Smoothing {
    /// To those of stems and their runs; at least 0.
    pub stems: f32,
    /// To those of character n-grams; at least 0.
    pub chars: f32,
}

/// n-grams with their weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GramTable {
    /// The keys, rising.
    pub keys: Vec<GramKey>,
    /// Rarity of each, in sixteenths.
    pub rarities: Vec<u8>,
    /// Weights per value, a row for each key.
    pub weights: Vec<f32>,
}

/// Passage vectors and their kernel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meaning {
    /// Numbers in a vector.
    pub size: usize,
    /// Keys of stems, rising.
    pub keys: Vec<GramKey>,
    /// A vector for each key, scaled by how much the stem counts.
    pub vectors: Vec<f32>,
    /// Unit vectors to compare with, one after the other.
    pub landmarks: Vec<f32>,
    /// What likeness to each landmark adds, per value.
    pub weights: Vec<f32>,
}

/// Turns the sum of a pair into the logit of its probability, after Platt,
/// pooled over the values: `constant + slope·s + root·√max(s, 0) +
/// prior·logit(prior of the value)`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// What every pair gets.
    pub constant: f64,
    /// What the sum counts.
    pub slope: f64,
    /// What the root of the positive part of the sum counts.
    pub root: f64,
    /// What the prior counts, times the logit of each value's prior; per value.
    pub priors: Vec<f64>,
    /// The score from which eight of ten suggestions held in cross-validation.
    pub eight_of_ten: f64,
    /// The lowest score that came near the highest F1 in cross-validation.
    pub balanced: f64,
}

impl Calibration {
    /// The part of a value's logit that its sum has no share in.
    pub(super) fn base(&self, value: usize) -> f64 {
        self.constant + self.priors.get(value).copied().unwrap_or_default()
    }

    /// What each unit of a sum adds to the logit.
    pub(super) fn gain(&self, sum: f64) -> f64 {
        if sum > 0.0 {
            self.slope + self.root / sum.sqrt()
        } else {
            self.slope
        }
    }

    /// The probability of a value whose sum is `sum`.
    #[must_use]
    pub fn score(&self, value: usize, sum: f64) -> f64 {
        1.0 / (1.0 + libm::exp(-self.logit(value, sum)))
    }

    pub(super) fn logit(&self, value: usize, sum: f64) -> f64 {
        self.base(value) + self.gain(sum) * sum
    }
}
