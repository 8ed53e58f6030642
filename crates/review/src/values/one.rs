use maud::{Markup, html};
use waardenscan_archive::{Evidence, EvidenceKey, StoredDecision, Workspace, WorkspaceValue};
use waardenscan_report::dutch;

use super::{address, class, history, message, names};
use crate::desk::Desk;
use crate::fields::{Fields, encoded};
use crate::refusal::Refusal;

/// Evidence on a page.
const ROWS: usize = 50;

/// What a piece of evidence is called in a form.
pub(super) fn handle(key: &EvidenceKey) -> String {
    format!("{}.{}", key.passage, key.value)
}

/// The page of one value.
pub(super) fn body(
    desk: &Desk,
    workspace: &Workspace,
    value: &WorkspaceValue,
    history: &[StoredDecision],
    fields: &Fields,
) -> Result<Markup, Refusal> {
    let number = fields.number::<usize>("bladzijde")?.unwrap_or(1).max(1);
    Ok(html! {
        div.wide.value {
            p.eyebrow { a href="/waarden" { "Waarden" } " · " (value.cluster) }
            h1 class=[class(desk, value)] { (value.name) }
            (message(fields))
            @if let Some(of) = &value.split_from {
                p.meta { "Afgesplitst van " (dutch::enumerate(&names(desk, std::slice::from_ref(of)))) "." }
            }
            @if !value.taken_in.is_empty() {
                p.meta { "Samengevoegd met " (dutch::enumerate(&names(desk, &value.taken_in))) "." }
            }
            (texts(desk, value))
            (evidence(desk, value, number))
            @if desk.is_open() { (shape(workspace, value)) }
            (history::section(desk, value, history))
        }
    })
}

/// The hidden fields of every form about the value: which, and up to which
/// entry it was seen.
pub(super) fn about(value: &WorkspaceValue, what: &str) -> Markup {
    let seen = value.history.last().copied().unwrap_or(0);
    html! {
        input type="hidden" name="waarde" value=(value.id);
        input type="hidden" name="gezien" value=(seen);
        input type="hidden" name="wat" value=(what);
    }
}

fn texts(desk: &Desk, value: &WorkspaceValue) -> Markup {
    let parts = [
        (
            "definitie",
            "Wat betekent deze waarde hier?",
            &value.definition,
        ),
        ("inwoner", "Wat merkt de inwoner hiervan?", &value.resident),
        (
            "organisatie",
            "Wat betekent het voor de organisatie?",
            &value.organisation,
        ),
        ("notitie", "Notitie voor wie eraan werkt", &value.note),
    ];
    html! {
        section aria-labelledby="teksten" {
            h2 #teksten { "Teksten" }
            @if desk.is_open() {
                form.texts method="post" action="/waarden" {
                    (about(value, "teksten"))
                    @for (name, label, text) in parts {
                        label.field { (label)
                            textarea name=(name) rows="4" maxlength="8000" { (text) }
                        }
                    }
                    p { button.main { "Bewaar de teksten" } }
                }
            } @else {
                dl.texts {
                    @for (_, label, text) in parts {
                        dt { (label) }
                        dd { @if text.is_empty() { "Nog niet beschreven." } @else { (text) } }
                    }
                }
            }
        }
    }
}

fn evidence(desk: &Desk, value: &WorkspaceValue, number: usize) -> Markup {
    let all = value.evidence.len();
    let skip = (number - 1).saturating_mul(ROWS);
    let shown: Vec<&Evidence> = value.evidence.iter().skip(skip).take(ROWS).collect();
    let last = all.div_ceil(ROWS);
    let to = |number: usize| {
        let number = number.to_string();
        let fields = [
            ("waarde", value.id.as_str()),
            ("bladzijde", number.as_str()),
        ];
        format!("/waarden?{}", encoded(fields))
    };
    html! {
        section aria-labelledby="bewijs" {
            h2 #bewijs { "Bewijs " span.count { (dutch::count(all)) } }
            @if shown.is_empty() {
                p { "Er is nog geen passage voor deze waarde goedgekeurd." }
            } @else {
                form method="post" action="/waarden" {
                    (about(value, "bewijs"))
                    ol.evidence start=(skip + 1) {
                        @for (index, one) in (skip..).zip(shown) {
                            (piece(desk, one, index, all))
                        }
                    }
                    @if desk.is_open() {
                        label.field {
                            "Maak van de aangevinkte passages een waarde op zichzelf. Hoe heet die?"
                            input type="text" name="deel" maxlength="120";
                        }
                        button { "Splits af" }
                    }
                }
                @if last > 1 {
                    nav.pages aria-label="Bladzijden met bewijs" {
                        @if number > 1 { a href=(to(number - 1)) { "Vorige" } }
                        span { "bladzijde " (number) " van " (last) }
                        @if number < last { a href=(to(number + 1)) { "Volgende" } }
                    }
                }
            }
        }
    }
}

fn piece(desk: &Desk, one: &Evidence, index: usize, all: usize) -> Markup {
    let handle = handle(&one.key);
    let nth = index + 1;
    html! {
        li {
            blockquote.passage { p { (one.text) } }
            p.meta {
                @for (place_index, place) in one.places.iter().take(3).enumerate() {
                    @if place_index > 0 { "; " }
                    (file(&place.document))
                    @if let Some(page) = place.page { ", pagina " (page) }
                }
                @if one.places.len() > 3 {
                    " en nog " (dutch::documents(one.places.len() - 3))
                }
                " · goedgekeurd door " (one.who)
            }
            @if desk.is_open() {
                p.tools {
                    label { input type="checkbox" name="kies" value=(handle); " passage " (nth) }
                    button.small name="hoger" value=(handle) disabled[index == 0] {
                        "Hoger" span.vh { ": passage " (nth) }
                    }
                    button.small name="lager" value=(handle) disabled[nth == all] {
                        "Lager" span.vh { ": passage " (nth) }
                    }
                }
            }
        }
    }
}

/// Another name, or joined with another value.
fn shape(workspace: &Workspace, value: &WorkspaceValue) -> Markup {
    html! {
        section.shape aria-labelledby="indeling" {
            h2 #indeling { "Naam en indeling" }
            form method="post" action="/waarden" {
                (about(value, "naam"))
                label.field { "Naam van deze waarde"
                    input type="text" name="naam" required maxlength="120" value=(value.name);
                }
                button { "Hernoem" }
            }
            form method="post" action="/waarden" {
                (about(value, "samen"))
                label.field { "Voeg deze waarde samen met"
                    select name="met" required {
                        option value="" { "Kies een waarde" }
                        @for other in workspace.values.iter().filter(|it| it.id != value.id) {
                            option value=(other.id) { (other.name) }
                        }
                    }
                }
                button { "Voeg samen" }
                p.meta {
                    "Alle bewijs gaat naar de andere waarde. De teksten van deze waarde blijven in \
                     de geschiedenis; daar is het samenvoegen terug te draaien."
                }
            }
        }
    }
}

/// The last part of a path.
fn file(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Returns the address to go back to after a change to the order of evidence.
pub(super) fn at_evidence(value: &str) -> String {
    format!("{}#bewijs", address(value, "bewaard"))
}
