//! Several analysts: a share that they judge without seeing each other's
//! judgements, how far they agree, and what they differ on side by side.

mod change;
mod differ;
mod figures;

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use waardenscan_archive::{Assignment, CoderAgreement, SharedSuggestion};
use waardenscan_report::dutch;

pub(crate) use change::change;

use crate::desk::Desk;
use crate::fields::Fields;
use crate::refusal::Refusal;
use crate::shell::{Place, page};
use crate::visitor::Visitor;

/// Suggestions that a list shows at most.
const SHOWN: usize = 25;

/// What the page shows.
struct Coding {
    assignments: Vec<Assignment>,
    agreement: CoderAgreement,
    shared: Vec<SharedSuggestion>,
    /// What the visitor is still to judge: the first of them, and how many.
    to_judge: (Vec<i64>, usize),
}

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    who: Visitor,
    fields: Fields,
) -> Result<Response, Refusal> {
    let name = who.name().map(str::to_owned);
    let coding = desk
        .read(move |_, project| {
            let shared = project.shared_suggestions()?;
            Ok(Coding {
                assignments: project.assignments()?,
                agreement: CoderAgreement::new(&shared),
                shared,
                to_judge: match name {
                    Some(name) => project.to_judge(&name, SHOWN)?,
                    None => (Vec::new(), 0),
                },
            })
        })
        .await?;
    let body = html! {
        div.wide {
            h1 { "Overeenstemming" }
            (message(&fields))
            (yours(&coding))
            (differ::section(&desk, &coding.shared))
            (figures::section(&desk, &coding.agreement))
            (deal(&desk, &coding.assignments))
        }
    };
    Ok(page(&desk, &who, Place::Coders, "Overeenstemming", &body))
}

fn message(fields: &Fields) -> Markup {
    let said = match fields.get("melding") {
        Some("verdeeld") => {
            Some("Verdeeld. Wat in het deel valt, blijft open tot allen oordeelden.")
        }
        Some("besloten") => Some("Besloten."),
        Some("terug") => Some("Teruggedraaid."),
        Some("namen") => Some("Vul ten minste twee verschillende namen in."),
        _ => None,
    };
    html! { @if let Some(said) = said { p.message role="status" { (said) } } }
}

/// What the visitor is to judge.
fn yours(coding: &Coding) -> Markup {
    let (first, all) = &coding.to_judge;
    html! {
        @if *all > 0 {
            section aria-labelledby="voor-u" {
                h2 #voor-u { "Voor u" }
                p {
                    "U beoordeelt nog " b { (dutch::suggestions(*all)) }
                    ". Wat anderen ervan vinden, ziet u pas als allen geoordeeld hebben."
                }
                ol.links {
                    @for (number, id) in (1..).zip(first) {
                        li { a href={ "/nakijken?besluit=alle&nr=" (id) } { "Voorstel " (number) } }
                    }
                }
            }
        }
    }
}

fn deal(desk: &Desk, assignments: &[Assignment]) -> Markup {
    html! {
        section aria-labelledby="verdelen" {
            h2 #verdelen { "Een deel door meer mensen laten beoordelen" }
            @for assignment in assignments {
                div.dealt {
                    p {
                        (dutch::enumerate(&assignment.coders)) " beoordelen " (assignment.percent)
                        " van elke 100 voorstellen, zonder elkaars oordeel te zien."
                    }
                    @if desk.is_open() {
                        form.inline method="post" action="/overeenstemming" {
                            input type="hidden" name="wat" value="terug";
                            input type="hidden" name="nr" value=(assignment.number);
                            button.small {
                                "Draai terug" span.vh { ": verdeling " (assignment.number) }
                            }
                        }
                    }
                }
            }
            @if desk.is_open() {
                form method="post" action="/overeenstemming" {
                    input type="hidden" name="wat" value="verdeel";
                    label.field { "Namen, een per regel, zoals zij zich hier noemen"
                        textarea name="namen" rows="3" required maxlength="1000" {}
                    }
                    label.field { "Hoeveel van elke 100 voorstellen die nog open zijn"
                        input type="number" name="procent" min="1" max="100" value="10" required;
                    }
                    button { "Verdeel" }
                }
            }
        }
    }
}
