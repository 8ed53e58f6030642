use libm::{exp, log};

/// Spread that is expected beforehand of each kind of change, as a variance in
/// logits squared. Our choice, which no labels were found for: a variance of ¼ is
/// a standard deviation of half a logit, so that a single rejection of a
/// suggestion that scored .8 lowers its indicator by at most .2 logits.
const OF_SLOPE: f64 = 0.25;
const OF_SHIFT: f64 = 0.25;
const OF_VALUE: f64 = 0.25;
const OF_INDICATOR: f64 = 0.25;

/// Sweeps over all parameters at most, and the largest step that counts as
/// none.
const SWEEPS: usize = 2000;
const SMALL: f64 = 1e-7;

/// A suggestion that was decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// Its score, in (0, 1), as the scan gave it.
    pub score: f64,
    /// Index of its value.
    pub value: usize,
    /// Indices of the indicators that made it, each once.
    pub indicators: Vec<usize>,
    /// Whether it holds.
    pub holds: bool,
}

/// What decisions say of scores: how much each kind of evidence was worth more
/// or less than the scan took it for, in logits.
///
/// The logit of a score becomes logit + slope · (logit − centre) + shift +
/// the change of the value + those of its indicators. All changes are chosen at
/// once, as the most probable ones given the decisions, with a normal
/// distribution around none beforehand: a logistic regression with the score as
/// its offset and a ridge penalty. Slope and shift are the calibration of J.
/// Platt ("Probabilistic outputs for support vector machines", 1999) around
/// what was there.
///
/// Decisions are taken on what scored high, so that the plain share of an
/// indicator's suggestions that hold says as much of the other evidence beside
/// it as of the indicator. The score as an offset takes that out: an indicator
/// changes only as far as its suggestions hold more or less often than they
/// scored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learned {
    /// The mean logit of the scores that were decided on.
    pub centre: f64,
    /// Added for each logit above the centre.
    pub slope: f64,
    /// Added to every logit.
    pub shift: f64,
    /// Added for each value.
    pub values: Vec<f64>,
    /// Added for each indicator.
    pub indicators: Vec<f64>,
}

impl Learned {
    /// Learns from decisions, in the same way whatever their order to within
    /// rounding. Without any, nothing changes. Indices beyond `values` and
    /// `indicators` count for nothing.
    #[must_use]
    pub fn new(decided: &[Decided], values: usize, indicators: usize) -> Self {
        let logits: Vec<f64> = decided.iter().map(|it| logit(it.score)).collect();
        let centre = logits.iter().sum::<f64>() / decided.len().max(1) as f64;
        let mut terms = vec![Term::new(OF_SLOPE), Term::new(OF_SHIFT)];
        terms.extend((0..values).map(|_| Term::new(OF_VALUE)));
        terms.extend((0..indicators).map(|_| Term::new(OF_INDICATOR)));
        for (row, (it, logit)) in decided.iter().zip(&logits).enumerate() {
            let mut add = |term: usize, times: f64| {
                if let Some(term) = terms.get_mut(term) {
                    term.rows.push((row, times));
                }
            };
            add(0, logit - centre);
            add(1, 1.0);
            if it.value < values {
                add(2 + it.value, 1.0);
            }
            for &indicator in it.indicators.iter().filter(|&&it| it < indicators) {
                add(2 + values + indicator, 1.0);
            }
        }
        let mut sums = logits;
        for _ in 0..SWEEPS {
            let steps = terms
                .iter_mut()
                .map(|term| term.step(&mut sums, decided).abs());
            if steps.fold(0.0, f64::max) < SMALL {
                break;
            }
        }
        let mut added = terms.into_iter().map(|term| term.added);
        Self {
            centre,
            slope: added.next().unwrap_or_default(),
            shift: added.next().unwrap_or_default(),
            values: added.by_ref().take(values).collect(),
            indicators: added.collect(),
        }
    }

    /// Returns what a suggestion's logit gains.
    #[must_use]
    pub fn added(&self, score: f64, value: usize, indicators: &[usize]) -> f64 {
        let of_value = self.values.get(value).copied().unwrap_or_default();
        let known = indicators
            .iter()
            .filter_map(|&indicator| self.indicators.get(indicator));
        self.slope * (logit(score) - self.centre) + self.shift + of_value + known.sum::<f64>()
    }
}

/// Adds to the logit of a score in (0, 1).
#[must_use]
pub fn moved(score: f64, added: f64) -> f64 {
    probability(logit(score) + added)
}

/// One thing that is learned.
struct Term {
    added: f64,
    variance: f64,
    /// The decisions it counts for, and how many times.
    rows: Vec<(usize, f64)>,
}

impl Term {
    const fn new(variance: f64) -> Self {
        Self {
            added: 0.0,
            variance,
            rows: Vec::new(),
        }
    }

    /// Goes towards the best for this term alone. The curvature of the logistic
    /// loss is at most ¼ (D. Böhning, "Multinomial logistic regression
    /// algorithm", 1992), so that no step makes the whole worse.
    fn step(&mut self, sums: &mut [f64], decided: &[Decided]) -> f64 {
        let mut slope = -self.added / self.variance;
        let mut curvature = 1.0 / self.variance;
        for &(row, times) in &self.rows {
            if let (Some(sum), Some(it)) = (sums.get(row), decided.get(row)) {
                slope += (f64::from(u8::from(it.holds)) - probability(*sum)) * times;
                curvature += 0.25 * times * times;
            }
        }
        let step = slope / curvature;
        self.added += step;
        for &(row, times) in &self.rows {
            if let Some(sum) = sums.get_mut(row) {
                *sum += step * times;
            }
        }
        step
    }
}

fn logit(score: f64) -> f64 {
    let score = score.clamp(1e-9, 1.0 - 1e-9);
    log(score / (1.0 - score))
}

fn probability(logit: f64) -> f64 {
    1.0 / (1.0 + exp(-logit))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decided(score: f64, value: usize, indicators: &[usize], holds: bool) -> Decided {
        Decided {
            score,
            value,
            indicators: indicators.to_vec(),
            holds,
        }
    }

    #[test]
    fn without_decisions_nothing_changes() {
        let learned = Learned::new(&[], 2, 3);
        assert_eq!(learned.added(0.7, 1, &[2]), 0.0);
        assert!((moved(0.7, 0.0) - 0.7).abs() < 1e-15);
    }

    #[test]
    fn what_holds_as_often_as_it_scored_stays() {
        let all: Vec<_> = (0..100).map(|n| decided(0.8, 0, &[0], n < 80)).collect();
        let learned = Learned::new(&all, 1, 1);
        assert!(learned.added(0.8, 0, &[0]).abs() < 1e-6, "{learned:?}");
    }

    #[test]
    fn an_indicator_is_blamed_for_its_own_only() {
        let mut all: Vec<_> = (0..50).map(|n| decided(0.8, 0, &[0], n < 40)).collect();
        all.extend((0..50).map(|n| decided(0.8, 0, &[1], n < 10)));
        let learned = Learned::new(&all, 1, 2);
        let (good, bad) = (
            moved(0.8, learned.added(0.8, 0, &[0])),
            moved(0.8, learned.added(0.8, 0, &[1])),
        );
        assert!(good > 0.6 && bad < 0.4, "{good} {bad}");
    }

    #[test]
    fn one_rejection_moves_little() {
        let learned = Learned::new(&[decided(0.8, 0, &[0], false)], 1, 1);
        let added = learned.indicators[0];
        assert!((-0.2..0.0).contains(&added), "{added}");
        let of_value = learned.values[0];
        assert!(
            (of_value - added).abs() < 1e-6,
            "as much is expected of both"
        );
    }

    proptest! {
        /// At the best no term can gain: what each pulls equals its penalty.
        #[test]
        fn what_is_learned_is_the_best(
            all in prop::collection::vec(
                (0.05_f64..0.95, 0_usize..3, prop::collection::btree_set(0_usize..5, 0..3),
                    any::<bool>()),
                1..60,
            ),
        ) {
            let all: Vec<_> = all
                .into_iter()
                .map(|(score, value, indicators, holds)| {
                    decided(score, value, &indicators.into_iter().collect::<Vec<_>>(), holds)
                })
                .collect();
            let learned = Learned::new(&all, 3, 5);
            let pull = |counts: &dyn Fn(&Decided) -> f64| -> f64 {
                all.iter()
                    .map(|it| {
                        let added = learned.added(it.score, it.value, &it.indicators);
                        let holds = f64::from(u8::from(it.holds));
                        (holds - moved(it.score, added)) * counts(it)
                    })
                    .sum()
            };
            let shift = pull(&|_| 1.0);
            prop_assert!((shift - learned.shift / OF_SHIFT).abs() < 1e-4);
            let slope = pull(&|it| logit(it.score) - learned.centre);
            prop_assert!((slope - learned.slope / OF_SLOPE).abs() < 1e-4);
            for (indicator, added) in learned.indicators.iter().enumerate() {
                let found = pull(&|it| f64::from(u8::from(it.indicators.contains(&indicator))));
                prop_assert!((found - added / OF_INDICATOR).abs() < 1e-4);
            }
        }
    }
}
