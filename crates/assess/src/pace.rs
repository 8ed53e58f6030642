use std::collections::BTreeMap;

use serde::Serialize;

/// Hours that a document takes a small group that reads it by hand, on
/// average, as the municipalities report for whom this was made.
pub const HOURS_BY_HAND: f64 = 4.0;

/// A longer time without a decision is a pause and no work. Our choice: half
/// of it would cut off long passages that are read with care, the double of it
/// would count coffee.
const PAUSE_MS: i64 = 10 * 60 * 1000;

/// Decisions closer together are one action, such as one for a group of
/// standard text: nobody reads and decides in half a second.
const ONE_ACTION_MS: i64 = 500;

/// How fast decisions were taken.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Pace {
    /// Median time from one action to the next within a sitting, in seconds:
    /// half of them took less.
    pub seconds: f64,
    /// Actions that were timed.
    pub timed: usize,
    /// Hours that all analysts worked, together: the times within sittings, and
    /// the median for the first action of each.
    pub hours: f64,
}

impl Pace {
    /// Measures from who decided when, in milliseconds since any moment, in any
    /// order. Each analyst is timed alone. None where no action follows another
    /// within ten minutes.
    #[must_use]
    pub fn new<'a>(decisions: impl IntoIterator<Item = (&'a str, i64)>) -> Option<Self> {
        let mut by_analyst: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
        for (who, at) in decisions {
            by_analyst.entry(who).or_default().push(at);
        }
        let mut steps = Vec::new();
        let mut sittings = 0_usize;
        for times in by_analyst.values_mut() {
            times.sort_unstable();
            sittings += 1;
            for (before, after) in times.iter().zip(times.iter().skip(1)) {
                match after.saturating_sub(*before) {
                    step if step > PAUSE_MS => sittings += 1,
                    step if step >= ONE_ACTION_MS => steps.push(step),
                    _ => {}
                }
            }
        }
        steps.sort_unstable();
        let seconds = median(&steps)? / 1000.0;
        let worked: i64 = steps.iter().sum();
        Some(Self {
            seconds,
            timed: steps.len(),
            hours: (worked as f64 / 1000.0 + sittings as f64 * seconds) / 3600.0,
        })
    }

    /// Returns the hours that `actions` more will take one analyst at this
    /// pace.
    #[must_use]
    pub fn hours_for(&self, actions: u64) -> f64 {
        actions as f64 * self.seconds / 3600.0
    }

    /// Returns the hours saved on `documents` that are done, against reading
    /// them by hand ([`HOURS_BY_HAND`]); negative where it took longer.
    #[must_use]
    pub fn hours_saved(&self, documents: u64) -> f64 {
        documents as f64 * HOURS_BY_HAND - self.hours
    }
}

fn median(sorted: &[i64]) -> Option<f64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get(sorted.len().checked_sub(1)? / 2)?;
    Some((lower as f64 + upper as f64) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_and_groups_are_no_work() {
        let noor = [0, 10_000, 10_001, 10_002, 30_000, 4_000_000, 4_012_000];
        let bram = [5_000, 20_000];
        let times = noor.iter().map(|at| ("Noor", *at));
        let pace = Pace::new(times.chain(bram.iter().map(|at| ("Bram", *at)))).unwrap();
        // 10, 19.998 and 12 seconds of Noor, 15 of Bram; three sittings.
        assert_eq!((pace.seconds, pace.timed), (13.5, 4));
        assert_eq!(pace.hours, (56.998 + 3.0 * 13.5) / 3600.0);
        assert_eq!(pace.hours_for(800), 3.0);
        assert_eq!(pace.hours_saved(2), 8.0 - pace.hours);
    }

    #[test]
    fn one_decision_has_no_pace() {
        assert_eq!(Pace::new([("Noor", 5)]), None);
        assert_eq!(Pace::new([("Noor", 5), ("Noor", 1_000_000)]), None);
        assert_eq!(Pace::new([]), None);
    }
}
