//! What is suggested, and why.

use maud::{Markup, html};
use waardenscan::Stance;
use waardenscan_archive::{State, StoredSuggestion, Verdict};
use waardenscan_report::dutch;

use super::subject::Subject;
use super::{View, history, panels};
use crate::desk::Desk;
use crate::keys::key;
use crate::selection::state_name;

/// The value that is suggested, above the passage where they do not fit side by
/// side.
pub(super) fn head(desk: &Desk, subject: &Subject) -> Markup {
    let suggestion = &subject.stored.suggestion;
    let values = desk.values();
    let index = values.index(&suggestion.value);
    let value = index.and_then(|index| values.all().get(index));
    let class = index.map(|index| format!("vn v{index}"));
    html! {
        header.value {
            p.eyebrow {
                "Voorstel"
                @if subject.is_decided() {
                    " · " b class={ "s-text-" (subject.stored.state.name()) } {
                        (state_name(subject.stored.state))
                    }
                }
            }
            h1 #waarde class=[class] { (value.map_or(suggestion.value.as_str(), |it| it.name)) }
            @if let Some(value) = value { p.def { (value.definition) } }
        }
    }
}

pub(super) fn section(desk: &Desk, view: &View, subject: &Subject) -> Markup {
    let suggestion = &subject.stored.suggestion;
    html! {
        section.judge aria-labelledby="waarde" {
            dl.facts {
                div { dt { "Score" } dd { (waardenscan::score::number(suggestion.score)) } }
                div { dt { "Uitdrukking" } dd { (dutch::evidence(suggestion.evidence)) } }
                div {
                    dt { "Houding" }
                    dd.alert[suggestion.stance != Stance::Nagestreefd] {
                        (dutch::stance(suggestion.stance))
                    }
                }
            }
            h2 { "Waarom dit voorstel" }
            p.why { (suggestion.explanation) }
            (factors(subject))
            (tensions(desk, subject))
            (others(desk, view, subject))
            (standard(view, subject))
            (panels::panels(desk, view, subject))
            (history::history(desk, view, subject))
        }
    }
}

/// What moved the score, as a table.
fn factors(subject: &Subject) -> Markup {
    let suggestion = &subject.stored.suggestion;
    let name = |kind: &str| match kind {
        "indicators" => "woorden uit het lexicon",
        "other_values" => "andere waarden in de passage",
        "word" => "geleerd woord",
        "likeness" => "lijkt op eerdere passages",
        "other_words" => "overige woorden",
        "listed" => "alleen opgesomd",
        "decisions" => "geleerd van besluiten",
        _ => "overig",
    };
    html! {
        @if !suggestion.factors.is_empty() {
            details {
                summary { "Hoe de score is opgebouwd" }
                table.factors {
                    thead { tr { th scope="col" { "Wat" } th.num scope="col" { "Draagt bij" } } }
                    tbody {
                        @for factor in &suggestion.factors {
                            tr {
                                th scope="row" {
                                    (name(&factor.kind))
                                    @if let Some(word) = &factor.word { " ‘" (word.text) "’" }
                                }
                                td.num { (signed(factor.added)) }
                            }
                        }
                    }
                }
                p.meta {
                    "Boven nul pleit voor de waarde, onder nul ertegen (in logits, vanaf "
                    (signed(suggestion.base)) ")."
                }
            }
        }
    }
}

/// Writes a number with its sign and a decimal comma: "+1,25", "−0,40".
fn signed(number: f64) -> String {
    let sign = if number < 0.0 { '−' } else { '+' };
    format!("{sign}{:.2}", number.abs()).replace('.', ",")
}

fn tensions(desk: &Desk, subject: &Subject) -> Markup {
    let values = desk.values();
    let name = |id: &str| {
        let value = values.index(id).and_then(|index| values.all().get(index));
        value.map_or_else(|| id.to_owned(), |value| value.name.to_owned())
    };
    html! {
        @for tension in &subject.passage.tensions {
            @let [first, second] = &tension.values;
            @let [first_words, second_words] = &tension.evidence;
            div.tension {
                p { strong { "Spanning. " } (tension.question) }
                p.meta {
                    (name(first)) " (‘" (first_words.text) "’) naast " (name(second)) " (‘"
                    (second_words.text) "’): let op ‘" (tension.cue.text) "’."
                }
            }
        }
    }
}

/// The other values of the passage, suggested or added.
fn others(desk: &Desk, view: &View, subject: &Subject) -> Markup {
    let values = desk.values();
    let others: Vec<&StoredSuggestion> = subject
        .together
        .iter()
        .filter(|it| it.id != subject.stored.id)
        .collect();
    let chip = |id: &str| {
        let index = values.index(id);
        let name = index
            .and_then(|index| values.all().get(index))
            .map_or(id, |it| it.name);
        (index.map(|index| format!("chip v{index}")), name.to_owned())
    };
    let added: Vec<_> = subject
        .added()
        .filter_map(|decision| Some((decision, decision.entry.place.as_ref()?.value.as_ref()?)))
        .filter(|(_, value)| {
            !subject
                .together
                .iter()
                .any(|it| it.suggestion.value == **value)
        })
        .collect();
    html! {
        @if !others.is_empty() || !added.is_empty() {
            h2 { "Ook in deze passage" }
            ul.chips {
                @for other in others {
                    @let (class, name) = chip(&other.suggestion.value);
                    li {
                        a class=[class] href=(view.address(&[("nr", &other.id.to_string())])) {
                            (name) " "
                            span.count {
                                (waardenscan::score::number(other.suggestion.score))
                                @if other.state != State::Open { " · " (state_name(other.state)) }
                            }
                        }
                    }
                }
                @for (decision, value) in added {
                    @let (class, name) = chip(value);
                    li {
                        span class=[class] {
                            (name) " " span.count {
                                "toegevoegd door " (decision.entry.who)
                                @if let Verdict::Add { start, end, .. } = decision.entry.verdict {
                                    ": ‘" (words(subject, start, end)) "’"
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The words of a passage between two places, in code points.
fn words(subject: &Subject, start: u64, end: u64) -> String {
    let letters = subject.passage.text.chars().enumerate();
    let within = letters.filter(|(index, _)| (start..end).contains(&(*index as u64)));
    within.map(|(_, letter)| letter).collect()
}

/// Leads to the group of standard text.
fn standard(view: &View, subject: &Subject) -> Markup {
    let own = subject.stored.suggestion.value.as_str();
    let group = subject.standard_group.filter(|it| it.suggestions > 1);
    html! {
        @if let Some(group) = group {
            @let number = group.number.to_string();
            @let to = view.selection.address("/standaardtekst", &[
                ("groep", number.as_str()),
                ("bij", own),
                ("nr", subject.stored.id.to_string().as_str()),
            ]);
            p.same {
                "Deze passage staat " @if !group.identical { "(bijna) zo " }
                "in " (dutch::number(group.contents)) " documenten. "
                a.button href=(to) data-toets="groep" {
                    (key("groep")) "Beslis in één keer over "
                    (dutch::number(group.suggestions)) " voorstellen…"
                }
            }
        }
    }
}
