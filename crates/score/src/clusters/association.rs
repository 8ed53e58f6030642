/// How much oftener two values stand in one passage than chance gives: their
/// normalised pointwise mutual information, −1 where they never do, 0 by chance
/// and 1 where neither stands without the other (Bouma, Normalized (Pointwise)
/// Mutual Information in Collocation Extraction, 2009). `both` of `all`
/// passages have both, `each` has either; 0 where one of them has none, or
/// every passage has both.
#[must_use]
pub fn association(both: usize, each: [usize; 2], all: usize) -> f64 {
    let part = |count: usize| count as f64 / all.max(1) as f64;
    let [one, other] = each.map(part);
    if both == 0 {
        return if one > 0.0 && other > 0.0 { -1.0 } else { 0.0 };
    }
    if both == all {
        return 0.0;
    }
    (part(both) / (one * other)).ln() / -part(both).ln()
}
