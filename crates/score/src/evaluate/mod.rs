//! Compares suggestions with the labels of human coders.

mod baseline;
mod bootstrap;
mod counts;
mod gold;
mod ranking;

use serde::Serialize;
use waardenscan_lexicon::Lexicon;

pub use gold::{GoldLabel, GoldPassage, LabelKind};

use crate::{Scorer, Scratch};
use counts::{Counts, macro_f1};

/// How well suggestions agree with gold labels. Every share lies in [0, 1] and
/// is 0 where its denominator is 0.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// Number of gold passages.
    pub passages: usize,
    /// Over all passage × value pairs together.
    pub micro: Micro,
    /// The mean over values.
    #[serde(rename = "macro")]
    pub macro_: Macro,
    /// Share found of the labels of kind explicit.
    pub recall_explicit: f64,
    /// Share found of the labels of kind implied.
    pub recall_implicit: f64,
    /// Work saved over sampling at 95 % recall, over all passage × value pairs
    /// in order of rank: the share of pairs that need not be read, less .05
    /// (Cohen et al. 2006). Pairs of equal rank count as spread evenly.
    pub wss95_pairs: f64,
    /// Area under the ROC curve over all pairs: the probability that a labelled
    /// pair ranks above an unlabelled one, ties one half.
    pub auc: f64,
    /// Expected calibration error over the pairs with a score above 0: the mean
    /// distance of score and share labelled, in ten bins of equal width,
    /// weighted by their size.
    pub ece: f64,
    /// Per value, in lexicon order.
    pub values: Vec<ValueFigures>,
    /// What simpler methods reach on the same passages.
    pub baselines: Baselines,
    /// Values that the gold labels name but the lexicon does not have, sorted;
    /// their labels take no part.
    pub unknown_values: Vec<String>,
}

/// Figures over all pairs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Micro {
    /// Share of the suggestions that are labelled.
    pub precision: f64,
    /// Share of the labels that are suggested.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
    /// 95 % interval of F1: percentiles of 1,000 bootstrap samples of
    /// documents, with a fixed seed.
    pub f1_ci: [f64; 2],
}

/// The mean over values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Macro {
    /// Mean F1 over the values with at least three gold labels.
    pub f1: f64,
}

/// Figures of one value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueFigures {
    /// Id of the value.
    pub value: String,
    /// Number of gold labels.
    pub gold: usize,
    /// Number of suggestions.
    pub suggested: usize,
    /// Number of suggestions that are labelled.
    pub correct: usize,
    /// `correct / suggested`.
    pub precision: f64,
    /// `correct / gold`.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

/// What simpler methods reach.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Baselines {
    /// A value is suggested where a word of its name stands in the passage.
    pub names_only: Baseline,
    /// Every value is suggested for every passage.
    pub all_positive: Baseline,
}

/// Figures of one baseline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Baseline {
    /// Micro-averaged precision.
    pub precision: f64,
    /// Micro-averaged recall.
    pub recall: f64,
    /// Micro-averaged F1.
    pub f1: f64,
    /// Macro-averaged F1 over the values with at least three gold labels.
    pub macro_f1: f64,
}

/// What a method says of one passage: one number per value, in lexicon order.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// Score in [0, 1]; 0 where nothing is suggested.
    pub scores: Vec<f64>,
    /// Rank for the search for misses, higher first; see [`Scorer::rank`].
    pub ranks: Vec<f64>,
}

impl Prediction {
    fn new(scorer: &Scorer, text: &str, scratch: &mut Scratch) -> Self {
        let ranks = scorer.rank(text, scratch);
        Self {
            scores: ranks.iter().map(|rank| rank.max(0.0)).collect(),
            ranks,
        }
    }
}

/// Scores the gold passages and compares. A value counts as suggested where its
/// score is at least `threshold`, in (0, 1].
#[must_use]
pub fn evaluate(scorer: &Scorer, gold: &[GoldPassage], threshold: f64) -> Evaluation {
    let lexicon = scorer.lexicon();
    let mut scratch = Scratch::new();
    let predictions: Vec<Prediction> = gold
        .iter()
        .map(|passage| Prediction::new(scorer, &passage.text, &mut scratch))
        .collect();
    let labels: Vec<Vec<Option<LabelKind>>> = gold
        .iter()
        .map(|passage| passage.by_value(lexicon))
        .collect();

    let per_passage: Vec<Counts> = predictions
        .iter()
        .zip(&labels)
        .map(|(prediction, labels)| {
            Counts::new(labels, |value| {
                prediction
                    .scores
                    .get(value)
                    .is_some_and(|&score| score >= threshold)
            })
        })
        .collect();
    let total = Counts::sum(lexicon.values().len(), &per_passage);
    let documents: Vec<&str> = gold.iter().map(GoldPassage::document).collect();
    let pairs = ranking::Pairs::new(&predictions, &labels);
    let micro = total.micro();

    Evaluation {
        passages: gold.len(),
        micro: Micro {
            precision: micro.precision,
            recall: micro.recall,
            f1: micro.f1,
            f1_ci: bootstrap::f1_interval(&documents, &per_passage),
        },
        macro_: Macro {
            f1: macro_f1(&total),
        },
        recall_explicit: total.recall_of(LabelKind::Explicit),
        recall_implicit: total.recall_of(LabelKind::Implied),
        wss95_pairs: pairs.work_saved(0.95),
        auc: pairs.auc(),
        ece: ranking::calibration_error(&predictions, &labels),
        values: total.values(lexicon),
        baselines: baseline::baselines(scorer, gold, &labels),
        unknown_values: unknown_values(gold, lexicon),
    }
}

fn unknown_values(gold: &[GoldPassage], lexicon: &Lexicon) -> Vec<String> {
    let mut unknown: Vec<String> = gold
        .iter()
        .flat_map(|passage| &passage.labels)
        .filter(|label| lexicon.value(&label.value).is_none())
        .map(|label| label.value.clone())
        .collect();
    unknown.sort();
    unknown.dedup();
    unknown
}
