//! Tables for analysts.

use std::io::{self, Write};

use waardenscan::score::{
    Contrast, Estimate, GroupProfile, GroupValue, LEAST_DOCUMENTS, ValueContrast,
};

use super::Scanned;
use super::groups::Groups;
use crate::output::{count, cut, width};

/// Values shown of a group; those that differ are all shown.
const SHOWN_VALUES: usize = 8;
/// Values shown of one document.
const SHOWN_SALIENT: usize = 3;
/// From this multiple of the archive's share on, a value marks a document: our
/// choice.
const SALIENT: f64 = 1.5;
/// Suggestions from which on it is said what marks a document: our choice,
/// since fewer move a share by more than they can bear.
const LEAST_SUGGESTIONS: usize = 5;
/// Greatest q of what is called a difference: of twenty such, one is expected
/// to be none.
const DIFFERENCE: f64 = 0.05;

pub(super) fn write_archive(scanned: &Scanned, out: &mut impl Write) -> io::Result<()> {
    let profile = scanned.archive.profile(&scanned.all());
    writeln!(out, "{}\n", heading("Het archief", &profile))?;
    let order = by_share(&profile);
    write_values(scanned, &profile, &order, Columns::Archive, out)?;
    writeln!(
        out,
        "\nWat documenten kenmerkt, ten opzichte van het archief\n"
    )?;
    let mut few = 0;
    for (index, document) in scanned.documents.iter().enumerate() {
        let suggestions = suggestions(scanned, index);
        if suggestions < LEAST_SUGGESTIONS {
            few += 1;
            continue;
        }
        let salient = salient(scanned, index);
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

pub(super) fn write_groups(
    scanned: &Scanned,
    groups: &Groups,
    out: &mut impl Write,
) -> io::Result<()> {
    let noun = groups.by.dutch();
    if groups.named.is_empty() {
        return writeln!(
            out,
            "Van geen document is {noun} bekend. Zet het in een metadata.csv naast de documenten \
             en scan opnieuw."
        );
    }
    for (number, (name, members)) in groups.named.iter().enumerate() {
        let profile = scanned.archive.profile(members);
        let contrast = groups.contrast(number);
        writeln!(out, "{}", heading(name, &profile))?;
        writeln!(out, "  {}\n", compared(contrast, &profile, groups))?;
        let differs = |value: usize| {
            let found = difference(contrast, value);
            found.is_some_and(|found| found.q <= DIFFERENCE)
        };
        let order = by_share(&profile).into_iter().enumerate();
        let shown: Vec<usize> = order
            .filter(|&(rank, value)| rank < SHOWN_VALUES || differs(value))
            .map(|(_, value)| value)
            .collect();
        write_values(scanned, &profile, &shown, Columns::Group(contrast), out)?;
        writeln!(out)?;
    }
    if !groups.unnamed.is_empty() {
        let unnamed = count(groups.unnamed.len(), "document", "documenten");
        writeln!(
            out,
            "Van {unnamed} is {noun} niet bekend; niet vergeleken.\n"
        )?;
    }
    writeln!(
        out,
        "{SHARES};\narchief: dat aandeel als veelvoud van het aandeel in het hele archief."
    )?;
    match groups.contrasts.is_empty() {
        true => Ok(()),
        false => writeln!(out, "{DIFFERENCES}"),
    }
}

/// "Verordening: 31 documenten met suggesties, 2 zonder".
fn heading(name: &str, profile: &GroupProfile) -> String {
    let documents = count(profile.documents, "document", "documenten");
    match profile.without {
        0 => format!("{name}: {documents} met suggesties"),
        without => format!("{name}: {documents} met suggesties, {without} zonder"),
    }
}

fn compared(contrast: Option<&Contrast>, profile: &GroupProfile, groups: &Groups) -> String {
    let Some(contrast) = contrast else {
        return match profile.documents < LEAST_DOCUMENTS {
            true => format!("minder dan {LEAST_DOCUMENTS} documenten: alleen beschreven"),
            false => match groups.contrasts.is_empty() {
                true => "er is geen groep om mee te vergelijken".to_owned(),
                // Of two groups the second is compared with the first.
                false => "vergeleken bij de eerste groep".to_owned(),
            },
        };
    };
    let [_, others] = contrast.documents;
    let against = contrast.against.and_then(|other| groups.named.get(other));
    let against = against.map_or("alle andere", |(name, _)| name);
    let within = match contrast.stratified {
        true => ", binnen dezelfde gemeente",
        false => "",
    };
    let [own, _] = contrast.documents;
    format!("vergeleken met {against}: {own} tegenover {others} documenten{within}")
}

/// The values that were suggested, largest share first.
fn by_share(profile: &GroupProfile) -> Vec<usize> {
    let mut values: Vec<(usize, &GroupValue)> = profile.values.iter().enumerate().collect();
    values.retain(|(_, value)| value.counts.passages > 0);
    values.sort_by(|(_, one), (_, other)| other.share.value.total_cmp(&one.share.value));
    values.into_iter().map(|(value, _)| value).collect()
}

fn difference(contrast: Option<&Contrast>, value: usize) -> Option<&ValueContrast> {
    contrast?.values.iter().find(|found| found.value == value)
}

/// What a table compares with.
#[derive(Clone, Copy)]
enum Columns<'a> {
    /// Nothing: it is of the whole archive.
    Archive,
    /// The archive, and other groups where that can be.
    Group(Option<&'a Contrast>),
}

fn write_values(
    scanned: &Scanned,
    profile: &GroupProfile,
    order: &[usize],
    columns: Columns<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let names = order
        .iter()
        .map(|&value| scanned.name(value).chars().count());
    let wide = names.max().unwrap_or_default().max("waarde".len());
    write!(
        out,
        "  {:<wide$} {:>6} {:>6} {:>8} {:>6} {:>6}  ",
        "waarde", "docs", "pass.", "genoemd", "druk", "grens"
    )?;
    match columns {
        Columns::Archive => writeln!(out, "aandeel")?,
        Columns::Group(None) => writeln!(out, "{:<20} {:>7}", "aandeel", "archief")?,
        Columns::Group(Some(_)) => writeln!(
            out,
            "{:<20} {:>7}  {:<22} {:>6} {:>6}",
            "aandeel", "archief", "verschil", "effect", "q"
        )?,
    }
    for &value in order {
        let Some(found) = profile.values.get(value) else {
            continue;
        };
        let part = |count: usize| percent(count as f64 / found.counts.passages.max(1) as f64, 0);
        write!(
            out,
            "  {:<wide$} {:>6} {:>6} {:>8} {:>6} {:>6}  ",
            scanned.name(value),
            found.documents,
            found.counts.passages,
            part(found.counts.explicit),
            part(found.counts.onder_druk),
            part(found.counts.begrensd),
        )?;
        let Columns::Group(contrast) = columns else {
            writeln!(out, "{}", share(&found.share))?;
            continue;
        };
        let salience = found.salience.map_or(String::new(), |one| times(one.value));
        write!(out, "{:<20} {salience:>7}", share(&found.share))?;
        match difference(contrast, value) {
            Some(found) => writeln!(
                out,
                "  {:<22} {:>6} {:>6}{}",
                points(&found.difference),
                found
                    .effect
                    .map_or(String::new(), |effect| signed(effect.value, 1)),
                chance(found.q),
                if found.q <= DIFFERENCE { " *" } else { "" }
            )?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

fn suggestions(scanned: &Scanned, document: usize) -> usize {
    let document = scanned.archive.documents().get(document);
    document.map_or(0, waardenscan::score::DocumentCounts::suggestions)
}

/// The values that mark a document, strongest first: "maatwerk 2,1×".
fn salient(scanned: &Scanned, document: usize) -> Vec<String> {
    let profile = scanned.archive.profile(&[document]);
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
        .map(|(value, salience)| format!("{} {}", scanned.name(value), times(salience)))
        .collect()
}

const SHARES: &str = "\
genoemd: het deel van de passages dat de waarde noemt of omschrijft, de rest wijst er alleen op; druk en
grens: het deel waarin de waarde onder druk staat of begrensd wordt; aandeel: het deel van de suggesties dat
van deze waarde is, gemiddeld over de documenten (met 95%-interval)";

const DIFFERENCES: &str = "\
verschil: in procentpunten aandeel; effect: het verschil in standaarddeviaties (0,2 is klein, 0,8 groot);
q: van alle verschillen met deze q of een lagere is dit deel naar verwachting toeval (permutatietoets over
documenten, gecorrigeerd volgens Benjamini en Hochberg); * is een aantoonbaar verschil.";

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

/// "+3,2 (+1,0 tot +5,5)".
fn points(estimate: &Estimate) -> String {
    let [value, low, high] = match estimate.interval {
        Some([low, high]) => [estimate.value, low, high],
        None => return signed(estimate.value * 100.0, 1),
    }
    .map(|share| signed(share * 100.0, 1));
    format!("{value} ({low} tot {high})")
}

fn signed(number: f64, decimals: usize) -> String {
    comma(&format!("{number:+.decimals$}")).replace('-', "−")
}

fn times(salience: f64) -> String {
    comma(&format!("{salience:.1}×"))
}

fn chance(q: f64) -> String {
    match q < 0.001 {
        true => "<0,001".to_owned(),
        false => comma(&format!("{q:.3}")),
    }
}
