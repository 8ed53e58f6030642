use std::collections::BTreeMap;

use waardenscan_dutch::Dutch;

use crate::pattern::{Pattern, WordTest};
use crate::read::Draft;
use crate::{Problem, Usage};

/// Share of the passages from which on a term is too common to say much: our
/// choice, since few values stand in more passages than that altogether.
const TOO_COMMON: f64 = 0.05;

/// Words, and the share of passages they stand in, made by the example
/// `frequencies` of this crate from 3,260 passages that were written for this
/// project.
const FREQUENCIES: &str = include_str!("../../data/frequencies.tsv");

/// Reports terms that stand in very many passages: in those that `usage` has
/// counted, or else, for terms of a single word, by the built-in table.
pub(super) fn check(
    draft: &Draft<'_>,
    dutch: &Dutch,
    usage: Option<&Usage>,
    problems: &mut Vec<Problem>,
) {
    let table = match usage {
        Some(_) => Vec::new(),
        None => table(dutch),
    };
    for value in &draft.values {
        let indicators = value.value.indicators.iter().zip(&value.terms);
        for (index, (indicator, place)) in indicators.enumerate() {
            let share = match usage {
                Some(usage) => usage.share(&value.value.id, index),
                None => in_table(&indicator.pattern, &table, dutch),
            };
            if share > TOO_COMMON {
                let problem = place
                    .warning(format!(
                        "`{}` staat in {:.0} van de 100 passages",
                        indicator.term,
                        share * 100.0
                    ))
                    .with_help(Some(
                        "wat zo vaak voorkomt zegt weinig: maak de term langer, of vraag er met \
                         `bij` iets naast"
                            .into(),
                    ));
                problems.push(problem);
            }
        }
    }
}

struct Frequent {
    form: &'static str,
    family: String,
    share: f64,
}

fn table(dutch: &Dutch) -> Vec<Frequent> {
    let lines = FREQUENCIES.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let (form, share) = line.split_once('\t')?;
            Some(Frequent {
                form,
                family: dutch.word(form).family,
                share: share.parse().ok()?,
            })
        })
        .collect()
}

/// The share of passages that a term of one word stands in, at most: forms
/// that stand in the same passage count twice. 0 for other terms.
fn in_table(pattern: &Pattern, table: &[Frequent], dutch: &Dutch) -> f64 {
    let [step] = pattern.steps.as_slice() else {
        return 0.0;
    };
    // Each form once, whatever the choices that it passes.
    let mut shares: BTreeMap<&str, f64> = BTreeMap::new();
    for choice in &step.choices {
        let [test] = choice.as_slice() else {
            continue;
        };
        let family = match test {
            WordTest::Lemma(word) => Some(dutch.word(word).family),
            _ => None,
        };
        for frequent in table {
            let passes = match &family {
                Some(family) => *family == frequent.family,
                None => WordTest::Exact(frequent.form.to_owned()).implies(test),
            };
            if passes {
                shares.insert(frequent.form, frequent.share);
            }
        }
    }
    shares.values().sum::<f64>().min(1.0)
}
