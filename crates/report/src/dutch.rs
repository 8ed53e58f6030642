//! Dutch words and numbers.

use waardenscan::{BlockKind, EvidenceKind, SectionRole, Stance};

/// Writes a count with a point between thousands: "12.345".
#[must_use]
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// Writes a number likewise.
#[must_use]
pub fn number(number: u64) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX))
}

/// Writes a number that is not negative to the nearest half: "1½", "4".
#[must_use]
pub fn half(number: f64) -> String {
    let halves = (number * 2.0).round();
    let (whole, rest) = ((halves / 2.0).floor(), halves % 2.0);
    match (whole > 0.0, rest > 0.0) {
        (true, true) => format!("{whole:.0}½"),
        (false, true) => "½".to_owned(),
        _ => format!("{whole:.0}"),
    }
}

/// Writes a count with its noun: "1 passage", "1.204 passages".
#[must_use]
pub fn counted(number: usize, one: &str, more: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { more })
}

/// Writes a number of passages.
#[must_use]
pub fn passages(number: usize) -> String {
    counted(number, "passage", "passages")
}

/// Writes a number of documents.
#[must_use]
pub fn documents(number: usize) -> String {
    counted(number, "document", "documenten")
}

/// Writes a number of suggestions.
#[must_use]
pub fn suggestions(number: usize) -> String {
    counted(number, "voorstel", "voorstellen")
}

/// Returns a score in [0, 1] in whole hundredths.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=100 just before; not a number becomes 0"
)]
pub fn hundredths(score: f64) -> u8 {
    (score.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// Returns the share of `part` in `whole` in whole hundredths, at most 100 and
/// at least 1 where there is any part; 0 where `whole` is 0.
#[must_use]
pub fn share(part: usize, whole: usize) -> u8 {
    let share = (part.saturating_mul(100) + whole / 2)
        .checked_div(whole)
        .unwrap_or(0);
    u8::try_from(share.min(100))
        .unwrap_or(100)
        .max(u8::from(part > 0 && whole > 0))
}

/// Names a stance.
#[must_use]
pub const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Nagestreefd => "nagestreefd",
        Stance::OnderDruk => "onder druk",
        Stance::Begrensd => "begrensd",
    }
}

/// Names how a passage carries a value.
#[must_use]
pub const fn evidence(evidence: EvidenceKind) -> &'static str {
    match evidence {
        EvidenceKind::Named => "genoemd",
        EvidenceKind::Described => "omschreven",
        EvidenceKind::Implied => "tussen de regels",
        EvidenceKind::Listed => "opgesomd",
    }
}

/// Names what a section is for.
#[must_use]
pub const fn role(role: SectionRole) -> &'static str {
    match role {
        SectionRole::Wetscitaat => "citaat van de wet",
        SectionRole::Overig => "overig",
        other => other.name(),
    }
}

/// Returns the words with a capital at their start.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Names a kind of passage where the reader should know that it is not
/// running text.
#[must_use]
pub const fn passage_kind(kind: BlockKind) -> Option<&'static str> {
    Some(match kind {
        BlockKind::TableCell => "tabel",
        BlockKind::Footnote => "voetnoot",
        BlockKind::Endnote => "eindnoot",
        BlockKind::TextBox => "tekstvak",
        BlockKind::Caption => "bijschrift",
        _ => return None,
    })
}

/// Writes the day of a moment in ISO 8601: "3 mei 2026"; what is no such moment
/// as it is.
pub(crate) fn date(moment: &str) -> String {
    const MONTHS: [&str; 12] = [
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
    let day = moment.split('T').next().unwrap_or_default();
    let mut parts = day.splitn(3, '-').map(str::parse::<usize>);
    if let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) =
        (parts.next(), parts.next(), parts.next())
        && let Some(month) = month.checked_sub(1).and_then(|it| MONTHS.get(it))
    {
        return format!("{day} {month} {year}");
    }
    moment.to_owned()
}

/// Joins with commas and "en": "1, 2 en 5".
#[must_use]
pub fn enumerate(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} en {last}", first.join(", ")),
    }
}

/// Names pages, runs of three and more drawn together: "pagina 3",
/// "pagina’s 1, 4–9 en 12". `pages` are in ascending order.
#[must_use]
pub fn pages(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some((_, last)) if page == *last => {}
            Some((_, last)) if last.checked_add(1) == Some(page) => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let words: Vec<String> = runs
        .iter()
        .flat_map(|&(first, last)| match last - first {
            0 => vec![first.to_string()],
            1 => vec![first.to_string(), last.to_string()],
            _ => vec![format!("{first}–{last}")],
        })
        .collect();
    let noun = if matches!(runs.as_slice(), [(first, last)] if first == last) {
        "pagina"
    } else {
        "pagina’s"
    };
    format!("{noun} {}", enumerate(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_have_points() {
        let all: Vec<String> = [0, 999, 1000, 12_345, 1_234_567].map(count).into();
        assert_eq!(all, ["0", "999", "1.000", "12.345", "1.234.567"]);
    }

    #[test]
    fn halves_are_written_as_such() {
        let all: Vec<String> = [0.0, 0.4, 1.0, 1.3, 4.74, 12.0].map(half).into();
        assert_eq!(all, ["0", "½", "1", "1½", "4½", "12"]);
    }

    #[test]
    fn pages_are_drawn_together() {
        assert_eq!(pages(&[3]), "pagina 3");
        assert_eq!(pages(&[3, 4]), "pagina’s 3 en 4");
        assert_eq!(pages(&[1, 4, 5, 6, 6, 12]), "pagina’s 1, 4–6 en 12");
    }

    #[test]
    fn a_share_is_never_shown_as_none_when_there_is_some() {
        assert_eq!(
            [share(0, 9), share(1, 900), share(9, 9), share(1, 0)],
            [0, 1, 100, 0]
        );
        assert_eq!(
            [hundredths(0.854), hundredths(2.0), hundredths(f64::NAN)],
            [85, 100, 0]
        );
    }
}
