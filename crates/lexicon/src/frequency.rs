//! How common words are.

use std::collections::BTreeMap;
use std::ops::Bound;

use waardenscan_dutch::Dutch;

use crate::pattern::{WordTest, stem_accepts, stem_starts};

/// Words, and the share of passages they stand in, made by the example
/// `frequencies` of this crate from 3,260 passages that were written for this
/// project.
const FREQUENCIES: &str = include_str!("../data/frequencies.tsv");

/// The forms that stand in at least one of a hundred passages.
#[derive(Debug)]
pub(crate) struct Frequencies {
    shares: BTreeMap<&'static str, f64>,
    /// By the key of their family.
    families: BTreeMap<String, Vec<&'static str>>,
}

impl Frequencies {
    pub(crate) fn new(dutch: &Dutch) -> Self {
        let lines = FREQUENCIES.lines().filter(|line| !line.starts_with('#'));
        let shares: BTreeMap<&str, f64> = lines
            .filter_map(|line| {
                let (form, share) = line.split_once('\t')?;
                Some((form, share.parse().ok()?))
            })
            .collect();
        let mut families: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for form in shares.keys() {
            let family = dutch.word(form).family;
            families.entry(family).or_default().push(form);
        }
        Self { shares, families }
    }

    /// The share of passages in which a word stands that passes any of
    /// `tests`, from 0 to 1, at most: forms that stand in the same passage
    /// count twice. Compounds are not looked at.
    pub(crate) fn share<'t>(
        &self,
        tests: impl IntoIterator<Item = &'t WordTest>,
        dutch: &Dutch,
    ) -> f64 {
        // Each form once, whatever the tests that it passes.
        let mut passing: Vec<&str> = Vec::new();
        for test in tests {
            match test {
                WordTest::Exact(form) => passing.extend(
                    self.shares
                        .get_key_value(form.as_str())
                        .map(|(form, _)| *form),
                ),
                WordTest::Lemma(word) => {
                    let family = self.families.get(&dutch.word(word).family);
                    passing.extend(family.into_iter().flatten());
                }
                WordTest::Prefix(start) => passing.extend(self.starting(start)),
                WordTest::Stem(stem) => {
                    for start in stem_starts(stem) {
                        let forms = self.starting(&start.text);
                        passing.extend(forms.filter(|form| stem_accepts(stem, form)));
                    }
                }
                WordTest::First(_) | WordTest::Last(_) => {}
            }
        }
        passing.sort_unstable();
        passing.dedup();
        let shares = passing.iter().filter_map(|form| self.shares.get(form));
        shares.sum::<f64>().min(1.0)
    }

    fn starting<'s>(&'s self, start: &'s str) -> impl Iterator<Item = &'static str> + 's {
        let from = self
            .shares
            .range::<str, _>((Bound::Included(start), Bound::Unbounded));
        from.map(|(&form, _)| form)
            .take_while(move |form| form.starts_with(start))
    }
}
