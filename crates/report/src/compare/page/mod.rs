//! The comparison as one page. Every chart is drawn from figures that also
//! stand in a table.

mod heat;
mod network;
mod slope;
mod steps;
mod svg;
mod years;

use maud::{Markup, html};

use super::group::GroupBy;
use super::record::{ComparedStep, Comparison};
use crate::{dutch, sheet};
pub(super) use steps::tag;

const CSS: &str = include_str!("compare.css");

/// Renders the page.
pub(super) fn page(comparison: &Comparison) -> Markup {
    let title = title(comparison);
    let body = html! {
        a.skip href="#inhoud" { "Naar de inhoud" }
        header {
            p.over { "Vergelijking van waarden" }
            h1 { (title) }
            p {
                "Gescand op " (dutch::date(&comparison.scanned_at)) " met de waardenlijst “"
                (comparison.lexicon) "”, versie " (comparison.lexicon_version) "."
            }
        }
        (contents(comparison))
        main #inhoud {
            section {
                h2 #basis { "Waarop dit rust" }
                @for sentence in &comparison.account { p { (sentence) } }
            }
            @for (number, step) in comparison.steps.iter().enumerate() {
                (steps::section(comparison, number, step))
            }
            (heat::section(comparison))
            (network::section(comparison))
            (years::section(comparison))
            (method())
        }
    };
    let css = format!("{}{CSS}{}", sheet::DOCUMENT, network::hues(comparison));
    sheet::page(&format!("Vergelijking van waarden: {title}"), &css, &body)
}

fn title(comparison: &Comparison) -> String {
    let phrases: Vec<String> = comparison
        .groups
        .iter()
        .map(|group| group.phrase.clone())
        .collect();
    match phrases.len() {
        0 => "Geen groepen om te vergelijken".to_owned(),
        1..=4 => dutch::capital(&dutch::enumerate(&phrases)),
        _ => match comparison.by {
            GroupBy::Kind => "Per soort document",
            GroupBy::Municipality => "Per gemeente",
            GroupBy::Year => "Per jaar",
            GroupBy::Source => "Per bron",
        }
        .to_owned(),
    }
}

/// Names a step: "Van 2020 naar 2024".
fn heading(comparison: &Comparison, step: &ComparedStep) -> String {
    let [from, to] = &step.phrases;
    if step.is_later || comparison.by == GroupBy::Year && step.from.is_some() {
        return format!("Van {from} naar {to}");
    }
    match step.from {
        Some(_) => dutch::capital(&format!("{to} naast {from}")),
        None => dutch::capital(&format!("{to} naast {from}")),
    }
}

fn contents(comparison: &Comparison) -> Markup {
    let has_pairs = !comparison.together.pairs.is_empty();
    html! {
        nav aria-label="Inhoud" {
            h2 { "Inhoud" }
            ol {
                li { a href="#basis" { "Waarop dit rust" } }
                @for (number, step) in comparison.steps.iter().enumerate() {
                    li { a href={ "#stap-" (number + 1) } { (heading(comparison, step)) } }
                }
                @if !comparison.groups.is_empty() {
                    li { a href="#kaart" { "Alle waarden naast elkaar" } }
                }
                @if has_pairs { li { a href="#samen" { "Welke waarden samen gaan" } } }
                @if !comparison.years.is_empty() { li { a href="#jaren" { "Door de jaren" } } }
                li { a href="#uitleg" { "Zo is gerekend" } }
            }
        }
    }
}

fn method() -> Markup {
    html! {
        section {
            h2 #uitleg { "Zo is gerekend" }
            p {
                "Het aandeel van een waarde is het deel van de bevindingen in een document dat \
                 van die waarde is, gemiddeld over de documenten van een groep. Elk document \
                 telt even zwaar, hoe lang het ook is; documenten zonder bevindingen tellen niet \
                 mee. Bij elk document zijn vijf bevindingen opgeteld, verdeeld als in alle \
                 documenten samen, zodat één bevinding nog geen document over één waarde maakt. \
                 Een aandeel zegt waar een document het over heeft, niet hoeveel: stijgt het \
                 ene, dan daalt een ander."
            }
            p {
                "Het interval achter een getal is waar het met 95 % zekerheid ligt (bootstrap \
                 over documenten). Het effect is het verschil in standaarddeviaties (Hedges’ g): \
                 0,2 is klein, 0,8 groot. Of een verschil toeval kan zijn, zegt een \
                 permutatietoets over documenten. Van alle verschillen met deze q of een lagere \
                 is dat deel naar verwachting toeval (Benjamini en Hochberg); aantoonbaar heet \
                 een verschil met q van hoogstens 0,05. Groepen van minder dan zes documenten \
                 worden alleen beschreven."
            }
            p {
                "Ontbreekt een waarde in een groep, dan staat erbij hoeveel passages er bij even \
                 veel aandacht te verwachten waren. Er staat alleen dat een waarde weg of nieuw \
                 is als drie of meer passages haar dragen en de kans hoogstens 5 % is dat geen \
                 daarvan in de andere groep was gevallen, en als de meeste documenten van de ene \
                 groep haar dragen. Dat is een vuistregel en geen toets, want passages van één \
                 document hangen samen; is er wel getoetst, dan telt de toets."
            }
        }
    }
}
