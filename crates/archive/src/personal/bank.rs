//! IBAN: ISO 13616, with the check of ISO 7064 (mod 97, 10).

use super::PersonalKind;
use super::text::Text;

/// The shortest and the longest account number in the register of SWIFT.
const SHORTEST: usize = 15;
const LONGEST: usize = 34;

pub(super) fn at(text: &Text, place: usize) -> Option<(PersonalKind, usize, usize)> {
    let checked = text.at(place + 2).is_ascii_digit() && text.at(place + 3).is_ascii_digit();
    if !(text.starts(place) && text.capitals(place, 2) && checked) {
        return None;
    }
    let mut letters = Vec::new();
    let (mut next, mut found) = (place, None);
    while letters.len() < LONGEST {
        let letter = text.at(next);
        if letter.is_ascii_uppercase() || letter.is_ascii_digit() {
            letters.push(letter);
            next += 1;
            // The longest that is right; a word may follow the last group.
            if letters.len() >= SHORTEST && text.ends(next) && is_valid(&letters) {
                found = Some((PersonalKind::Iban, place, next));
            }
        } else if letter == ' ' && text.before(next) != ' ' {
            next += 1;
        } else {
            break;
        }
    }
    found
}

fn is_valid(letters: &[char]) -> bool {
    let (head, rest) = letters.split_at_checked(4).unwrap_or_default();
    let digits = rest.iter().chain(head).filter_map(|it| it.to_digit(36));
    let remainder = digits.fold(0, |sum, value| {
        let shift = if value < 10 { 10 } else { 100 };
        (sum * shift + value) % 97
    });
    remainder == 1
}
