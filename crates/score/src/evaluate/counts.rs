use waardenscan_lexicon::Lexicon;

use super::{LabelKind, ValueFigures};

/// Fewer gold labels say nothing about a value's F1.
const LEAST_LABELS: usize = 3;

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figures {
    pub(super) precision: f64,
    pub(super) recall: f64,
    pub(super) f1: f64,
}

/// Counts of one value: labelled, suggested, both.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Count {
    gold: usize,
    suggested: usize,
    correct: usize,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.suggested += other.suggested;
        self.correct += other.correct;
    }

    fn figures(self) -> Figures {
        Figures {
            precision: share(self.correct, self.suggested),
            recall: share(self.correct, self.gold),
            f1: share(2 * self.correct, self.gold + self.suggested),
        }
    }
}

/// Counts per value, and of the labels of each kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counts {
    values: Vec<Count>,
    explicit: Count,
    implied: Count,
}

impl Counts {
    /// Counts one passage.
    pub(super) fn new(labels: &[Option<LabelKind>], suggested: impl Fn(usize) -> bool) -> Self {
        let mut counts = Self::empty(labels.len());
        for (index, (label, value)) in labels.iter().zip(&mut counts.values).enumerate() {
            let count = Count {
                gold: usize::from(label.is_some()),
                suggested: usize::from(suggested(index)),
                correct: usize::from(label.is_some() && suggested(index)),
            };
            value.add(count);
            match label {
                Some(LabelKind::Explicit) => counts.explicit.add(count),
                Some(LabelKind::Implied) => counts.implied.add(count),
                Some(LabelKind::Unknown) | None => {}
            }
        }
        counts
    }

    fn empty(values: usize) -> Self {
        Self {
            values: vec![Count::default(); values],
            explicit: Count::default(),
            implied: Count::default(),
        }
    }

    /// Adds up the counts of several passages over the same `values` values.
    pub(super) fn sum<'a>(values: usize, counts: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = Self::empty(values);
        for other in counts {
            for (value, other) in sum.values.iter_mut().zip(&other.values) {
                value.add(*other);
            }
            sum.explicit.add(other.explicit);
            sum.implied.add(other.implied);
        }
        sum
    }

    pub(super) fn value_count(&self) -> usize {
        self.values.len()
    }

    pub(super) fn micro(&self) -> Figures {
        let mut total = Count::default();
        for value in &self.values {
            total.add(*value);
        }
        total.figures()
    }

    pub(super) fn recall_of(&self, kind: LabelKind) -> f64 {
        match kind {
            LabelKind::Explicit => self.explicit.figures().recall,
            LabelKind::Implied => self.implied.figures().recall,
            LabelKind::Unknown => 0.0,
        }
    }

    pub(super) fn values(&self, lexicon: &Lexicon) -> Vec<ValueFigures> {
        let values = lexicon.values().iter().zip(&self.values);
        values
            .map(|(value, count)| {
                let figures = count.figures();
                ValueFigures {
                    value: value.id.clone(),
                    gold: count.gold,
                    suggested: count.suggested,
                    correct: count.correct,
                    precision: figures.precision,
                    recall: figures.recall,
                    f1: figures.f1,
                }
            })
            .collect()
    }
}

/// Mean F1 over the values with enough gold labels; 0 without any.
pub(super) fn macro_f1(counts: &Counts) -> f64 {
    let scores: Vec<f64> = counts
        .values
        .iter()
        .filter(|count| count.gold >= LEAST_LABELS)
        .map(|count| count.figures().f1)
        .collect();
    if scores.is_empty() {
        return 0.0;
    }
    scores.iter().sum::<f64>() / as_f64(scores.len())
}

/// `part / whole`, 0 where there is no whole.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        as_f64(part) / as_f64(whole)
    }
}

/// Exact for every count below 2^53.
#[expect(clippy::cast_precision_loss, reason = "no gold file holds 2^53 labels")]
pub(super) fn as_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_count_pairs() {
        let first = Counts::new(&[Some(LabelKind::Explicit), None, None], |value| value < 2);
        let second = Counts::new(&[Some(LabelKind::Implied), None, None], |_| false);
        let total = Counts::sum(3, [&first, &second]);
        let micro = total.micro();
        assert_eq!((micro.precision, micro.recall, micro.f1), (0.5, 0.5, 0.5));
        assert_eq!(total.recall_of(LabelKind::Explicit), 1.0);
        assert_eq!(total.recall_of(LabelKind::Implied), 0.0);
        assert_eq!(macro_f1(&total), 0.0, "no value has three labels");
    }
}
