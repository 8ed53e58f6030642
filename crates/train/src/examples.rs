use std::collections::BTreeMap;

use waardenscan_lexicon::Lexicon;
use waardenscan_score::{GoldPassage, Scorer, Scratch};

use crate::folds::folds;
use crate::texts::{Lexemes, Text};
use crate::unseen::{Document, Unseen};
use crate::vocabulary::Vocabulary;
use crate::{GoldFile, Input, Recipe};
use waardenscan_score::statistics::GramKey;

/// The labelled passages, analysed.
pub(crate) struct Examples {
    pub(crate) lexemes: Lexemes,
    pub(crate) passages: Vec<Text>,
    /// Per passage the values it has.
    pub(crate) labels: Vec<Vec<bool>>,
    /// Which part of cross-validation each passage is tried in.
    pub(crate) part: Vec<usize>,
    /// The number of its document, in order of first appearance.
    pub(crate) document: Vec<usize>,
    pub(crate) fragments: Vec<Fragment>,
    /// The stems of the texts without labels.
    pub(crate) corpus: Vec<Vec<GramKey>>,
}

/// Words that coders marked as carrying a value.
pub(crate) struct Fragment {
    pub(crate) passage: usize,
    pub(crate) value: usize,
    pub(crate) text: Text,
}

impl Examples {
    pub(crate) fn new(input: &Input<'_>, scorer: &Scorer, recipe: &Recipe) -> Self {
        let gold = input.gold;
        let values = scorer.lexicon().values();
        let mut lexemes = Lexemes::default();
        let mut passages = Vec::new();
        let mut labels = Vec::new();
        let mut fragments = Vec::new();
        let mut scratch = Scratch::new();
        let mut found = |text: &str| scorer.score_text(text, f64::MIN_POSITIVE, &mut scratch);
        let documents: Vec<Document<'_>> = with_file(gold)
            .map(|(file, passage)| (file, passage.document()))
            .collect();
        let mut unseen = Unseen::default();
        for ((_, passage), document) in with_file(gold).zip(&documents) {
            let has = labels_of(passage, scorer.lexicon());
            unseen.count(*document, &found(&passage.text), &has);
            labels.push(has);
        }
        for ((_, passage), document) in with_file(gold).zip(&documents) {
            let mut text = |text: &str| {
                let precise = unseen.scores(*document, &found(text), values.len());
                lexemes.text(text, precise, scorer)
            };
            for label in &passage.labels {
                let Some(value) = values.iter().position(|value| value.id == label.value) else {
                    continue;
                };
                for fragment in &label.fragments {
                    fragments.push(Fragment {
                        passage: passages.len(),
                        value,
                        text: text(fragment),
                    });
                }
            }
            passages.push(text(&passage.text));
        }
        let stems = |text: &String| {
            let text = lexemes.text(text, Vec::new(), scorer);
            lexemes.stems(&text).collect()
        };
        let corpus = input.corpus.iter().map(stems).collect();
        Self {
            lexemes,
            corpus,
            passages,
            labels,
            part: folds(&documents, recipe.folds),
            document: numbers(&documents),
            fragments,
        }
    }

    /// Which n-grams the passages have: stem runs and character n-grams.
    pub(crate) fn vocabularies(&self, recipe: &Recipe) -> [Vocabulary; 2] {
        let passages = self.passages.iter();
        let stems = passages.clone().map(|text| self.lexemes.stem_runs(text));
        let chars = passages.map(|text| self.lexemes.chars(text));
        [
            Vocabulary::new(stems, recipe.least_stems),
            Vocabulary::new(chars, recipe.least_chars),
        ]
    }
}

pub(crate) fn with_file(gold: &[GoldFile]) -> impl Iterator<Item = (usize, &GoldPassage)> {
    let files = gold.iter().enumerate();
    files.flat_map(|(index, file)| file.passages.iter().map(move |passage| (index, passage)))
}

fn numbers(documents: &[Document<'_>]) -> Vec<usize> {
    let mut known: BTreeMap<Document<'_>, usize> = BTreeMap::new();
    let mut numbers = Vec::with_capacity(documents.len());
    for document in documents {
        let next = known.len();
        numbers.push(*known.entry(*document).or_insert(next));
    }
    numbers
}

fn labels_of(passage: &GoldPassage, lexicon: &Lexicon) -> Vec<bool> {
    let values = lexicon.values().iter();
    values
        .map(|value| passage.labels.iter().any(|label| label.value == value.id))
        .collect()
}
