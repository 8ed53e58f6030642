/// Samples of a bootstrap.
const SAMPLES: usize = 1000;

/// Any fixed number: the same documents must give the same figures in every
/// run.
pub(super) const SEED: u64 = 20_261_122;

/// A figure with the interval it probably lies in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// The 95 % interval by the percentile bootstrap over documents (Efron and
    /// Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13); none
    /// for fewer documents than [`LEAST_DOCUMENTS`](crate::LEAST_DOCUMENTS).
    pub interval: Option<[f64; 2]>,
}

/// Takes as many samples as a bootstrap needs; `sample` may use the buffer.
pub(crate) fn samples<T>(
    mut sample: impl FnMut(&mut fastrand::Rng, &mut Vec<usize>) -> T,
) -> Vec<T> {
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut drawn = Vec::new();
    (0..SAMPLES)
        .map(|_| sample(&mut random, &mut drawn))
        .collect()
}

/// Draws as many of `from` as there are, with replacement.
pub(crate) fn resample(from: &[usize], random: &mut fastrand::Rng, drawn: &mut Vec<usize>) {
    drawn.clear();
    drawn.extend((0..from.len()).filter_map(|_| random.choice(from)));
}

/// The interval that leaves out one of forty samples at either end.
pub(crate) fn interval(mut samples: Vec<f64>) -> Option<[f64; 2]> {
    samples.sort_by(f64::total_cmp);
    let out = samples.len() / 40;
    let low = samples.get(out)?;
    let high = samples.get(samples.len().checked_sub(out + 1)?)?;
    Some([*low, *high])
}

/// Turns samples of all values into the samples of each.
pub(super) fn by_value<T: Copy>(values: usize, samples: &[Vec<T>]) -> Vec<Vec<T>> {
    (0..values)
        .map(|value| {
            let of_value = samples.iter().filter_map(|sample| sample.get(value));
            of_value.copied().collect()
        })
        .collect()
}
