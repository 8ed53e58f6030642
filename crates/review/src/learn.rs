//! Learning from decisions: what would change, what changed, and taking it
//! back.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use waardenscan_archive::{LearnedIndicator, Learning, Rescoring, Verdict};
use waardenscan_report::dutch;

use crate::act::Act;
use crate::desk::Desk;
use crate::fields::Fields;
use crate::learning::{calibration, decisions};
use crate::matter::matter;
use crate::refusal::Refusal;
use crate::shell::{Place, page};
use crate::visitor::{Visitor, own_path, see_other};

/// Indicators that are shown: those that change most.
const SHOWN: usize = 12;
/// A change in logits that nobody would notice.
const NOTABLE: f64 = 0.01;
/// Open suggestions that the preview looks at: enough to tell shares apart, few
/// enough not to be waited for.
const LOOKED_AT: u64 = 2000;
/// Fewer decisions teach little; it is not forbidden.
const FEW: u64 = 30;
/// The most decisions between two times of learning.
const MOST: u64 = 100_000;

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    who: Visitor,
    fields: Fields,
) -> Result<Response, Refusal> {
    let (learning, standing, rescoring, every, since) = desk
        .read(|_, project| {
            Ok((
                project.preview_learning(LOOKED_AT)?,
                project.standing_learning()?,
                project.rescoring()?,
                project.learns_every()?,
                project.judgements_to_learn()?,
            ))
        })
        .await?;
    let body = html! {
        div.wide {
            h1 { "Leren van besluiten" }
            @match fields.get("melding") {
                Some("geleerd") => p.message role="status" {
                    "Geleerd. De voorstellen krijgen een nieuwe score; bij elk voorstel staat wat de \
                     besluiten daaraan deden."
                },
                Some("terug") => p.message role="status" {
                    "Teruggedraaid: de scores worden weer als daarvoor."
                },
                Some("bewaard") => p.message role="status" { "Bewaard." },
                _ => {}
            }
            p.intro {
                "Klopt een voorstel met een bepaald woord vaker of minder vaak dan de score zei, dan \
                 worden de scores van de andere voorstellen daarop aangepast. Wat er verandert, \
                 staat daarna boven aan de pagina; het is in één keer terug te draaien."
            }
            (setting(&desk, every, since))
            @if let Some((number, learned)) = &standing {
                div.dealt {
                    p {
                        "De scores zijn nu aangepast aan " (decisions(learned.decisions)) ". "
                        (calibration(learned))
                    }
                    @if let Some(done) = rescoring.filter(|it| it.entry == *number) { (changed(done)) }
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

/// After how many decisions the page learns by itself.
fn setting(desk: &Desk, every: u64, since: u64) -> Markup {
    html! {
        section.setting aria-labelledby="vanzelf" {
            h2 #vanzelf { "Vanzelf" }
            p {
                @if every == 0 {
                    "De scores worden niet vanzelf aangepast."
                } @else {
                    "De scores worden aangepast na elke " b { (dutch::number(every)) } " besluiten. "
                    "Sinds de laatste keer zijn er " b { (dutch::number(since)) } " genomen."
                }
            }
            @if desk.is_open() {
                form.inline method="post" action="/leren" {
                    label { "Na hoeveel besluiten (0 is nooit) "
                        input type="number" name="besluiten" min="0" max=(MOST) required value=(every)
                            inputmode="numeric";
                    }
                    button name="wat" value="stel-in" { "Bewaar" }
                }
            }
        }
    }
}

/// What the last learning did to the suggestions.
fn changed(done: Rescoring) -> Markup {
    html! {
        p {
            @if done.after.is_some() {
                "De voorstellen krijgen nu een voor een hun nieuwe score."
            } @else {
                "Van de " (dutch::number(done.open)) " voorstellen die toen open waren, stegen er "
                b { (dutch::number(done.rise)) } " met ten minste 0,05 en daalden er "
                b { (dutch::number(done.fall)) } "; " (dutch::number(done.fall_below))
                " zakten onder de drempel van de scan en " (dutch::number(done.rise_above))
                " kwamen erboven."
            }
        }
    }
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

/// Learns, takes back what was learned last, or sets when that happens by
/// itself.
pub(crate) async fn change(
    State(desk): State<Arc<Desk>>,
    Act { who, fields }: Act,
) -> Result<Response, Refusal> {
    let said = match fields.get("wat") {
        Some("leer") => {
            desk.write(move |_, project| Ok(project.begin_learning(&who, None)?))
                .await?;
            "geleerd"
        }
        Some("terug") => {
            let number: u64 = fields.must("nr")?;
            desk.write(move |_, project| Ok(project.begin_unlearning(&who, number)?))
                .await?;
            "terug"
        }
        Some("stel-in") => {
            let judgements: u64 = fields.must("besluiten")?;
            if judgements > MOST {
                return Err(Refusal::Malformed);
            }
            let verdict = Verdict::LearnEvery { judgements };
            desk.write(move |_, project| Ok(project.decide(&matter(&who, verdict))?))
                .await?;
            "bewaard"
        }
        _ => return Err(Refusal::Malformed),
    };
    desk.go_on_learning();
    // The notice stands on other pages too, and leads back there.
    let to = match fields.get("terug") {
        Some(path) => own_path(path).to_owned(),
        None => format!("/leren?melding={said}"),
    };
    Ok(see_other(&to))
}
