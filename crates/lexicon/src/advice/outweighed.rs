use crate::pattern::Shapes;
use crate::read::Draft;
use crate::{Indicator, Problem};

/// Notes indicators that never count: every match holds a match of another
/// indicator of the same value that weighs as much or more, and of overlapping
/// hits only the heaviest counts.
pub(super) fn check(draft: &Draft<'_>, problems: &mut Vec<Problem>) {
    for value in &draft.values {
        let indicators = &value.value.indicators;
        for (indicator, place) in indicators.iter().zip(&value.terms) {
            let heavier = |other: &&Indicator| {
                other.weight >= indicator.weight
                    && other.pattern != indicator.pattern
                    && other.pole == indicator.pole
                    && other.scope.is_everywhere()
            };
            let mut others = indicators.iter().filter(heavier).peekable();
            if others.peek().is_none() {
                continue;
            }
            let Some(shapes) = Shapes::of(&indicator.pattern) else {
                continue;
            };
            if let Some(other) = others.find(|other| shapes.all_hold(&other.pattern)) {
                let problem = place
                    .note(format!("`{}` telt nooit", indicator.term))
                    .with_help(Some(format!(
                        "elke treffer ervan bevat er een van `{}`, die minstens zo zwaar weegt",
                        other.term
                    )));
                problems.push(problem);
            }
        }
    }
}
