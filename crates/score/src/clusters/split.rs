//! Values that are used in clearly different senses.

use std::collections::{BTreeMap, BTreeSet};

use super::merge::examples;
use super::prediction::strength;
use super::texts::{Family, Passage, Pointed, Texts};
use super::two_means::{TwoMeans, Vector};
use crate::profile::LEAST_DOCUMENTS;

/// Passages of a value from which on senses are looked for: our choice.
const LEAST_PASSAGES: usize = 40;

/// Least share of the passages in the smaller sense: our choice; less is an
/// exception, not a sense.
const LEAST_SHARE: f64 = 0.15;

/// Documents of the value in which a word must stand to tell senses apart.
const LEAST_SPREAD: usize = 3;

/// Least [`strength`] of groups that are shown: our choice. In 185 documents of
/// Dutch governments five of 28 values reach it, and ten stay below a tenth.
const RETURNING: f64 = 0.3;

/// Words and passages that a sense shows.
const SHOWN_WORDS: usize = 8;
const EXAMPLES: usize = 3;

/// Least z of a word that a sense shows: the 5 % point.
const TELLING: f64 = 1.96;

/// A value that may be two.
#[derive(Clone, Debug, PartialEq)]
pub struct SplitCandidate {
    /// Index of the value in the lexicon.
    pub value: usize,
    /// How surely the two senses return in other documents, from 0.3 to 1.
    pub strength: f64,
    /// The senses, the commoner first.
    pub senses: [Sense; 2],
}

/// One sense of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Sense {
    /// In how many different passages the value is meant so.
    pub passages: usize,
    /// In how many documents.
    pub documents: usize,
    /// The words that tell it from the other sense, the strongest first.
    pub words: Vec<String>,
    /// Indices of carriers, the most typical first, of different documents
    /// where there are.
    pub examples: Vec<usize>,
}

pub(super) fn candidates(texts: &Texts) -> Vec<SplitCandidate> {
    (0..texts.values)
        .filter_map(|value| candidate(texts, value))
        .collect()
}

fn candidate(texts: &Texts, value: usize) -> Option<SplitCandidate> {
    let all: Vec<(&Passage, &Pointed)> = texts
        .passages
        .iter()
        .filter_map(|passage| Some((passage, passage.sense(value)?)))
        .collect();
    let weights = weights(texts, &all);
    let (passages, vectors): (Vec<&Passage>, Vec<Vector>) = all
        .iter()
        .filter_map(|(passage, sense)| Some((*passage, vector(&sense.near, &weights)?)))
        .unzip();
    if vectors.len() < LEAST_PASSAGES {
        return None;
    }
    let documents: Vec<usize> = passages.iter().map(|passage| passage.document).collect();
    let strength = strength(&vectors, &documents, texts.words());
    if strength < RETURNING {
        return None;
    }
    let means = TwoMeans::new(&vectors.iter().collect::<Vec<_>>(), texts.words())?;
    let sides: Vec<bool> = vectors.iter().map(|vector| means.side(vector)).collect();
    let sense = |side: bool| {
        let group = Group {
            passages: &passages,
            vectors: &vectors,
            sides: &sides,
            side,
        };
        group.sense(texts, &means)
    };
    let [first, second] = [false, true].map(sense);
    let least = first.passages.min(second.passages) as f64;
    let is_sense = |sense: &Sense| sense.documents >= LEAST_DOCUMENTS && !sense.words.is_empty();
    if least < LEAST_SHARE * vectors.len() as f64 || !is_sense(&first) || !is_sense(&second) {
        return None;
    }
    Some(SplitCandidate {
        value,
        strength,
        senses: match first.passages >= second.passages {
            true => [first, second],
            false => [second, first],
        },
    })
}

/// What each word counts for: the rarer the more (inverse document frequency);
/// none for words of few documents and of very many passages.
fn weights(texts: &Texts, all: &[(&Passage, &Pointed)]) -> BTreeMap<Family, f64> {
    let mut places: BTreeMap<Family, (usize, BTreeSet<usize>)> = BTreeMap::new();
    for (passage, sense) in all {
        for &word in &sense.near {
            let (passages, documents) = places.entry(word).or_default();
            *passages += 1;
            documents.insert(passage.document);
        }
    }
    let count = all.len() as f64;
    places
        .into_iter()
        .filter(|(word, (_, documents))| documents.len() >= LEAST_SPREAD && !texts.is_common(*word))
        .map(|(word, (passages, _))| (word, (count / passages as f64).ln()))
        .collect()
}

fn vector(words: &BTreeSet<Family>, weights: &BTreeMap<Family, f64>) -> Option<Vector> {
    let mut vector: Vector = words
        .iter()
        .filter_map(|word| Some((*word, *weights.get(word)?)))
        .collect();
    let squares = vector.iter().map(|(_, weight)| weight * weight);
    let length = squares.sum::<f64>().sqrt();
    vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    (!vector.is_empty()).then_some(vector)
}

/// One of two groups of passages.
struct Group<'a> {
    passages: &'a [&'a Passage],
    vectors: &'a [Vector],
    sides: &'a [bool],
    side: bool,
}

impl Group<'_> {
    fn sense(&self, texts: &Texts, means: &TwoMeans) -> Sense {
        let place = usize::from(self.side);
        let mut own: Vec<(f64, &Passage)> = Vec::new();
        for ((passage, vector), side) in self.passages.iter().zip(self.vectors).zip(self.sides) {
            if *side == self.side {
                let nearness = means.nearness(vector);
                let [here, there] = [place, 1 - place].map(|at| nearness.get(at).copied());
                own.push((
                    here.unwrap_or_default() - there.unwrap_or_default(),
                    passage,
                ));
            }
        }
        own.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let documents: BTreeSet<usize> = own.iter().map(|(_, passage)| passage.document).collect();
        Sense {
            passages: own.len(),
            documents: documents.len(),
            words: self.words(texts),
            examples: examples(own.iter().map(|(_, passage)| *passage), EXAMPLES),
        }
    }

    /// The words that stand in more passages of this group than the other
    /// group makes one expect: by the log-odds ratio over its standard error,
    /// half a passage added everywhere (Agresti, Categorical Data Analysis,
    /// 2002, section 3.1).
    fn words(&self, texts: &Texts) -> Vec<String> {
        let mut counts: BTreeMap<Family, [usize; 2]> = BTreeMap::new();
        let mut sizes = [0usize; 2];
        for (vector, side) in self.vectors.iter().zip(self.sides) {
            let place = usize::from(*side != self.side);
            let add = |counts: &mut [usize; 2]| {
                counts
                    .iter_mut()
                    .skip(place)
                    .take(1)
                    .for_each(|count| *count += 1);
            };
            add(&mut sizes);
            for (word, _) in vector {
                add(counts.entry(*word).or_default());
            }
        }
        let mut telling: Vec<(f64, &str)> = counts
            .into_iter()
            .map(|(word, with)| (z(with, sizes), texts.word(word)))
            .filter(|(z, _)| *z >= TELLING)
            .collect();
        telling.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
        let shown = telling.into_iter().take(SHOWN_WORDS);
        shown.map(|(_, word)| word.to_owned()).collect()
    }
}

/// The log-odds ratio of a word that stands in `with` of `sizes` passages of
/// either group, over its standard error.
fn z(with: [usize; 2], sizes: [usize; 2]) -> f64 {
    let [a, b] = with.map(|count| count as f64 + 0.5);
    let [n, m] = sizes.map(|size| size as f64 + 1.0);
    let (c, d) = (n - a, m - b);
    (a * d / (b * c)).ln() / (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt()
}
