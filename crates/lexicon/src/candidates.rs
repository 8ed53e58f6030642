//! Words and phrases that labelled passages offer as indicators.

use std::collections::{BTreeMap, BTreeSet};

use waardenscan_dutch::{Analysis, Dutch, Words};

use crate::{ClassCache, Evidence, Indicator, Kind, Lexicon, Matcher};

/// Words of the longest phrase that is looked at.
const LONGEST: usize = 3;

/// Letters of the shortest word that is looked at by itself.
const SHORTEST: usize = 4;

/// Passages that the prior counts for: the share of all passages that carry
/// the value, as so many earlier observations. Our choice.
const PRIOR: f64 = 4.0;

/// Least log-likelihood ratio over documents: the 1 % point of chi-squared
/// with one degree of freedom.
const LEAST_EVIDENCE: f64 = 6.63;

/// Examples that a candidate shows.
const EXAMPLES: usize = 3;

/// A passage and what people say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledPassage {
    /// The document it comes from.
    pub document: String,
    /// The text.
    pub text: String,
    /// Identifiers of its values, with whether the value is named.
    pub values: BTreeMap<String, bool>,
}

/// What is asked of a candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct CandidateOptions {
    /// Passages with the term at least. Default: 4.
    pub least_passages: usize,
    /// Documents at least in which it stands in a passage with the value.
    /// Default: 3.
    pub least_documents: usize,
    /// Least estimated precision, from 0 to 1. Default: 0.5.
    pub least_precision: f64,
    /// Candidates at most for a value. Default: 20.
    pub most: usize,
}

impl Default for CandidateOptions {
    fn default() -> Self {
        Self {
            least_passages: 4,
            least_documents: 3,
            least_precision: 0.5,
            most: 20,
        }
    }
}

/// A word or phrase that may become an indicator.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Candidate {
    /// Identifier of the value.
    pub value: String,
    /// The term.
    pub term: String,
    /// [`Kind::Lemma`] for a word, [`Kind::Phrase`] for a phrase.
    pub kind: Kind,
    /// Passages with the term.
    pub passages: usize,
    /// Those of them that carry the value.
    pub right: usize,
    /// Documents with the term in a passage that carries the value.
    pub documents: usize,
    /// Documents with the term in another passage.
    pub other_documents: usize,
    /// Estimated share of the passages with the term that carry the value:
    /// the mean of a beta distribution whose prior is the value's own share
    /// of all passages.
    pub precision: f64,
    /// Log-likelihood ratio of the term over documents: those with the term
    /// in passages of the value against those with it in the rest. Documents
    /// count, not words, since words in a document are not independent
    /// (Lijffijt et al. 2016).
    pub evidence: f64,
    /// Whether most of its right passages name the value.
    pub named: bool,
    /// Share of the right passages in which the value has a hit already.
    pub covered: f64,
    /// The values that the passages with the term carry otherwise, the most
    /// frequent first, with the share of the passages: at most three.
    pub overlap: Vec<(String, f64)>,
    /// Sentences with the term from passages with the value, each of another
    /// document.
    pub examples: Vec<String>,
}

impl Candidate {
    /// Makes an indicator of it, with `origin` and its counts as source.
    ///
    /// Returns `None` where its term is not one, which a candidate's is.
    #[must_use]
    pub fn to_indicator(&self, origin: &str) -> Option<Indicator> {
        let evidence = if self.named {
            Evidence::Named
        } else {
            Evidence::Implied
        };
        let weight = (self.precision * 100.0).round() / 100.0;
        let mut indicator = Indicator::new(&self.term, self.kind, weight, evidence).ok()?;
        indicator.source = Some(format!(
            "{origin}: {} van {} passages, {} documenten",
            self.right, self.passages, self.documents
        ));
        Some(indicator)
    }
}

/// Finds candidates for each value of `lexicon`, or for `only` one: values in
/// the order of the lexicon, candidates by evidence. Terms in which the value
/// has a hit already are left out.
#[must_use]
pub fn candidates(
    lexicon: &Lexicon,
    dutch: &Dutch,
    passages: &[LabelledPassage],
    only: Option<&str>,
    options: &CandidateOptions,
) -> Vec<Candidate> {
    let corpus = Corpus::read(lexicon, dutch, passages, options.least_passages);
    let mut found = Vec::new();
    for (index, value) in lexicon.values().iter().enumerate() {
        if only.is_none_or(|only| only == value.id) {
            found.extend(corpus.of_value(index, &value.id, options));
        }
    }
    found
}

/// The terms of all passages.
struct Corpus<'a> {
    lexicon: &'a Lexicon,
    dutch: &'a Dutch,
    matcher: Matcher,
    passages: &'a [LabelledPassage],
    /// Number of each passage's document.
    documents: Vec<usize>,
    /// Values with a hit, by passage.
    hits: Vec<BTreeSet<usize>>,
    /// Passages by term, in order.
    terms: BTreeMap<(Kind, String), Vec<usize>>,
}

impl<'a> Corpus<'a> {
    fn read(
        lexicon: &'a Lexicon,
        dutch: &'a Dutch,
        passages: &'a [LabelledPassage],
        least: usize,
    ) -> Self {
        let matcher = Matcher::new(lexicon, dutch);
        let (mut words, mut classes) = (Words::new(), ClassCache::default());
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut documents, mut hits) = (Vec::new(), Vec::new());
        let mut terms: BTreeMap<(Kind, String), Vec<usize>> = BTreeMap::new();
        for (index, passage) in passages.iter().enumerate() {
            let next = numbers.len();
            documents.push(*numbers.entry(&passage.document).or_insert(next));
            let analysis = dutch.analyse(&passage.text, &mut words);
            let found = matcher.find(dutch, &analysis, &words, &mut classes);
            hits.push(found.iter().map(|found| found.value).collect());
            for term in terms_of(&analysis, &words) {
                terms.entry(term).or_default().push(index);
            }
        }
        terms.retain(|_, places| places.len() >= least);
        Self {
            lexicon,
            dutch,
            matcher,
            passages,
            documents,
            hits,
            terms,
        }
    }

    fn of_value(&self, index: usize, id: &str, options: &CandidateOptions) -> Vec<Candidate> {
        let carries = |&passage: &usize| {
            let passage = self.passages.get(passage);
            passage.is_some_and(|passage| passage.values.contains_key(id))
        };
        let all: Vec<usize> = (0..self.passages.len()).collect();
        let (own, rest): (Vec<usize>, Vec<usize>) = all.iter().partition(|place| carries(place));
        let share = own.len() as f64 / all.len().max(1) as f64;
        let sizes = (self.documents_of(&own), self.documents_of(&rest));
        let mut found = Vec::new();
        for ((kind, term), places) in &self.terms {
            let (right, wrong): (Vec<usize>, Vec<usize>) =
                places.iter().partition(|place| carries(place));
            let counts = (self.documents_of(&right), self.documents_of(&wrong));
            let precision = (right.len() as f64 + PRIOR * share) / (places.len() as f64 + PRIOR);
            let evidence = log_likelihood(counts, sizes);
            if counts.0 < options.least_documents
                || precision < options.least_precision
                || evidence < LEAST_EVIDENCE
            {
                continue;
            }
            found.push((evidence, *kind, term, right, places, counts, precision));
        }
        // The strongest first; of equals the shortest, since what is longer
        // says nothing more.
        found.sort_by(|a, b| {
            let strength = b.0.total_cmp(&a.0);
            strength.then_with(|| (a.2.len(), a.2).cmp(&(b.2.len(), b.2)))
        });
        let mut kept: Vec<Candidate> = Vec::new();
        for (evidence, kind, term, right, places, counts, precision) in found {
            if kept.len() == options.most {
                break;
            }
            let is_in = |other: &Candidate| {
                other.passages == places.len()
                    && other.right == right.len()
                    && (other.term.contains(term.as_str()) || term.contains(&other.term))
            };
            if kept.iter().any(is_in) || self.has_hit(index, term) {
                continue;
            }
            let covered = right
                .iter()
                .filter(|&&place| {
                    self.hits
                        .get(place)
                        .is_some_and(|hits| hits.contains(&index))
                })
                .count();
            let named = right
                .iter()
                .filter(|&&place| {
                    let passage = self.passages.get(place);
                    passage.is_some_and(|one| one.values.get(id).copied() == Some(true))
                })
                .count();
            kept.push(Candidate {
                value: id.to_owned(),
                term: term.clone(),
                kind,
                passages: places.len(),
                right: right.len(),
                documents: counts.0,
                other_documents: counts.1,
                precision,
                evidence,
                named: 2 * named > right.len(),
                covered: covered as f64 / right.len().max(1) as f64,
                overlap: self.overlap(id, places),
                examples: self.examples(kind, term, &right),
            });
        }
        kept
    }

    fn documents_of(&self, places: &[usize]) -> usize {
        let documents: BTreeSet<_> = places
            .iter()
            .filter_map(|&place| self.documents.get(place))
            .collect();
        documents.len()
    }

    /// Tells whether the value has a hit in the term itself.
    fn has_hit(&self, value: usize, term: &str) -> bool {
        let mut words = Words::new();
        let analysis = self.dutch.analyse(term, &mut words);
        let found = self
            .matcher
            .find(self.dutch, &analysis, &words, &mut ClassCache::default());
        found.iter().any(|found| found.value == value)
    }

    fn overlap(&self, id: &str, places: &[usize]) -> Vec<(String, f64)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for passage in places.iter().filter_map(|&place| self.passages.get(place)) {
            for other in passage.values.keys().filter(|other| *other != id) {
                if self.lexicon.value(other).is_some() {
                    *counts.entry(other).or_default() += 1;
                }
            }
        }
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|&(id, count)| (std::cmp::Reverse(count), id));
        counts
            .into_iter()
            .take(3)
            .map(|(id, count)| (id.to_owned(), count as f64 / places.len().max(1) as f64))
            .collect()
    }

    fn examples(&self, kind: Kind, term: &str, right: &[usize]) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut examples = Vec::new();
        for &place in right {
            let (Some(passage), Some(document)) =
                (self.passages.get(place), self.documents.get(place))
            else {
                continue;
            };
            if examples.len() == EXAMPLES {
                break;
            }
            if !seen.insert(document) {
                continue;
            }
            let mut words = Words::new();
            for span in self.dutch.sentences(&passage.text) {
                let sentence = span.get(&passage.text).unwrap_or_default();
                let analysis = self.dutch.analyse(sentence, &mut words);
                if terms_of(&analysis, &words).contains(&(kind, term.to_owned())) {
                    examples.push(sentence.split_whitespace().collect::<Vec<_>>().join(" "));
                    break;
                }
            }
        }
        examples
    }
}

/// The word families and the phrases of a text, each once. A phrase holds a word of
/// some length and has none but whole words.
fn terms_of(analysis: &Analysis, words: &Words) -> BTreeSet<(Kind, String)> {
    let is_word = |form: &str| {
        form.chars()
            .all(|letter| letter.is_alphabetic() || letter == '-')
    };
    let is_long = |form: &str| form.chars().count() >= SHORTEST;
    let mut terms = BTreeSet::new();
    for sentence in &analysis.sentences {
        let tokens = analysis
            .tokens
            .get(sentence.tokens.clone())
            .unwrap_or_default();
        for start in 0..tokens.len() {
            let mut phrase = String::new();
            for (length, token) in (1..=LONGEST).zip(tokens.get(start..).unwrap_or_default()) {
                let word = words.get(token.word);
                if !is_word(&word.form) {
                    break;
                }
                if length == 1 {
                    // As a lemma is matched: with all words of its family.
                    if is_long(&word.family) && is_word(&word.family) {
                        terms.insert((Kind::Lemma, word.family.clone()));
                    }
                    phrase.clone_from(&word.form);
                    continue;
                }
                phrase.push(' ');
                phrase.push_str(&word.form);
                if is_long(&word.form) {
                    terms.insert((Kind::Phrase, phrase.clone()));
                }
            }
        }
    }
    terms
}

/// Twice the log-likelihood ratio of a term that stands in `counts` of `sizes`
/// documents on either side; 0 where it is not more frequent on the first.
fn log_likelihood(counts: (usize, usize), sizes: (usize, usize)) -> f64 {
    let (a, b) = (counts.0 as f64, counts.1 as f64);
    let (n, m) = (sizes.0 as f64, sizes.1 as f64);
    if n == 0.0 || m == 0.0 || a / n <= b / m {
        return 0.0;
    }
    let share = (a + b) / (n + m);
    let part = |seen: f64, expected: f64| {
        if seen > 0.0 && expected > 0.0 {
            seen * (seen / expected).ln()
        } else {
            0.0
        }
    };
    2.0 * (part(a, n * share)
        + part(b, m * share)
        + part(n - a, n * (1.0 - share))
        + part(m - b, m * (1.0 - share)))
}
