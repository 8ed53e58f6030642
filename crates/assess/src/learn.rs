use libm::{exp, log};

/// Spread that is expected beforehand of each kind of change, as a variance in
/// logits squared, and how many changes of that kind it counts for beside those
/// that are found. Our choice, by simulation (`docs/nakijken-maten.md`): where
/// scores are right already, little is learned from chance.
pub(crate) const EXPECTED: f64 = 0.02;
const EXPECTED_COUNTS: f64 = 2.0;
/// The same of the shift of all scores together.
pub(crate) const OF_SHIFT: f64 = 0.25;

/// Times that the spread is estimated anew, at most, and the largest change of
/// one, in parts of itself, that counts as none.
const ROUNDS: usize = 30;
const SETTLED: f64 = 1e-3;

/// Sweeps over all parameters at most, and the largest step that counts as
/// none.
const SWEEPS: usize = 2000;
const SMALL: f64 = 1e-7;

/// What a suggestion rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Its score, in (0, 1), as the scan gave it.
    pub score: f64,
    /// Index of its value.
    pub value: usize,
    /// Indices of the indicators that made it, each once.
    pub indicators: Vec<usize>,
}

impl Evidence {
    /// The variance of whether it holds, in [0, ¼].
    pub(crate) fn doubt(&self) -> f64 {
        self.score * (1.0 - self.score)
    }
}

/// A suggestion that was decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// What it rests on.
    pub on: Evidence,
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
/// How widely the changes of values, and those of indicators, are spread is
/// estimated from the decisions too (empirical Bayes, by the evidence procedure
/// of D. MacKay, "Bayesian interpolation", 1992): where scores hold as often as
/// they say, indicators stay as they are; where weights were guessed, each goes
/// towards what was found, the less was found the less far.
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
    /// The variances that were found of the changes of values and of those of
    /// indicators, in logits squared.
    pub spread: [f64; 2],
}

impl Learned {
    /// Learns from decisions, in the same way whatever their order to within
    /// rounding. Without any, nothing changes. Indices beyond `values` and
    /// `indicators` count for nothing.
    #[must_use]
    pub fn new(decided: &[Decided], values: usize, indicators: usize) -> Self {
        let logits: Vec<f64> = decided.iter().map(|it| logit(it.on.score)).collect();
        let centre = logits.iter().sum::<f64>() / decided.len().max(1) as f64;
        let mut terms = vec![Term::new(EXPECTED), Term::new(OF_SHIFT)];
        terms.extend((0..values).map(|_| Term::new(EXPECTED)));
        terms.extend((0..indicators).map(|_| Term::new(EXPECTED)));
        for (row, (it, logit)) in decided.iter().zip(&logits).enumerate() {
            let mut add = |term: usize, times: f64| {
                if let Some(term) = terms.get_mut(term) {
                    term.rows.push((row, times));
                }
            };
            add(0, logit - centre);
            add(1, 1.0);
            if it.on.value < values {
                add(2 + it.on.value, 1.0);
            }
            for &indicator in it.on.indicators.iter().filter(|&&it| it < indicators) {
                add(2 + values + indicator, 1.0);
            }
        }
        let mut sums = logits;
        settle(&mut terms, &mut sums, decided);
        for _ in 0..ROUNDS {
            let mut change: f64 = 0.0;
            for (start, count) in [(2, values), (2 + values, indicators)] {
                let kind = terms.get_mut(start..start + count).unwrap_or_default();
                change = change.max(spread(kind, &sums));
            }
            settle(&mut terms, &mut sums, decided);
            if change < SETTLED {
                break;
            }
        }
        let spread = [2, 2 + values].map(|first| {
            let kind = terms.get(first);
            kind.map_or(EXPECTED, |term| term.variance)
        });
        let mut added = terms.into_iter().map(|term| term.added);
        Self {
            spread,
            centre,
            slope: added.next().unwrap_or_default(),
            shift: added.next().unwrap_or_default(),
            values: added.by_ref().take(values).collect(),
            indicators: added.collect(),
        }
    }

    /// Returns what a suggestion's logit gains.
    #[must_use]
    pub fn added(&self, on: &Evidence) -> f64 {
        let of_value = self.values.get(on.value).copied().unwrap_or_default();
        let known = on
            .indicators
            .iter()
            .filter_map(|&indicator| self.indicators.get(indicator));
        self.slope * (logit(on.score) - self.centre) + self.shift + of_value + known.sum::<f64>()
    }
}

/// Adds to the logit of a score in (0, 1).
#[must_use]
pub fn moved(score: f64, added: f64) -> f64 {
    probability(logit(score) + added)
}

/// Chooses all terms at once, as the most probable ones.
fn settle(terms: &mut [Term], sums: &mut [f64], decided: &[Decided]) {
    for _ in 0..SWEEPS {
        let steps = terms.iter_mut().map(|term| term.step(sums, decided).abs());
        if steps.fold(0.0, f64::max) < SMALL {
            break;
        }
    }
}

/// Estimates anew how widely the terms of one kind vary, from those that
/// something was decided of, and returns by which part of itself that changed.
fn spread(kind: &mut [Term], sums: &[f64]) -> f64 {
    let (mut squares, mut counts) = (EXPECTED_COUNTS * EXPECTED, EXPECTED_COUNTS);
    for term in kind.iter().filter(|term| !term.rows.is_empty()) {
        squares += term.added * term.added + term.uncertainty(sums);
        counts += 1.0;
    }
    let variance = squares / counts;
    let before = kind.first().map_or(variance, |term| term.variance);
    for term in kind {
        term.variance = variance;
    }
    (variance - before).abs() / before
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

    /// The variance that is left of it after the decisions, were the others
    /// known.
    fn uncertainty(&self, sums: &[f64]) -> f64 {
        let informed: f64 = self
            .rows
            .iter()
            .filter_map(|&(row, times)| {
                let holds = probability(*sums.get(row)?);
                Some(holds * (1.0 - holds) * times * times)
            })
            .sum();
        1.0 / (1.0 / self.variance + informed)
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

    fn on(score: f64, value: usize, indicators: &[usize]) -> Evidence {
        Evidence {
            score,
            value,
            indicators: indicators.to_vec(),
        }
    }

    fn decided(score: f64, value: usize, indicators: &[usize], holds: bool) -> Decided {
        let on = on(score, value, indicators);
        Decided { on, holds }
    }

    #[test]
    fn without_decisions_nothing_changes() {
        let learned = Learned::new(&[], 2, 3);
        assert_eq!(learned.added(&on(0.7, 1, &[2])), 0.0);
        assert!((moved(0.7, 0.0) - 0.7).abs() < 1e-15);
    }

    #[test]
    fn what_holds_as_often_as_it_scored_stays() {
        let all: Vec<_> = (0..100).map(|n| decided(0.8, 0, &[0], n < 80)).collect();
        let learned = Learned::new(&all, 1, 1);
        assert!(learned.added(&on(0.8, 0, &[0])).abs() < 1e-6, "{learned:?}");
    }

    #[test]
    fn an_indicator_is_blamed_for_its_own_only() {
        let mut all: Vec<_> = (0..50).map(|n| decided(0.8, 0, &[0], n < 40)).collect();
        all.extend((0..50).map(|n| decided(0.8, 0, &[1], n < 10)));
        let learned = Learned::new(&all, 1, 2);
        let (good, bad) = (
            moved(0.8, learned.added(&on(0.8, 0, &[0]))),
            moved(0.8, learned.added(&on(0.8, 0, &[1]))),
        );
        assert!(good > 0.6 && bad < 0.4, "{good} {bad}");
    }

    #[test]
    fn spread_is_found_where_there_is_some() {
        let scored = |held: usize| -> Vec<Decided> {
            let of = |indicator: usize| {
                (0..20).map(move |n| {
                    // As the scores say, or by turns all and none.
                    let holds = if held == 0 {
                        indicator.is_multiple_of(2)
                    } else {
                        n < held
                    };
                    decided(0.5, 0, &[indicator], holds)
                })
            };
            (0..10).flat_map(of).collect()
        };
        let wide = Learned::new(&scored(0), 1, 10);
        let narrow = Learned::new(&scored(10), 1, 10);
        assert!(
            wide.spread[1] > 20.0 * narrow.spread[1],
            "{wide:?} {narrow:?}"
        );
        assert!(wide.indicators[0] > 1.0 && narrow.indicators[0].abs() < 1e-6);
    }

    #[test]
    fn one_rejection_moves_little() {
        let learned = Learned::new(&[decided(0.8, 0, &[0], false)], 1, 1);
        let added = learned.indicators[0];
        assert!((-0.05..0.0).contains(&added), "{added}");
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
                        let added = learned.added(&it.on);
                        let holds = f64::from(u8::from(it.holds));
                        (holds - moved(it.on.score, added)) * counts(it)
                    })
                    .sum()
            };
            let shift = pull(&|_| 1.0);
            prop_assert!((shift - learned.shift / OF_SHIFT).abs() < 1e-4);
            let slope = pull(&|it| logit(it.on.score) - learned.centre);
            prop_assert!((slope - learned.slope / EXPECTED).abs() < 1e-4);
            for (indicator, added) in learned.indicators.iter().enumerate() {
                let found = pull(&|it| f64::from(u8::from(it.on.indicators.contains(&indicator))));
                prop_assert!((found - added / learned.spread[1]).abs() < 1e-4);
            }
        }
    }
}
