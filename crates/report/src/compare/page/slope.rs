//! Slope chart: a line for each value from its share on the left to that on
//! the right.

use maud::{Markup, html};

use super::super::record::{ComparedRow, ComparedStep, Comparison, Verdict};
use super::super::words::percent;
use super::svg::{LINE, at, spread, width};
use crate::table::scroll;

/// Units between both axes.
const BETWEEN: f64 = 240.0;
/// Units between a point and its label.
const GAP: f64 = 26.0;
/// Units above the axes, for their names.
const HEAD: f64 = 40.0;
/// Lines that are drawn in colour where nothing was tested: those of the
/// largest differences.
const SHOWN: usize = 5;

/// Where the labels of either axis end or start, and to which side they go.
const SIDES: [(&str, f64); 2] = [("end", -1.0), ("start", 1.0)];

/// A value on both axes.
struct Line<'a> {
    row: &'a ComparedRow,
    name: &'a str,
    looks: &'static str,
}

/// Draws a step between two groups; nothing where no value is in either.
pub(super) fn chart(comparison: &Comparison, number: usize, step: &ComparedStep) -> Markup {
    step.from.map_or_else(Markup::default, |_| {
        let lines = lines(comparison, step);
        draw(number, step, &lines)
    })
}

fn lines<'a>(comparison: &'a Comparison, step: &'a ComparedStep) -> Vec<Line<'a>> {
    let mut by_size: Vec<&ComparedRow> = step.rows.iter().collect();
    by_size.sort_by(|one, other| other.size().total_cmp(&one.size()));
    let largest: Vec<usize> = by_size.iter().take(SHOWN).map(|row| row.value).collect();
    let rows = step.rows.iter();
    rows.filter_map(|row| {
        let name = comparison.values.get(row.value)?.name.as_str();
        let is_large = !step.is_tested && largest.contains(&row.value);
        let looks = match (row.verdict, row.falls()) {
            (Verdict::Gone | Verdict::Less, _) => "less",
            (Verdict::New | Verdict::More, _) => "more",
            (_, true) if is_large => "less",
            (_, false) if is_large => "more",
            _ => "same",
        };
        Some(Line { row, name, looks })
    })
    .collect()
}

fn draw(number: usize, step: &ComparedStep, lines: &[Line<'_>]) -> Markup {
    if lines.is_empty() {
        return Markup::default();
    }
    let shares = lines.iter().flat_map(|line| shown(line.row));
    let most = shares.fold(0.0, f64::max).max(1e-9);
    let height = (lines.len() as f64 * LINE).max(220.0);
    let labels = [0, 1].map(|side| labels(lines, side, most, height));
    let side_width = |labels: &[Label]| {
        let widths = labels.iter().map(|label| width(&label.text));
        widths.fold(0.0, f64::max) + GAP
    };
    let [left, right] = [0, 1].map(|side| labels.get(side).map_or(0.0, |it| side_width(it)));
    let axes = [left, left + BETWEEN];
    let whole = [left + BETWEEN + right, HEAD + height + LINE];
    let title = format!("lijnen-{number}");
    let (more, less) = match step.is_tested {
        true => ("aantoonbaar meer, of nieuw", "aantoonbaar minder, of weg"),
        false => ("sterkst gestegen, of nieuw", "sterkst gedaald, of weg"),
    };
    let label = format!(
        "Grafiek: {} links, {} rechts",
        step.phrases[0], step.phrases[1]
    );
    let drawing = html! {
        svg.slope viewBox={ "0 0 " (at(whole[0])) " " (at(whole[1])) }
            width=(at(whole[0])) height=(at(whole[1]))
            role="img" aria-labelledby=(title) {
            title id=(title) {
                "Aandeel van elke waarde in " (step.phrases[0]) " (links) en in "
                (step.phrases[1]) " (rechts). De tabel hieronder heeft dezelfde cijfers."
            }
            @for (axis, phrase) in axes.iter().zip(&step.phrases) {
                line.axis x1=(at(*axis)) x2=(at(*axis)) y1=(at(HEAD)) y2=(at(HEAD + height)) {}
                text.head x=(at(*axis)) y="20" text-anchor="middle" { (phrase) }
            }
            // Grey lines below the others.
            @for looks in ["same", "less", "more"] {
                @for line in lines.iter().filter(|line| line.looks == looks) {
                    @let ends = shown(line.row).map(|it| down(it, most, height));
                    g class=(looks) {
                        line x1=(at(axes[0])) y1=(at(ends[0])) x2=(at(axes[1])) y2=(at(ends[1])) {}
                        @for ((axis, end), passages) in axes.iter().zip(ends).zip(line.row.passages) {
                            circle.empty[passages == 0] cx=(at(*axis)) cy=(at(end)) r="3.5" {}
                        }
                    }
                }
            }
            @for ((labels, axis), (anchor, sign)) in labels.iter().zip(axes).zip(SIDES) {
                @for label in labels {
                    g class=(label.looks) {
                        path.leader d={
                            "M" (at(axis + sign * 5.0)) " " (at(label.from))
                            "L" (at(axis + sign * (GAP - 4.0))) " " (at(label.to))
                        } {}
                        text x=(at(axis + sign * GAP)) y=(at(label.to + 4.5)) text-anchor=(anchor) {
                            (label.text)
                        }
                    }
                }
            }
        }
    };
    html! {
        figure.chart {
            ul.key {
                li { span.swatch.more {} (more) }
                li { span.swatch.less {} (less) }
                li { span.swatch.same {} "overige" }
            }
            (scroll(&label, &drawing))
            figcaption {
                "Een open punt: in deze groep niet gevonden; aan die kant staat de naam er niet bij."
            }
        }
    }
}

/// The shares as they are drawn: none where the value was not found.
fn shown(row: &ComparedRow) -> [f64; 2] {
    let [before, after] = row.shares.map(|it| it.value);
    match row.passages {
        [0, _] => [0.0, after],
        [_, 0] => [before, 0.0],
        _ => [before, after],
    }
}

/// Where a share stands, from the top of the drawing.
fn down(share: f64, most: f64, height: f64) -> f64 {
    HEAD + height * (1.0 - share / most)
}

struct Label {
    text: String,
    looks: &'static str,
    /// Where its point stands, and where it stands itself.
    from: f64,
    to: f64,
}

fn labels(lines: &[Line<'_>], side: usize, most: f64, height: f64) -> Vec<Label> {
    let mut labels: Vec<Label> = lines
        .iter()
        .filter(|line| line.row.passages.get(side) != Some(&0))
        .map(|line| {
            let share = shown(line.row).get(side).copied().unwrap_or_default();
            let place = down(share, most, height);
            let shown = percent(share);
            Label {
                text: match side {
                    0 => format!("{} {shown}", line.name),
                    _ => format!("{shown} {}", line.name),
                },
                looks: line.looks,
                from: place,
                to: place,
            }
        })
        .collect();
    labels.sort_by(|one, other| {
        let above = one.from.total_cmp(&other.from);
        above.then_with(|| one.text.cmp(&other.text))
    });
    let wanted: Vec<f64> = labels.iter().map(|label| label.from).collect();
    for (label, place) in labels.iter_mut().zip(spread(&wanted, HEAD, HEAD + height)) {
        label.to = place;
    }
    labels
}
