//! Cuts text into words and numbers.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};
use waardenscan_document::Span;

/// The words and numbers of a text, in order; made by [`token_spans`].
///
/// Latin letters and digits form a token by character class, which is several
/// times faster than the word boundaries of UAX #29 and keeps Dutch compounds
/// such as `niet-integer` whole. Other scripts, for which a character class
/// says nothing about words, go by UAX #29.
pub struct TokenSpans<'a> {
    text: &'a str,
    at: usize,
    other_script: Option<(usize, UWordBoundIndices<'a>)>,
}

/// Returns the spans of the words and numbers of `text`, in order.
///
/// A token holds at least one letter or digit; what lies between two tokens
/// holds none (U+02BC, a letter to Unicode, is an apostrophe here). Hyphens and apostrophes inside a word stay inside, as does the
/// apostrophe that starts 's and 't; points and commas stay inside a number;
/// points stay inside an abbreviation (d.w.z) or address in lower case.
#[must_use]
pub fn token_spans(text: &str) -> TokenSpans<'_> {
    TokenSpans {
        text,
        at: 0,
        other_script: None,
    }
}

impl Iterator for TokenSpans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            if let Some((base, words)) = &mut self.other_script {
                let word = words.find(|(_, word)| word.chars().any(char::is_alphanumeric));
                if let Some((offset, word)) = word {
                    let start = *base + offset;
                    return Some(Span::new(start, start + word.len()));
                }
                self.other_script = None;
            }
            let start = self.skip_to_word()?;
            match self.class_at(start) {
                Class::Other => self.start_other_script(start),
                _ => return Some(self.latin_word(start)),
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    /// A Latin letter.
    Letter,
    Digit,
    /// A letter or digit of another script.
    Other,
    /// A combining mark or an invisible character inside a word.
    Mark,
    Hyphen,
    Apostrophe,
    /// `.` or `,`
    Point,
    Space,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' => Self::Letter,
            '0'..='9' => Self::Digit,
            '-' | '\u{2010}' | '\u{2011}' => Self::Hyphen,
            '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' => Self::Apostrophe,
            '.' | ',' => Self::Point,
            '\0'..='\u{7f}' => Self::Space,
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => Self::Mark,
            '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}'
                if c.is_alphabetic() =>
            {
                Self::Letter
            }
            _ if c.is_alphanumeric() => Self::Other,
            _ if is_combining_mark(c) => Self::Mark,
            _ => Self::Space,
        }
    }
}

impl TokenSpans<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn class_at(&self, at: usize) -> Class {
        match self.text.as_bytes().get(at) {
            Some(byte) if byte.is_ascii_alphabetic() => Class::Letter,
            Some(byte) if byte.is_ascii() => Class::of(char::from(*byte)),
            _ => self.char_at(at).map_or(Class::Space, Class::of),
        }
    }

    /// Returns the start of the next token: a letter, a digit, or the
    /// apostrophe of 's and 't.
    fn skip_to_word(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            let byte = *bytes.get(at)?;
            if byte.is_ascii_alphanumeric() {
                return Some(at);
            }
            if byte.is_ascii() {
                if byte == b'\'' && self.is_clitic(at + 1) {
                    return Some(at);
                }
                at += 1;
                continue;
            }
            let c = self.char_at(at)?;
            match Class::of(c) {
                Class::Letter | Class::Digit | Class::Other => return Some(at),
                Class::Apostrophe if self.is_clitic(at + c.len_utf8()) => return Some(at),
                _ => at += c.len_utf8(),
            }
        }
    }

    /// Tells whether a clitic (s, t, n, k, m) stands at `at`, alone or before
    /// a hyphen: 's, 't, 's-Hertogenbosch.
    fn is_clitic(&self, at: usize) -> bool {
        let letter = self.text.as_bytes().get(at);
        letter.is_some_and(|byte| b"stnkmSTNKM".contains(byte))
            && matches!(self.class_at(at + 1), Class::Space | Class::Hyphen)
    }

    fn latin_word(&mut self, start: usize) -> Span {
        let bytes = self.text.as_bytes();
        // The first character is a letter, a digit or a clitic's apostrophe.
        let mut end = start + self.char_at(start).map_or(1, char::len_utf8);
        let mut last = self.class_at(start);
        loop {
            while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
                end += 1;
                last = Class::Letter;
            }
            let Some(c) = self.char_at(end) else { break };
            let class = Class::of(c);
            let after = end + c.len_utf8();
            match class {
                Class::Letter | Class::Digit => last = class,
                Class::Mark => {}
                Class::Hyphen | Class::Apostrophe
                    if matches!(self.class_at(after), Class::Letter | Class::Digit) => {}
                Class::Point if self.is_inner_point(last, c, after) => {}
                _ => break,
            }
            end = after;
        }
        self.at = end;
        Span::new(start, end)
    }

    /// Tells whether the point or comma before `after` belongs to the token:
    /// between digits, or between small letters (`d.w.z`, `www.vng.nl`).
    fn is_inner_point(&self, last: Class, point: char, after: usize) -> bool {
        match self.class_at(after) {
            Class::Digit => last == Class::Digit,
            Class::Letter => {
                point == '.'
                    && last == Class::Letter
                    && self.char_at(after).is_some_and(char::is_lowercase)
            }
            _ => false,
        }
    }

    fn start_other_script(&mut self, start: usize) {
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest
            .char_indices()
            .find(|(_, c)| !matches!(Class::of(*c), Class::Other | Class::Mark))
            .map_or(rest.len(), |(offset, _)| offset);
        if let Some(run) = rest.get(..end) {
            self.other_script = Some((start, run.split_word_bound_indices()));
        }
        self.at = start + end;
    }
}
