//! How the content of a project came about, in plain Dutch.

use std::collections::BTreeSet;

use waardenscan_archive::{Project, RunInfo, State, StoredDecision, StoredDocument};

use crate::{ReportError, dutch};

/// Tells how what stands in a project came about, a sentence or two each.
pub(crate) fn account<'a>(
    project: &Project,
    info: &RunInfo,
    documents: impl Iterator<Item = &'a StoredDocument>,
    decisions: &[StoredDecision],
) -> Result<Vec<String>, ReportError> {
    let (failed, read): (Vec<_>, Vec<_>) = documents.partition(|it| it.failure.is_some());
    let (failed, read) = (failed.len(), read.len());
    let mut account = vec![format!(
        "Waardenscan {} las op {} {} en stelde bij elke passage voor welke waarden erin \
             doorklinken, met de waardenlijst “{}” (versie {}). {}",
        info.engine_version,
        dutch::date(&info.started_at),
        dutch::documents(read),
        info.lexicon_name,
        info.lexicon_version,
        match failed {
            0 => "Alle documenten konden worden gelezen.".to_owned(),
            1 => "Eén bestand kon niet worden gelezen en telt niet mee.".to_owned(),
            failed => format!("{failed} bestanden konden niet worden gelezen en tellen niet mee."),
        },
    )];
    let who: BTreeSet<String> = decisions
        .iter()
        .filter(|it| !it.undone && it.entry.verdict.state().is_some())
        .map(|it| it.entry.who.clone())
        .collect();
    let who: Vec<String> = who.into_iter().collect();
    let counts = project.count_suggestions(None)?;
    let count = |state: State| {
        let found = counts.iter().find(|(it, _)| *it == state);
        found.map_or(0, |(_, count)| {
            usize::try_from(*count).unwrap_or(usize::MAX)
        })
    };
    account.push(match who.as_slice() {
        [] => "Nog niemand heeft de voorstellen nagekeken.".to_owned(),
        who => format!(
            "De voorstellen zijn nagekeken door {}: {} aanvaard, {} afgewezen, {} kregen een \
                 andere waarde, over {} bestaat twijfel en {} zijn nog niet bekeken.",
            dutch::enumerate(who),
            dutch::count(count(State::Accepted)),
            dutch::count(count(State::Rejected)),
            dutch::count(count(State::Changed)),
            dutch::count(count(State::Doubt)),
            dutch::count(count(State::Open)),
        ),
    });
    let agreement = project.coder_agreement()?.all;
    if let Some(alpha) = agreement.alpha {
        account.push(format!(
            "{} zijn door meer mensen los van elkaar beoordeeld; hun overeenstemming is {} \
                 (alfa van Krippendorff; 1 is volledig, 0 is toeval).",
            dutch::suggestions(agreement.suggestions),
            waardenscan::score::number(alpha.value),
        ));
    }
    let audit = project.miss_audit(0)?;
    account.push(match audit.recall.filter(|_| audit.sampled > 0) {
        Some(recall) => format!(
            "In een steekproef van {} zonder voorstel droegen er {} toch een waarde. Naar \
                 schatting is {} % van de passages met een waarde gevonden (met 95 % zekerheid \
                 tussen {} en {} %).",
            dutch::passages(usize::try_from(audit.sampled).unwrap_or(usize::MAX)),
            audit.carrying,
            dutch::hundredths(recall.estimate),
            dutch::hundredths(recall.interval[0]),
            dutch::hundredths(recall.interval[1]),
        ),
        None => "Hoeveel passages met een waarde zijn gemist, is niet met een steekproef \
                     nagegaan."
            .to_owned(),
    });
    Ok(account)
}
