//! Numbers, letters and bullets that label what follows them.

use super::LOOK_BACK;
use super::start::is_opener;

/// Tells whether a line starts with the mark of a list item: "- ", "• ",
/// "1. ", "a) ", "(2) ", "1° ", "IV. ".
pub(super) fn starts_item(line: &str) -> bool {
    let Some(mark) = line.split_whitespace().next() else {
        return false;
    };
    if is_bullet(mark) {
        return true;
    }
    let inner = mark.strip_prefix('(').unwrap_or(mark);
    let Some(name) = inner.strip_suffix(['.', ')', '°']) else {
        return false;
    };
    is_mark(name)
}

/// Tells whether the sentence so far is only a number or letter that labels
/// what follows: "1", "a", "IV", "3.2", "Hoofdstuk 4", "Artikel 2:1".
pub(super) fn is_label(so_far: &str) -> bool {
    const HEADS: [&str; 14] = [
        "hoofdstuk",
        "artikel",
        "bijlage",
        "paragraaf",
        "deel",
        "titel",
        "afdeling",
        "art",
        "stap",
        "punt",
        "fase",
        "onderdeel",
        "par",
        "hfst",
    ];
    if so_far.len() > LOOK_BACK {
        return false;
    }
    let mut words = so_far.split_whitespace();
    let (first, second, third) = (words.next(), words.next(), words.next());
    match (first, second, third) {
        (Some(mark), None, _) => is_mark(mark.trim_start_matches(is_opener)),
        (Some(head), Some(mark), None) => {
            let head = head.trim_end_matches('.').to_lowercase();
            (HEADS.contains(&head.as_str()) || is_bullet(&head)) && is_mark(mark)
        }
        _ => false,
    }
}

/// "In par. 2.1": a preposition and a reference, so that the verb must still
/// come.
pub(super) fn is_bare_reference(so_far: &str) -> bool {
    const PREPOSITIONS: [&str; 18] = [
        "in",
        "op",
        "volgens",
        "bij",
        "onder",
        "conform",
        "ingevolge",
        "krachtens",
        "van",
        "uit",
        "blijkens",
        "met",
        "door",
        "aan",
        "tot",
        "per",
        "via",
        "voor",
    ];
    const REFERENCES: [&str; 12] = [
        "par",
        "art",
        "hfst",
        "artikel",
        "paragraaf",
        "hoofdstuk",
        "bijlage",
        "lid",
        "nr",
        "blz",
        "tabel",
        "figuur",
    ];
    if so_far.len() > LOOK_BACK {
        return false;
    }
    let mut words = so_far.split_whitespace();
    let (Some(preposition), Some(reference), Some(number), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return false;
    };
    let among = |list: &[&str], word: &str| list.contains(&word.to_lowercase().as_str());
    number.starts_with(|c: char| c.is_ascii_digit())
        && among(&PREPOSITIONS, preposition)
        && among(&REFERENCES, reference.trim_end_matches('.'))
}

/// A number, a single letter or a Roman number.
fn is_mark(word: &str) -> bool {
    let digits = word
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ':' | '°'));
    let few = word.chars().filter(char::is_ascii_digit).count() <= 3;
    let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let lettered = word.chars().count() <= 3
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word.ends_with(|c: char| c.is_ascii_lowercase());
    !word.is_empty() && (digits && few || letter || lettered || is_roman(word))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 5 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'))
        || !word.is_empty() && word.len() <= 4 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}

fn is_bullet(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| {
        matches!(
            c,
            '-' | '–'
                | '—'
                | '•'
                | '*'
                | '·'
                | '▪'
                | '■'
                | '□'
                | '○'
                | '●'
                | '►'
                | '➢'
                | '✓'
                | '>'
                | '→'
        )
    }) && chars.next().is_none()
}
