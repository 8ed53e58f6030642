//! Drawing without putting back: of `size` items `marked` are marked, `drawn`
//! are drawn, and some of those are marked.

use libm::{exp, lgamma};

/// What is known after drawing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drawn {
    /// Items there are.
    pub(crate) size: u64,
    /// Items drawn, at most `size`.
    pub(crate) drawn: u64,
    /// Marked items among those drawn, at most `drawn`.
    pub(crate) hits: u64,
}

impl Drawn {
    /// The most marked items with which so few hits, or fewer, still have a
    /// probability of at least `level`. Exact: below or at it lies the true
    /// number with a probability of at least 1 − `level`.
    ///
    /// Source: J. P. Buonaccorsi, "A note on confidence intervals for
    /// proportions in finite populations", The American Statistician 41 (1987),
    /// 215–218; it is the interval of Clopper and Pearson (Biometrika 26, 1934)
    /// for drawing without putting back.
    pub(crate) fn most(self, level: f64) -> u64 {
        let (mut low, mut high) = (self.hits, self.size - (self.drawn - self.hits));
        while low < high {
            let middle = high - (high - low) / 2;
            if self.at_most(middle) >= level {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        low
    }

    /// The fewest marked items with which so many hits, or more, have a
    /// probability of at least `level`.
    pub(crate) fn fewest(self, level: f64) -> u64 {
        // The same question about the items that are not marked.
        let unmarked = Self {
            hits: self.drawn - self.hits,
            ..self
        };
        self.size - unmarked.most(level)
    }

    /// The probability of `hits` or fewer where `marked` items are marked.
    fn at_most(self, marked: u64) -> f64 {
        let fewest = (self.drawn + marked).saturating_sub(self.size);
        let most = self.hits.min(marked);
        let of_all = ln_choose(self.size, self.drawn);
        let sum: f64 = (fewest..=most)
            .map(|hits| {
                let among = ln_choose(marked, hits);
                let others = ln_choose(self.size - marked, self.drawn - hits);
                exp(among + others - of_all)
            })
            .sum();
        sum.min(1.0)
    }
}

/// ln of the number of ways to choose `few` out of `all`.
fn ln_choose(all: u64, few: u64) -> f64 {
    let ln_factorial = |n: u64| lgamma(n as f64 + 1.0);
    ln_factorial(all) - ln_factorial(few) - ln_factorial(all - few)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_drawn_leaves_no_doubt() {
        let all = Drawn {
            size: 40,
            drawn: 40,
            hits: 7,
        };
        assert_eq!((all.fewest(0.025), all.most(0.025)), (7, 7));
    }

    #[test]
    fn nothing_drawn_says_nothing() {
        let none = Drawn {
            size: 40,
            drawn: 0,
            hits: 0,
        };
        assert_eq!((none.fewest(0.025), none.most(0.025)), (0, 40));
    }

    /// The rule of three: nothing among n, so at most 3/n (Hanley and
    /// Lippman-Hand, JAMA 249, 1983).
    #[test]
    fn nothing_among_many_follows_the_rule_of_three() {
        let none = Drawn {
            size: 10_000_000,
            drawn: 300,
            hits: 0,
        };
        let share = none.most(0.05) as f64 / 10_000_000.0;
        assert!((share - 3.0 / 300.0).abs() < 1e-4, "{share}");
    }
}
