use std::collections::BTreeMap;

use super::counts::Counts;

const SAMPLES: usize = 1000;
/// Any fixed number: the interval must be the same in every run.
const SEED: u64 = 20_261_122;

/// The 95 % interval of micro-F1 by the percentile bootstrap over documents:
/// passages of one document are not independent.
pub(super) fn f1_interval(documents: &[&str], counts: &[Counts]) -> [f64; 2] {
    let values = counts.first().map_or(0, Counts::value_count);
    let mut of_document: BTreeMap<&str, Vec<&Counts>> = BTreeMap::new();
    for (document, counts) in documents.iter().zip(counts) {
        of_document.entry(document).or_default().push(counts);
    }
    let totals: Vec<Counts> = of_document
        .into_values()
        .map(|counts| Counts::sum(values, counts))
        .collect();
    if totals.is_empty() {
        return [0.0; 2];
    }
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut scores: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            let sample = (0..totals.len()).filter_map(|_| random.choice(&totals));
            Counts::sum(values, sample).micro().f1
        })
        .collect();
    scores.sort_by(f64::total_cmp);
    let percentile = |per_mille: usize| {
        let index = (SAMPLES * per_mille / 1000).min(SAMPLES - 1);
        scores.get(index).copied().unwrap_or_default()
    };
    [percentile(25), percentile(975)]
}
