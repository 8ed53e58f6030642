use std::borrow::Cow;

use crate::pattern::{Pattern, Step, WordTest};
use crate::read::Draft;
use crate::{Exclusion, Problem};

/// Shapes of one indicator that are tried; one with more is let be.
const MAX_SHAPES: usize = 512;

/// A token of a shape: what it must be, or `None` for any filler in a gap.
type Slot<'p> = Option<&'p WordTest>;

/// Reports indicators of which every match is taken away by an exclusion of
/// the same value.
///
/// An indicator is written out into shapes: each combination of its choices,
/// with every gap empty and with every gap full. It counts as swallowed only
/// where an exclusion lies in every shape, so a gap filled halfway may escape
/// this check, but a problem reported is one.
pub(super) fn check(draft: &Draft<'_>, problems: &mut Vec<Problem>) {
    for value in &draft.values {
        for (indicator, place) in value.value.indicators.iter().zip(&value.terms) {
            if let Some(exclusion) = swallower(&indicator.pattern, &value.value.exclusions) {
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

fn swallower<'e>(indicator: &Pattern, exclusions: &'e [Exclusion]) -> Option<&'e Exclusion> {
    let orders: Vec<_> = indicator.orders().collect();
    let shapes = shapes(&orders)?;
    exclusions.iter().find(|exclusion| {
        shapes.iter().all(|shape| {
            let mut orders = exclusion.pattern.orders();
            orders.any(|steps| (0..shape.len()).any(|start| lies_at(&steps, shape, start)))
        })
    })
}

/// Writes out the shapes of a pattern in each of its orders; `None` where they
/// are too many.
fn shapes<'p>(orders: &'p [Cow<'_, [Step]>]) -> Option<Vec<Vec<Slot<'p>>>> {
    let mut all = Vec::new();
    for steps in orders {
        let mut shapes: Vec<Vec<Slot<'_>>> = vec![Vec::new()];
        for step in steps.iter() {
            let gaps: &[usize] = if step.gap == 0 { &[0] } else { &[0, step.gap] };
            if shapes.len() * gaps.len() * step.choices.len() > MAX_SHAPES {
                return None;
            }
            shapes = shapes
                .iter()
                .flat_map(|shape| gaps.iter().map(move |&gap| (shape, gap)))
                .flat_map(|(shape, gap)| {
                    step.choices.iter().map(move |choice| {
                        let mut longer = shape.clone();
                        longer.resize(shape.len() + gap, None);
                        longer.extend(choice.iter().map(Some));
                        longer
                    })
                })
                .collect();
        }
        all.extend(shapes);
    }
    Some(all)
}

/// Tells whether the steps surely match the shape from `start` on.
fn lies_at(steps: &[Step], shape: &[Slot<'_>], start: usize) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        return true;
    };
    (0..=step.gap).any(|skipped| {
        let from = start + skipped;
        step.choices.iter().any(|choice| {
            let here = shape.get(from..from + choice.len());
            here.is_some_and(|slots| {
                slots
                    .iter()
                    .zip(choice)
                    .all(|(slot, test)| slot.is_some_and(|slot| slot.implies(test)))
            }) && lies_at(rest, shape, from + choice.len())
        })
    })
}
