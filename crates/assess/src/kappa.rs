use std::collections::BTreeMap;

/// Returns Cohen's kappa of two coders who both coded each of the units:
/// (p − e) / (1 − e), where p is the share of units that they coded alike and e
/// what that share would be if each dealt out the same codes at random. 1 is
/// full agreement, 0 that of chance, less than 0 is worse than chance. None
/// without units, and where both gave every unit one and the same code, so that
/// chance cannot be told from agreement.
///
/// Source: J. Cohen, "A coefficient of agreement for nominal scales",
/// Educational and Psychological Measurement 20 (1960), 37–46.
#[must_use]
pub fn kappa<C: Ord>(units: &[(C, C)]) -> Option<f64> {
    let found = agreement(units)?;
    let mut codes: BTreeMap<&C, (usize, usize)> = BTreeMap::new();
    for (first, second) in units {
        codes.entry(first).or_default().0 += 1;
        codes.entry(second).or_default().1 += 1;
    }
    // In whole numbers, so that "by chance certain" is exact.
    let together: usize = codes.values().map(|(first, second)| first * second).sum();
    let all = units.len() * units.len();
    if together == all {
        return None;
    }
    let chance = together as f64 / all as f64;
    Some((found - chance) / (1.0 - chance))
}

/// Returns the share of units that two coders coded alike, in [0, 1]; none
/// without units.
#[must_use]
pub fn agreement<C: Eq>(units: &[(C, C)]) -> Option<f64> {
    let alike = units.iter().filter(|(first, second)| first == second);
    (!units.is_empty()).then(|| alike.count() as f64 / units.len() as f64)
}
