//! A postcode with the house number before or after it.

use super::PersonalKind;
use super::text::Text;

/// Endings that are no postcode's, because of what they stood for.
const NEVER: &[&str] = &["sa", "sd", "ss"];

/// How far before the postcode the house number may start: "12-A, ".
const HOUSE: usize = 10;

pub(super) fn at(text: &Text, place: usize) -> Option<(PersonalKind, usize, usize)> {
    if !text.at(place).is_ascii_digit() || !text.starts(place) {
        return None;
    }
    // From the house number on: "12a, 1234 AB".
    if let Some(code) = (place + 1..place + 1 + HOUSE).find(|&code| postcode(text, code).is_some())
        && is_house(text, place, code)
    {
        return Some((PersonalKind::Address, place, postcode(text, code)?));
    }
    // From the postcode on: "1234 AB 12", "1234AB, nr. 12".
    let mut next = postcode(text, place)?;
    while ", ".contains(text.at(next)) && next < text.len() {
        next += 1;
    }
    if text.lower(next, next + 3) == "nr." {
        next += 3;
        while text.at(next) == ' ' && next < text.len() {
            next += 1;
        }
    }
    let (digits, end) = text.digits(next, &[], 5);
    let house = (1..=4).contains(&digits.len()) && digits.first() != Some(&0);
    let alone = !",.-/".contains(text.at(end)) || !text.at(end + 1).is_ascii_digit();
    (house && alone).then_some((PersonalKind::Address, place, end))
}

/// Where the postcode that starts at `place` ends (Postcodebesluit: four
/// digits, the first not 0, and two letters).
fn postcode(text: &Text, place: usize) -> Option<usize> {
    if !text.starts(place) || text.at(place) == '0' {
        return None;
    }
    let (digits, end) = text.digits(place, &[], 5);
    if digits.len() != 4 {
        return None;
    }
    let letters = if matches!(text.at(end), ' ' | '\u{a0}') {
        end + 1
    } else {
        end
    };
    let end = letters + 2;
    let ending = text.lower(letters, end);
    (text.capitals(letters, 2) && text.ends(end) && !NEVER.contains(&ending.as_str()))
        .then_some(end)
}

/// What stands between a day and a year, and not between a house number and a
/// postcode: "16 mei 2023 NB".
const MONTHS: &[&str] = &[
    "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];

/// Whether a house number stands from `place` to the postcode: after a street,
/// not after "Postbus".
fn is_house(text: &Text, place: usize, code: usize) -> bool {
    let (digits, end) = text.digits(place, &[], 5);
    let between = text.lower(end, code);
    let addition = between.trim_matches([' ', ',', '-', '\u{a0}', '\n']);
    let context = text.context(place, 30);
    let street = context.trim_end();
    let street = street.rsplit(' ').next().unwrap_or_default();
    (1..=4).contains(&digits.len())
        && between.contains([' ', ',', '\u{a0}', '\n'])
        && !MONTHS.contains(&addition)
        && addition.chars().count() <= 3
        && addition.chars().all(char::is_alphanumeric)
        && street
            .chars()
            .all(|letter| letter.is_alphabetic() || letter == '.')
        && street.chars().count() > 1
        && !street.starts_with("postbus")
        && !street.starts_with("antwoordnummer")
}
