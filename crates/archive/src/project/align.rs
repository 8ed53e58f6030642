//! Which passage of a text as it was is which passage of the text as it is.

use std::collections::{BTreeMap, VecDeque};

use crate::likeness::TURNING;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// From this likeness on a changed passage is taken for the same: a word in
/// ten may be replaced and a few added. Our choice: what moves a decision along
/// wrongly costs more than asking for it once more.
const LEAST_LIKENESS: f64 = 0.8;

/// Pairs of passages compared at most in one stretch that changed; a text
/// rewritten beyond that is a new text.
const MOST_PAIRS: usize = 4_000_000;

/// Where a passage went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// Index of the passage it is now.
    pub(super) to: usize,
    /// Likeness of the texts: 1 for the same words.
    pub(super) likeness: f64,
    /// Whether it kept its order among those around it.
    pub(super) in_order: bool,
}

/// Finds for each of `before` which of `after` it is, each of `after` at most
/// once: by equal text in the same order, by equal text elsewhere, and between
/// those in order by likeness. None where it is gone.
pub(super) fn align(before: &[&str], after: &[&str]) -> Vec<Option<Found>> {
    let mut found: Vec<Option<Found>> = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    let mut take = |found: &mut Vec<Option<Found>>, from: usize, to: usize, in_order: bool| {
        if let (Some(place), Some(taken)) = (found.get_mut(from), taken.get_mut(to)) {
            *place = Some(Found {
                to,
                likeness: 1.0,
                in_order,
            });
            *taken = true;
        }
    };
    let operations = capture_diff_slices(Algorithm::Patience, before, after);
    for operation in &operations {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = *operation
        {
            for step in 0..len {
                take(&mut found, old_index + step, new_index + step, true);
            }
        }
    }
    let mut elsewhere: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for operation in &operations {
        for to in operation.new_range() {
            if let (false, Some(text)) = (is_equal(operation), after.get(to)) {
                elsewhere.entry(text).or_default().push_back(to);
            }
        }
    }
    for operation in operations.iter().filter(|it| !is_equal(it)) {
        for from in operation.old_range() {
            let text = before.get(from);
            let to = text.and_then(|text| elsewhere.get_mut(text)?.pop_front());
            if let Some(to) = to {
                take(&mut found, from, to, false);
            }
        }
    }
    for operation in operations.iter().filter(|it| !is_equal(it)) {
        let open = |index: &usize| found.get(*index).is_some_and(Option::is_none);
        let from: Vec<usize> = operation.old_range().filter(open).collect();
        let free = |index: &usize| taken.get(*index) == Some(&false);
        let to: Vec<usize> = operation.new_range().filter(free).collect();
        for (from, place) in alike(before, &from, after, &to) {
            if let Some(slot) = found.get_mut(from) {
                *slot = Some(place);
            }
        }
    }
    found
}

fn is_equal(operation: &DiffOp) -> bool {
    matches!(operation, DiffOp::Equal { .. })
}

/// Pairs passages in order so that the sum of their likenesses is the highest.
fn alike(before: &[&str], from: &[usize], after: &[&str], to: &[usize]) -> Vec<(usize, Found)> {
    let (rows, columns) = (from.len(), to.len());
    if rows == 0 || columns == 0 || rows.saturating_mul(columns) > MOST_PAIRS {
        return Vec::new();
    }
    let bags = |texts: &[&str], of: &[usize]| -> Vec<Bag> {
        let texts = of.iter().filter_map(|&index| texts.get(index));
        texts.map(|text| Bag::new(text)).collect()
    };
    let (old, new) = (bags(before, from), bags(after, to));
    // best[row][column]: the highest sum of the passages from there on.
    let width = columns + 1;
    let mut best = vec![0.0_f64; (rows + 1) * width];
    let at = |best: &[f64], row: usize, column: usize| {
        best.get(row * width + column).copied().unwrap_or(0.0)
    };
    let mut pairs: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (row, old) in old.iter().enumerate().rev() {
        for (column, new) in new.iter().enumerate().rev() {
            let mut sum = at(&best, row + 1, column).max(at(&best, row, column + 1));
            if let Some(likeness) = old.same_passage(new) {
                pairs.insert((row, column), likeness);
                sum = sum.max(likeness + at(&best, row + 1, column + 1));
            }
            if let Some(cell) = best.get_mut(row * width + column) {
                *cell = sum;
            }
        }
    }
    let mut found = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let sum = at(&best, row, column);
        let pair = pairs.get(&(row, column));
        let (skip_old, skip_new) = (at(&best, row + 1, column), at(&best, row, column + 1));
        match pair {
            Some(&likeness) if skip_old < sum && skip_new < sum => {
                if let (Some(&from), Some(&to)) = (from.get(row), to.get(column)) {
                    let in_order = true;
                    found.push((
                        from,
                        Found {
                            to,
                            likeness,
                            in_order,
                        },
                    ));
                }
                (row, column) = (row + 1, column + 1);
            }
            _ if skip_old >= skip_new => row += 1,
            _ => column += 1,
        }
    }
    found
}

/// Returns the likeness of two texts where it is high enough for the same
/// passage.
pub(super) fn same_passage(before: &str, after: &str) -> Option<f64> {
    if before == after {
        return Some(1.0);
    }
    Bag::new(before).same_passage(&Bag::new(after))
}

/// The words of a passage in lower case, sorted, each as often as it occurs.
struct Bag(Vec<String>);

impl Bag {
    fn new(text: &str) -> Self {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.map(str::to_lowercase).collect();
        words.sort_unstable();
        Self(words)
    }

    /// The coefficient of Dice over words (Dice 1945): twice the words they
    /// share by the words they have; none below the least likeness, and where
    /// a turning word makes the difference.
    fn same_passage(&self, other: &Self) -> Option<f64> {
        let (mine, others) = (self.0.len(), other.0.len());
        // What the lengths alone rule out is not counted.
        if share(2 * mine.min(others), mine + others) < LEAST_LIKENESS {
            return None;
        }
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut shared = 0;
        let mut turned = false;
        loop {
            match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x == y => {
                    shared += 1;
                    a.next();
                    b.next();
                }
                (Some(x), Some(y)) if x > y => turned |= turns(b.next()),
                (Some(_), _) => turned |= turns(a.next()),
                (None, Some(_)) => turned |= turns(b.next()),
                (None, None) => break,
            }
        }
        let likeness = share(2 * shared, mine + others);
        (likeness >= LEAST_LIKENESS && !turned).then_some(likeness)
    }
}

fn turns(word: Option<&String>) -> bool {
    word.is_some_and(|word| TURNING.contains(&word.as_str()))
}

#[expect(clippy::cast_precision_loss, reason = "no passage has 2^52 words")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn places(before: &[&str], after: &[&str]) -> Vec<Option<usize>> {
        let found = align(before, after);
        found.into_iter().map(|found| Some(found?.to)).collect()
    }

    #[test]
    fn passages_are_followed_by_text_and_then_by_likeness() {
        let long = "De gemeente gaat uit van vertrouwen in de inwoners van de wijk.";
        let edited = "De gemeente gaat uit van vertrouwen in alle inwoners van de wijk.";
        let turned = "De gemeente gaat niet uit van vertrouwen in de inwoners van de wijk.";
        type Case<'a> = (&'a [&'a str], &'a [&'a str], &'a [Option<usize>]);
        let cases: [Case<'_>; 7] = [
            (
                &["a", "b", "c"],
                &["a", "b", "c"],
                &[Some(0), Some(1), Some(2)],
            ),
            // One is put in before.
            (&["a", "b"], &["nieuw", "a", "b"], &[Some(1), Some(2)]),
            // One moved up.
            (
                &["a", "b", "c"],
                &["c", "a", "b"],
                &[Some(1), Some(2), Some(0)],
            ),
            // Of equal ones each is followed once.
            (&["n.v.t.", "n.v.t."], &["n.v.t."], &[Some(0), None]),
            (
                &["a", long, "c"],
                &["a", edited, "c"],
                &[Some(0), Some(1), Some(2)],
            ),
            (
                &["a", long, "c"],
                &["a", turned, "c"],
                &[Some(0), None, Some(2)],
            ),
            (
                &["a", long],
                &["a", "Iets heel anders staat hier nu."],
                &[Some(0), None],
            ),
        ];
        for (before, after, expected) in cases {
            assert_eq!(places(before, after), expected, "{before:?} → {after:?}");
        }
    }

    #[test]
    fn changed_passages_keep_their_order() {
        let before = [
            "Wij geven inwoners het vertrouwen dat zij nodig hebben om mee te doen",
            "Wij bieden maatwerk aan gezinnen die meer dan één vraag hebben aan ons",
        ];
        let after = [
            "Wij geven alle inwoners het vertrouwen dat zij nodig hebben om mee te doen",
            "Een nieuwe zin",
            "Wij bieden maatwerk aan gezinnen die meer dan één vraag hebben aan de gemeente",
        ];
        assert_eq!(places(&before, &after), [Some(0), Some(2)]);
    }

    proptest! {
        #[test]
        fn each_goes_to_one_place_and_equal_texts_stay_equal(
            before in proptest::collection::vec("[abc]( [abc]){0,3}", 0..12),
            after in proptest::collection::vec("[abc]( [abc]){0,3}", 0..12),
        ) {
            let before: Vec<&str> = before.iter().map(String::as_str).collect();
            let after: Vec<&str> = after.iter().map(String::as_str).collect();
            let found = align(&before, &after);
            prop_assert_eq!(found.len(), before.len());
            let mut places: Vec<usize> = found.iter().flatten().map(|found| found.to).collect();
            for (text, found) in before.iter().zip(&found) {
                if let Some(found) = found {
                    let same = after[found.to] == *text;
                    prop_assert!(found.likeness >= LEAST_LIKENESS || same);
                    prop_assert_eq!(found.likeness == 1.0 && !same, same_bag(text, after[found.to]) && !same);
                }
            }
            let number = places.len();
            places.sort_unstable();
            places.dedup();
            prop_assert_eq!(places.len(), number);
            // Nothing that stands unchanged somewhere is given up.
            for text in &before {
                let count = |texts: &[&str]| texts.iter().filter(|it| *it == text).count();
                let kept = before.iter().zip(&found);
                let kept = kept.filter(|(it, found)| *it == text && found.is_some()).count();
                prop_assert!(kept >= count(&before).min(count(&after)));
            }
        }
    }

    fn same_bag(a: &str, b: &str) -> bool {
        Bag::new(a).0 == Bag::new(b).0
    }
}
