//! The form that chooses what is looked through.

use maud::{Markup, html};
use waardenscan_archive::State;
use waardenscan_report::{dutch, html::Values};

use super::View;
use crate::desk::Desk;
use crate::overview::{Counted, left};
use crate::selection::{ANY_STATE, ORDERS, STANCES, STATES, Selection, state_word};

pub(super) fn form(desk: &Desk, view: &View, counted: &Counted) -> Markup {
    fields(desk, &view.selection, counted, "/nakijken", view.as_page)
}

/// Renders the form for a page at `action`.
pub(crate) fn fields(
    desk: &Desk,
    selection: &Selection,
    counted: &Counted,
    action: &str,
    as_page: bool,
) -> Markup {
    let chosen = selection.state.map_or(ANY_STATE, state_word);
    let values = desk.values();
    let is_narrowed = selection.least.is_some()
        || selection.stance.is_some()
        || selection.cluster.is_some()
        || selection.who.is_some();
    html! {
        form.list method="get" action=(action) aria-label="Welke voorstellen" {
            @if as_page { input type="hidden" name="beeld" value="pagina"; }
            label { "Waarde"
                select name="waarde" {
                    option value="" { "alle waarden" }
                    (value_options(&values, selection.value.as_deref()))
                }
            }
            label { "Besluit"
                select name="besluit" {
                    @for (_, word, name) in STATES {
                        option value=(word) selected[word == chosen] { (name) }
                    }
                    option value=(ANY_STATE) selected[chosen == ANY_STATE] { "alle" }
                }
            }
            label { "Volgorde"
                select name="volgorde" {
                    @for (order, word, name) in ORDERS {
                        option value=(word) selected[order == selection.order] { (name) }
                    }
                }
            }
            details.further open[is_narrowed] {
                summary { "Meer" }
                div.fields {
                    label { "Cluster"
                        select name="cluster" {
                            option value="" { "alle clusters" }
                            @for cluster in values.clusters() {
                                option selected[selection.cluster.as_deref() == Some(cluster.name)] {
                                    (cluster.name)
                                }
                            }
                        }
                    }
                    label { "Houding"
                        select name="houding" {
                            option value="" { "elke houding" }
                            @for (stance, name) in STANCES {
                                option value=(stance.name()) selected[selection.stance == Some(stance)] {
                                    (name)
                                }
                            }
                        }
                    }
                    label { "Score vanaf (0–100)"
                        input type="number" name="score" min="0" max="100" inputmode="numeric"
                            value=[selection.least];
                    }
                    label { "Besloten door"
                        select name="wie" {
                            option value="" { "iedereen" }
                            @for name in &counted.analysts {
                                option selected[selection.who.as_deref() == Some(name)] { (name) }
                            }
                        }
                    }
                }
            }
            @if let Some(document) = selection.document {
                input type="hidden" name="document" value=(document);
            }
            @if let Some(number) = selection.standard_text {
                input type="hidden" name="tekst" value=(number);
            }
            button { "Toon" }
            (how_far(selection, counted))
        }
        @if selection.document.is_some() || selection.standard_text.is_some() {
            p.within {
                @if selection.document.is_some() { "Alleen dit document." }
                @if selection.standard_text.is_some() { "Alleen deze standaardtekst." }
                " "
                @let wider = Selection { document: None, standard_text: None, ..selection.clone() };
                a href=(wider.address(action, &[])) { "Toon alle documenten" }
            }
        }
    }
}

/// The values by cluster as options.
pub(crate) fn value_options(values: &Values<'_>, chosen: Option<&str>) -> Markup {
    html! {
        @for cluster in values.clusters() {
            optgroup label=(cluster.name) {
                @for (_, value) in values.of(cluster) {
                    option value=(value.id) selected[chosen == Some(value.id)] { (value.name) }
                }
            }
        }
    }
}

/// How much is left, as far as it is counted: of all, or of one value.
fn how_far(selection: &Selection, counted: &Counted) -> Markup {
    let of_value = Selection {
        value: None,
        ..selection.clone()
    };
    let tally = match &selection.value {
        _ if !of_value.is_whole() => None,
        None => Some(counted.all),
        Some(value) => counted.by_value.get(value).copied(),
    };
    html! {
        @if let Some(tally) = tally {
            @let open = tally.of(State::Open);
            p.left {
                b { (dutch::number(open)) } " nog open van " (dutch::number(tally.all()))
                @if open > 0 { br; small { (left(counted, open)) } }
            }
        }
    }
}
