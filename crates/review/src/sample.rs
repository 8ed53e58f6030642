//! The audit of misses: a random sample of passages without a suggestion, read
//! one by one, and what it says of all others.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use waardenscan_archive::{
    AuditPassage, Decision, DecisionFilter, MissAudit, Progress, StoredDecision, Verdict,
};
use waardenscan_assess::HOURS_BY_HAND;
use waardenscan_report::dutch;

use crate::act::Act;
use crate::desk::Desk;
use crate::fields::Fields;
use crate::keys::key;
use crate::matter::undoing;
use crate::overview::duration;
use crate::refusal::Refusal;
use crate::shell::{Place, page};
use crate::visitor::{Visitor, see_other};

/// The share that is to be found before one may stop, as systematic reviews
/// have it (Callaghan and Müller-Hansen 2020).
const TARGET: f64 = 0.95;

pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    who: Visitor,
    fields: Fields,
) -> Result<Response, Refusal> {
    let (audit, needed, progress) = desk
        .read(|_, project| {
            let audit = project.miss_audit(1)?;
            let needed = audit.needed(TARGET);
            Ok((audit, needed, project.progress()?))
        })
        .await?;
    let last: Option<u64> = fields.number("laatste")?;
    let body = html! {
        div.wide {
            h1 { "Steekproef van wat niet is voorgesteld" }
            @match fields.get("melding") {
                Some("leeg") => p.message role="status" { "Kruis ten minste een waarde aan." },
                Some("terug") => p.message role="status" { "Teruggedraaid." },
                _ => {}
            }
            (estimate(&audit, needed))
            @if let Some(passage) = audit.next.first() {
                (read(&desk, passage))
            } @else if audit.unflagged > 0 {
                p { "Alle passages zonder voorstel zijn gelezen." }
            }
            (saved(&progress))
            @if desk.is_open() && let Some(last) = last {
                form.inline method="post" action="/steekproef" {
                    input type="hidden" name="nr" value=(last);
                    button name="oordeel" value="terug" data-toets="terug" {
                        (key("terug")) "Draai het vorige oordeel terug"
                    }
                }
            }
        }
    };
    Ok(page(&desk, &who, Place::Sample, "Steekproef", &body))
}

/// What is known so far, in words.
fn estimate(audit: &MissAudit, needed: Option<u64>) -> Markup {
    html! {
        section.estimate aria-label="Schatting" {
            p {
                "Passages zonder voorstel: " (dutch::number(audit.unflagged))
                ". Daarvan gelezen, in willekeurige volgorde: "
                b { (dutch::number(audit.sampled)) } ". Met toch een waarde: "
                b { (dutch::number(audit.carrying)) } "."
            }
            @if let Some(recall) = audit.recall {
                @let [low, high] = recall.interval;
                p.big {
                    "Gevonden is naar schatting " b { (dutch::hundredths(recall.estimate)) " van elke 100" }
                    " passages met een waarde (met 95 procent zekerheid tussen "
                    (dutch::hundredths(low)) " en " (dutch::hundredths(high)) ")."
                }
                @if audit.may_stop(TARGET) {
                    p.done { "U kunt stoppen: met 95 procent zekerheid is ten minste 95 van elke 100 gevonden." }
                } @else if let Some(needed) = needed {
                    p {
                        "Stoppen kan als met 95 procent zekerheid 95 van elke 100 gevonden zijn. \
                         Daarvoor leest u nog ten minste " b { (dutch::passages(usize::try_from(needed).unwrap_or(usize::MAX))) }
                        ", als daar niets meer in wordt gevonden."
                    }
                }
            } @else {
                p { "Een schatting volgt als er iets is goedgekeurd en gelezen." }
            }
            @if audit.open > 0 {
                p.meta {
                    "Er zijn nog " (dutch::number(audit.open)) " voorstellen niet nagekeken. Wat daarvan \
                     wordt goedgekeurd, telt nog niet mee: de schatting is nu te laag."
                }
            }
            details {
                summary { "Hoe dit wordt berekend" }
                p.meta {
                    "De volgorde hangt alleen van dit project af; elk begin ervan is een zuivere \
                     steekproef. Het interval is dat van de hypergeometrische verdeling \
                     (Buonaccorsi 1987), de regel om te stoppen die van Callaghan en Müller-Hansen \
                     (2020). Een passage telt een keer, hoeveel waarden zij ook draagt."
                }
            }
        }
    }
}

/// The hours that this way of working saves.
fn saved(progress: &Progress) -> Markup {
    let by_hand = progress.done as f64 * HOURS_BY_HAND;
    html! {
        @if progress.done > 0 && let (Some(pace), Some(saved)) = (progress.pace, progress.hours_saved) {
            section aria-labelledby="uren" {
                h2 #uren { "Wat het scheelt" }
                p {
                    "Van " (dutch::number(progress.documents)) " documenten met een voorstel zijn er "
                    b { (dutch::number(progress.done)) } " helemaal nagekeken. Met de hand lezen kost "
                    "gemiddeld vier uur per document: " (duration(by_hand)) ". Het nakijken kostte tot nu toe "
                    (duration(pace.hours)) ", pauzes van meer dan tien minuten niet meegeteld. "
                    @if saved > 0.0 { "Dat scheelt " b { (duration(saved)) } "." }
                }
            }
        }
    }
}

/// The passage to read, and what can be said of it.
fn read(desk: &Desk, passage: &AuditPassage) -> Markup {
    let values = desk.values();
    html! {
        section.read aria-labelledby="lees" {
            h2 #lees { "Lees deze passage" }
            p.place {
                b { (file(&passage.document)) }
                @if let Some(page) = passage.page { " · pagina " (page) }
                @for heading in &passage.path { " · " (heading) }
            }
            blockquote.passage { p { (passage.text) } }
            @if desk.is_open() {
                form method="post" action="/steekproef" {
                    input type="hidden" name="document" value=(passage.sha256);
                    input type="hidden" name="blok" value=(passage.block);
                    p.tools {
                        button.main name="oordeel" value="niets" data-toets="niets" {
                            (key("niets")) "Draagt geen waarde"
                        }
                    }
                    fieldset {
                        legend { "Of draagt zij toch een waarde? Kruis aan welke." }
                        @for cluster in values.clusters() {
                            div.cluster {
                                h3 { (cluster.name) }
                                @for &index in &cluster.values {
                                    @if let Some(value) = values.all().get(index) {
                                        label.tick title=(value.definition) {
                                            input type="checkbox" name="draagt" value=(value.id);
                                            " " span class={ "vn v" (index) } { (value.name) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                    p.tools { button name="oordeel" value="draagt" { "Draagt wat is aangekruist" } }
                }
            }
        }
    }
}

/// The last part of a path.
fn file(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Takes what was read.
pub(crate) async fn change(
    State(desk): State<Arc<Desk>>,
    Act { who: name, fields }: Act,
) -> Result<Response, Refusal> {
    let decision = match fields.get("oordeel") {
        Some("terug") => {
            let number: u64 = fields.must("nr")?;
            desk.write(move |_, project| {
                let before = number.checked_sub(1).ok_or(Refusal::Malformed)?;
                let entry = project.decisions(&DecisionFilter::default(), before, 1)?;
                let is_audit = |it: &StoredDecision| {
                    it.number == number && matches!(it.entry.verdict, Verdict::Audit { .. })
                };
                if !entry.iter().any(is_audit) {
                    return Err(Refusal::Changed);
                }
                Ok(project.decide(&undoing(&name, number))?)
            })
            .await?;
            return Ok(see_other("/steekproef?melding=terug"));
        }
        Some("niets") => outcome(&name, &fields, Vec::new())?,
        Some("draagt") => {
            let carries: Vec<String> = fields.all("draagt").map(str::to_owned).collect();
            if carries.is_empty() {
                return Ok(see_other("/steekproef?melding=leeg"));
            }
            outcome(&name, &fields, carries)?
        }
        _ => return Err(Refusal::Malformed),
    };
    let entry = desk
        .write(move |_, project| Ok(project.decide(&decision)?))
        .await?;
    Ok(see_other(&format!("/steekproef?laatste={entry}")))
}

fn outcome(who: &str, fields: &Fields, carries: Vec<String>) -> Result<Decision, Refusal> {
    Ok(Decision {
        who: who.to_owned(),
        document: fields.get("document").ok_or(Refusal::Malformed)?.to_owned(),
        block: fields.must("blok")?,
        text: None,
        value: None,
        verdict: Verdict::Audit { carries },
    })
}
