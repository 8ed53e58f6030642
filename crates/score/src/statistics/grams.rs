//! The keys of word stems, stem n-grams and character n-grams.
//!
//! A key is a hash, so that neither training nor scanning has to keep or
//! build strings. Of 200,000 keys in 2³² values one text n-gram in 20,000
//! is taken for another; that is noise far below that of the labels.

use waardenscan_dutch::{Word, WordId, Words};

/// Lengths of character n-grams, in characters of the space-padded word:
/// those of the recipe that cross-validation chose.
const SHORTEST_CHARS: usize = 3;
const LONGEST_CHARS: usize = 6;

/// Longer tokens are addresses or noise; their stem counts, their characters
/// do not.
const LONGEST_WORD: usize = 60;

/// Names one n-gram in a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GramKey(pub u32);

/// The hash of a run of stems or characters, to be extended by the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run(u64);

impl Run {
    const EMPTY: Self = Self(0x51_7c_c1_b7_27_22_0a_95);

    /// The multiplier is 2⁶⁴ divided by the golden ratio (Knuth's
    /// multiplicative hashing); the rotation brings its high bits down.
    const fn then(self, next: u64) -> Self {
        Self((self.0.rotate_left(23) ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// Extends a run of stems by one more.
    #[must_use]
    pub const fn then_run(self, next: Self) -> Self {
        self.then(next.0)
    }

    /// Returns the key of the run.
    #[must_use]
    pub const fn key(self) -> GramKey {
        GramKey((self.then(0).0 >> 32) as u32)
    }
}

/// Returns the run that holds one stem, `None` for what is no word: a token
/// with a digit.
#[must_use]
pub fn stem_run(words: &Words, word: WordId) -> Option<Run> {
    if words.get(word).form.chars().any(char::is_numeric) {
        return None;
    }
    let bytes = words.stem(word).bytes();
    Some(bytes.fold(Run::EMPTY, |run, byte| run.then(u64::from(byte))))
}

/// Calls `found` with the key of every character n-gram of the word between
/// spaces, accents folded, repeats included.
pub fn char_keys(word: &Word, mut found: impl FnMut(GramKey)) {
    let mut letters = [' '; LONGEST_WORD + 2];
    let mut length = 1;
    for letter in word.folded().chars() {
        // The last place is the closing space.
        let Some(slot) = letters.get_mut(length).filter(|_| length <= LONGEST_WORD) else {
            return;
        };
        *slot = letter;
        length += 1;
    }
    let padded = letters.get(..=length).unwrap_or_default();
    for start in 0..padded.len() {
        let mut run = Run::EMPTY;
        let grams = padded.iter().skip(start).take(LONGEST_CHARS);
        for (index, letter) in grams.enumerate() {
            run = run.then(u64::from(u32::from(*letter)));
            if index + 1 >= SHORTEST_CHARS {
                found(run.key());
            }
        }
    }
}
