//! Words and numbers of a comparison.

use waardenscan::DocumentKind;

use super::group::GroupBy;
use crate::{Which, dutch};

/// Names documents as a sentence has them; each part with the number of its
/// documents: "het beleidsplan", "de beleidsplannen en de verordening".
pub(super) fn phrase(by: GroupBy, parts: &[(&str, usize)]) -> String {
    let words: Vec<String> = parts
        .iter()
        .map(|&(name, count)| match by {
            GroupBy::Kind => kind(name, count),
            GroupBy::Municipality | GroupBy::Year => name.to_owned(),
            GroupBy::Source => format!("de bron ‘{name}’"),
        })
        .collect();
    dutch::enumerate(&words)
}

fn kind(name: &str, count: usize) -> String {
    let known = DocumentKind::ALL.into_iter();
    let known = known.map(|kind| (kind, kind.name()));
    let found = known.into_iter().find(|(_, it)| *it == name.to_lowercase());
    let Some((one, more)) = found.and_then(|(kind, _)| noun(kind)) else {
        return match name.to_lowercase().as_str() {
            "overig" => "de overige documenten".to_owned(),
            _ => format!("de soort ‘{name}’"),
        };
    };
    match count {
        1 => one.to_owned(),
        _ => format!("de {more}"),
    }
}

/// With its article, and in the plural.
const fn noun(kind: DocumentKind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        DocumentKind::Beleidsplan => ("het beleidsplan", "beleidsplannen"),
        DocumentKind::Verordening => ("de verordening", "verordeningen"),
        DocumentKind::Beleidsregel => ("de beleidsregel", "beleidsregels"),
        DocumentKind::Besparingsplan => ("het besparingsplan", "besparingsplannen"),
        DocumentKind::Kadernota => ("de kadernota", "kadernota’s"),
        DocumentKind::Begroting => ("de begroting", "begrotingen"),
        DocumentKind::Raadsvoorstel => ("het raadsvoorstel", "raadsvoorstellen"),
        DocumentKind::Besluitenlijst => ("de besluitenlijst", "besluitenlijsten"),
        DocumentKind::Coalitieakkoord => ("het coalitieakkoord", "coalitieakkoorden"),
        DocumentKind::Verkiezingsprogramma => {
            ("het verkiezingsprogramma", "verkiezingsprogramma’s")
        }
        DocumentKind::Dienstverleningsconcept => {
            ("het dienstverleningsconcept", "dienstverleningsconcepten")
        }
        DocumentKind::Casus => ("de casus", "casussen"),
        DocumentKind::Verslag => ("het verslag", "verslagen"),
        DocumentKind::Overig => return None,
    })
}

/// What shares are parts of.
pub(super) const fn findings(which: Which) -> &'static str {
    match which {
        Which::Accepted => "aanvaarde passages",
        Which::Decided => "aanvaarde en betwijfelde passages",
        Which::All => "voorstellen",
    }
}

/// "9,6 %".
pub(super) fn percent(share: f64) -> String {
    format!("{}\u{a0}%", decimals(share * 100.0, 1))
}

/// A number with a comma.
pub(super) fn decimals(number: f64, places: usize) -> String {
    format!("{number:.places$}").replace('.', ",")
}

/// The same with its sign, of zero too: "+3,2", "−0,4".
pub(super) fn signed(number: f64, places: usize) -> String {
    let text = format!("{number:+.places$}");
    // Rounding leaves a sign where nothing is left.
    match text.trim_start_matches(['+', '-']).parse::<f64>() {
        Ok(0.0) => decimals(0.0, places),
        _ => text.replace('.', ",").replace('-', "−"),
    }
}

/// Percentage points with the interval: "+3,2 (+1,0 tot +5,5)".
pub(super) fn points(difference: &super::Figure) -> String {
    let value = signed(difference.value * 100.0, 1);
    match difference.interval {
        Some([low, high]) => format!(
            "{value} ({} tot {})",
            signed(low * 100.0, 1),
            signed(high * 100.0, 1)
        ),
        None => value,
    }
}

/// A share with its interval: "9,6 % (8,1 tot 11,3)".
pub(super) fn share(share: &super::Figure) -> String {
    let value = percent(share.value);
    match share.interval {
        Some([low, high]) => format!(
            "{value} ({} tot {})",
            decimals(low * 100.0, 1),
            decimals(high * 100.0, 1)
        ),
        None => value,
    }
}

/// An adjusted p.
pub(super) fn chance(q: f64) -> String {
    match q < 0.001 {
        true => "<\u{a0}0,001".to_owned(),
        false => decimals(q, 3),
    }
}

/// "12 passages in 3 van de 4 documenten"; of one document its passages alone.
pub(super) fn places(passages: usize, documents: usize, of: usize) -> String {
    if of == 1 {
        return dutch::passages(passages);
    }
    format!(
        "{} in {} van de {}",
        dutch::passages(passages),
        dutch::count(documents),
        dutch::documents(of)
    )
}
