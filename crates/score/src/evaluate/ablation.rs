//! Factors of the score that can be left out without fitting anew.

use waardenscan_dutch::Dutch;
use waardenscan_lexicon::{Scope, Value};

use crate::Scorer;

/// A factor of the score, to be left out so that what it brings is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ablation {
    /// The weights of the indicators: each gets the mean of all.
    Weights,
    /// The wordings that look like a value and take its hits away.
    Exclusions,
    /// The sections and neighbours that indicators ask for.
    Scopes,
    /// What the indicators of one value say of another.
    OtherValues,
    /// Stems and runs of stems.
    Stems,
    /// Character n-grams.
    Characters,
    /// The likeness to labelled passages.
    Likeness,
    /// The piece of a passage that counts once more.
    BestPiece,
    /// What keeps a few words from weighing as much as a page.
    Smoothing,
}

impl Ablation {
    /// All, those of the precise layer first.
    pub const ALL: [Self; 9] = [
        Self::Weights,
        Self::Exclusions,
        Self::Scopes,
        Self::OtherValues,
        Self::Stems,
        Self::Characters,
        Self::Likeness,
        Self::BestPiece,
        Self::Smoothing,
    ];

    /// Returns the name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weights => "weights of indicators",
            Self::Exclusions => "exclusions",
            Self::Scopes => "sections and neighbours",
            Self::OtherValues => "indicators of other values",
            Self::Stems => "stems",
            Self::Characters => "characters",
            Self::Likeness => "likeness",
            Self::BestPiece => "best piece",
            Self::Smoothing => "smoothing",
        }
    }
}

impl Scorer {
    /// Returns a scorer that leaves `factor` out. The rest stays as it was
    /// fitted with it, so that a factor that others could make up for seems to
    /// bring more than it does; `waardenscan train --ablate` fits anew.
    #[must_use]
    pub fn without(&self, factor: Ablation) -> Self {
        let mean = mean_weight(self.lexicon().values());
        let change = |value: &mut Value| match factor {
            Ablation::Weights => {
                let indicators = value.indicators.iter_mut();
                indicators.for_each(|indicator| indicator.weight = mean);
            }
            Ablation::Exclusions => value.exclusions.clear(),
            Ablation::Scopes => {
                let indicators = value.indicators.iter_mut();
                indicators.for_each(|indicator| indicator.scope = Scope::default());
            }
            _ => {}
        };
        let model = self.model().cloned();
        Self::new(self.lexicon().clone().altered(change), Dutch::new())
            .with_model(model.map(|model| model.without(factor)))
    }
}

fn mean_weight(values: &[Value]) -> f64 {
    let indicators = || values.iter().flat_map(|value| &value.indicators);
    let count = u32::try_from(indicators().count()).unwrap_or(u32::MAX);
    let sum: f64 = indicators().map(|indicator| indicator.weight).sum();
    sum / f64::from(count.max(1))
}
