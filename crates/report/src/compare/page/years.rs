//! Through the years: a small line chart for each value, all on one scale.

use maud::{Markup, html};

use super::super::record::{Comparison, Year};
use super::super::words::{decimals, percent};
use super::svg::at;
use crate::dutch;
use crate::table::scroll;

/// A small chart, the text below its line included.
const WIDTH: f64 = 190.0;
const HEIGHT: f64 = 76.0;
/// What the lines are drawn in: left, right, top, bottom.
const FIELD: [f64; 4] = [6.0, 184.0, 6.0, 56.0];

pub(super) fn section(comparison: &Comparison) -> Markup {
    let years = &comparison.years;
    if years.is_empty() {
        return Markup::default();
    }
    let shares = years.iter().flat_map(|year| &year.shares);
    let most = shares.copied().fold(0.0, f64::max).max(1e-9);
    let passages = &comparison.together.by_value;
    let values = comparison.values.iter().enumerate();
    let found: Vec<(usize, &str)> = values
        .filter(|(value, _)| passages.get(*value).is_some_and(|&it| it > 0))
        .map(|(index, value)| (index, value.name.as_str()))
        .collect();
    html! {
        section {
            h2 #jaren { "Door de jaren" }
            p {
                "Het aandeel van elke waarde in de documenten van elk jaar. Alle grafieken hebben \
                 dezelfde schaal, van 0 tot " (decimals(most * 100.0, 0)) "\u{a0}%. Het aantal \
                 documenten per jaar staat in de tabel: een jaar met weinig documenten zegt weinig."
            }
            ul.years {
                @for (index, name) in &found {
                    li {
                        span { (name) }
                        (chart(years, *index, name, most))
                    }
                }
            }
            details {
                summary { "De cijfers als tabel" }
                (scroll("Tabel: aandelen per jaar", &table(years, &found)))
            }
        }
    }
}

fn chart(years: &[Year], value: usize, name: &str, most: f64) -> Markup {
    let [left, right, top, bottom] = FIELD;
    let (Some(first), Some(last)) = (years.first(), years.last()) else {
        return Markup::default();
    };
    let span = f64::from((last.year - first.year).max(1));
    let share = |year: &Year| year.shares.get(value).copied().unwrap_or_default();
    let points: Vec<[f64; 2]> = years
        .iter()
        .map(|year| {
            let along = f64::from(year.year - first.year) / span;
            [
                left + along * (right - left),
                bottom - share(year) / most * (bottom - top),
            ]
        })
        .collect();
    let path: Vec<String> = points
        .iter()
        .map(|[x, y]| format!("{} {}", at(*x), at(*y)))
        .collect();
    let words = format!(
        "{name}: {} in {}, {} in {}",
        percent(share(first)),
        first.year,
        percent(share(last)),
        last.year
    );
    html! {
        svg viewBox={ "0 0 " (at(WIDTH)) " " (at(HEIGHT)) } role="img" aria-label=(words) {
            line.axis x1=(at(left)) x2=(at(right)) y1=(at(bottom)) y2=(at(bottom)) {}
            polyline points=(path.join(" ")) {}
            @for [x, y] in &points { circle cx=(at(*x)) cy=(at(*y)) r="2.5" {} }
            text.small x=(at(left)) y=(at(bottom + 15.0)) {
                (first.year) ": " (percent(share(first)))
            }
            text.small x=(at(right)) y=(at(bottom + 15.0)) text-anchor="end" {
                (last.year) ": " (percent(share(last)))
            }
        }
    }
}

fn table(years: &[Year], values: &[(usize, &str)]) -> Markup {
    html! {
        table {
            caption { "Aandeel per waarde en jaar, met het aantal documenten met bevindingen." }
            thead {
                tr {
                    th scope="col" { "Waarde" }
                    @for year in years {
                        th scope="col" {
                            (year.year)
                            span.small { (dutch::documents(year.documents)) }
                        }
                    }
                }
            }
            tbody {
                @for (index, name) in values {
                    tr {
                        th scope="row" { (name) }
                        @for year in years {
                            td.n { (percent(year.shares.get(*index).copied().unwrap_or_default())) }
                        }
                    }
                }
            }
        }
    }
}
