use super::counts::{as_f64, share};
use super::{LabelKind, Prediction};

const BINS: u8 = 10;

/// Pairs of equal rank: how many, and how many of them are labelled.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Tie {
    pairs: usize,
    labelled: usize,
}

/// All passage × value pairs in order of rank, the highest first.
#[derive(Debug)]
pub(super) struct Pairs {
    ties: Vec<Tie>,
    pairs: usize,
    labelled: usize,
}

impl Pairs {
    pub(super) fn new(predictions: &[Prediction], labels: &[Vec<Option<LabelKind>>]) -> Self {
        let mut pairs: Vec<(f64, bool)> = predictions
            .iter()
            .zip(labels)
            .flat_map(|(prediction, labels)| prediction.ranks.iter().zip(labels))
            .map(|(&rank, label)| (rank, label.is_some()))
            .collect();
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
        let ties: Vec<Tie> = pairs
            .chunk_by(|a, b| a.0 == b.0)
            .map(|tie| Tie {
                pairs: tie.len(),
                labelled: tie.iter().filter(|(_, labelled)| *labelled).count(),
            })
            .collect();
        Self {
            pairs: pairs.len(),
            labelled: ties.iter().map(|tie| tie.labelled).sum(),
            ties,
        }
    }

    /// Work saved over sampling at `recall`.
    pub(super) fn work_saved(&self, recall: f64) -> f64 {
        if self.labelled == 0 {
            return 0.0;
        }
        let mut needed = recall * as_f64(self.labelled);
        let mut read = 0.0;
        for tie in &self.ties {
            if as_f64(tie.labelled) >= needed {
                read += as_f64(tie.pairs) * needed / as_f64(tie.labelled);
                break;
            }
            needed -= as_f64(tie.labelled);
            read += as_f64(tie.pairs);
        }
        1.0 - read / as_f64(self.pairs) - (1.0 - recall)
    }

    /// Area under the ROC curve (Mann–Whitney).
    pub(super) fn auc(&self) -> f64 {
        let mut above = 0;
        let mut wins = 0.0;
        for tie in &self.ties {
            let unlabelled = tie.pairs - tie.labelled;
            wins += as_f64(unlabelled) * (as_f64(above) + as_f64(tie.labelled) / 2.0);
            above += tie.labelled;
        }
        let contests = as_f64(self.labelled) * as_f64(self.pairs - self.labelled);
        if contests == 0.0 {
            0.0
        } else {
            wins / contests
        }
    }
}

/// Expected calibration error over the pairs with a score above 0.
pub(super) fn calibration_error(
    predictions: &[Prediction],
    labels: &[Vec<Option<LabelKind>>],
) -> f64 {
    let mut suggested: Vec<(f64, bool)> = predictions
        .iter()
        .zip(labels)
        .flat_map(|(prediction, labels)| prediction.scores.iter().zip(labels))
        .filter(|&(&score, _)| score > 0.0)
        .map(|(&score, label)| (score, label.is_some()))
        .collect();
    suggested.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut rest = suggested.as_slice();
    let mut error = 0.0;
    for bin in 1..=BINS {
        let upper = f64::from(bin) / f64::from(BINS);
        let (inside, above) = rest.split_at(rest.partition_point(|&(score, _)| score <= upper));
        rest = above;
        let labelled = inside.iter().filter(|(_, labelled)| *labelled).count();
        let scores: f64 = inside.iter().map(|(score, _)| score).sum();
        error += (scores - as_f64(labelled)).abs();
    }
    let pairs = suggested.len();
    if pairs == 0 {
        0.0
    } else {
        error * share(1, pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(ranks: &[(f64, bool)]) -> Pairs {
        let prediction = Prediction {
            scores: ranks.iter().map(|(rank, _)| rank.max(0.0)).collect(),
            ranks: ranks.iter().map(|(rank, _)| *rank).collect(),
        };
        let labels = ranks
            .iter()
            .map(|(_, labelled)| labelled.then_some(LabelKind::Explicit))
            .collect();
        Pairs::new(&[prediction], &[labels])
    }

    #[test]
    fn a_perfect_ranking_saves_all_but_what_is_labelled() {
        let perfect = pairs(&[(0.9, true), (0.8, true), (0.1, false), (-1.0, false)]);
        assert_eq!(perfect.auc(), 1.0);
        assert!((perfect.work_saved(1.0) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn no_ranking_saves_nothing() {
        let flat = pairs(&[(0.0, true), (0.0, false), (0.0, false), (0.0, true)]);
        assert_eq!(flat.auc(), 0.5);
        assert!(flat.work_saved(0.95).abs() < 1e-12);
    }

    #[test]
    fn a_reversed_ranking_has_no_area() {
        assert_eq!(pairs(&[(0.2, true), (0.8, false)]).auc(), 0.0);
    }

    #[test]
    fn calibration_is_the_distance_of_score_and_share() {
        let prediction = Prediction {
            scores: vec![0.75, 0.75, 0.0],
            ranks: vec![0.75, 0.75, 0.0],
        };
        let labels = vec![Some(LabelKind::Explicit), None, Some(LabelKind::Implied)];
        assert!((calibration_error(&[prediction], &[labels]) - 0.25).abs() < 1e-12);
    }
}
