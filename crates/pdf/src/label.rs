//! What stands before a text and is no part of it: "Artikel 3", "2.1", "a.",
//! "•".

use crate::chars::lowered;

/// What a label says of the block it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelKind {
    /// "•", "-".
    Bullet,
    /// "a.", "b)", "iv.", "1.", "2)", "(3)", "1°": an item of a list, or a
    /// heading.
    Item,
    /// "2.1", "3.4.1", with how many numbers.
    Section(u8),
    /// "Artikel 3", "Hoofdstuk IV", "Bijlage 2", with its rank.
    Division(u8),
}

/// A label and the text after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Labelled<'a> {
    pub(crate) kind: LabelKind,
    pub(crate) label: String,
    pub(crate) text: &'a str,
}

/// The divisions of Dutch regulations from the highest down (Aanwijzingen voor
/// de regelgeving, 3.54 and 3.56), and those of policy papers beside them.
const DIVISIONS: [(&str, u8); 12] = [
    ("deel", 1),
    ("bijlage", 2),
    ("hoofdstuk", 2),
    ("programma", 2),
    ("titel", 3),
    ("afdeling", 4),
    ("paragraaf", 5),
    ("§", 5),
    ("subparagraaf", 6),
    ("artikel", 7),
    ("art.", 7),
    ("artikelen", 7),
];

const BULLETS: &str = "•●○◦▪▫■□‣⁃∙·➢➤►▶▸✓✔✗❖◆◇★☐☑→⇒›‹»>–—-*o\u{fffd}";

/// Splits a label from the beginning of `line`.
pub(crate) fn split(line: &str) -> Option<Labelled<'_>> {
    let (first, rest) = glued(line).unwrap_or_else(|| line.split_once(' ').unwrap_or((line, "")));
    let rest = rest.trim_start();
    if let Some(division) = division(first, rest) {
        return Some(division);
    }
    let kind = kind_of(first)?;
    let label = match kind {
        LabelKind::Bullet if first != "-" && first != "–" => "•".to_owned(),
        LabelKind::Bullet => "-".to_owned(),
        _ => first.to_owned(),
    };
    Some(Labelled {
        kind,
        label,
        text: rest,
    })
}

/// Splits a label from the beginning of a heading, where a bare number is one
/// too: "1 Inleiding".
pub(crate) fn split_heading(line: &str) -> Option<Labelled<'_>> {
    split(line).or_else(|| {
        let (first, rest) = line.split_once(' ')?;
        let rest = rest.trim_start();
        let title = rest.starts_with(char::is_uppercase);
        (title && is_chapter_number(first)).then(|| Labelled {
            kind: LabelKind::Section(1),
            label: first.to_owned(),
            text: rest,
        })
    })
}

/// Tells whether `text` is a bare number below a hundred.
pub(crate) fn is_chapter_number(text: &str) -> bool {
    is_number(text) && text.len() <= 2
}

/// Tells whether `text` is nothing but a label.
pub(crate) fn stands_apart(text: &str) -> bool {
    match split(text) {
        Some(labelled) => labelled.text.is_empty(),
        None => false,
    }
}

/// Splits "10.Wonen" and "2.1Wonen", where the space after the number is
/// missing.
fn glued(line: &str) -> Option<(&str, &str)> {
    let end = line.find(|char: char| !(char.is_ascii_digit() || char == '.'))?;
    let (number, text) = line.split_at_checked(end)?;
    let mut letters = text.chars();
    let word = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_alphabetic);
    let chapter = number.strip_suffix('.').is_some_and(is_chapter_number);
    (word && (chapter || section_depth(number).is_some())).then_some((number, text))
}

fn kind_of(word: &str) -> Option<LabelKind> {
    let mut chars = word.chars();
    if let (Some(char), None) = (chars.next(), chars.next())
        && BULLETS.contains(char)
    {
        return Some(LabelKind::Bullet);
    }
    if let Some(depth) = section_depth(word) {
        return Some(LabelKind::Section(depth));
    }
    let inner = word.strip_prefix('(').unwrap_or(word);
    let core = inner
        .strip_suffix("°")
        .or_else(|| inner.strip_suffix("º"))
        .or_else(|| inner.strip_suffix(".)"))
        .or_else(|| inner.strip_suffix(['.', ')', ':']))?;
    let number = core.len() <= 3 && !core.is_empty() && core.bytes().all(|b| b.is_ascii_digit());
    // "aa." comes after "z."; two different letters are an abbreviation.
    let letter = match core.as_bytes() {
        [a] => a.is_ascii_alphabetic(),
        [a, b] => a == b && a.is_ascii_lowercase(),
        _ => false,
    };
    let dotted = core.split_once('.').is_some_and(|(a, b)| {
        // "1.a" and "b.1"
        let short = |part: &str| !part.is_empty() && part.len() <= 2;
        short(a)
            && short(b)
            && (is_number(a) != is_number(b))
            && core.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
    });
    (number || letter || dotted || is_roman(core)).then_some(LabelKind::Item)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Counts the numbers of "2.1" or "2.1.3."; a single one is no section label,
/// and "12.500" is an amount.
fn section_depth(word: &str) -> Option<u8> {
    let core = word.strip_suffix(['.', ':']).unwrap_or(word);
    let core = core.strip_prefix('§').unwrap_or(core);
    let mut depth = 0_u8;
    for (index, part) in core.split('.').enumerate() {
        let letter = |range: fn(&u8) -> bool| matches!(part.as_bytes(), [letter] if range(letter));
        let valid = if index == 0 {
            // "A.1": a section of an appendix.
            letter(u8::is_ascii_uppercase)
        } else {
            letter(u8::is_ascii_lowercase)
        };
        if !valid && !is_chapter_number(part) {
            return None;
        }
        depth = depth.checked_add(1)?;
    }
    let numbered = core.bytes().any(|byte| byte.is_ascii_digit());
    ((2..=6).contains(&depth) && numbered).then_some(depth)
}

/// Tells whether `text` is a Roman number below 40 in one case.
pub(crate) fn is_roman(text: &str) -> bool {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let lower = text.to_ascii_lowercase();
    if lower != text && text.to_ascii_uppercase() != text {
        return false;
    }
    let units = lower.trim_start_matches('x');
    !text.is_empty() && lower.len() - units.len() <= 3 && UNITS.contains(&units)
}

/// "Artikel 3", "HOOFDSTUK IV", "Artikel 2.1:3a."
fn division<'a>(first: &str, rest: &'a str) -> Option<Labelled<'a>> {
    // Nearly every word ends here.
    if !first.starts_with(|char: char| char.is_uppercase() || char == '§') {
        return None;
    }
    let name = first.to_lowercase();
    let &(_, rank) = DIVISIONS.iter().find(|(division, _)| *division == name)?;
    let (number, text) = rest.split_once(' ').unwrap_or((rest, ""));
    let bare = number.trim_end_matches(['.', ':', ',', '-', '–']);
    let numbered = bare.len() <= 10
        && (bare
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_digit())
            && bare
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b".:-".contains(&b))
            || is_roman(bare)
            || matches!(bare.as_bytes(), [letter] if letter.is_ascii_uppercase()));
    if !numbered || number.ends_with(',') {
        return None;
    }
    let text = text.trim_start();
    let text = text
        .strip_prefix(['-', '–', ':', '.'])
        .map_or(text, str::trim_start);
    Some(Labelled {
        kind: LabelKind::Division(rank),
        label: format!("{first} {bare}"),
        text,
    })
}

/// What captions begin with, apart from a number.
const CAPTIONS: [&str; 8] = [
    "figuur",
    "fig.",
    "tabel",
    "afbeelding",
    "grafiek",
    "kaart",
    "diagram",
    "foto",
];

/// Splits the label from a caption: "Figuur 3: …", "Tabel 2.1 …".
pub(crate) fn split_caption(line: &str) -> Option<(String, &str)> {
    let (name, rest) = line.split_once(' ')?;
    let (number, text) = rest.split_once(' ').unwrap_or((rest, ""));
    let bare = number.trim_end_matches([':', '.', '-', '–']);
    let numbered = bare.starts_with(|char: char| char.is_ascii_digit())
        && bare
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    let capital = name.starts_with(char::is_uppercase);
    // "Tabel 3 laat zien dat" is a sentence about it.
    let text = text.trim_start_matches(['-', '–', ':', ' ', '|']);
    let title = text.is_empty() || bare != number || !text.starts_with(char::is_lowercase);
    (capital && numbered && title && CAPTIONS.contains(&name.to_lowercase().as_str()))
        .then(|| (format!("{name} {bare}"), text))
}

/// Splits the mark from a footnote: "1 Zie…", "¹ Zie…", "* Zie…".
pub(crate) fn split_note(line: &str) -> Option<(String, &str)> {
    let end = line
        .find(|char: char| !(lowered(char).is_ascii_digit() || "*†‡".contains(char)))
        .unwrap_or(line.len());
    let (mark, rest) = line.split_at_checked(end)?;
    let mark: String = mark.chars().map(lowered).collect();
    let rest = rest.strip_prefix(['.', ')']).unwrap_or(rest).trim_start();
    let short = !mark.is_empty() && mark.len() <= 3;
    let text = rest
        .chars()
        .next()
        .is_some_and(|char| !char.is_ascii_punctuation() || char == '(');
    (short && text).then_some((mark, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_labels() {
        use LabelKind::{Bullet, Division, Item, Section};
        for (line, kind, label, text) in [
            ("• inwoners", Bullet, "•", "inwoners"),
            ("➢ inwoners", Bullet, "•", "inwoners"),
            ("- inwoners", Bullet, "-", "inwoners"),
            ("o inwoners", Bullet, "•", "inwoners"),
            ("1. Inleiding", Item, "1.", "Inleiding"),
            ("10.Wonen in", Item, "10.", "Wonen in"),
            ("2.1Wonen in", Section(2), "2.1", "Wonen in"),
            ("a. het college", Item, "a.", "het college"),
            ("aa. de raad", Item, "aa.", "de raad"),
            ("(3) de raad", Item, "(3)", "de raad"),
            ("iv. de raad", Item, "iv.", "de raad"),
            ("2° de raad", Item, "2°", "de raad"),
            ("2.1 Wonen", Section(2), "2.1", "Wonen"),
            ("2.1.3. Wonen", Section(3), "2.1.3.", "Wonen"),
            ("Artikel 3 Toegang", Division(7), "Artikel 3", "Toegang"),
            (
                "Artikel 2:10a. Toegang",
                Division(7),
                "Artikel 2:10a",
                "Toegang",
            ),
            ("HOOFDSTUK IV - SLOT", Division(2), "HOOFDSTUK IV", "SLOT"),
            ("Bijlage A: Kaart", Division(2), "Bijlage A", "Kaart"),
        ] {
            let labelled = split(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(
                (labelled.kind, labelled.label.as_str(), labelled.text),
                (kind, label, text)
            );
        }
    }

    #[test]
    fn a_heading_may_have_a_bare_number() {
        let labelled = split_heading("1 Inleiding").unwrap();
        assert_eq!((labelled.label.as_str(), labelled.text), ("1", "Inleiding"));
        assert_eq!(split_heading("30 km per uur"), None);
        assert_eq!(split_heading("2024 Begroting"), None);
    }

    #[test]
    fn words_and_amounts_are_no_labels() {
        for line in [
            "Wonen",
            "2024 was",
            "12.500 euro",
            "artikel 3 geldt",
            "Artikel 3, eerste lid",
            "nr. 4",
            "De raad",
            "o.a. wonen",
            "jl. besloten",
            "1e lid",
            "3 scholen",
            "",
        ] {
            assert_eq!(split(line), None, "{line}");
        }
    }

    #[test]
    fn splits_captions() {
        let wanted = Some(("Tabel 2.1".to_owned(), "Lasten"));
        assert_eq!(split_caption("Tabel 2.1: Lasten"), wanted);
        assert_eq!(split_caption("Tabel 2.1 Lasten"), wanted);
        assert_eq!(split_caption("Tabel 2 laat zien"), None);
        assert_eq!(split_caption("Kaart van de gemeente"), None);
    }

    #[test]
    fn splits_note_marks() {
        assert_eq!(split_note("¹² Zie ook"), Some(("12".to_owned(), "Zie ook")));
        assert_eq!(split_note("3 Wet werk"), Some(("3".to_owned(), "Wet werk")));
        assert_eq!(
            split_note("* Voorlopig"),
            Some(("*".to_owned(), "Voorlopig"))
        );
        assert_eq!(split_note("Zie ook"), None);
        assert_eq!(split_note("2024/12 besluit"), None);
    }
}
