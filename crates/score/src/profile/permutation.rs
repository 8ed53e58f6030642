//! The permutation test: how often would a difference as large come about if
//! it were chance which documents are of which group?

use super::archive::mean;
use super::bootstrap::SEED;
use super::design::{Design, Stratum};

/// Ways at most in which documents may be dealt out for all of them to be
/// tried; beyond, [`DRAWN`] are drawn.
const ALL: usize = 10_000;

/// Ways that are drawn: so the smallest p is one of ten thousand.
const DRAWN: usize = 9_999;

/// Part of the sum of all values by which sums that are equal may differ
/// through rounding.
const ROUNDING: f64 = 1e-12;

/// Returns the two-sided p of the difference between the groups, by value:
/// twice the smaller of the two one-sided ones, and at most 1, as
/// `scipy.stats.permutation_test` has it. Documents are dealt out anew within
/// their strata (Good, Permutation, Parametric and Bootstrap Tests of
/// Hypotheses, 2005, chapter 3).
///
/// `row` gives the values of a document, `values` of them.
pub(super) fn p_values<'a>(
    design: &Design,
    values: usize,
    row: impl Fn(usize) -> &'a [f64],
) -> Vec<f64> {
    let deals: Vec<Deal> = design
        .strata
        .iter()
        .map(|stratum| Deal::new(stratum, values, &row))
        .collect();
    let mut observed = vec![0.0; values];
    let mut scale = vec![0.0; values];
    for deal in &deals {
        deal.add(&deal.observed, &mut observed);
        for row in &deal.rows {
            let sizes = row.iter().map(|value| value.abs());
            scale
                .iter_mut()
                .zip(sizes)
                .for_each(|(sum, size)| *sum += size);
        }
    }
    let mut tally = Tally {
        observed,
        tolerance: scale.iter().map(|scale| scale * ROUNDING).collect(),
        less: vec![0; values],
        greater: vec![0; values],
        total: 0,
    };
    let ways = deals.iter().map(Deal::ways).fold(1, usize::saturating_mul);
    if ways <= ALL {
        all(&deals, values)
            .iter()
            .for_each(|sums| tally.count(sums));
    } else {
        // What was seen is one of the ways.
        let observed = tally.observed.clone();
        tally.count(&observed);
        draw(&deals, values, &mut tally);
    }
    tally.p_values()
}

/// The documents of one stratum, to be dealt out.
///
/// The difference of the means, each stratum weighted by what it knows
/// (n·m / (n + m) for n and m documents), is the sum over the first group of
/// what each document has more than its stratum's mean, times a constant. The
/// sum over the second group is the same, turned round; so only the smaller of
/// the two is dealt.
struct Deal {
    /// By document: what it has more than the mean.
    rows: Vec<Vec<f64>>,
    /// The smaller group, as indices of rows.
    observed: Vec<usize>,
    /// 1 where that is the first group, −1 where it is the second.
    sign: f64,
}

impl Deal {
    fn new<'a>(stratum: &Stratum, values: usize, row: &impl Fn(usize) -> &'a [f64]) -> Self {
        let is_first_smaller = stratum.first.len() <= stratum.second.len();
        let smaller = match is_first_smaller {
            true => &stratum.first,
            false => &stratum.second,
        };
        let mut documents = [&stratum.first[..], &stratum.second].concat();
        documents.sort_unstable();
        let middle = mean(values, documents.iter().map(|&document| row(document)));
        let more = |&document: &usize| {
            let pairs = row(document).iter().zip(&middle);
            pairs.map(|(value, middle)| value - middle).collect()
        };
        let place = |document| documents.binary_search(document).ok();
        Self {
            observed: smaller.iter().filter_map(place).collect(),
            rows: documents.iter().map(more).collect(),
            sign: if is_first_smaller { 1.0 } else { -1.0 },
        }
    }

    /// In how many ways the documents can be dealt out, as far as it matters
    /// whether there are more than [`ALL`].
    fn ways(&self) -> usize {
        let (all, of) = (self.rows.len(), self.observed.len());
        (1..=of).fold(1, |ways: usize, step| {
            ways.saturating_mul(all - of + step) / step
        })
    }

    fn add(&self, dealt: &[usize], sums: &mut [f64]) {
        for row in dealt.iter().filter_map(|&place| self.rows.get(place)) {
            let pairs = sums.iter_mut().zip(row);
            pairs.for_each(|(sum, value)| *sum += self.sign * value);
        }
    }

    /// Every choice of as many documents as the smaller group has.
    fn choices(&self) -> Vec<Vec<usize>> {
        let mut choices: Vec<Vec<usize>> = vec![Vec::new()];
        for taken in 0..self.observed.len() {
            let left = self.observed.len() - taken - 1;
            choices = choices
                .iter()
                .flat_map(|choice| {
                    let next = choice.last().map_or(0, |last| last + 1);
                    (next..self.rows.len() - left)
                        .map(move |place| choice.iter().copied().chain([place]).collect())
                })
                .collect();
        }
        choices
    }
}

/// The sums of all ways.
fn all(deals: &[Deal], values: usize) -> Vec<Vec<f64>> {
    let mut sums = vec![vec![0.0; values]];
    for deal in deals {
        let choices = deal.choices();
        let with = |before: &Vec<f64>, choice: &Vec<usize>| {
            let mut sums = before.clone();
            deal.add(choice, &mut sums);
            sums
        };
        sums = sums
            .iter()
            .flat_map(|before| choices.iter().map(move |choice| with(before, choice)))
            .collect();
    }
    sums
}

fn draw(deals: &[Deal], values: usize, tally: &mut Tally) {
    let mut random = fastrand::Rng::with_seed(SEED);
    // Shuffled further with every draw.
    let mut places: Vec<Vec<usize>> = deals
        .iter()
        .map(|deal| (0..deal.rows.len()).collect())
        .collect();
    let mut sums = vec![0.0; values];
    for _ in 0..DRAWN {
        sums.fill(0.0);
        for (deal, places) in deals.iter().zip(&mut places) {
            for at in 0..deal.observed.len() {
                let other = random.usize(at..places.len());
                places.swap(at, other);
            }
            let dealt = places.get(..deal.observed.len()).unwrap_or_default();
            deal.add(dealt, &mut sums);
        }
        tally.count(&sums);
    }
}

/// Counts the ways that give at most, and at least, what was seen.
struct Tally {
    observed: Vec<f64>,
    tolerance: Vec<f64>,
    less: Vec<usize>,
    greater: Vec<usize>,
    total: usize,
}

impl Tally {
    fn count(&mut self, sums: &[f64]) {
        self.total += 1;
        let seen = self.observed.iter().zip(&self.tolerance);
        let counts = self.less.iter_mut().zip(&mut self.greater);
        for ((sum, (observed, tolerance)), (less, greater)) in sums.iter().zip(seen).zip(counts) {
            *less += usize::from(*sum <= observed + tolerance);
            *greater += usize::from(*sum >= observed - tolerance);
        }
    }

    fn p_values(&self) -> Vec<f64> {
        let share = |count: usize| count as f64 / self.total as f64;
        let counts = self.less.iter().zip(&self.greater);
        counts
            .map(|(less, greater)| (2.0 * share(*less.min(greater))).min(1.0))
            .collect()
    }
}
