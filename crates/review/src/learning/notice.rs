//! What was learned, in a few words.

use std::collections::BTreeMap;

use maud::{Markup, html};
use waardenscan_archive::{LearnedScores, Project, Rescoring};
use waardenscan_report::dutch;

use crate::desk::Desk;
use crate::refusal::Refusal;

/// Words that are named of those that weigh more, and of those that weigh less.
const NAMED: usize = 3;
/// A change in logits that nobody would notice.
const NOTABLE: f64 = 0.05;
/// Letters of an indicator.
const LONGEST: usize = 40;

/// What was learned last, where a visitor has not seen it yet.
pub(crate) struct Notice {
    number: u64,
    learned: LearnedScores,
    rescoring: Rescoring,
    /// Words that weigh more, and words that weigh less than before.
    more: Vec<String>,
    less: Vec<String>,
}

impl Notice {
    /// Reads it; none where nothing was learned after the entry `seen`.
    pub(crate) fn read(project: &Project, seen: u64) -> Result<Option<Self>, Refusal> {
        let Some(rescoring) = project.rescoring()?.filter(|it| it.entry > seen) else {
            return Ok(None);
        };
        // What was taken back is no news to who did that.
        let learned = project.standing_learning()?;
        let Some((number, learned)) = learned.filter(|it| it.0 == rescoring.entry) else {
            return Ok(None);
        };
        let before = project.learning_before(number)?;
        let [more, less] = weights(&learned, before.map(|it| it.1).as_ref());
        Ok(Some(Self {
            number,
            learned,
            rescoring,
            more,
            less,
        }))
    }

    /// Renders it above a page of ours, to which the answer leads back.
    pub(crate) fn markup(&self, desk: &Desk, back: &str) -> Markup {
        let Rescoring {
            open, rise, fall, ..
        } = self.rescoring;
        html! {
            aside.message.learned aria-label="Geleerd van besluiten" {
                p {
                    b { "De scores zijn aangepast aan " (decisions(self.learned.decisions)) ". " }
                    (words("Zwaarder tellen nu", &self.more))
                    (words("Minder zwaar tellen nu", &self.less))
                    @if self.more.is_empty() && self.less.is_empty() && self.learned.shift != 0.0 {
                        "Geen woord springt eruit; over het geheel gaan de scores wat "
                        @if self.learned.shift < 0.0 { "omlaag" } @else { "omhoog" } ". "
                    }
                    @if self.rescoring.after.is_some() {
                        "De voorstellen krijgen nu een voor een hun nieuwe score."
                    } @else {
                        "Van de " (dutch::number(open)) " open voorstellen stegen er "
                        b { (dutch::number(rise)) } " en daalden er " b { (dutch::number(fall)) } ". "
                    }
                    (calibration(&self.learned))
                }
                form.inline method="post" action="/gezien" {
                    input type="hidden" name="nr" value=(self.number);
                    input type="hidden" name="terug" value=(back);
                    button.small { "Gezien" }
                }
                @if desk.is_open() {
                    form.inline method="post" action="/leren" {
                        input type="hidden" name="nr" value=(self.number);
                        input type="hidden" name="terug" value=(back);
                        button.small name="wat" value="terug" { "Draai terug" }
                    }
                }
                a href="/leren" { "Wat er is veranderd" }
            }
        }
    }
}

/// Says how many held, and how many the scores said would, before and now.
pub(crate) fn calibration(learned: &LearnedScores) -> Markup {
    let whole = |sum: f64| format!("{sum:.0}");
    html! {
        // What was learned by an earlier version does not say.
        @if learned.after > 0.0 {
            "Van deze besluiten klopten er " b { (dutch::number(learned.held)) }
            "; volgens de scores waren het er eerst " (whole(learned.before)) " en nu "
            (whole(learned.after)) "."
        }
    }
}

pub(crate) fn decisions(number: u64) -> String {
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    dutch::counted(number, "besluit", "besluiten")
}

fn words(lead: &str, words: &[String]) -> Markup {
    html! {
        @if !words.is_empty() { (lead) ": " (dutch::enumerate(words)) ". " }
    }
}

/// Writes an indicator in quotes, a long pattern by its start.
fn short(indicator: &str) -> String {
    let start: String = indicator.chars().take(LONGEST).collect();
    let rest = if start.len() < indicator.len() {
        "…"
    } else {
        ""
    };
    format!("‘{start}{rest}’")
}

/// Names the indicators that weigh more and those that weigh less than before,
/// those that changed most first.
fn weights(learned: &LearnedScores, before: Option<&LearnedScores>) -> [Vec<String>; 2] {
    let before = before.map_or(&[][..], |it| &it.indicators);
    let before: BTreeMap<_, f64> = before
        .iter()
        .map(|it| ((&*it.of, &*it.indicator), it.added))
        .collect();
    let mut changed: Vec<(f64, &str)> = learned
        .indicators
        .iter()
        .map(|it| {
            let was = before.get(&(&*it.of, &*it.indicator)).copied();
            (it.added - was.unwrap_or_default(), &*it.indicator)
        })
        .filter(|(change, _)| change.abs() >= NOTABLE)
        .collect();
    changed.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then_with(|| a.1.cmp(b.1)));
    [1.0, -1.0].map(|sign| {
        let these = changed.iter().filter(|(change, _)| change * sign > 0.0);
        let named = these.take(NAMED).map(|(_, indicator)| short(indicator));
        named.collect()
    })
}
