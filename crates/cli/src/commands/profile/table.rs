//! Tables for analysts.

use std::io::{self, Write};

use waardenscan::score::{Estimate, GroupProfile, GroupValue};
use waardenscan_report::compare::Measured;

use crate::output::{count, cut, width};

/// Values shown of one document.
const SHOWN_SALIENT: usize = 3;
/// From this multiple of the archive's share on, a value marks a document: our
/// choice.
const SALIENT: f64 = 1.5;
/// Suggestions from which on it is said what marks a document: our choice,
/// since fewer move a share by more than they can bear.
const LEAST_SUGGESTIONS: usize = 5;
pub(super) fn write(measured: &Measured, out: &mut impl Write) -> io::Result<()> {
    let profile = measured.archive.profile(&measured.all());
    writeln!(out, "{}\n", heading("Het archief", &profile))?;
    let order = by_share(&profile);
    write_values(measured, &profile, &order, out)?;
    writeln!(
        out,
        "\nWat documenten kenmerkt, ten opzichte van het archief\n"
    )?;
    let mut few = 0;
    for (index, document) in measured.documents.iter().enumerate() {
        let suggestions = suggestions(measured, index);
        if suggestions < LEAST_SUGGESTIONS {
            few += 1;
            continue;
        }
        let salient = salient(measured, index);
        let text = match salient.is_empty() {
            true => "geen waarde springt eruit".to_owned(),
            false => salient.join(", "),
        };
        writeln!(out, "{}", cut(&document.path, width()))?;
        let suggestions = count(suggestions, "suggestie", "suggesties");
        writeln!(out, "  {suggestions}: {text}")?;
    }
    if few > 0 {
        let few = count(few, "document telt", "documenten tellen");
        writeln!(out, "\n{few} minder dan {LEAST_SUGGESTIONS} suggesties.")?;
    }
    writeln!(
        out,
        "\n{SHARES};\n2,0×: het aandeel is twee keer dat in het hele archief."
    )
}

/// "Verordening: 31 documenten met suggesties, 2 zonder".
fn heading(name: &str, profile: &GroupProfile) -> String {
    let documents = count(profile.documents, "document", "documenten");
    match profile.without {
        0 => format!("{name}: {documents} met suggesties"),
        without => format!("{name}: {documents} met suggesties, {without} zonder"),
    }
}

/// The values that were suggested, largest share first.
fn by_share(profile: &GroupProfile) -> Vec<usize> {
    let mut values: Vec<(usize, &GroupValue)> = profile.values.iter().enumerate().collect();
    values.retain(|(_, value)| value.counts.passages > 0);
    values.sort_by(|(_, one), (_, other)| other.share.value.total_cmp(&one.share.value));
    values.into_iter().map(|(value, _)| value).collect()
}

fn write_values(
    measured: &Measured,
    profile: &GroupProfile,
    order: &[usize],
    out: &mut impl Write,
) -> io::Result<()> {
    let names = order
        .iter()
        .map(|&value| name(measured, value).chars().count());
    let wide = names.max().unwrap_or_default().max("waarde".len());
    writeln!(
        out,
        "  {:<wide$} {:>6} {:>6} {:>8} {:>6} {:>6}  aandeel",
        "waarde", "docs", "pass.", "genoemd", "druk", "grens"
    )?;
    for &value in order {
        let Some(found) = profile.values.get(value) else {
            continue;
        };
        let part = |count: usize| percent(count as f64 / found.counts.passages.max(1) as f64, 0);
        writeln!(
            out,
            "  {:<wide$} {:>6} {:>6} {:>8} {:>6} {:>6}  {}",
            name(measured, value),
            found.documents,
            found.counts.passages,
            part(found.counts.explicit),
            part(found.counts.onder_druk),
            part(found.counts.begrensd),
            share(&found.share),
        )?;
    }
    Ok(())
}

fn name(measured: &Measured, value: usize) -> &str {
    let value = measured.values.get(value);
    value.map_or("", |value| &value.name)
}

fn suggestions(measured: &Measured, document: usize) -> usize {
    let document = measured.archive.documents().get(document);
    document.map_or(0, waardenscan::score::DocumentCounts::suggestions)
}

/// The values that mark a document, strongest first: "maatwerk 2,1×".
fn salient(measured: &Measured, document: usize) -> Vec<String> {
    let profile = measured.archive.profile(&[document]);
    let mut salient: Vec<(usize, f64)> = profile
        .values
        .iter()
        .enumerate()
        .filter(|(_, value)| value.counts.passages > 1)
        .filter_map(|(value, found)| Some((value, found.salience?.value)))
        .filter(|(_, salience)| *salience >= SALIENT)
        .collect();
    salient.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let shown = salient.into_iter().take(SHOWN_SALIENT);
    shown
        .map(|(value, salience)| format!("{} {}", name(measured, value), times(salience)))
        .collect()
}

const SHARES: &str = "\
genoemd: het deel van de passages dat de waarde noemt, de rest omschrijft haar of wijst er alleen op; druk en
grens: het deel waarin de waarde onder druk staat of begrensd wordt; aandeel: het deel van de suggesties dat
van deze waarde is, gemiddeld over de documenten (met 95%-interval)";

fn comma(number: &str) -> String {
    number.replace('.', ",")
}

fn percent(share: f64, decimals: usize) -> String {
    comma(&format!("{:.decimals$}%", share * 100.0))
}

/// "9,6% (8,1 tot 11,3)".
fn share(estimate: &Estimate) -> String {
    let share = percent(estimate.value, 1);
    match estimate.interval {
        Some([low, high]) => comma(&format!(
            "{share} ({:.1} tot {:.1})",
            low * 100.0,
            high * 100.0
        )),
        None => share,
    }
}

fn times(salience: f64) -> String {
    comma(&format!("{salience:.1}×"))
}
