//! Learning from decisions: what would change, what changed, and taking it
//! back.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use waardenscan_archive::{LearnedIndicator, Learning};
use waardenscan_report::dutch;

use crate::desk::Desk;
use crate::fields::{Fields, Form};
use crate::matter::undoing;
use crate::refusal::Refusal;
use crate::shell::{Place, page};
use crate::visitor::{Visitor, asked, see_other};

/// Indicators that are shown: those that change most.
const SHOWN: usize = 12;
/// A change in logits that nobody would notice.
const NOTABLE: f64 = 0.01;
/// Open suggestions that the preview looks at: enough to tell shares apart, few
/// enough not to be waited for.
const LOOKED_AT: u64 = 2000;
/// Fewer decisions teach little; it is not forbidden.
const FEW: u64 = 30;

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    who: Visitor,
    fields: Fields,
) -> Result<Response, Refusal> {
    let (learning, standing) = desk
        .read(|_, project| {
            Ok((
                project.preview_learning(LOOKED_AT)?,
                project.standing_learning()?,
            ))
        })
        .await?;
    let body = html! {
        div.wide {
            h1 { "Leren van besluiten" }
            @match fields.get("melding") {
                Some("geleerd") => p.message role="status" {
                    "Geleerd. Alle voorstellen hebben een nieuwe score; bij elk voorstel staat wat \
                     de besluiten daaraan deden."
                },
                Some("terug") => p.message role="status" {
                    "Teruggedraaid: de scores zijn weer als daarvoor."
                },
                _ => {}
            }
            p.intro {
                "Klopt een voorstel met een bepaald woord vaker of minder vaak dan de score zei, dan \
                 kunnen de scores van de andere voorstellen daarop worden aangepast. Dat gebeurt \
                 alleen als u het vraagt, en het is terug te draaien."
            }
            @if let Some((number, learned)) = &standing {
                div.dealt {
                    p {
                        "De scores zijn nu aangepast aan " (decisions(learned.decisions)) "."
                    }
                    @if desk.is_open() {
                        form.inline method="post" action="/leren" {
                            input type="hidden" name="nr" value=(number);
                            button name="wat" value="terug" { "Draai terug" }
                        }
                    }
                }
            }
            (preview(&desk, &learning))
        }
    };
    Ok(page(&desk, &who, Place::Learn, "Leren", &body))
}

fn preview(desk: &Desk, learning: &Learning) -> Markup {
    let learned = &learning.learned;
    let moved: Vec<&LearnedIndicator> = learned
        .indicators
        .iter()
        .filter(|it| it.added.abs() >= NOTABLE)
        .take(SHOWN)
        .collect();
    html! {
        section aria-labelledby="nu" {
            h2 #nu { "Als u nu leert" }
            @if learned.decisions == 0 {
                p { "Er is nog niets besloten om van te leren." }
            } @else {
                p {
                    "Geleerd wordt van " b { (decisions(learned.decisions)) }
                    "; over dezelfde tekst telt er een. Van "
                    @if learning.looked_at < learning.open {
                        (dutch::number(learning.looked_at)) " van de " (dutch::number(learning.open))
                    } @else {
                        "de " (dutch::number(learning.open))
                    }
                    " open voorstellen stijgen er " b { (dutch::number(learning.rise)) }
                    " met ten minste 0,05 en dalen er " b { (dutch::number(learning.fall)) } "; "
                    b { (dutch::number(learning.fall_below)) } " zakken onder de drempel van de scan"
                    @if learning.rise_above > 0 {
                        " en " b { (dutch::number(learning.rise_above)) } " komen er weer boven"
                    }
                    "."
                }
                @if learned.shift >= NOTABLE {
                    p { "Over het geheel klopte er meer dan de scores zeiden; alle scores gaan daarom wat omhoog." }
                } @else if learned.shift <= -NOTABLE {
                    p { "Over het geheel klopte er minder dan de scores zeiden; alle scores gaan daarom wat omlaag." }
                }
                @if learned.decisions < FEW {
                    p.meta { "Van zo weinig besluiten valt nog weinig te leren; de scores veranderen dan ook weinig." }
                }
                @if !moved.is_empty() { (table(desk, &moved)) }
                @if desk.is_open() {
                    form.after method="post" action="/leren" {
                        button.main name="wat" value="leer" { "Leer van deze besluiten" }
                    }
                }
            }
        }
    }
}

fn decisions(number: u64) -> String {
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    dutch::counted(number, "besluit", "besluiten")
}

fn table(desk: &Desk, moved: &[&LearnedIndicator]) -> Markup {
    let values = desk.values();
    let name = |id: &str| {
        let value = values.index(id).and_then(|index| values.all().get(index));
        value.map_or_else(|| id.to_owned(), |value| value.name.to_owned())
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label="Woorden waarvan de score verandert" {
            table.figures {
                caption { "Woorden die het meest veranderen" }
                thead { tr {
                    th scope="col" { "Woord" }
                    th scope="col" { "Waarde" }
                    th.num scope="col" { "Besloten" }
                    th.num scope="col" { "Klopten" }
                    th.num scope="col" { "Verwacht" }
                    th scope="col" { "Telt voortaan" }
                } }
                tbody {
                    @for it in moved {
                        tr {
                            th scope="row" {
                                // A pattern may break after each of its choices.
                                @for part in it.indicator.split_inclusive('|') { (part) wbr; }
                            }
                            td { (name(&it.of)) }
                            td.num { (dutch::number(it.decided)) }
                            td.num { (dutch::number(it.held)) }
                            td.num { (one(it.expected)) }
                            td { @if it.added > 0.0 { "zwaarder" } @else { "minder zwaar" } }
                        }
                    }
                }
            }
        }
    }
}

fn one(number: f64) -> String {
    format!("{number:.1}").replace('.', ",")
}

/// Learns, or takes back what was learned last.
pub(crate) async fn change(
    State(desk): State<Arc<Desk>>,
    who: Visitor,
    Form(fields): Form,
) -> Result<Response, Refusal> {
    if !desk.is_open() {
        return Err(Refusal::ReadOnly);
    }
    let Some(name) = who.name().map(str::to_owned) else {
        return Ok(asked("/leren"));
    };
    let said = match fields.get("wat") {
        Some("leer") => {
            desk.write(move |_, project| Ok(project.learn(&name)?))
                .await?;
            "geleerd"
        }
        Some("terug") => {
            let number: u64 = fields.must("nr")?;
            desk.write(move |_, project| {
                let standing = project.standing_learning()?;
                if standing.is_none_or(|(stands, _)| stands != number) {
                    return Err(Refusal::Changed);
                }
                Ok(project.decide(&undoing(&name, number))?)
            })
            .await?;
            "terug"
        }
        _ => return Err(Refusal::Malformed),
    };
    Ok(see_other(&format!("/leren?melding={said}")))
}
