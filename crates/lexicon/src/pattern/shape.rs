use std::borrow::Cow;

use super::{Pattern, Step, WordTest};

/// Shapes of one pattern that are tried; one with more is let be.
const MAX_SHAPES: usize = 512;

/// A token of a shape: what it must be, or `None` for any filler in a gap.
type Slot = Option<WordTest>;

/// A pattern written out: each combination of its choices, with every gap
/// empty and with every gap full, in each of its orders. A gap filled halfway
/// is left out, so what holds for all shapes may not hold for all matches.
pub(crate) struct Shapes(Vec<Vec<Slot>>);

impl Shapes {
    /// Writes out `pattern`; `None` where that gives too many shapes.
    pub(crate) fn of(pattern: &Pattern) -> Option<Self> {
        let mut all = Vec::new();
        for steps in pattern.orders() {
            let mut shapes: Vec<Vec<Slot>> = vec![Vec::new()];
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
                            longer.extend(choice.iter().cloned().map(Some));
                            longer
                        })
                    })
                    .collect();
            }
            all.extend(shapes);
        }
        Some(Self(all))
    }

    /// Tells whether a match of `pattern` surely lies in every shape.
    pub(crate) fn all_hold(&self, pattern: &Pattern) -> bool {
        let orders: Vec<Cow<'_, [Step]>> = pattern.orders().collect();
        self.0.iter().all(|shape| {
            let mut orders = orders.iter();
            orders.any(|steps| (0..shape.len()).any(|start| lies_at(steps, shape, start)))
        })
    }
}

/// Tells whether the steps surely match the shape from `start` on.
fn lies_at(steps: &[Step], shape: &[Slot], start: usize) -> bool {
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
                    .all(|(slot, test)| slot.as_ref().is_some_and(|slot| slot.implies(test)))
            }) && lies_at(rest, shape, from + choice.len())
        })
    })
}
