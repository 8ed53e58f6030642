//! The tokens seen so far, and which words they are.

use foldhash::HashMap;
use waardenscan_document::Span;

use crate::words::WordId;

/// A token that was seen before.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    pub(crate) id: WordId,
    /// Whether the word may be a particle or part of a cue. Kept here so that
    /// nothing else needs looking up for most tokens.
    pub(crate) marked: bool,
}

/// Tokens as written, capitals and all, and normal forms. Most are short
/// enough to be keys by themselves, which spares a look elsewhere in memory.
#[derive(Default)]
pub(crate) struct Tokens {
    short: HashMap<u128, Known>,
    long: HashMap<Box<str>, Known>,
}

impl Tokens {
    /// Returns what is known of the token at `span`.
    pub(crate) fn get(&self, text: &str, span: Span) -> Option<Known> {
        match short_key(text.as_bytes(), span) {
            Some(key) => self.short.get(&key).copied(),
            None => self.long.get(span.get(text)?).copied(),
        }
    }

    pub(crate) fn insert(&mut self, token: &str, known: Known) {
        match short_key(token.as_bytes(), Span::new(0, token.len())) {
            Some(key) => self.short.insert(key, known),
            None => self.long.insert(token.into(), known),
        };
    }
}

const KEY_BYTES: usize = size_of::<u128>();

/// Packs a token of fewer than 16 bytes into a number. No token holds a zero
/// byte, so that no two have the same.
fn short_key(text: &[u8], Span { start, end }: Span) -> Option<u128> {
    let length = (end - start) & (KEY_BYTES - 1);
    if length != end - start {
        return None;
    }
    // What follows the token is read along and masked, which is much faster
    // than to copy as many bytes as it has.
    let key = match text.get(start..)?.first_chunk::<KEY_BYTES>() {
        Some(bytes) => u128::from_le_bytes(*bytes),
        None => at_the_end(text.get(start..end)?),
    };
    Some(key & !(u128::MAX << (8 * length)))
}

fn at_the_end(token: &[u8]) -> u128 {
    token
        .iter()
        .rev()
        .fold(0, |key, byte| key << 8 | u128::from(*byte))
}
