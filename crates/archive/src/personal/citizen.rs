//! The citizen service number (Wet algemene bepalingen burgerservicenummer).

use super::PersonalKind;
use super::text::Text;

/// How far back the word that says what the number is may stand.
const CONTEXT: usize = 40;
const WORDS: &[&str] = &["bsn", "burgerservice", "burger service", "sofi"];

pub(super) fn at(text: &Text, place: usize) -> Option<(PersonalKind, usize, usize)> {
    if !text.at(place).is_ascii_digit() || !text.starts(place) {
        return None;
    }
    let (mut digits, end) = text.digits(place, &['.', ' ', '-'], 9);
    // Numbers of eight digits go without their leading zero.
    if digits.len() == 8 {
        digits.insert(0, 0);
    }
    if digits.len() != 9 || !text.ends(end) || !passes_eleven(&digits) {
        return None;
    }
    let context = text.context(place, CONTEXT);
    let named = WORDS.iter().any(|word| context.contains(word));
    named.then_some((PersonalKind::Bsn, place, end))
}

/// The test of eleven (elfproef) as the Rijksdienst voor Identiteitsgegevens
/// describes it: nine times the first digit to two times the eighth, less the
/// ninth, is a multiple of eleven.
fn passes_eleven(digits: &[u32]) -> bool {
    let Some((last, first)) = digits.split_last() else {
        return false;
    };
    let sum: u32 = first.iter().zip((2..=9).rev()).map(|(d, w)| d * w).sum();
    // All zeros are no number.
    sum > 0 && (sum + 11 - last).is_multiple_of(11)
}
