//! Cuts text into sentences.
//!
//! General libraries break Dutch policy text at initials, article references
//! and wrapped lines; these rules know them. A candidate is a terminator or a
//! line end; each rule looks at a few words around it, so that the whole is
//! one pass over the text.

mod item;
mod start;

use foldhash::{HashMap, HashMapExt};
use waardenscan_document::Span;

use crate::table;
use item::{is_bare_reference, is_label, starts_item};
use start::{is_closer, is_function_word, is_opener, is_terminator, may_start, starts_for_sure};

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
    List,
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
                "list" => Abbreviation::List,
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
        while let Some((next, byte)) = next_candidate(text, at) {
            at = next;
            let end = match byte {
                b'.' | b'!' | b'?' => self.after_terminator(text, start, at),
                b'\n' | b'\x0c' => {
                    let ends = ends_line(text, line, at);
                    line = at + 1;
                    ends.then_some(at + 1)
                }
                _ => self.after_wide(text, start, at),
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
            return !letter.is_uppercase() && (starts_for_sure(next) || is_hour(so_far))
                || letter.is_uppercase() && ends_after_initial(so_far, next);
        }
        let lower = word.to_lowercase();
        let name = lower.trim_start_matches(is_opener);
        match self.abbreviations.get(name) {
            Some(Abbreviation::Before) => false,
            // "het CJG o.a. Dat", but "met o.a. De Kans".
            Some(Abbreviation::List) => {
                let before = so_far.split_whitespace().rev().nth(1).unwrap_or_default();
                !is_function_word(before) && starts_for_sure(next)
            }
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

/// Returns the next byte from `at` on that may end a sentence, and its offset:
/// a terminator, a line end, or the first byte of … and of the separators
/// U+2028 and U+2029.
fn next_candidate(text: &str, at: usize) -> Option<(usize, u8)> {
    let rest = text.as_bytes().get(at..)?;
    let is_candidate = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b'\n' | b'\x0c' | 0xE2);
    let (skipped, byte) = rest
        .iter()
        .enumerate()
        .find(|(_, byte)| is_candidate(byte))?;
    Some((at + skipped, *byte))
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
    // One byte otherwise: no candidate stands inside a character.
    at + run.max(1)
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

/// "19.30 u": the hour ends a sentence as any word does.
fn is_hour(so_far: &str) -> bool {
    let mut words = so_far.split_whitespace().rev();
    words.next() == Some("u")
        && words
            .next()
            .is_some_and(|time| time.ends_with(|c: char| c.is_ascii_digit()))
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
