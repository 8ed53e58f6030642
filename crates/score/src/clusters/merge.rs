//! Pairs of values that stand in the same passages and are read from the same
//! words.

use std::collections::{BTreeMap, BTreeSet};

use super::association::association;
use super::texts::{Family, Passage, Texts};
use crate::Estimate;
use crate::profile::{interval, resample, samples};

/// Least association; its interval must lie above 0, too. Our choice, like the
/// next: in 185 documents of Dutch governments eight of 496 pairs of values have
/// that much likeness, and two of those that much association.
const LEAST_ASSOCIATION: f64 = 0.1;

/// Least likeness of the words that point to either value.
const LEAST_LIKENESS: f64 = 0.1;

/// Documents at least in which both stand in one passage: our choice.
const LEAST_TOGETHER: usize = 5;

/// Words and passages that a candidate shows.
const SHOWN_WORDS: usize = 6;
const EXAMPLES: usize = 3;

/// Two values that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeCandidate {
    /// Indices of the values in the lexicon: the one with fewer passages first.
    pub values: [usize; 2],
    /// In how many different passages each stands.
    pub passages: [usize; 2],
    /// In how many of them both stand.
    pub both: usize,
    /// In how many passages both would stand by chance.
    pub expected: f64,
    /// In how many documents both stand in one passage.
    pub documents: usize,
    /// Normalised pointwise mutual information over the passages that carry any
    /// value: 0 by chance, 1 where neither stands without the other (Bouma,
    /// Normalized (Pointwise) Mutual Information in Collocation Extraction,
    /// 2009).
    pub association: Estimate,
    /// In how many of the passages with both the same words point to both.
    pub same_words: usize,
    /// The cosine of the words that point to either, each counted once a
    /// document; from 0 to 1.
    pub likeness: f64,
    /// Words that point to both, the most telling first.
    pub shared: Vec<SharedWord>,
    /// Indices of carriers with both, of different documents where there are;
    /// those with the same words first.
    pub examples: Vec<usize>,
}

/// A word that points to two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedWord {
    /// The word, as its family is called.
    pub word: String,
    /// In how many documents it points to either, in the order of the
    /// candidate's values.
    pub documents: [usize; 2],
}

/// Returns the candidates, the strongest association first.
pub(super) fn candidates(texts: &Texts) -> Vec<MergeCandidate> {
    let pointers = pointers(texts);
    let mut candidates: Vec<MergeCandidate> = (0..texts.values)
        .flat_map(|one| (one + 1..texts.values).map(move |other| (one, other)))
        .filter_map(|(one, other)| candidate(texts, &pointers, one, other))
        .collect();
    candidates.sort_by(|one, other| {
        let stronger = |candidate: &MergeCandidate| candidate.association.value;
        stronger(other).total_cmp(&stronger(one))
    });
    candidates
}

fn candidate(
    texts: &Texts,
    pointers: &[Pointers],
    one: usize,
    other: usize,
) -> Option<MergeCandidate> {
    let counts = by_document(texts, one, other);
    let total = sum(counts.iter());
    let documents = counts.iter().filter(|counts| counts.both > 0).count();
    if documents < LEAST_TOGETHER || total.association() < LEAST_ASSOCIATION {
        return None;
    }
    let values = match total.one <= total.other {
        true => [one, other],
        false => [other, one],
    };
    let words = values.map(|value| pointers.get(value));
    let [Some(first), Some(second)] = words else {
        return None;
    };
    let likeness = likeness(first, second);
    if likeness < LEAST_LIKENESS {
        return None;
    }
    let places: Vec<usize> = (0..counts.len()).collect();
    let sampled = samples(|random, drawn| {
        resample(&places, random, drawn);
        sum(drawn.iter().filter_map(|&place| counts.get(place))).association()
    });
    let association = Estimate {
        value: total.association(),
        interval: interval(sampled),
    };
    if association.interval.is_none_or(|[low, _]| low <= 0.0) {
        return None;
    }
    let shares_words = |passage: &&Passage| {
        let [one, other] = values.map(|value| passage.sense(value));
        let both = one.zip(other);
        both.is_some_and(|(one, other)| !one.tokens.is_disjoint(&other.tokens))
    };
    let (same, apart): (Vec<&Passage>, Vec<&Passage>) = texts
        .passages
        .iter()
        .filter(|passage| values.iter().all(|&value| passage.sense(value).is_some()))
        .partition(shares_words);
    Some(MergeCandidate {
        values,
        passages: [total.one.min(total.other), total.one.max(total.other)],
        both: total.both,
        expected: total.one as f64 * total.other as f64 / total.all as f64,
        documents,
        association,
        same_words: same.len(),
        likeness,
        shared: shared(texts, first, second),
        examples: examples(same.into_iter().chain(apart), EXAMPLES),
    })
}

/// The first passages, of different documents first.
pub(super) fn examples<'a>(passages: impl Iterator<Item = &'a Passage>, most: usize) -> Vec<usize> {
    let mut documents = BTreeSet::new();
    let (first, more): (Vec<&Passage>, Vec<&Passage>) =
        passages.partition(|passage| documents.insert(passage.document));
    let all = first.into_iter().chain(more).take(most);
    all.map(|passage| passage.carrier).collect()
}

/// How many passages carry any value, either of two, and both.
#[derive(Clone, Copy, Default)]
struct Counts {
    all: usize,
    one: usize,
    other: usize,
    both: usize,
}

impl Counts {
    /// Normalised pointwise mutual information; 0 where nothing is known.
    fn association(&self) -> f64 {
        association(self.both, [self.one, self.other], self.all)
    }
}

fn by_document(texts: &Texts, one: usize, other: usize) -> Vec<Counts> {
    let mut documents: BTreeMap<usize, Counts> = BTreeMap::new();
    for passage in &texts.passages {
        let counts = documents.entry(passage.document).or_default();
        let has = |value| passage.sense(value).is_some();
        let (one, other) = (has(one), has(other));
        counts.all += 1;
        counts.one += usize::from(one);
        counts.other += usize::from(other);
        counts.both += usize::from(one && other);
    }
    documents.into_values().collect()
}

fn sum<'a>(counts: impl Iterator<Item = &'a Counts>) -> Counts {
    counts.fold(Counts::default(), |sum, one| Counts {
        all: sum.all + one.all,
        one: sum.one + one.one,
        other: sum.other + one.other,
        both: sum.both + one.both,
    })
}

/// The words that point to a value, with the number of documents in which they
/// do.
type Pointers = BTreeMap<Family, usize>;

fn pointers(texts: &Texts) -> Vec<Pointers> {
    let mut places: Vec<BTreeSet<(Family, usize)>> = vec![BTreeSet::new(); texts.values];
    for passage in &texts.passages {
        for sense in &passage.senses {
            if let Some(places) = places.get_mut(sense.value) {
                places.extend(sense.hits.iter().map(|&word| (word, passage.document)));
            }
        }
    }
    places
        .into_iter()
        .map(|places| {
            let mut pointers = Pointers::new();
            for (word, _) in places {
                *pointers.entry(word).or_default() += 1;
            }
            pointers
        })
        .collect()
}

fn likeness(one: &Pointers, other: &Pointers) -> f64 {
    let square = |pointers: &Pointers| -> f64 {
        let squares = pointers.values().map(|&count| (count * count) as f64);
        squares.sum()
    };
    let products = one
        .iter()
        .filter_map(|(word, &count)| Some((count * other.get(word)?) as f64));
    let product = products.fold(0.0, |sum, product| sum + product);
    let size = (square(one) * square(other)).sqrt();
    if size > 0.0 { product / size } else { 0.0 }
}

/// The words that point to both in many documents, and are rare otherwise.
fn shared(texts: &Texts, one: &Pointers, other: &Pointers) -> Vec<SharedWord> {
    let mut shared: Vec<(f64, SharedWord)> = one
        .iter()
        .filter_map(|(&word, &count)| {
            let documents = [count, *other.get(&word)?];
            let rarity = texts.passages.len() as f64 / texts.spread(word).max(1) as f64;
            let [one, other] = documents;
            let strength = one.min(other) as f64 * rarity.ln();
            let word = texts.word(word).to_owned();
            Some((strength, SharedWord { word, documents }))
        })
        .collect();
    shared.sort_by(|(one, first), (other, second)| {
        let stronger = other.total_cmp(one);
        stronger.then_with(|| first.word.cmp(&second.word))
    });
    shared.truncate(SHOWN_WORDS);
    shared.into_iter().map(|(_, word)| word).collect()
}
