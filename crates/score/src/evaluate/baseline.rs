use waardenscan_dutch::Words;

use super::counts::{Counts, macro_f1};
use super::{Baseline, Baselines, GoldPassage, LabelKind};
use crate::Scorer;

/// Shorter words of a name ("en", "van") are not the name of a value.
const SHORTEST_NAME_WORD: usize = 4;

/// What suggesting by name only, and suggesting everything, would reach.
pub(super) fn baselines(
    scorer: &Scorer,
    gold: &[GoldPassage],
    labels: &[Vec<Option<LabelKind>>],
) -> Baselines {
    let dutch = scorer.dutch();
    let mut words = Words::new();
    let mut forms = |text: &str| -> Vec<String> {
        let analysis = dutch.analyse(text, &mut words);
        let forms = analysis
            .tokens
            .iter()
            .map(|token| words.get(token.word).form.clone());
        forms.collect()
    };
    let names: Vec<Vec<String>> = scorer
        .lexicon()
        .values()
        .iter()
        .map(|value| {
            let mut name = forms(&value.name);
            name.retain(|word| word.chars().count() >= SHORTEST_NAME_WORD);
            name
        })
        .collect();
    let named: Vec<Counts> = gold
        .iter()
        .zip(labels)
        .map(|(passage, labels)| {
            let text = forms(&passage.text);
            Counts::new(labels, |value| {
                names
                    .get(value)
                    .is_some_and(|name| name.iter().any(|word| text.contains(word)))
            })
        })
        .collect();
    let all: Vec<Counts> = labels
        .iter()
        .map(|labels| Counts::new(labels, |_| true))
        .collect();
    Baselines {
        names_only: baseline(names.len(), &named),
        all_positive: baseline(names.len(), &all),
    }
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
