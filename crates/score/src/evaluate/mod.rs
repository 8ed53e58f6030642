//! Compares suggestions with the labels of human coders.

mod ablation;
mod baseline;
mod bootstrap;
mod counts;
mod gold;
mod ranking;

use std::collections::BTreeMap;

use serde::Serialize;
use waardenscan_lexicon::Lexicon;

pub use ablation::Ablation;
pub use gold::{GoldLabel, GoldPassage, LabelKind};

use crate::statistics::Model;
use crate::{Scorer, Scratch};
use counts::{Counts, macro_f1};

/// How well suggestions agree with gold labels. Every share lies in [0, 1] and
/// is 0 where its denominator is 0.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// The figures of the suggestions.
    #[serde(flatten)]
    pub agreement: Agreement,
    /// What simpler methods reach on the same passages.
    pub baselines: Baselines,
    /// Values that the gold labels name but the lexicon does not have, sorted;
    /// their labels take no part.
    pub unknown_values: Vec<String>,
}

/// How well predictions agree with gold labels.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// Number of gold passages.
    pub passages: usize,
    /// Least score of a suggestion.
    pub threshold: f64,
    /// Over all passage × value pairs together.
    pub micro: Micro,
    /// The mean over values.
    #[serde(rename = "macro")]
    pub macro_: Macro,
    /// Share found of the labels of kind explicit.
    pub recall_explicit: f64,
    /// Share found of the labels of kind implied.
    pub recall_implicit: f64,
    /// What is left at the threshold "of ten suggestions eight hold", where
    /// the lexicon has a statistical part.
    pub eight_of_ten: Option<AtThreshold>,
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
    /// Per kind of document, where the gold file tells it, in the order of
    /// their names.
    pub kinds: Vec<KindFigures>,
}

/// Figures at another threshold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AtThreshold {
    /// Least score of a suggestion.
    pub threshold: f64,
    /// Share of the suggestions that are labelled.
    pub precision: f64,
    /// Share of the labels that are suggested.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

/// Figures of one kind of document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KindFigures {
    /// The kind as the gold file names it.
    pub kind: String,
    /// Number of its passages.
    pub passages: usize,
    /// Share of the suggestions that are labelled.
    pub precision: f64,
    /// Share of the labels that are suggested.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
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
    /// The words and phrases of the lexicon as they are written, as a
    /// dictionary tool counts them: no lemmas, no compounds, no exclusions.
    pub exact_words: Baseline,
    /// The indicators alone, from a score of 0.5.
    pub precise_layer: Baseline,
    /// What the statistical layer says without the indicators' scores, from
    /// the threshold of both; none without such a layer.
    pub statistical_layer: Option<Baseline>,
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
    /// What `scorer` says of a text.
    #[must_use]
    pub fn new(scorer: &Scorer, text: &str, scratch: &mut Scratch) -> Self {
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
    let mut scratch = Scratch::new();
    let predictions: Vec<Prediction> = gold
        .iter()
        .map(|passage| Prediction::new(scorer, &passage.text, &mut scratch))
        .collect();
    let passages: Vec<&GoldPassage> = gold.iter().collect();
    let eight_of_ten = scorer.model().map(Model::eight_of_ten);
    let lexicon = scorer.lexicon();
    Evaluation {
        agreement: Agreement::new(lexicon, &passages, &predictions, threshold, eight_of_ten),
        baselines: baseline::baselines(scorer, gold, &labels(lexicon, &passages), threshold),
        unknown_values: unknown_values(gold, lexicon),
    }
}

impl Agreement {
    /// Compares one prediction per passage with its labels. A value counts as
    /// suggested where its score is at least `threshold`, in (0, 1].
    #[must_use]
    pub fn new(
        lexicon: &Lexicon,
        gold: &[&GoldPassage],
        predictions: &[Prediction],
        threshold: f64,
        eight_of_ten: Option<f64>,
    ) -> Self {
        let labels = labels(lexicon, gold);
        let values = lexicon.values().len();
        let per_passage = counts_at(threshold, predictions, &labels);
        let total = Counts::sum(values, &per_passage);
        let documents: Vec<&str> = gold.iter().map(|passage| passage.document()).collect();
        let pairs = ranking::Pairs::new(predictions, &labels);
        let micro = total.micro();
        Self {
            passages: gold.len(),
            threshold,
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
            eight_of_ten: eight_of_ten.map(|threshold| {
                let counts = counts_at(threshold, predictions, &labels);
                let micro = Counts::sum(values, &counts).micro();
                AtThreshold {
                    threshold,
                    precision: micro.precision,
                    recall: micro.recall,
                    f1: micro.f1,
                }
            }),
            wss95_pairs: pairs.work_saved(0.95),
            auc: pairs.auc(),
            ece: ranking::calibration_error(predictions, &labels),
            values: total.values(lexicon),
            kinds: by_kind(values, gold, &per_passage),
        }
    }
}

fn labels(lexicon: &Lexicon, gold: &[&GoldPassage]) -> Vec<Vec<Option<LabelKind>>> {
    gold.iter()
        .map(|passage| passage.by_value(lexicon))
        .collect()
}

fn counts_at(
    threshold: f64,
    predictions: &[Prediction],
    labels: &[Vec<Option<LabelKind>>],
) -> Vec<Counts> {
    let pairs = predictions.iter().zip(labels);
    pairs
        .map(|(prediction, labels)| {
            let score = |value: usize| prediction.scores.get(value);
            Counts::new(labels, |value| {
                score(value).is_some_and(|&s| s >= threshold)
            })
        })
        .collect()
}

fn by_kind(values: usize, gold: &[&GoldPassage], counts: &[Counts]) -> Vec<KindFigures> {
    let mut kinds: BTreeMap<&str, Vec<&Counts>> = BTreeMap::new();
    for (passage, counts) in gold.iter().zip(counts) {
        if let Some(kind) = &passage.kind {
            kinds.entry(kind).or_default().push(counts);
        }
    }
    kinds
        .into_iter()
        .map(|(kind, counts)| {
            let micro = Counts::sum(values, counts.iter().copied()).micro();
            KindFigures {
                kind: kind.to_owned(),
                passages: counts.len(),
                precision: micro.precision,
                recall: micro.recall,
                f1: micro.f1,
            }
        })
        .collect()
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
