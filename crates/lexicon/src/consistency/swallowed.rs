use crate::Problem;
use crate::pattern::Shapes;
use crate::read::Draft;

/// Reports indicators of which every match is taken away by an exclusion of
/// the same value. A gap filled halfway may escape this check, but a problem
/// reported is one.
pub(super) fn check(draft: &Draft<'_>, problems: &mut Vec<Problem>) {
    for value in &draft.values {
        let exclusions = &value.value.exclusions;
        if exclusions.is_empty() {
            continue;
        }
        for (indicator, place) in value.value.indicators.iter().zip(&value.terms) {
            let Some(shapes) = Shapes::of(&indicator.pattern) else {
                continue;
            };
            let mut exclusions = exclusions.iter();
            if let Some(exclusion) =
                exclusions.find(|exclusion| shapes.all_hold(&exclusion.pattern))
            {
                let problem = place
                    .error(format!("`{}` geeft nooit een treffer", indicator.term))
                    .with_help(Some(format!(
                        "elke treffer ervan valt onder de uitsluiting `{}`",
                        exclusion.term
                    )));
                problems.push(problem);
            }
        }
    }
}
