//! Telephone numbers of the Dutch numbering plan (Nummerplan telefoon- en
//! ISDN-diensten): ten digits from 0, or nine after +31.

use super::PersonalKind;
use super::text::Text;

/// Numbers of services and companies, which are no person's: free and paid
/// lines and 088, without the 0.
const SERVICES: &[[u32; 2]] = &[[8, 0], [9, 0], [8, 8], [6, 7], [9, 7], [8, 4]];

const BETWEEN: &[char] = &[' ', '-', '.', '\u{a0}', '‑', '–'];

pub(super) fn at(text: &Text, place: usize) -> Option<(PersonalKind, usize, usize)> {
    let first = text.at(place);
    if !(first == '+' || first == '0' || first == '(') || !text.starts(place) {
        return None;
    }
    // A date, an amount or a longer number goes on before it.
    let before = text.before(place);
    if ".,-/€+".contains(before) {
        return None;
    }
    let after_country = [['+', '3', '1'].as_slice(), &['0', '0', '3', '1']]
        .into_iter()
        .find(|code| {
            (place..)
                .zip(*code)
                .all(|(place, &letter)| text.at(place) == letter)
        })
        .map(|code| place + code.len());
    let mut start = match after_country {
        Some(next) => next,
        None if first == '+' => return None,
        None => place,
    };
    let mut parts = Vec::new();
    // "(0)6", "(020) 123".
    let mut end = start;
    while let ' ' | '(' = text.at(start)
        && start < end + 2
    {
        start += 1;
    }
    let (digits, next) = text.digits(start, BETWEEN, 11);
    parts.extend(digits);
    end = end.max(next);
    if text.at(end) == ')' {
        let mut next = end + 1;
        while text.at(next) == ' ' && next < end + 3 {
            next += 1;
        }
        let (digits, next) = text.digits(next, BETWEEN, 11);
        parts.extend(digits);
        end = next;
    }
    let ((_, [0, national @ ..]) | (Some(_), national)) = (after_country, parts.as_slice()) else {
        return None;
    };
    let service = national
        .first_chunk::<2>()
        .is_some_and(|it| SERVICES.contains(it));
    let goes_on = ",./-".contains(text.at(end)) && text.at(end + 1).is_ascii_digit();
    (national.len() == 9 && national.first() != Some(&0) && text.ends(end) && !goes_on && !service)
        .then_some((PersonalKind::Telephone, place, end))
}
