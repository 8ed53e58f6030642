//! Two groups of passages by their words: k-means on the sphere (Dhillon and
//! Modha, Machine Learning 42, 2001) with k = 2.

/// A passage as weights of words, of length 1; words ascending.
pub(super) type Vector = Vec<(usize, f64)>;

/// Rounds at most of looking for the first direction and of moving passages:
/// far more than either takes on text.
const ROUNDS: usize = 60;

/// The middles of two groups, by word.
#[derive(Clone, Debug)]
pub(super) struct TwoMeans {
    middles: [Vec<f64>; 2],
}

impl TwoMeans {
    /// Groups `vectors`, which have words below `words`. Starts on either side
    /// of their mean along the direction in which they differ most, so that
    /// there is nothing to choose at random. `None` where they do not differ.
    pub(super) fn new(vectors: &[&Vector], words: usize) -> Option<Self> {
        let mean = middle(vectors.iter().copied(), words);
        let direction = direction(vectors, &mean)?;
        let at_mean: f64 = direction
            .iter()
            .zip(&mean)
            .map(|(one, other)| one * other)
            .sum();
        let mut sides: Vec<bool> = vectors
            .iter()
            .map(|vector| product(vector, &direction) > at_mean)
            .collect();
        for _ in 0..ROUNDS {
            let found = Self::of(vectors, &sides, words)?;
            let moved: Vec<bool> = vectors.iter().map(|vector| found.side(vector)).collect();
            if moved == sides {
                return Some(found);
            }
            sides = moved;
        }
        Self::of(vectors, &sides, words)
    }

    fn of(vectors: &[&Vector], sides: &[bool], words: usize) -> Option<Self> {
        let group = |side: bool| {
            let pairs = vectors.iter().zip(sides);
            let own = pairs.filter(move |(_, own)| **own == side);
            own.map(|(vector, _)| *vector)
        };
        if group(false).next().is_none() || group(true).next().is_none() {
            return None;
        }
        let middles = [false, true].map(|side| unit(middle(group(side), words)));
        Some(Self { middles })
    }

    /// Tells whether a passage belongs to the second group.
    pub(super) fn side(&self, vector: &Vector) -> bool {
        let [first, second] = self.nearness(vector);
        second > first
    }

    /// Returns how much more alike the groups of two groupings are, each to its
    /// counterpart, than to the other group: the mean of the former cosines
    /// less that of the latter, from 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let cosine = |one: &[f64], other: &[f64]| -> f64 {
            one.iter().zip(other).map(|(one, other)| one * other).sum()
        };
        let ([first, second], [third, fourth]) = (&self.middles, &other.middles);
        let straight = cosine(first, third) + cosine(second, fourth);
        let across = cosine(first, fourth) + cosine(second, third);
        (straight - across).abs() / 2.0
    }

    /// Returns the cosine of a passage with the middle of either group.
    pub(super) fn nearness(&self, vector: &Vector) -> [f64; 2] {
        let [first, second] = &self.middles;
        [product(vector, first), product(vector, second)]
    }
}

/// The first principal component, by power iteration from the vector that is
/// farthest from the mean.
fn direction(vectors: &[&Vector], mean: &[f64]) -> Option<Vec<f64>> {
    let farthest = vectors.iter().min_by(|one, other| {
        let nearness = |vector: &Vector| product(vector, mean);
        nearness(one).total_cmp(&nearness(other))
    })?;
    let mut direction: Vec<f64> = mean.iter().map(|value| -value).collect();
    for &(word, weight) in *farthest {
        if let Some(value) = direction.get_mut(word) {
            *value += weight;
        }
    }
    for _ in 0..ROUNDS {
        direction = unit(direction);
        let at_mean: f64 = direction
            .iter()
            .zip(mean)
            .map(|(one, other)| one * other)
            .sum();
        let mut next = vec![0.0; mean.len()];
        let mut sum = 0.0;
        for vector in vectors {
            let along = product(vector, &direction) - at_mean;
            sum += along;
            for &(word, weight) in *vector {
                if let Some(value) = next.get_mut(word) {
                    *value += along * weight;
                }
            }
        }
        next.iter_mut()
            .zip(mean)
            .for_each(|(value, mean)| *value -= sum * mean);
        if next.iter().all(|value| value.abs() < 1e-12) {
            return None;
        }
        direction = next;
    }
    Some(unit(direction))
}

fn middle<'a>(vectors: impl Iterator<Item = &'a Vector>, words: usize) -> Vec<f64> {
    let mut sums = vec![0.0; words];
    let mut count = 0usize;
    for vector in vectors {
        count += 1;
        for &(word, weight) in vector {
            if let Some(sum) = sums.get_mut(word) {
                *sum += weight;
            }
        }
    }
    sums.iter_mut().for_each(|sum| *sum /= count.max(1) as f64);
    sums
}

fn unit(mut vector: Vec<f64>) -> Vec<f64> {
    let length = vector.iter().map(|value| value * value).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|value| *value /= length);
    }
    vector
}

fn product(vector: &Vector, dense: &[f64]) -> f64 {
    let weights = vector.iter();
    weights
        .filter_map(|&(word, weight)| Some(weight * dense.get(word)?))
        .sum()
}
