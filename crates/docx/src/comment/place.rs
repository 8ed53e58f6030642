//! Where the words of a block are written.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use waardenscan_document::Span;

use crate::{draft::Piece, symbols, text::is_special};

/// Returns the bytes of `part` from the first to the last letter of a span of a
/// block's text; none where either is written elsewhere.
///
/// A piece of a block's text and the bytes in which it is written have the same
/// letters in the same order: they differ in white space, in what shows
/// nothing, and in how letters with accents are composed. So letters are
/// counted, taken apart (NFD), from the start of the piece.
pub(super) fn place(part: &str, text: &str, pieces: &[Piece], span: Span) -> Option<Range<usize>> {
    let words = span.get(text)?;
    let start = span.start + (words.len() - words.trim_start().len());
    let end = span.start + words.trim_end().len();
    let first = pieces.iter().find(|(piece, _)| start < piece.end)?;
    let last = pieces.iter().rfind(|(piece, _)| piece.start < end)?;
    if start < first.0.start || last.0.end < end {
        return None;
    }
    let before = letters(Span::new(first.0.start, start).get(text)?);
    let within = letters(Span::new(last.0.start, end).get(text)?);
    let (from, _) = letter(part, &first.1, before)?;
    let (_, to) = letter(part, &last.1, within.checked_sub(1)?)?;
    (from < to).then_some(from..to)
}

/// How many letters a text has, taken apart.
fn letters(text: &str) -> usize {
    text.chars().map(size).sum()
}

fn size(letter: char) -> usize {
    match letter {
        letter if symbols::is_private(letter) => 1,
        letter if is_special(letter) => 0,
        letter => letter.nfd().count(),
    }
}

/// Returns where the letter begins and ends that has `before` letters before it
/// in what is written in `at`; the last where there are fewer.
fn letter(part: &str, at: &Range<usize>, before: usize) -> Option<(usize, usize)> {
    let written = part.get(at.clone())?;
    // Character data and references are not cut.
    if written.starts_with(['<', '&']) {
        return Some((at.start, at.end));
    }
    let mut counted = 0;
    let mut found = None;
    for (index, letter) in written.char_indices() {
        let size = size(letter);
        if size == 0 {
            continue;
        }
        let start = at.start + index;
        found = Some((start, start + letter.len_utf8()));
        counted += size;
        if counted > before {
            break;
        }
    }
    found
}
