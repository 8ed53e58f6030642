//! Which values stand in the same passages: a circle of values in the order of
//! the lexicon, so that clusters lie together and the same values always lie
//! in the same place, with a curve for each pair.

use std::f64::consts::TAU;
use std::fmt::Write;

use maud::{Markup, html};

use super::super::record::{ComparedValue, Comparison, Pair};
use super::super::words::decimals;
use super::svg::{at, width};
use crate::dutch;
use crate::table::scroll;

/// Radius of the circle.
const RADIUS: f64 = 190.0;
/// Places left open on the circle between two clusters.
const OPEN: f64 = 0.7;
/// Pairs that are drawn and listed: more cannot be told apart.
const SHOWN: usize = 40;
/// From which association on a curve is darker, and darkest: our choice.
const STRONG: [f64; 2] = [0.1, 0.2];
/// Thickest curve, and largest node.
const THICK: f64 = 7.0;
const LARGE: f64 = 11.0;

pub(super) fn section(comparison: &Comparison) -> Markup {
    let together = &comparison.together;
    let pairs = together.pairs.get(..SHOWN).unwrap_or(&together.pairs);
    if pairs.is_empty() {
        return Markup::default();
    }
    html! {
        section {
            h2 #samen { "Welke waarden samen gaan" }
            p {
                "Een lijn verbindt twee waarden die vaker in één passage staan dan toeval zou \
                 geven, in ten minste drie passages en twee documenten. Hoe dikker, hoe meer \
                 passages; hoe donkerder, hoe vaster het verband. Een grotere stip: meer \
                 passages."
                @if together.pairs.len() > pairs.len() {
                    " Getekend zijn de " (pairs.len()) " vaste van de "
                    (dutch::count(together.pairs.len())) "."
                }
            }
            figure.chart {
                (clusters(comparison))
                (scroll("Grafiek: waarden die samen gaan", &draw(comparison, pairs)))
            }
            details {
                summary { "De cijfers als tabel" }
                (scroll("Tabel: waarden die samen gaan", &table(comparison, pairs)))
            }
        }
    }
}

/// The colours of the clusters.
pub(super) fn hues(comparison: &Comparison) -> String {
    let clusters = names(&comparison.values);
    let mut css = String::new();
    for index in 0..clusters.len() {
        let hue = 20 + index * 360 / clusters.len().max(1);
        // Writing to a string cannot fail.
        let _ = write!(css, ".h{index}{{--hue:{hue}}}");
    }
    css
}

/// The clusters in the order of their values.
fn names(values: &[ComparedValue]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for value in values {
        if !names.contains(&value.cluster.as_str()) {
            names.push(&value.cluster);
        }
    }
    names
}

fn clusters(comparison: &Comparison) -> Markup {
    html! {
        ul.key {
            @for (index, name) in names(&comparison.values).iter().enumerate() {
                li { span class={ "dot h" (index) } {} (name) }
            }
        }
    }
}

/// A value on the circle.
struct Node<'a> {
    value: &'a ComparedValue,
    index: usize,
    cluster: usize,
    /// In radians from the top, clockwise.
    angle: f64,
    /// Radius.
    size: f64,
}

impl Node<'_> {
    /// A place at a distance from the centre.
    fn place(&self, radius: f64) -> [f64; 2] {
        [radius * self.angle.sin(), -radius * self.angle.cos()]
    }
}

/// The values that any passage carries, around the circle.
fn nodes(comparison: &Comparison) -> Vec<Node<'_>> {
    let clusters = names(&comparison.values);
    let of = |cluster: &str| clusters.iter().position(|name| *name == cluster);
    let passages = &comparison.together.by_value;
    let most = passages.iter().copied().max().unwrap_or_default().max(1);
    let mut found: Vec<Node<'_>> = Vec::new();
    for (index, value) in comparison.values.iter().enumerate() {
        let count = passages.get(index).copied().unwrap_or_default();
        if count > 0 {
            found.push(Node {
                value,
                index,
                cluster: of(&value.cluster).unwrap_or_default(),
                angle: 0.0,
                size: (LARGE * (count as f64 / most as f64).sqrt()).max(3.0),
            });
        }
    }
    found.sort_by_key(|node| (node.cluster, node.index));
    let mut place = 0.0;
    let mut last = None;
    for node in &mut found {
        if last.is_some_and(|last| last != node.cluster) {
            place += OPEN;
        }
        node.angle = place;
        place += 1.0;
        last = Some(node.cluster);
    }
    let whole = place + OPEN;
    for node in &mut found {
        node.angle *= TAU / whole;
    }
    found
}

fn draw(comparison: &Comparison, pairs: &[Pair]) -> Markup {
    let nodes = nodes(comparison);
    let names = nodes.iter().map(|node| width(&node.value.name));
    let margin = names.fold(0.0, f64::max) + LARGE + 14.0;
    let half = RADIUS + margin;
    let node = |value: usize| nodes.iter().find(|node| node.index == value);
    let most = pairs.iter().map(|pair| pair.passages).max().unwrap_or(1);
    // The strongest last, on top.
    let curves = pairs.iter().rev().filter_map(|pair| {
        let ends = [node(pair.values[0])?, node(pair.values[1])?];
        let [[x1, y1], [x2, y2]] = ends.map(|node| node.place(RADIUS));
        // Towards the centre, so that curves between neighbours stay outside.
        let [cx, cy] = [(x1 + x2) * 0.15, (y1 + y2) * 0.15];
        let path = format!(
            "M{} {}Q{} {} {} {}",
            at(x1),
            at(y1),
            at(cx),
            at(cy),
            at(x2),
            at(y2)
        );
        let share = pair.passages as f64 / most.max(1) as f64;
        let strength = STRONG
            .iter()
            .filter(|&&least| pair.association >= least)
            .count();
        Some((path, (THICK * share.sqrt()).max(1.0), strength))
    });
    let title = "samen-titel";
    html! {
        svg.network viewBox={ (at(-half)) " " (at(-half)) " " (at(2.0 * half)) " " (at(2.0 * half)) }
            width=(at(2.0 * half)) height=(at(2.0 * half)) role="img" aria-labelledby=(title) {
            title id=(title) {
                "Waarden in een cirkel, met een lijn tussen waarden die vaak in dezelfde passage \
                 staan. De tabel hieronder heeft dezelfde cijfers."
            }
            @for (path, thick, strength) in curves {
                path class={ "pair s" (strength) } d=(path) stroke-width=(at(thick)) {}
            }
            @for node in &nodes {
                @let [x, y] = node.place(RADIUS);
                circle class={ "node h" (node.cluster) } cx=(at(x)) cy=(at(y)) r=(at(node.size)) {}
                (label(node))
            }
        }
    }
}

/// The name, pointing away from the centre and never upside down.
fn label(node: &Node<'_>) -> Markup {
    let [x, y] = node.place(RADIUS + LARGE + 6.0);
    let degrees = node.angle * 360.0 / TAU - 90.0;
    let (turn, anchor) = match node.angle <= TAU / 2.0 {
        true => (degrees, "start"),
        false => (degrees - 180.0, "end"),
    };
    html! {
        text text-anchor=(anchor) dominant-baseline="central"
            transform={ "translate(" (at(x)) " " (at(y)) ")rotate(" (at(turn)) ")" } {
            (node.value.name)
        }
    }
}

fn table(comparison: &Comparison, pairs: &[Pair]) -> Markup {
    let name = |value: usize| {
        comparison
            .values
            .get(value)
            .map_or("", |it| it.name.as_str())
    };
    html! {
        table {
            caption {
                "Waarden die in dezelfde passages staan, van de "
                (dutch::passages(comparison.together.passages))
                " met een waarde. Verband: 0 is toeval, 1 nooit zonder elkaar."
            }
            thead {
                tr {
                    th scope="col" { "Waarde" }
                    th scope="col" { "Waarde" }
                    th scope="col" { "Passages met beide" }
                    th scope="col" { "Bij toeval" }
                    th scope="col" { "Documenten" }
                    th scope="col" { "Verband" }
                }
            }
            tbody {
                @for pair in pairs {
                    tr {
                        th scope="row" { (name(pair.values[0])) }
                        td { (name(pair.values[1])) }
                        td.n { (dutch::count(pair.passages)) }
                        td.n { (decimals(pair.expected, 1)) }
                        td.n { (dutch::count(pair.documents)) }
                        td.n { (decimals(pair.association, 2)) }
                    }
                }
            }
        }
    }
}
