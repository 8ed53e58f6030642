/// Adjusts p-values for how many there are: of what is called a difference at
/// an adjusted value of at most q, a share q is expected to be none (Benjamini
/// and Hochberg, J. R. Stat. Soc. B 57, 1995). In the order given, each at
/// least its own p and at most 1.
#[must_use]
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, usize)> = p.iter().copied().zip(0..).collect();
    order.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut adjusted = vec![1.0; p.len()];
    let mut least: f64 = 1.0;
    for (from_top, (p, place)) in order.into_iter().enumerate() {
        let rank = adjusted.len() - from_top;
        least = least.min(p * (adjusted.len() as f64 / rank as f64));
        if let Some(own) = adjusted.get_mut(place) {
            *own = least;
        }
    }
    adjusted
}
