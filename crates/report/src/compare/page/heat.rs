//! Values × groups: a table whose cells are also coloured.

use maud::{Markup, html};

use super::super::record::{Comparison, GroupFigures};
use super::super::words::percent;
use crate::dutch;
use crate::table::scroll;

/// From which share, in hundredths, a cell has the next colour: our choice,
/// doubling, so that rare values still show.
const STEPS: [f64; 4] = [1.5, 3.0, 6.0, 12.0];

pub(super) fn section(comparison: &Comparison) -> Markup {
    if comparison.groups.is_empty() {
        return Markup::default();
    }
    let table = html! {
        table.heat {
            caption { "Aandeel per waarde en groep. Een streep: niet gevonden." }
            (head(comparison))
            (body(comparison))
        }
    };
    html! {
        section {
            h2 #kaart { "Alle waarden naast elkaar" }
            p {
                "Elk getal is het aandeel van een waarde in een groep, met daaronder in hoeveel \
                 passages zij voorkomt. Hoe sterker de kleur, hoe groter het aandeel."
            }
            (legend())
            (scroll("Tabel: waarden en groepen", &table))
        }
    }
}

fn head(comparison: &Comparison) -> Markup {
    html! {
        thead {
            tr {
                th scope="col" { "Waarde" }
                @for group in &comparison.groups {
                    th scope="col" {
                        (dutch::capital(&group.name))
                        span.small { (dutch::documents(group.documents)) }
                        @if group.without > 0 {
                            span.small { "en " (dutch::count(group.without)) " zonder bevindingen" }
                        }
                    }
                }
            }
        }
    }
}

fn body(comparison: &Comparison) -> Markup {
    let figures = |value: usize| -> Vec<Option<&GroupFigures>> {
        let groups = comparison.groups.iter();
        groups.map(|group| group.values.get(value)).collect()
    };
    let values = comparison.values.iter().enumerate();
    let found = values.filter(|(value, _)| {
        figures(*value)
            .into_iter()
            .flatten()
            .any(|it| it.passages > 0)
    });
    html! {
        tbody {
            @for (index, value) in found {
                tr {
                    th scope="row" { (value.name) }
                    @for cell in figures(index).into_iter().flatten() {
                        @if cell.passages == 0 {
                            td { "–" }
                        } @else {
                            td class={ "q" (step(cell.share.value)) } {
                                (percent(cell.share.value))
                                span.small { (dutch::count(cell.passages)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn legend() -> Markup {
    let number = |of: f64| super::super::words::decimals(of, if of.fract() > 0.0 { 1 } else { 0 });
    let words = |step: usize| {
        let from = step.checked_sub(1).and_then(|before| STEPS.get(before));
        match (from, STEPS.get(step)) {
            (None, Some(to)) => format!("minder dan {} %", number(*to)),
            (Some(from), Some(to)) => format!("{} tot {} %", number(*from), number(*to)),
            (Some(from), None) => format!("{} % en meer", number(*from)),
            (None, None) => String::new(),
        }
    };
    html! {
        ul.key {
            @for step in 0..=STEPS.len() {
                li { span class={ "box q" (step) } {} (words(step)) }
            }
        }
    }
}

/// The colour of a share, from 0 to the number of steps.
fn step(share: f64) -> usize {
    STEPS
        .iter()
        .filter(|&&least| share * 100.0 >= least)
        .count()
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn colours_follow_the_share() {
        let steps = [0.0, 0.0149, 0.015, 0.0599, 0.06, 0.2, 1.0].map(step);
        assert_eq!(steps, [0, 0, 1, 2, 3, 4, 4]);
    }
}
