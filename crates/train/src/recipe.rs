/// How a model is made. The defaults were chosen by cross-validation over the
/// documents of the labelled passages; `docs/quality.md` says what each brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// Weight of stems and runs of stems. Default 0.7.
    pub stems: f32,
    /// Weight of character n-grams. Default 1.
    pub chars: f32,
    /// Weight of the precise layer's scores. Default 0.55.
    pub precise: f32,
    /// Weight of the likeness to labelled passages. Default 1.22.
    pub likeness: f32,
    /// Weight of a marked fragment as an example of its own, beside a
    /// passage's 1. Default 0.3.
    pub fragments: f32,
    /// How much the best piece counts beside the whole. Default 0.6.
    pub piece: f32,
    /// Words of average rarity whose squares are added to the divisor of a
    /// text's sums, so that a text of a few words is not as sure as a long
    /// one. Default 4.
    pub smoothing: f32,
    /// Strength of the ridge. Default 2.
    pub ridge: f32,
    /// What a logit of the logistic regression counts beside a unit of the
    /// ridge's sum. Default 0.25.
    pub logistic: f32,
    /// Strength of the logistic regression's own ridge. Default 0.4.
    pub logistic_ridge: f32,
    /// Passages in which a run of stems must occur. Default 3.
    pub least_stems: u32,
    /// Passages in which a character n-gram must occur. Default 4.
    pub least_chars: u32,
    /// How often a stem must occur to have a vector. Default 5.
    pub least_vector: u32,
    /// Numbers in a vector. Default 96.
    pub vector_size: usize,
    /// How many passages a passage is compared with. Default 128.
    pub landmarks: usize,
    /// Cross-validation learns from one of so many documents, to see what more
    /// labels bring. Default 1: from all.
    pub one_of: usize,
    /// Parts that cross-validation divides the documents into. Default 5.
    pub folds: usize,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            stems: 0.7,
            chars: 1.0,
            precise: 0.55,
            likeness: 1.22,
            fragments: 0.3,
            piece: 0.6,
            smoothing: 4.0,
            ridge: 2.0,
            logistic: 0.25,
            logistic_ridge: 0.4,
            least_stems: 3,
            least_chars: 4,
            least_vector: 5,
            vector_size: 96,
            landmarks: 128,
            one_of: 1,
            folds: 5,
        }
    }
}
