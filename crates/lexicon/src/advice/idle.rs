use waardenscan_dutch::Dutch;

use crate::pattern::{Pattern, WordTest};
use crate::read::Draft;
use crate::{Effect, Problem};

/// Reports exclusions with the effect `overlap` that share no word with any
/// indicator of their value. Words in gaps do not count: an exclusion that only
/// reaches into a gap is not meant.
pub(super) fn check(draft: &Draft<'_>, dutch: &Dutch, problems: &mut Vec<Problem>) {
    for value in &draft.values {
        for (exclusion, place) in value.value.exclusions.iter().zip(&value.exclusions) {
            if exclusion.effect == Effect::FalseFriend {
                continue;
            }
            let touched = value.value.indicators.iter().any(|indicator| {
                tests(&exclusion.pattern)
                    .any(|one| tests(&indicator.pattern).any(|other| one.may_meet(other, dutch)))
            });
            if !touched {
                let problem = place
                    .warning(format!(
                        "`{}` deelt geen woord met een indicator van deze waarde",
                        exclusion.term
                    ))
                    .with_help(Some(
                        "kies werking `valse_vriend`, of schrap de uitsluiting".into(),
                    ));
                problems.push(problem);
            }
        }
    }
}

fn tests(pattern: &Pattern) -> impl Iterator<Item = &WordTest> {
    let steps = pattern.steps.iter();
    steps.flat_map(|step| step.choices.iter().flatten())
}
