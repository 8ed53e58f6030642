use serde::{Deserialize, Serialize};
use waardenscan_document::Span;
use waardenscan_lexicon::Evidence;

use crate::listed::HIGHEST;
use crate::{Factor, FactorKind, Stance};

/// How the passage carries the value, the plainest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// At least one hit names the value (*uitdrukkelijk*).
    Named,
    /// At least one hit says it in other words (*omschreven*).
    Described,
    /// Every hit only implies it, or there is none (*impliciet*).
    Implied,
    /// The passage is a few words in a table or a line that reads like a heading
    /// (*opgesomd*).
    Listed,
}

impl EvidenceKind {
    /// All, the plainest first.
    pub const ALL: [Self; 4] = [Self::Named, Self::Described, Self::Implied, Self::Listed];

    /// Returns the name used in JSON, such as `named`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Described => "described",
            Self::Implied => "implied",
            Self::Listed => "listed",
        }
    }

    /// What a hit of an indicator with `evidence` makes it.
    pub(crate) const fn of(evidence: Evidence) -> Self {
        match evidence {
            Evidence::Named => Self::Named,
            Evidence::Described => Self::Described,
            Evidence::Implied => Self::Implied,
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
    /// Index, among the suggestion's hits, of the one that says the same: by
    /// the same indicator, or with words of the same families. Such a hit adds
    /// nothing to the score.
    pub repeats: Option<usize>,
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
    /// How plainly the passage carries it.
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

impl Suggestion {
    /// Makes the suggestion one of a value that is merely listed, with a score
    /// of at most [`HIGHEST`].
    pub(crate) fn merely_list(&mut self) {
        self.evidence = EvidenceKind::Listed;
        if self.score > HIGHEST {
            self.factors.push(Factor {
                kind: FactorKind::Listed,
                added: logit(HIGHEST) - logit(self.score),
            });
            self.score = HIGHEST;
        }
    }
}

fn logit(probability: f64) -> f64 {
    libm::log(probability / (1.0 - probability))
}
