use serde::Serialize;

/// For fewer documents there is no interval: so few say nothing of others.
pub const LEAST_DOCUMENTS: usize = 6;

/// Samples of a bootstrap.
const SAMPLES: usize = 1000;
/// Any fixed number: the same codes must give the same interval in every run.
const SEED: u64 = 20_261_122;

/// A figure with the interval it probably lies in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Its 95 % interval.
    pub interval: Option<[f64; 2]>,
}

/// Returns a figure over the units of all documents, with the 95 % interval of
/// the percentile bootstrap over documents: units of one document are not
/// independent. No interval for fewer than [`LEAST_DOCUMENTS`] documents, nor
/// where more than one sample in twenty gives no figure (as when a code is so
/// rare that samples lack it). None where the figure itself does not exist.
///
/// Source: B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993),
/// chapter 13; that samples without a figure are left out is our choice.
pub fn over_documents<T: Clone>(
    documents: &[Vec<T>],
    figure: impl Fn(&[T]) -> Option<f64>,
) -> Option<Estimate> {
    let value = figure(&documents.concat())?;
    let interval = (documents.len() >= LEAST_DOCUMENTS)
        .then(|| interval(documents, figure))
        .flatten();
    Some(Estimate { value, interval })
}

fn interval<T: Clone>(
    documents: &[Vec<T>],
    figure: impl Fn(&[T]) -> Option<f64>,
) -> Option<[f64; 2]> {
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut drawn = Vec::new();
    let mut figures: Vec<f64> = (0..SAMPLES)
        .filter_map(|_| {
            drawn.clear();
            for _ in documents {
                if let Some(document) = random.choice(documents) {
                    drawn.extend_from_slice(document);
                }
            }
            figure(&drawn)
        })
        .collect();
    if figures.len() * 20 < SAMPLES * 19 {
        return None;
    }
    figures.sort_by(f64::total_cmp);
    let out = figures.len() / 40;
    let low = figures.get(out)?;
    let high = figures.get(figures.len().checked_sub(out + 1)?)?;
    Some([*low, *high])
}
