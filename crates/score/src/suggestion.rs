use serde::{Deserialize, Serialize};
use waardenscan_document::Span;

use crate::{Factor, Stance};

/// How the passage carries the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// At least one hit names or directly describes the value (uitdrukkelijk).
    Explicit,
    /// Every hit only implies it, or there is none (impliciet).
    Implied,
}

impl EvidenceKind {
    /// Returns the name used in JSON: `explicit` or `implied`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Implied => "implied",
        }
    }
}

/// An indicator found at a place in a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Index of the indicator among those of the suggestion's value.
    pub indicator: usize,
    /// Where it stands, in bytes of the passage's text.
    pub span: Span,
    /// Strength in (0, 0.98]: the estimated probability that a passage carries
    /// the value when this hit is all that points to it.
    pub weight: f64,
}

/// One passage × one value that there is reason for.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// Index of the passage's block in its document; 0 for a bare text.
    pub block: usize,
    /// Index of the value in the lexicon.
    pub value: usize,
    /// Strength in (0, 1). With a statistical layer the calibrated probability
    /// that coders would agree; without one `1 − Π(1 − weight)` over the hits.
    pub score: f64,
    /// How the passage stands to the value.
    pub stance: Stance,
    /// The words that made the stance other than pursued, in bytes of the
    /// passage's text.
    pub stance_cue: Option<Span>,
    /// Whether the value is named or only implied.
    pub evidence: EvidenceKind,
    /// The hits that count, in text order, none overlapping; empty where the
    /// statistical layer alone made the suggestion.
    pub hits: Vec<Hit>,
    /// The piece of the passage that speaks for the value most, in bytes of
    /// its text, at most its first 2,000; none without a statistical layer, or
    /// where its first word alone is longer.
    pub best: Option<Span>,
    /// Wordings near that look like the value but do not count, in bytes of
    /// the passage's text.
    pub false_friends: Vec<Span>,
    /// The logit of a passage of which nothing is known.
    pub base: f64,
    /// What moved the score from there. Base and factors add up to
    /// ln(score / (1 − score)).
    pub factors: Vec<Factor>,
}
