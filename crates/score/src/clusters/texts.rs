use std::collections::{BTreeMap, BTreeSet};

use waardenscan_dutch::{Dutch, Words};

use super::Carrier;

/// Letters of the shortest word that says what a passage is about: our choice,
/// which leaves out most words that only join others.
const SHORTEST: usize = 4;

/// Words on either side of a hit that tell in which sense it is meant: our
/// choice, about one clause.
const NEAR: usize = 10;

/// Share of all passages, whatever their values, from which on a word is too
/// common to say what a passage is about, and the passages it must stand in for
/// that: our choice, which leaves out words such as "worden" and "gemeente".
const COMMON: f64 = 0.03;
const LEAST_COMMON: usize = 30;

/// A distinct word family; dense from 0, in the order in which they were first
/// seen.
pub(super) type Family = usize;

/// Passages as words.
pub(super) struct Texts {
    /// How many values the lexicon has.
    pub(super) values: usize,
    pub(super) passages: Vec<Passage>,
    /// The families by number; each is itself a word.
    families: Vec<String>,
    /// In how many passages each stands near a word that points to a value.
    spread: Vec<usize>,
}

pub(super) struct Passage {
    /// Index of the carrier.
    pub(super) carrier: usize,
    pub(super) document: usize,
    /// By value, in the order of the carrier.
    pub(super) senses: Vec<Pointed>,
}

/// A value of a passage, and the words that point to it.
pub(super) struct Pointed {
    pub(super) value: usize,
    /// Tokens within the hits.
    pub(super) tokens: BTreeSet<usize>,
    /// Families of those.
    pub(super) hits: BTreeSet<Family>,
    /// Families of the words there and near by.
    pub(super) near: BTreeSet<Family>,
}

impl Texts {
    pub(super) fn new(carriers: &[Carrier], values: usize, dutch: &Dutch) -> Self {
        let mut words = Words::new();
        let mut numbers: BTreeMap<String, Family> = BTreeMap::new();
        let mut families: Vec<String> = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut passages: Vec<Passage> = Vec::new();
        for (carrier, passage) in carriers.iter().enumerate() {
            if !seen.insert(&passage.text) {
                continue;
            }
            let analysis = dutch.analyse(&passage.text, &mut words);
            let mut number = |at: usize| -> Option<Family> {
                let word = words.get(analysis.tokens.get(at)?.word);
                let is_content = word.form.chars().count() >= SHORTEST
                    && word
                        .form
                        .chars()
                        .all(|letter| letter.is_alphabetic() || letter == '-');
                is_content.then(|| {
                    *numbers.entry(word.family.clone()).or_insert_with(|| {
                        families.push(word.family.clone());
                        families.len() - 1
                    })
                })
            };
            let senses = passage
                .values
                .iter()
                .map(|carried| {
                    let tokens = analysis.tokens.iter().enumerate();
                    let tokens: BTreeSet<usize> = tokens
                        .filter(|(_, token)| {
                            let mut hits = carried.hits.iter();
                            hits.any(|hit| hit.start < token.span.end && token.span.start < hit.end)
                        })
                        .map(|(at, _)| at)
                        .collect();
                    let near: BTreeSet<usize> = tokens
                        .iter()
                        .flat_map(|&at| at.saturating_sub(NEAR)..=at + NEAR)
                        .collect();
                    Pointed {
                        value: carried.value,
                        hits: tokens.iter().filter_map(|&at| number(at)).collect(),
                        near: near.into_iter().filter_map(&mut number).collect(),
                        tokens,
                    }
                })
                .collect();
            passages.push(Passage {
                carrier,
                document: passage.document,
                senses,
            });
        }
        let mut spread = vec![0; families.len()];
        for passage in &passages {
            let near: BTreeSet<Family> = passage
                .senses
                .iter()
                .flat_map(|one| &one.near)
                .copied()
                .collect();
            for word in near {
                spread
                    .iter_mut()
                    .skip(word)
                    .take(1)
                    .for_each(|count| *count += 1);
            }
        }
        Self {
            values,
            passages,
            families,
            spread,
        }
    }

    /// Returns in how many passages a word stands near a word that points to a
    /// value.
    pub(super) fn spread(&self, family: Family) -> usize {
        self.spread.get(family).copied().unwrap_or_default()
    }

    /// Tells whether a word says nothing of what a passage is about.
    pub(super) fn is_common(&self, family: Family) -> bool {
        let passages = self.spread(family);
        passages > LEAST_COMMON && passages as f64 > COMMON * self.passages.len() as f64
    }

    pub(super) fn word(&self, family: Family) -> &str {
        self.families.get(family).map_or("", String::as_str)
    }

    pub(super) fn words(&self) -> usize {
        self.families.len()
    }
}

impl Passage {
    pub(super) fn sense(&self, value: usize) -> Option<&Pointed> {
        self.senses.iter().find(|sense| sense.value == value)
    }
}
