use serde::Serialize;

use crate::hypergeometric::Drawn;

/// What an interval may miss, at both ends together.
const MISSES: f64 = 0.05;

/// What was found, and what a random sample of the rest showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// Passages that were found to carry a value before the sample.
    pub found: u64,
    /// The rest, in one stratum or more.
    pub strata: Vec<Stratum>,
}

/// Passages nobody looked at but for a random sample of them, such as those
/// whose score lies in one band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stratum {
    /// Passages in it.
    pub size: u64,
    /// Passages in the sample.
    pub sampled: u64,
    /// Passages in the sample that carry a value after all.
    pub carrying: u64,
}

/// The share of the passages with a value that was found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Recall {
    /// The estimate: found / (found + missed), where missed is the sum over the
    /// strata of size × carrying / sampled.
    pub estimate: f64,
    /// Its 95 % interval, exact: at least 95 of 100 such intervals hold the true
    /// share. With several strata each is allowed an equal part of the misses
    /// (Bonferroni), which makes it wider than it need be.
    pub interval: [f64; 2],
    /// The share that the sample's finds and what was found before are of all
    /// there is, at least, with 95 % confidence.
    pub at_least: f64,
    /// Passages that are probably still missed, the sample's not among them.
    pub still_missed: f64,
}

impl Stratum {
    /// As it can be: nobody samples more than there is.
    fn drawn(self) -> Drawn {
        let drawn = self.sampled.min(self.size);
        Drawn {
            size: self.size,
            drawn,
            hits: self.carrying.min(drawn),
        }
    }
}

impl Audit {
    /// Estimates how much was found. None where a stratum has no sample, or
    /// nothing was found anywhere.
    #[must_use]
    pub fn recall(&self) -> Option<Recall> {
        let missed = self
            .strata
            .iter()
            .filter(|stratum| stratum.size > 0)
            .map(|stratum| {
                let drawn = stratum.drawn();
                let share = drawn.hits as f64 / drawn.drawn as f64;
                (drawn.drawn > 0).then_some(share * drawn.size as f64)
            })
            .sum::<Option<f64>>()?;
        let found = self.found as f64;
        let (fewest, most) = self.bounds(MISSES / 2.0);
        let share = |missed: f64| found / (found + missed);
        (found + missed > 0.0).then(|| Recall {
            estimate: share(missed),
            interval: if found > 0.0 {
                [share(most as f64), share(fewest as f64)]
            } else {
                [0.0, 0.0]
            },
            at_least: self.at_least(),
            still_missed: missed - self.carrying() as f64,
        })
    }

    /// Says whether at least `target` of all there is, in (0, 1], is now found,
    /// with 95 % confidence: whether one may stop.
    ///
    /// With one stratum this is the test of M. W. Callaghan and F.
    /// Müller-Hansen, "Statistical stopping criteria for automated screening in
    /// systematic reviews", Systematic Reviews 9 (2020), 273: that so few would
    /// be in the sample if as many were left as would keep recall below the
    /// target, has a probability below 5 %.
    ///
    /// Looking after every passage of the sample makes an early stop by luck
    /// likelier than 5 %; look when a sample that was decided on is done.
    #[must_use]
    pub fn may_stop(&self, target: f64) -> bool {
        self.recall()
            .is_some_and(|recall| recall.at_least >= target)
    }

    /// Returns how many passages more the sample needs before one may stop at
    /// `target`, if none of them carries a value, each stratum sampled in
    /// proportion to what is left of it; none where even all would not do,
    /// which cannot be while some are left.
    #[must_use]
    pub fn needed(&self, target: f64) -> Option<u64> {
        let left = |stratum: &Stratum| stratum.size.saturating_sub(stratum.sampled);
        let all: u64 = self.strata.iter().map(left).sum();
        let enough = |more: u64| {
            let strata = self.strata.iter().map(|stratum| {
                let share = u128::from(more) * u128::from(left(stratum));
                let share = share.div_ceil(u128::from(all.max(1)));
                Stratum {
                    sampled: stratum.sampled + u64::try_from(share).unwrap_or(u64::MAX),
                    ..*stratum
                }
            });
            let audit = Self {
                found: self.found,
                strata: strata.collect(),
            };
            audit.may_stop(target)
        };
        if !enough(all) {
            return None;
        }
        let (mut low, mut high) = (0, all);
        while low < high {
            let middle = low + (high - low) / 2;
            if enough(middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Some(low)
    }

    fn carrying(&self) -> u64 {
        let drawn = self.strata.iter().map(|stratum| stratum.drawn().hits);
        drawn.sum()
    }

    fn at_least(&self) -> f64 {
        let (_, most) = self.bounds(MISSES);
        (self.found + self.carrying()) as f64 / (self.found + most) as f64
    }

    /// The fewest and the most that all strata may hold, each bound missing
    /// with a probability of at most `level`.
    fn bounds(&self, level: f64) -> (u64, u64) {
        let level = level / self.strata.len().max(1) as f64;
        let drawn = self.strata.iter().map(|stratum| stratum.drawn());
        drawn.fold((0, 0), |(fewest, most), drawn| {
            (fewest + drawn.fewest(level), most + drawn.most(level))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn audit(found: u64, strata: &[(u64, u64, u64)]) -> Audit {
        let strata = strata.iter().map(|&(size, sampled, carrying)| Stratum {
            size,
            sampled,
            carrying,
        });
        Audit {
            found,
            strata: strata.collect(),
        }
    }

    #[test]
    fn without_a_sample_nothing_is_known() {
        assert_eq!(audit(10, &[(100, 0, 0)]).recall(), None);
        assert_eq!(audit(10, &[(100, 10, 1), (5, 0, 0)]).recall(), None);
        assert_eq!(audit(0, &[(100, 10, 0)]).recall(), None);
        assert!(!audit(10, &[(100, 0, 0)]).may_stop(0.5));
    }

    #[test]
    fn all_sampled_leaves_one_answer() {
        let recall = audit(90, &[(50, 50, 10), (0, 0, 0)]).recall().unwrap();
        assert_eq!((recall.estimate, recall.interval), (0.9, [0.9, 0.9]));
        assert_eq!((recall.at_least, recall.still_missed), (1.0, 0.0));
    }

    #[test]
    fn what_is_needed_is_just_enough() {
        let now = audit(200, &[(5000, 100, 1)]);
        let needed = now.needed(0.9).unwrap();
        assert!(audit(200, &[(5000, 100 + needed, 1)]).may_stop(0.9));
        assert!(!audit(200, &[(5000, 99 + needed, 1)]).may_stop(0.9));
    }

    /// Figures that the documentation of the ledger names; SciPy gives the same.
    #[test]
    fn sureness_is_dear_where_there_is_little_to_find() {
        let needed = |found, size, target| audit(found, &[(size, 0, 0)]).needed(target);
        assert_eq!(needed(1000, 20_000, 0.95), Some(1098));
        assert_eq!(needed(1000, 20_000, 0.9), Some(527));
        assert_eq!(needed(100, 5000, 0.95), Some(1965));
        assert_eq!(needed(100, 5000, 0.9), Some(1104));
    }

    proptest! {
        #[test]
        fn figures_lie_in_their_intervals(
            found in 0_u64..500,
            strata in prop::collection::vec((1_u64..2000, 1_u64..200, 0_u64..50), 1..4),
        ) {
            if let Some(recall) = audit(found, &strata).recall() {
                let [low, high] = recall.interval;
                prop_assert!((0.0..=1.0).contains(&low) && low <= high && high <= 1.0);
                prop_assert!(low <= recall.estimate + 1e-9 && recall.estimate <= high + 1e-9);
                prop_assert!((0.0..=1.0).contains(&recall.at_least));
            }
        }

        #[test]
        fn more_of_the_same_never_widens(carrying in 0_u64..5, sampled in 5_u64..100) {
            let once = audit(100, &[(1000, sampled, carrying)]).recall().unwrap();
            let twice = audit(100, &[(1000, 2 * sampled, 2 * carrying)]).recall().unwrap();
            prop_assert!(twice.interval[0] >= once.interval[0]);
        }
    }
}
