use std::collections::BTreeSet;

use super::two_means::{TwoMeans, Vector};

/// Ways in which the documents are cut in half.
const HALVINGS: usize = 10;

/// Any fixed number, so that every run cuts alike.
const SEED: u64 = 20_261_122;

/// How surely two groups return: the groups found in one half of the documents
/// are laid beside those found in the other, and
/// [compared](TwoMeans::likeness). From 0 to 1; the mean over [`HALVINGS`] ways
/// to cut, in which a half that cannot be grouped counts as 0.
///
/// That groups must be found again in other data is the idea of prediction
/// strength (Tibshirani and Walther, Journal of Computational and Graphical
/// Statistics 14, 2005); its own measure, of passages put together twice, stays
/// near chance where a passage has a dozen words, so the groups are compared as
/// wholes. Halves of documents rather than of passages, so that what one
/// document says over and over makes no group.
pub(super) fn strength(vectors: &[Vector], documents: &[usize], words: usize) -> f64 {
    let distinct: BTreeSet<usize> = documents.iter().copied().collect();
    let mut order: Vec<usize> = distinct.into_iter().collect();
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut sum = 0.0;
    for _ in 0..HALVINGS {
        random.shuffle(&mut order);
        let (half, _) = order.split_at(order.len() / 2);
        let half: BTreeSet<&usize> = half.iter().collect();
        let part = |inside: bool| {
            let pairs = vectors.iter().zip(documents);
            let own = pairs.filter(|(_, document)| half.contains(document) == inside);
            let vectors: Vec<&Vector> = own.map(|(vector, _)| vector).collect();
            TwoMeans::new(&vectors, words)
        };
        if let Some((one, other)) = part(true).zip(part(false)) {
            sum += one.likeness(&other);
        }
    }
    sum / HALVINGS as f64
}
