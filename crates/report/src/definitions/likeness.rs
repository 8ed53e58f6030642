//! Which definitions say the same.

use std::collections::BTreeMap;

/// Likeness from which on two definitions say the same: on the 40 pairs of
/// `tests/report/definitions/pairs.tsv` every limit from .40 to .55 tells all
/// apart, which a test counts; of those the one that needs half the words.
pub(super) const SAME: f64 = 0.5;

/// How alike two definitions are: the cosine of the sets of their words, each
/// word told by its family and without function words; 0 where they share none
/// and 1 where they have the same.
///
/// Words count alike, whatever other definitions a project has, so that it
/// depends on two definitions alone whether they say the same, and anyone can
/// count it: the number of shared words over the root of the product of the
/// numbers of words.
fn cosine(shared: usize, one: usize, other: usize) -> f64 {
    let product = one as f64 * other as f64;
    match shared {
        0 => 0.0,
        shared => shared as f64 / product.sqrt(),
    }
}

/// Puts definitions together that say the same, or are joined by others that
/// do. Each is given as its words, numbers in ascending order. Returns the
/// number of the meaning of each, from 0 in the order of the first of each.
pub(super) fn meanings(definitions: &[Vec<usize>]) -> Vec<usize> {
    let mut meanings = Joined::new(definitions.len());
    // By word: the definitions before this one that have it.
    let mut having: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, words) in definitions.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for word in words {
            let before = having.entry(*word).or_default();
            for &other in before.iter() {
                *shared.entry(other).or_default() += 1;
            }
            before.push(number);
        }
        for (other, shared) in shared {
            let length = definitions.get(other).map_or(0, Vec::len);
            if cosine(shared, words.len(), length) >= SAME {
                meanings.join(other, number);
            }
        }
    }
    meanings.numbers()
}

/// Sets that are joined to each other.
struct Joined(Vec<usize>);

impl Joined {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The first of the set of one.
    fn first(&self, mut one: usize) -> usize {
        while let Some(&before) = self.0.get(one).filter(|before| **before != one) {
            one = before;
        }
        one
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        let (first, later) = (one.min(other), one.max(other));
        if let Some(place) = self.0.get_mut(later) {
            *place = first;
        }
    }

    fn numbers(&self) -> Vec<usize> {
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        (0..self.0.len())
            .map(|one| {
                let next = numbers.len();
                *numbers.entry(self.first(one)).or_insert(next)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use waardenscan::Lexicon;
    use waardenscan::dutch::Dutch;

    use super::super::find::Finder;
    use super::*;

    #[test]
    fn definitions_are_joined_by_what_lies_between() {
        let found = meanings(&[
            vec![1, 2, 3, 4],
            vec![7, 8, 9],
            vec![1, 2, 3, 5],
            vec![3, 5, 6, 2],
            vec![],
        ]);
        assert_eq!(found, [0, 1, 0, 0, 2]);
        assert!((cosine(3, 4, 4) - 0.75).abs() < 1e-12);
        assert_eq!(cosine(0, 0, 0), 0.0);
    }

    #[test]
    fn the_limit_is_where_labelled_pairs_are_told_apart_best() {
        let dutch = Dutch::new();
        let lexicon = Lexicon::builtin();
        let mut finder = Finder::new(&lexicon, &dutch);
        let table = include_str!("../../tests/report/definitions/pairs.tsv");
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        let pairs: Vec<(bool, f64)> = lines
            .map(|line| {
                let parts: Vec<&str> = line.split('\t').collect();
                let [one, other] = [1, 2].map(|at| finder.families(parts[at]));
                let shared = one
                    .iter()
                    .filter(|(word, _)| other.iter().any(|(it, _)| it == word));
                let likeness = cosine(shared.count(), one.len(), other.len());
                (parts[0] == "zelfde", likeness)
            })
            .collect();
        assert_eq!(pairs.len(), 40);
        let f1 = |least: f64| {
            let count = |same: bool, alike: bool| {
                let found = pairs.iter();
                let found = found.filter(|(label, it)| *label == same && (*it >= least) == alike);
                found.count()
            };
            let [right, wrong, missed] =
                [count(true, true), count(false, true), count(true, false)];
            2.0 * right as f64 / (2 * right + wrong + missed) as f64
        };
        let steps = (1..20).map(|step| f64::from(step) / 20.0);
        let best = steps.map(f1).fold(0.0, f64::max);
        assert!(f1(SAME) >= best, "{} is less than {best}", f1(SAME));
    }
}
