use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::error::Fault;
use super::{MAX_REACH, MAX_SEQUENCES, Pattern, Step, TermError, WordTest};
use crate::Kind;

/// Largest gap that can be written.
const MAX_GAP: usize = 60;

/// Reads a term of `kind`.
pub(crate) fn parse(kind: Kind, term: &str) -> Result<Pattern, TermError> {
    let pattern = match kind {
        Kind::Word => single(term, WordTest::Exact),
        Kind::Stem => single(term, WordTest::Stem),
        Kind::Phrase => phrase(term),
        Kind::Part => part(term),
        Kind::Pattern => steps(term),
        Kind::Lemma => plain(term, WordTest::Lemma),
    }?;
    limit(term, pattern)
}

fn limit(term: &str, pattern: Pattern) -> Result<Pattern, TermError> {
    let (reach, ways) = (pattern.reach(), pattern.sequences());
    let fault = if reach > MAX_REACH {
        Fault::Reach(reach)
    } else if ways > MAX_SEQUENCES {
        Fault::Sequences(ways)
    } else {
        return Ok(pattern);
    };
    Err(error(0..term.len(), fault))
}

const fn error(at: Range<usize>, fault: Fault) -> TermError {
    TermError { at, fault }
}

/// One word and nothing else.
fn single(term: &str, test: fn(String) -> WordTest) -> Result<Pattern, TermError> {
    let pattern = plain(term, test)?;
    if pattern.steps.len() > 1 {
        return Err(error(0..term.len(), Fault::OneWord));
    }
    Ok(pattern)
}

fn phrase(term: &str) -> Result<Pattern, TermError> {
    let pattern = plain(term, WordTest::Exact)?;
    if pattern.steps.len() < 2 {
        return Err(error(0..term.len(), Fault::SeveralWords));
    }
    Ok(pattern)
}

/// Words without any notation.
fn plain(term: &str, test: fn(String) -> WordTest) -> Result<Pattern, TermError> {
    if let Some(at) = term.find(['{', '}', '|', '<', '>', '*', '[', ']']) {
        return Err(error(at..at + 1, Fault::Plain));
    }
    let mut steps = Vec::new();
    for (at, text) in words(term, 0) {
        steps.push(Step {
            gap: 0,
            choices: vec![vec![test(word(text, at)?)]],
        });
    }
    if steps.is_empty() {
        return Err(error(0..term.len(), Fault::Empty));
    }
    Ok(Pattern::ordered(steps))
}

fn part(term: &str) -> Result<Pattern, TermError> {
    let (at, test, text): (_, fn(String) -> WordTest, _) =
        if let Some(text) = term.strip_suffix('-') {
            (0, WordTest::First, text)
        } else if let Some(text) = term.strip_prefix('-') {
            (1, WordTest::Last, text)
        } else {
            return Err(error(0..term.len(), Fault::Part));
        };
    if let Some((gap, _)) = text.char_indices().find(|&(_, letter)| letter == ' ') {
        let place = at + gap;
        return Err(error(place..place + 1, Fault::OneWord));
    }
    Ok(Pattern::ordered(vec![Step {
        gap: 0,
        choices: vec![vec![test(word(text, at)?)]],
    }]))
}

/// The full notation: words, choices in braces, gaps, at most one of them a
/// turning point.
fn steps(term: &str) -> Result<Pattern, TermError> {
    let mut steps: Vec<Step> = Vec::new();
    let mut gap: Option<(usize, Range<usize>)> = None;
    let mut turn = None;
    for (at, element) in elements(term)? {
        let range = at..at + element.len();
        if element.starts_with('<') {
            if steps.is_empty() || gap.is_some() {
                return Err(error(range, Fault::GapAtEdge));
            }
            if element.starts_with("<~") && turn.replace(steps.len()).is_some() {
                return Err(error(range, Fault::SecondTurn));
            }
            gap = Some((gap_width(element, at)?, range));
            continue;
        }
        let choices = match element.strip_prefix('{') {
            Some(inner) => choices(inner.strip_suffix('}').unwrap_or(inner), at + 1)?,
            None => vec![vec![open_word(element, at)?]],
        };
        steps.push(Step {
            gap: gap.take().map_or(0, |(width, _)| width),
            choices,
        });
    }
    match gap {
        Some((_, range)) => Err(error(range, Fault::GapAtEdge)),
        None if steps.is_empty() => Err(error(0..term.len(), Fault::Empty)),
        None => Ok(Pattern { steps, turn }),
    }
}

/// Cuts a term into words, `{…}` and `<…>`, each with its place.
fn elements(term: &str) -> Result<Vec<(usize, &str)>, TermError> {
    let mut elements = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, letter) in term.char_indices() {
        let here = at..at + letter.len_utf8();
        match (open, letter) {
            (None, '{' | '<') => open = Some((at, letter)),
            (None, '}' | '>') => return Err(error(here, Fault::Bracket(letter))),
            (None, '|') => return Err(error(here, Fault::StrayBar)),
            (None, letter) if letter != ' ' => open = Some((at, 'w')),
            (Some((_, 'w')), '|') => return Err(error(here, Fault::StrayBar)),
            (Some((_, 'w')), '{' | '<') => return Err(error(here, Fault::Unspaced)),
            (Some((_, 'w')), '}' | '>') => return Err(error(here, Fault::Bracket(letter))),
            (Some((start, 'w')), ' ') => {
                elements.extend(term.get(start..at).map(|text| (start, text)));
                open = None;
            }
            (Some((_, '{')), '{' | '<' | '>') => return Err(error(here, Fault::Nested)),
            (Some((start, '{')), '}') | (Some((start, '<')), '>') => {
                let rest = term.get(here.end..).unwrap_or_default();
                if rest.starts_with(|next: char| next != ' ' && next != '}' && next != '>') {
                    return Err(error(here.end..here.end + 1, Fault::Unspaced));
                }
                elements.extend(term.get(start..here.end).map(|text| (start, text)));
                open = None;
            }
            (Some((start, '<')), letter)
                if !letter.is_ascii_digit() && (letter != '~' || start + 1 != at) =>
            {
                return Err(error(here, Fault::Gap));
            }
            _ => {}
        }
    }
    match open {
        Some((start, 'w')) => elements.extend(term.get(start..).map(|text| (start, text))),
        Some((start, bracket)) => return Err(error(start..start + 1, Fault::Bracket(bracket))),
        None => {}
    }
    Ok(elements)
}

fn gap_width(element: &str, at: usize) -> Result<usize, TermError> {
    element
        .trim_matches(['<', '~', '>'])
        .parse()
        .ok()
        .filter(|width| (1..=MAX_GAP).contains(width))
        .ok_or_else(|| error(at..at + element.len(), Fault::Gap))
}

fn choices(inner: &str, at: usize) -> Result<Vec<Vec<WordTest>>, TermError> {
    let mut choices = Vec::new();
    let mut place = at;
    for choice in inner.split('|') {
        let tests = words(choice, place)
            .map(|(at, text)| open_word(text, at))
            .collect::<Result<Vec<_>, _>>()?;
        if tests.is_empty() {
            return Err(error(
                place..place + choice.len().max(1),
                Fault::EmptyChoice,
            ));
        }
        choices.push(tests);
        place += choice.len() + 1;
    }
    // Sorted, so that equal patterns compare equal.
    choices.sort();
    choices.dedup();
    Ok(choices)
}

/// A word, one that ends in `*`, or one in `[…]` for all its forms.
fn open_word(text: &str, at: usize) -> Result<WordTest, TermError> {
    if let Some(inner) = text.strip_prefix('[') {
        let Some(inner) = inner.strip_suffix(']') else {
            return Err(error(at..at + 1, Fault::Bracket('[')));
        };
        return Ok(WordTest::Lemma(word(inner, at + 1)?));
    }
    let Some(start) = text.strip_suffix('*') else {
        return Ok(WordTest::Exact(word(text, at)?));
    };
    if start.chars().count() < 2 {
        return Err(error(at..at + text.len(), Fault::ShortPrefix));
    }
    Ok(WordTest::Prefix(word(start, at)?))
}

/// Checks that `text` can be a token, or the start of one, and gives it the
/// normal form of tokens: NFC, lower case, plain apostrophes.
fn word(text: &str, at: usize) -> Result<String, TermError> {
    for (place, letter) in text.char_indices() {
        let here = at + place..at + place + letter.len_utf8();
        match letter {
            '*' => return Err(error(here, Fault::Star)),
            '-' | '\'' | '’' => {}
            _ if letter.is_alphanumeric() || is_combining_mark(letter) => {}
            _ => return Err(error(here, Fault::Character(letter))),
        }
    }
    if text.is_empty() || text.starts_with(['-', '\'', '’']) || text.ends_with(['-', '\'', '’'])
    {
        return Err(error(at..at + text.len(), Fault::Hyphen));
    }
    let plain = text.nfc().flat_map(char::to_lowercase);
    Ok(plain
        .map(|letter| if letter == '’' { '\'' } else { letter })
        .collect())
}

/// The words of `text` between spaces, each with its place, counted from
/// `at`.
fn words(text: &str, at: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut place = at;
    text.split(' ').filter_map(move |word| {
        let start = place;
        place += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}
