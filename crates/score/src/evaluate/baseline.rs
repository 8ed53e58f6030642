use waardenscan_dutch::{Dutch, Words};
use waardenscan_lexicon::{Kind, Value};

use super::counts::{Counts, macro_f1};
use super::{Baseline, Baselines, GoldPassage, LabelKind};
use crate::{Scorer, Scratch};

/// Shorter words of a name ("en", "van") are not the name of a value.
const SHORTEST_NAME_WORD: usize = 4;

/// From here on an indicator is more likely right than wrong.
const PRECISE_THRESHOLD: f64 = 0.5;

/// What simpler methods would reach; `threshold` is that of both layers.
pub(super) fn baselines(
    scorer: &Scorer,
    gold: &[GoldPassage],
    labels: &[Vec<Option<LabelKind>>],
    threshold: f64,
) -> Baselines {
    let mut scratch = Scratch::new();
    let layers: Vec<_> = gold
        .iter()
        .map(|passage| scorer.layers(&passage.text, &mut scratch))
        .collect();
    let values = scorer.lexicon().values();
    let mut forms = Forms::new(scorer.dutch());
    let names: Vec<Vec<Vec<String>>> = values.iter().map(|value| forms.name(value)).collect();
    let terms: Vec<Vec<Vec<String>>> = values.iter().map(|value| forms.terms(value)).collect();
    let texts: Vec<Vec<String>> = gold.iter().map(|passage| forms.of(&passage.text)).collect();

    let compare = |suggested: &dyn Fn(usize, usize) -> bool| {
        let counts: Vec<Counts> = labels
            .iter()
            .enumerate()
            .map(|(passage, labels)| Counts::new(labels, |value| suggested(passage, value)))
            .collect();
        baseline(values.len(), &counts)
    };
    let written = |terms: &[Vec<Vec<String>>], passage: usize, value: usize| {
        let (Some(terms), Some(text)) = (terms.get(value), texts.get(passage)) else {
            return false;
        };
        terms.iter().any(|term| holds(text, term))
    };
    let reaches = |scores: Option<&Vec<f64>>, value: usize, least: f64| {
        let score = scores.and_then(|scores| scores.get(value));
        score.is_some_and(|&score| score >= least)
    };
    Baselines {
        names_only: compare(&|passage, value| written(&names, passage, value)),
        all_positive: compare(&|_, _| true),
        exact_words: compare(&|passage, value| written(&terms, passage, value)),
        precise_layer: compare(&|passage, value| {
            let precise = layers.get(passage).map(|layers| &layers.precise);
            reaches(precise, value, PRECISE_THRESHOLD)
        }),
        statistical_layer: scorer.model().map(|_| {
            compare(&|passage, value| {
                let learned = layers.get(passage).map(|layers| &layers.statistical);
                reaches(learned, value, threshold)
            })
        }),
    }
}

/// Cuts texts into the forms of their words.
struct Forms<'a> {
    dutch: &'a Dutch,
    words: Words,
}

impl<'a> Forms<'a> {
    fn new(dutch: &'a Dutch) -> Self {
        Self {
            dutch,
            words: Words::new(),
        }
    }

    fn of(&mut self, text: &str) -> Vec<String> {
        let analysis = self.dutch.analyse(text, &mut self.words);
        let tokens = analysis.tokens.iter();
        tokens
            .map(|token| self.words.get(token.word).form.clone())
            .collect()
    }

    /// The words of a value's name, each by itself.
    fn name(&mut self, value: &Value) -> Vec<Vec<String>> {
        let mut name = self.of(&value.name);
        name.retain(|word| word.chars().count() >= SHORTEST_NAME_WORD);
        name.into_iter().map(|word| vec![word]).collect()
    }

    /// The value's words and phrases that need no notation to be written down.
    fn terms(&mut self, value: &Value) -> Vec<Vec<String>> {
        let written = value.indicators.iter().filter(|indicator| {
            matches!(indicator.kind, Kind::Word | Kind::Lemma | Kind::Phrase)
                && indicator
                    .term
                    .chars()
                    .all(|c| c.is_alphanumeric() || " -'’".contains(c))
        });
        let terms: Vec<&str> = written.map(|indicator| indicator.term.as_str()).collect();
        terms.into_iter().map(|term| self.of(term)).collect()
    }
}

fn holds(text: &[String], term: &[String]) -> bool {
    !term.is_empty() && text.windows(term.len()).any(|words| words == term)
}

fn baseline(values: usize, counts: &[Counts]) -> Baseline {
    let total = Counts::sum(values, counts);
    let micro = total.micro();
    Baseline {
        precision: micro.precision,
        recall: micro.recall,
        f1: micro.f1,
        macro_f1: macro_f1(&total),
    }
}
