//! Dates of birth: a date after a word of birth.

use super::PersonalKind;
use super::text::Text;

/// How far back the word may stand: "geboren te Aldermeer op".
const CONTEXT: usize = 40;
const WORDS: &[&str] = &["geboren", "geboortedatum", "geb.", "geb:", "geboortedag"];
const MONTHS: &[&str] = &[
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

pub(super) fn at(text: &Text, place: usize) -> Option<(PersonalKind, usize, usize)> {
    if !text.at(place).is_ascii_digit() || !text.starts(place) {
        return None;
    }
    let end = in_figures(text, place).or_else(|| in_words(text, place))?;
    let context = text.context(place, CONTEXT);
    let born = WORDS.iter().any(|word| context.contains(word));
    born.then_some((PersonalKind::BirthDate, place, end))
}

/// "12-03-1956", "12/3/1956", "12.3.56".
fn in_figures(text: &Text, place: usize) -> Option<usize> {
    let (day, end) = number(text, place, 2)?;
    let (month, end) = number(text, separator(text, end)?, 2)?;
    let (_, end) = number(text, separator(text, end)?, 4)?;
    ((1..=31).contains(&day) && (1..=12).contains(&month) && text.ends(end)).then_some(end)
}

/// "12 maart 1956".
fn in_words(text: &Text, place: usize) -> Option<usize> {
    let (day, end) = number(text, place, 2)?;
    let start = end + 1;
    let mut end = start;
    while text.at(end).is_alphabetic() {
        end += 1;
    }
    let month = text.lower(start, end);
    let (year, end) = number(text, end + 1, 4)?;
    ((1..=31).contains(&day)
        && MONTHS.contains(&month.as_str())
        && (1880..=2100).contains(&year)
        && text.ends(end))
    .then_some(end)
}

fn number(text: &Text, place: usize, most: usize) -> Option<(u32, usize)> {
    let (digits, end) = text.digits(place, &[], most);
    let number = digits.iter().fold(0, |sum, digit| sum * 10 + digit);
    (!digits.is_empty()).then_some((number, end))
}

fn separator(text: &Text, place: usize) -> Option<usize> {
    "-/.".contains(text.at(place)).then_some(place + 1)
}
