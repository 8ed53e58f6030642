//! Cuts text into sentences.
//!
//! General libraries break Dutch policy text at initials, article references
//! and wrapped lines; these rules know them. A candidate is a terminator or a
//! line end; each rule looks at a few words around it, so that the whole is
//! one pass over the text.

use foldhash::{HashMap, HashMapExt};
use waardenscan_document::Span;

use crate::table;

/// A line at least this long, in characters, that ends without a terminator
/// was wrapped rather than ended: our choice; printed lines of running text
/// have 60 to 100.
const WRAPPED_LINE: usize = 60;

/// The most bytes that a rule looks back; more than any abbreviation has.
const LOOK_BACK: usize = 64;

#[derive(Clone, Copy, PartialEq)]
enum Abbreviation {
    Before,
    End,
}

/// The rules with their tables.
pub(crate) struct Sentences {
    abbreviations: HashMap<&'static str, Abbreviation>,
}

impl Sentences {
    pub(crate) fn new() -> Self {
        let mut abbreviations = HashMap::new();
        for (kind, words) in table::rows(include_str!("../data/afkortingen.tsv")) {
            let kind = match kind {
                "before" => Abbreviation::Before,
                _ => Abbreviation::End,
            };
            for word in words.flat_map(str::split_whitespace) {
                abbreviations.insert(word, kind);
            }
        }
        Self { abbreviations }
    }

    /// Returns the trimmed spans of the sentences, in order.
    pub(crate) fn of(&self, text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut start = 0;
        let mut line = 0;
        let mut at = 0;
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(at) {
            let end = match byte {
                b'.' | b'!' | b'?' => self.after_terminator(text, start, at),
                b'\n' | b'\x0c' => {
                    let ends = ends_line(text, line, at);
                    line = at + 1;
                    ends.then_some(at + 1)
                }
                // The first byte of … and of the separators U+2028 and U+2029.
                0xE2 => self.after_wide(text, start, at),
                _ => None,
            };
            match end {
                Some(end) => {
                    push_trimmed(&mut spans, text, start, end);
                    start = end;
                    at = end.max(at + 1);
                }
                None => at = after_run(text, at),
            }
        }
        push_trimmed(&mut spans, text, start, text.len());
        spans
    }

    fn after_wide(&self, text: &str, start: usize, at: usize) -> Option<usize> {
        match text.get(at..)?.chars().next()? {
            '…' => self.after_terminator(text, start, at),
            '\u{2028}' | '\u{2029}' => Some(at + 3),
            _ => None,
        }
    }

    /// Returns where the sentence ends whose possible terminator stands at
    /// `at`: after it and the closing quotes and brackets behind it.
    fn after_terminator(&self, text: &str, start: usize, at: usize) -> Option<usize> {
        let run = text.get(at..)?;
        let after_run = run.trim_start_matches(is_terminator);
        let terminator = run.get(..run.len() - after_run.len())?;
        let rest = after_run.trim_start_matches(is_closer);
        let end = text.len() - rest.len();
        let before = look_back(text, start, at);

        let next = rest.trim_start();
        if next.is_empty() {
            return Some(end);
        }
        let spaced = next.len() < rest.len();
        if !spaced {
            // A space lost in a conversion: "het plan.De raad".
            return (terminator == "." && is_glued(before, rest)).then_some(end);
        }
        let gap = rest.get(..rest.len() - next.len())?;
        if line_ends(gap) > 1 {
            return Some(end);
        }
        let next_is_item = line_ends(gap) == 1 && starts_item(next);
        if next_is_item {
            return Some(end);
        }
        if !may_start(next) {
            return None;
        }
        let ends = terminator != "."
            || rest.len() < after_run.len()
            || self.ends_at_point(text, start, at, next);
        ends.then_some(end)
    }

    /// Decides on a single point between words, the next of which may start a
    /// sentence.
    fn ends_at_point(&self, text: &str, start: usize, at: usize, next: &str) -> bool {
        let so_far = text.get(start..at).unwrap_or_default().trim_start();
        let word = last_word(look_back(text, start, at));
        if is_label(so_far) || is_bare_reference(so_far) {
            return false;
        }
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_alphabetic()
        {
            return !letter.is_uppercase() && starts_for_sure(next)
                || letter.is_uppercase() && ends_after_initial(so_far, next);
        }
        let lower = word.to_lowercase();
        let name = lower.trim_start_matches(is_opener);
        match self.abbreviations.get(name) {
            Some(Abbreviation::Before) => false,
            Some(Abbreviation::End) => {
                !next.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '€' | '$'))
            }
            None if is_initials(word) => false,
            None if is_dotted(name) => starts_for_sure(next),
            None => true,
        }
    }
}

/// Decides on the line end at `at` of the line that starts at `line`.
fn ends_line(text: &str, line: usize, at: usize) -> bool {
    let current = text.get(line..at).unwrap_or_default().trim();
    if current.is_empty() {
        return true;
    }
    let rest = text.get(at + 1..).unwrap_or_default();
    let next = rest.trim_start();
    let gap = rest.get(..rest.len() - next.len()).unwrap_or_default();
    if next.is_empty() || line_ends(gap) > 0 {
        return true;
    }
    if starts_item(next) {
        return true;
    }
    let Some(last) = current.chars().next_back() else {
        return true;
    };
    match last {
        ',' | '-' | '\u{ad}' | '(' | '/' | '&' => return false,
        ':' | ';' => return true,
        '.' | '!' | '?' | '…' => {
            // The rules for terminators have already said no.
            return false;
        }
        _ => {}
    }
    if next.starts_with(char::is_lowercase) {
        return false;
    }
    let wrapped = current.chars().take(WRAPPED_LINE).count() == WRAPPED_LINE
        || is_function_word(last_word(current));
    !wrapped
}

fn push_trimmed(spans: &mut Vec<Span>, text: &str, start: usize, end: usize) {
    let Some(raw) = text.get(start..end) else {
        return;
    };
    let from = start + raw.len() - raw.trim_start().len();
    let to = from + raw.trim().len();
    if to > from {
        spans.push(Span::new(from, to));
    }
}

/// Skips a run of terminators: each of them would be judged alike.
fn after_run(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let run = rest.len() - rest.trim_start_matches(is_terminator).len();
    // Elsewhere `at` may lie before a character of several bytes, which the
    // loop steps over byte by byte.
    at + run.max(1)
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn look_back(text: &str, start: usize, at: usize) -> &str {
    let from = text.ceil_char_boundary(start.max(at.saturating_sub(LOOK_BACK)));
    text.get(from..at).unwrap_or_default()
}

/// Returns the last word without what opens before it; an apostrophe inside
/// (risico's) belongs to it.
fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .trim_start_matches(is_opener)
}

fn line_ends(gap: &str) -> usize {
    gap.bytes()
        .filter(|byte| matches!(byte, b'\n' | b'\x0c'))
        .count()
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '›')
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '(' | '[' | '“' | '‘' | '„' | '‚' | '«' | '‹'
    )
}

/// Tells whether a sentence may start with `next`: a capital, a digit, a
/// currency or section sign, a name such as iDeal, or 's and 't before a
/// capital.
fn may_start(next: &str) -> bool {
    let bare = next.trim_start_matches(is_opener);
    let mut chars = bare.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let second = chars.next();
    if next.starts_with(['\'', '’', '‘']) && matches!(second, Some('-' | ' ')) {
        let after = chars.next();
        return matches!(first, 's' | 't' | 'n' | 'k')
            && after.is_some_and(|c| c.is_uppercase() || second == Some(' '));
    }
    first.is_uppercase()
        || first.is_ascii_digit()
        || matches!(first, '€' | '$' | '£' | '§' | '•' | '–' | '—')
        || first.is_lowercase() && second.is_some_and(char::is_uppercase)
        || first.is_alphabetic() && !first.is_lowercase()
}

/// Words that begin sentences and are no names.
fn starts_for_sure(next: &str) -> bool {
    matches!(
        first_word(next),
        "Het"
            | "Dit"
            | "Dat"
            | "Deze"
            | "Die"
            | "Een"
            | "Wij"
            | "We"
            | "Zij"
            | "Ze"
            | "Hij"
            | "Ik"
            | "U"
            | "Je"
            | "Er"
            | "Hier"
            | "Daar"
            | "Daarna"
            | "Daarom"
            | "Daarbij"
            | "Daarnaast"
            | "Daarmee"
            | "Dan"
            | "Ook"
            | "In"
            | "Op"
            | "Aan"
            | "Bij"
            | "Met"
            | "Voor"
            | "Door"
            | "Om"
            | "Als"
            | "Na"
            | "Uit"
            | "Tot"
            | "Tijdens"
            | "Wanneer"
            | "Indien"
            | "Hierbij"
            | "Hiermee"
            | "Hiervoor"
            | "Hierdoor"
            | "Toch"
            | "Maar"
            | "En"
            | "Echter"
            | "Bovendien"
            | "Verder"
            | "Omdat"
            | "Zo"
            | "Wel"
            | "Niet"
            | "Geen"
            | "Alle"
            | "Elk"
            | "Iedere"
            | "Iedereen"
            | "Onze"
            | "Uw"
            | "Hun"
            | "Vanaf"
    )
}

fn first_word(text: &str) -> &str {
    text.trim_start_matches(is_opener)
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

/// "vitamine C. Dat", "plan B. De raad": a capital that names no person ends
/// a sentence. Initials stand after names, titles, or nothing.
fn ends_after_initial(so_far: &str, next: &str) -> bool {
    const LABELLED: [&str; 24] = [
        "plan",
        "bijlage",
        "categorie",
        "groep",
        "type",
        "optie",
        "variant",
        "scenario",
        "klasse",
        "fase",
        "zone",
        "deel",
        "onderdeel",
        "sub",
        "wijk",
        "vitamine",
        "hepatitis",
        "cohort",
        "niveau",
        "model",
        "lid",
        "punt",
        "blok",
        "artikel",
    ];
    let mut words = so_far.split_whitespace().rev().skip(1);
    let before = words.next().unwrap_or_default();
    // "B. en W." is no person's initials.
    if matches!(before, "en" | "&") && words.next().is_some_and(|word| word.len() == 2) {
        return true;
    }
    if LABELLED.contains(&before.to_lowercase().as_str()) {
        return true;
    }
    starts_for_sure(next) && before.chars().all(char::is_lowercase) && before.chars().count() > 3
}

/// J.A or A.B: initials, their last point left out.
fn is_initials(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_uppercase) && chars.as_str().len() <= 1
        })
}

/// d.w.z, k.v.k: an abbreviation that no table has.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        })
}

/// "plan.De": a small-lettered word, a point, and a capitalised word.
fn is_glued(before: &str, next: &str) -> bool {
    let word = last_word(before);
    let mut letters = next.chars();
    word.chars().count() > 2
        && word.chars().all(char::is_lowercase)
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
}

/// Tells whether the sentence so far is only a number or letter that labels
/// what follows: "1", "a", "IV", "3.2", "Hoofdstuk 4", "Artikel 2:1".
fn is_label(so_far: &str) -> bool {
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

/// "In par. 2.1": a preposition and a reference, so that the verb must still
/// come.
fn is_bare_reference(so_far: &str) -> bool {
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
    let words: Vec<String> = so_far.split_whitespace().map(str::to_lowercase).collect();
    let [preposition, reference, number] = words.as_slice() else {
        return false;
    };
    PREPOSITIONS.contains(&preposition.as_str())
        && REFERENCES.contains(&reference.trim_end_matches('.'))
        && number.starts_with(|c: char| c.is_ascii_digit())
}

/// Tells whether a line starts with the mark of a list item: "- ", "• ",
/// "1. ", "a) ", "(2) ", "1° ", "IV. ".
fn starts_item(line: &str) -> bool {
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

/// Words that a line end may not separate from what follows.
fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "de" | "het"
            | "een"
            | "van"
            | "in"
            | "op"
            | "aan"
            | "bij"
            | "met"
            | "voor"
            | "door"
            | "om"
            | "te"
            | "naar"
            | "uit"
            | "over"
            | "onder"
            | "tussen"
            | "tot"
            | "per"
            | "en"
            | "of"
            | "maar"
            | "dat"
            | "die"
            | "dit"
            | "deze"
            | "is"
            | "zijn"
            | "wordt"
            | "worden"
            | "werd"
            | "heeft"
            | "hebben"
            | "kan"
            | "kunnen"
            | "moet"
            | "moeten"
            | "zal"
            | "zullen"
            | "wil"
            | "willen"
            | "als"
            | "dan"
            | "er"
            | "niet"
            | "geen"
            | "hun"
            | "haar"
            | "onze"
            | "ons"
            | "uw"
            | "mijn"
            | "zich"
            | "wij"
            | "we"
            | "zij"
            | "ook"
            | "binnen"
            | "volgens"
            | "via"
            | "the"
            | "den"
            | "der"
    )
}
