use std::collections::BTreeMap;

/// Returns Krippendorff's alpha for nominal codes: 1 − observed / expected
/// disagreement. `units` holds for each unit the codes it was given, in any
/// order; a coder who did not code it gives none, and a unit with fewer than two
/// codes says nothing. 1 is full agreement, 0 that of chance. None where no unit
/// has two codes, and where all codes are one and the same.
///
/// Source: K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011),
/// section C: with n codes in units that have at least two, of which n_c are c,
/// and o_ck pairs of c and k within units, each pair weighing 1 / (codes of its
/// unit − 1), alpha = 1 − (n − 1) Σ o_ck / Σ n_c n_k over c ≠ k.
#[must_use]
pub fn alpha<C: Ord>(units: &[Vec<C>]) -> Option<f64> {
    let mut totals: BTreeMap<&C, usize> = BTreeMap::new();
    let mut observed = 0.0;
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        let mut codes: BTreeMap<&C, usize> = BTreeMap::new();
        for code in unit {
            *codes.entry(code).or_default() += 1;
        }
        observed += unlike_pairs(codes.values()) as f64 / (unit.len() - 1) as f64;
        for (code, count) in codes {
            *totals.entry(code).or_default() += count;
        }
    }
    let expected = unlike_pairs(totals.values());
    if expected == 0 {
        return None;
    }
    let codes: usize = totals.values().sum();
    Some(1.0 - (codes - 1) as f64 * observed / expected as f64)
}

/// Ordered pairs of different codes: n² − Σ n_c².
fn unlike_pairs<'a>(counts: impl Iterator<Item = &'a usize>) -> usize {
    let (sum, squares) = counts.fold((0, 0), |(sum, squares), count| {
        (sum + count, squares + count * count)
    });
    sum * sum - squares
}
