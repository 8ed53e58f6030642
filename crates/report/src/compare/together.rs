//! Which values stand in the same passages.

use std::collections::BTreeMap;

use waardenscan::score::association;

use super::Measured;
use super::record::{Pair, Together};

/// Passages, and documents, at least in which a pair stands: our choice, so
/// that one passage of one document makes no pattern.
const LEAST_PASSAGES: usize = 3;
const LEAST_DOCUMENTS: usize = 2;

/// A pair while it is counted.
#[derive(Default)]
struct Counted {
    passages: usize,
    documents: usize,
    /// The last document that it was found in.
    last: Option<usize>,
}

/// Counts the values that stand together in passages of some documents. The
/// same passage in two documents counts twice.
pub(super) fn together(measured: &Measured, documents: &[usize]) -> Together {
    let mut all = Together {
        by_value: vec![0; measured.values.len()],
        ..Together::default()
    };
    let mut pairs: BTreeMap<[usize; 2], Counted> = BTreeMap::new();
    for &document in documents {
        let found: Vec<_> = measured.counted(document).collect();
        for passage in found.chunk_by(|one, next| one.block == next.block) {
            all.passages += 1;
            for (place, one) in passage.iter().enumerate() {
                if let Some(count) = all.by_value.get_mut(one.value) {
                    *count += 1;
                }
                for other in passage.iter().skip(place + 1) {
                    let pair = pairs.entry([one.value, other.value]).or_default();
                    pair.passages += 1;
                    pair.documents += usize::from(pair.last != Some(document));
                    pair.last = Some(document);
                }
            }
        }
    }
    let of = |value: usize| all.by_value.get(value).copied().unwrap_or_default();
    let mut found: Vec<Pair> = pairs
        .into_iter()
        .filter(|(_, it)| it.passages >= LEAST_PASSAGES && it.documents >= LEAST_DOCUMENTS)
        .map(|(values, it)| {
            let each = values.map(of);
            Pair {
                values,
                passages: it.passages,
                documents: it.documents,
                expected: each[0] as f64 * each[1] as f64 / all.passages.max(1) as f64,
                association: association(it.passages, each, all.passages),
            }
        })
        .filter(|pair| pair.association > 0.0)
        .collect();
    found.sort_by(|one, other| {
        let stronger = other.association.total_cmp(&one.association);
        stronger.then(one.values.cmp(&other.values))
    });
    all.pairs = found;
    all
}
