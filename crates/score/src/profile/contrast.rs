use super::archive::Archive;
use super::bootstrap::{Estimate, by_value, interval, resample, samples};
use super::design::Design;
use super::permutation::p_values;
use super::{LEAST_DOCUMENTS, benjamini_hochberg};

/// Two groups of documents, compared value by value.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    /// Index of the group.
    pub group: usize,
    /// Index of the group it is compared with; none for all others together.
    pub against: Option<usize>,
    /// How many documents of each were compared.
    pub documents: [usize; 2],
    /// Whether documents were compared within their strata only.
    pub stratified: bool,
    /// One entry for each value that any of the documents has, in lexicon
    /// order.
    pub values: Vec<ValueContrast>,
}

/// One value of a [`Contrast`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueContrast {
    /// Index of the value in the lexicon.
    pub value: usize,
    /// By how much the mean share in the group is larger, from −1 to 1. With
    /// strata, the mean of the differences within them, weighted by n·m /
    /// (n + m) for n and m documents.
    pub difference: Estimate,
    /// The effect size: the difference in standard deviations within the
    /// groups (Hedges' g; Hedges, Journal of Educational Statistics 6, 1981);
    /// .2 is small and .8 large. None where the documents of a group are all
    /// alike.
    pub effect: Option<Estimate>,
    /// Two-sided p of the permutation test.
    pub p: f64,
    /// p adjusted for all that was compared at once, by
    /// [`benjamini_hochberg`].
    pub q: f64,
}

/// Which groups are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pairing {
    /// Index of the group whose shares may be larger.
    pub group: usize,
    /// Index of the group it is compared with; none for all others together.
    pub against: Option<usize>,
}

impl Pairing {
    /// Each of so many groups with all others together; of two, the first with
    /// the second.
    #[must_use]
    pub fn each(groups: usize) -> Vec<Self> {
        let pairing = |group, against| Self { group, against };
        match groups {
            0 | 1 => Vec::new(),
            2 => vec![pairing(0, Some(1))],
            more => (0..more).map(|group| pairing(group, None)).collect(),
        }
    }
}

impl Archive {
    /// Compares groups of documents with each other. A document is in one group
    /// at most. `strata` gives the stratum of each document of the archive,
    /// such as its municipality. One entry for each pairing, in their order;
    /// none where a group has fewer than [`LEAST_DOCUMENTS`] documents with
    /// suggestions, which are not compared.
    #[must_use]
    pub fn contrasts(
        &self,
        groups: &[Vec<usize>],
        pairings: &[Pairing],
        strata: Option<&[usize]>,
    ) -> Vec<Option<Contrast>> {
        let groups: Vec<Vec<usize>> = groups.iter().map(|group| self.counted(group)).collect();
        let members = |wanted: &dyn Fn(usize) -> bool| {
            let groups = groups.iter().enumerate();
            let wanted = groups.filter(|(number, _)| wanted(*number));
            let mut members: Vec<usize> = wanted.flat_map(|(_, group)| group).copied().collect();
            members.sort_unstable();
            members
        };
        let contrast = |pairing: &Pairing| {
            let own = members(&|number| number == pairing.group);
            let other = members(&|number| match pairing.against {
                Some(against) => number == against,
                None => number != pairing.group,
            });
            let found = self.contrast(&own, &other, strata)?;
            Some(Contrast {
                group: pairing.group,
                against: pairing.against,
                ..found
            })
        };
        let mut contrasts: Vec<Option<Contrast>> = pairings.iter().map(contrast).collect();
        let all = || contrasts.iter().flatten().flat_map(|one| &one.values);
        let adjusted = benjamini_hochberg(&all().map(|value| value.p).collect::<Vec<f64>>());
        let values = contrasts.iter_mut().flatten();
        let values = values.flat_map(|contrast| &mut contrast.values);
        values.zip(adjusted).for_each(|(value, q)| value.q = q);
        contrasts
    }

    /// Compares two groups of documents that have shares.
    fn contrast(
        &self,
        first: &[usize],
        second: &[usize],
        strata: Option<&[usize]>,
    ) -> Option<Contrast> {
        if first.len().min(second.len()) < LEAST_DOCUMENTS {
            return None;
        }
        // The group of the earliest document goes first, so that it changes
        // nothing but the sign which group is compared with which.
        if second.first() < first.first() {
            let turned = self.contrast(second, first, strata)?;
            return Some(turned.turned());
        }
        let stratum_of = |document: usize| {
            let strata = strata.unwrap_or_default();
            strata.get(document).copied().unwrap_or_default()
        };
        let stratum_of: Option<&dyn Fn(usize) -> usize> = match strata {
            Some(_) => Some(&stratum_of),
            None => None,
        };
        let design = Design::new(first, second, stratum_of);
        let row = |document: usize| self.shares(document).unwrap_or_default();
        let p = p_values(&design, self.values(), row);
        let figures = Figures {
            archive: self,
            design: &design,
        };
        let estimates = figures.estimates();
        let values = estimates.into_iter().zip(p).enumerate();
        Some(Contrast {
            group: 0,
            against: None,
            documents: design.documents(),
            stratified: design.stratified,
            values: values
                .filter(|(value, _)| self.overall(*value) > 0.0)
                .map(|(value, ((difference, effect), p))| ValueContrast {
                    value,
                    difference,
                    effect,
                    p,
                    q: p,
                })
                .collect(),
        })
    }
}

impl Contrast {
    /// The same comparison, seen from the other group.
    fn turned(mut self) -> Self {
        let turn = |estimate: Estimate| Estimate {
            value: -estimate.value,
            interval: estimate.interval.map(|[low, high]| [-high, -low]),
        };
        self.documents.reverse();
        for value in &mut self.values {
            value.difference = turn(value.difference);
            value.effect = value.effect.map(turn);
        }
        self
    }
}

/// The differences between the groups of a design, for any sample of its
/// documents.
struct Figures<'a> {
    archive: &'a Archive,
    design: &'a Design,
}

/// One value: the difference, and the effect where there is one.
type Figure = (f64, Option<f64>);

impl Figures<'_> {
    /// Difference and effect by value.
    fn estimates(&self) -> Vec<(Estimate, Option<Estimate>)> {
        let (first, second) = (self.first(), self.second());
        let all: Vec<usize> = [&first[..], &second].concat();
        let sampled = samples(|random, drawn| {
            let mut sample = Vec::new();
            for side in [&first, &second] {
                resample(side, random, drawn);
                sample.extend_from_slice(drawn);
            }
            self.of(&sample)
        });
        let sampled = by_value(self.archive.values(), &sampled).into_iter();
        let figures = self.of(&all).into_iter().zip(sampled);
        figures
            .map(|((difference, effect), sampled)| {
                let (differences, effects): (Vec<f64>, Vec<Option<f64>>) =
                    sampled.into_iter().unzip();
                let estimate = |value, sampled| Estimate {
                    value,
                    interval: interval(sampled),
                };
                let effects = effects.into_iter().flatten().collect();
                (
                    estimate(difference, differences),
                    effect.map(|effect| estimate(effect, effects)),
                )
            })
            .collect()
    }

    fn first(&self) -> Vec<usize> {
        let strata = self.design.strata.iter();
        strata.flat_map(|stratum| &stratum.first).copied().collect()
    }

    fn second(&self) -> Vec<usize> {
        let strata = self.design.strata.iter();
        strata
            .flat_map(|stratum| &stratum.second)
            .copied()
            .collect()
    }

    /// The figures by value of a sample of documents, which may hold a document
    /// more than once.
    fn of(&self, sample: &[usize]) -> Vec<Figure> {
        let mut times = vec![0.0; self.archive.documents().len()];
        for &document in sample {
            if let Some(times) = times.get_mut(document) {
                *times += 1.0;
            }
        }
        let values = self.archive.values();
        let mut differences = vec![0.0; values];
        let mut squares = vec![0.0; values];
        let (mut weights, mut freedom) = (0.0, 0.0);
        for stratum in &self.design.strata {
            let first = self.side(&stratum.first, &times);
            let second = self.side(&stratum.second, &times);
            // A sample may leave a group out.
            if first.count == 0.0 || second.count == 0.0 {
                continue;
            }
            let weight = first.count * second.count / (first.count + second.count);
            weights += weight;
            freedom += first.count + second.count - 2.0;
            let means = first.means.iter().zip(&second.means);
            for (sum, (one, other)) in differences.iter_mut().zip(means) {
                *sum += weight * (one - other);
            }
            let both = first.squares.iter().zip(&second.squares);
            for (sum, (one, other)) in squares.iter_mut().zip(both) {
                *sum += one + other;
            }
        }
        // The factor for small samples.
        let correction = 1.0 - 3.0 / (4.0 * freedom - 1.0);
        let pairs = differences.into_iter().zip(squares);
        pairs
            .map(|(sum, squares)| {
                let difference = if weights > 0.0 { sum / weights } else { 0.0 };
                let deviation = (squares / freedom).sqrt();
                let effect = difference / deviation * correction;
                // Rounding leaves some deviation where there is none.
                let varies = freedom > 0.0 && deviation > 1e-9;
                (difference, varies.then_some(effect))
            })
            .collect()
    }

    fn side(&self, documents: &[usize], times: &[f64]) -> Side {
        let rows = || {
            documents.iter().filter_map(|&document| {
                let times = times.get(document).copied().filter(|&times| times > 0.0)?;
                Some((times, self.archive.shares(document)?))
            })
        };
        let values = self.archive.values();
        let count: f64 = rows().map(|(times, _)| times).sum();
        let mut means = vec![0.0; values];
        for (times, row) in rows() {
            let pairs = means.iter_mut().zip(row);
            pairs.for_each(|(sum, share)| *sum += times * share);
        }
        means.iter_mut().for_each(|sum| *sum /= count.max(1.0));
        let mut squares = vec![0.0; values];
        for (times, row) in rows() {
            let pairs = squares.iter_mut().zip(row.iter().zip(&means));
            pairs.for_each(|(sum, (share, mean))| *sum += times * (share - mean) * (share - mean));
        }
        Side {
            count,
            means,
            squares,
        }
    }
}

/// The documents of one group in one stratum.
struct Side {
    /// How many there are.
    count: f64,
    /// By value.
    means: Vec<f64>,
    /// By value: the sum of squared distances from the mean.
    squares: Vec<f64>,
}
