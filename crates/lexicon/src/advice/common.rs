use waardenscan_dutch::Dutch;

use crate::frequency::Frequencies;
use crate::pattern::Pattern;
use crate::read::Draft;
use crate::{Problem, Usage};

/// Share of the passages from which on a term is too common to say much: our
/// choice, since few values stand in more passages than that altogether.
const TOO_COMMON: f64 = 0.05;

/// Reports terms that stand in very many passages: in those that `usage` has
/// counted, or else, for terms of a single word, by the built-in table.
pub(super) fn check(
    draft: &Draft<'_>,
    dutch: &Dutch,
    usage: Option<&Usage>,
    problems: &mut Vec<Problem>,
) {
    let table = Frequencies::new(dutch);
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

/// The share of passages that a term of one word stands in, at most; 0 for
/// other terms.
fn in_table(pattern: &Pattern, table: &Frequencies, dutch: &Dutch) -> f64 {
    let [step] = pattern.steps.as_slice() else {
        return 0.0;
    };
    let words = step
        .choices
        .iter()
        .filter_map(|choice| match choice.as_slice() {
            [test] => Some(test),
            _ => None,
        });
    table.share(words, dutch)
}
