//! Makes the tables of the word list, and packs what they say of a word.

use std::borrow::Cow;
use std::collections::BTreeSet;

use fst::MapBuilder;

use crate::Dutch;
use crate::verb;
use crate::wordlist::{Entry, WordList};

/// The two tables of the word list as `data/` holds them; made by
/// `cargo xtask wordlist`.
///
/// What the rules of inflection say of a word of the list is worked out here,
/// once, rather than in every run. The tables thus follow from the list, the
/// rules and the tables of exceptions; a test tells when they no longer do.
pub struct WordTables {
    /// Reads words from their start, and holds their lemmas.
    pub forward: Vec<u8>,
    /// Reads words from their end.
    pub backward: Vec<u8>,
}

impl WordTables {
    /// Makes the tables of these words.
    ///
    /// # Errors
    ///
    /// Fails where a table cannot be built, which takes more words than there
    /// are in any language.
    pub fn new(words: &BTreeSet<&str>) -> Result<Self, fst::Error> {
        let reversed: BTreeSet<Vec<u8>> = words
            .iter()
            .map(|word| word.bytes().rev().collect())
            .collect();
        let backward = map(reversed.iter().map(|word| (word.as_slice(), BY_RULE)))?;
        let bare = map(words.iter().map(|word| (word.as_bytes(), BY_RULE)))?;
        let list = WordList::from_tables(bare.into(), Cow::Owned(backward.clone()))?;
        let dutch = Dutch::with_list(list);
        let forward = map(words
            .iter()
            .map(|word| (word.as_bytes(), packed(&dutch, word))))?;
        Ok(Self { forward, backward })
    }
}

fn map<'a>(entries: impl Iterator<Item = (&'a [u8], u64)>) -> Result<Vec<u8>, fst::Error> {
    let mut builder = MapBuilder::memory();
    builder.extend_iter(entries)?;
    builder.into_inner()
}

/// How a lemma is spelt: the form less some bytes at its end, and other letters
/// there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LemmaEdit {
    cut_bytes: u8,
    ending: [u8; LONGEST_ENDING],
}

/// The most bytes that may come instead; nearly every lemma needs fewer.
const LONGEST_ENDING: usize = 7;

/// The most bytes that may be cut off.
const LONGEST_CUT: usize = 63;

/// The packed entry of a word of which the rules are asked every time.
const BY_RULE: u64 = 0;

impl LemmaEdit {
    /// Returns how `form` becomes `lemma`; `None` where too much changes.
    fn between(form: &str, lemma: &str) -> Option<Self> {
        let same = form
            .chars()
            .zip(lemma.chars())
            .take_while(|(one, other)| one == other);
        let kept: usize = same.map(|(c, _)| c.len_utf8()).sum();
        let cut = form.len() - kept;
        let letters = lemma.as_bytes().get(kept..)?;
        let mut ending = [0; LONGEST_ENDING];
        ending.get_mut(..letters.len())?.copy_from_slice(letters);
        Some(Self {
            cut_bytes: u8::try_from(cut).ok().filter(|_| cut <= LONGEST_CUT)?,
            ending,
        })
    }

    /// Returns the lemma of `form`.
    pub(crate) fn of(self, form: &str) -> String {
        let kept = form.len().saturating_sub(usize::from(self.cut_bytes));
        let start = form.get(..kept).unwrap_or(form);
        let letters = self.ending.iter().take_while(|byte| **byte != 0).count();
        let ending = self.ending.get(..letters).unwrap_or_default();
        [start, str::from_utf8(ending).unwrap_or_default()].concat()
    }
}

/// The lowest byte of a packed entry: one, whether it is an infinitive, and the
/// bytes to cut. The letters of the ending are in the seven bytes above.
fn packed(dutch: &Dutch, word: &str) -> u64 {
    let Some(LemmaEdit { cut_bytes, ending }) = LemmaEdit::between(word, &dutch.lemma(word)) else {
        return BY_RULE;
    };
    let infinitive = verb::is_infinitive(dutch.compounds.list(), word);
    let mut bytes = [0; 8];
    if let Some((low, high)) = bytes.split_first_mut() {
        *low = cut_bytes << 2 | u8::from(infinitive) << 1 | 1;
        high.copy_from_slice(&ending);
    }
    u64::from_le_bytes(bytes)
}

pub(crate) fn unpack(packed: u64) -> Entry {
    if packed == BY_RULE {
        return Entry::ByRule;
    }
    let [low, ending @ ..] = packed.to_le_bytes();
    Entry::Known {
        lemma: LemmaEdit {
            cut_bytes: low >> 2,
            ending,
        },
        infinitive: low & 2 != 0,
    }
}

#[cfg(test)]
mod tests {
    use fst::{Map, Streamer};

    use super::*;

    const FORWARD: &[u8] = include_bytes!("../data/woorden.fst");
    const BACKWARD: &[u8] = include_bytes!("../data/woorden-achterwaarts.fst");

    /// Fails after a change of rules or exceptions until the tables are remade.
    #[test]
    fn the_tables_say_what_the_rules_say() {
        let mut words = Vec::new();
        let table = Map::new(FORWARD).unwrap();
        let mut stream = table.stream();
        while let Some((word, _)) = stream.next() {
            words.push(str::from_utf8(word).unwrap().to_owned());
        }
        let words = words.iter().map(String::as_str).collect();
        let made = WordTables::new(&words).unwrap();
        let current = made.forward == FORWARD && made.backward == BACKWARD;
        assert!(current, "run `cargo xtask wordlist`");
    }

    #[test]
    fn an_edit_gives_back_the_lemma() {
        for (form, lemma) in [
            ("werkt", "werken"),
            ("begrepen", "begrijpen"),
            ("gebeld", "bellen"),
            ("ideeën", "idee"),
            ("vrij", "vrij"),
            ("best", "goed"),
        ] {
            assert_eq!(LemmaEdit::between(form, lemma).unwrap().of(form), lemma);
        }
        assert_eq!(LemmaEdit::between("ben", "verschillend"), None);
    }
}
