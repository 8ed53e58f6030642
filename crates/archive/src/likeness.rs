//! Passages that say the same in the same words, or nearly so.
//!
//! The likeness of two texts is the share of their pairs of adjacent words
//! that they have in common (Jaccard over shingles, Broder 1997). Candidates
//! are found by MinHash in bands (Leskovec, Rajaraman and Ullman, "Mining of
//! Massive Datasets", section 3.4), then counted exactly.

use multiversion::multiversion;
use sha2::{Digest, Sha256};

/// Below this, a passage is too short to be standard text: "niet van
/// toepassing" says nothing about where it comes from. Our choice.
const LEAST_WORDS: usize = 5;

/// From this likeness on two texts are nearly the same: one word may differ in
/// sixteen, such as the name of the municipality in a model text. Our choice,
/// looked at on real documents.
pub(crate) const NEARLY: f64 = 0.75;

/// Bands of rows: two texts as alike as [`NEARLY`] are missed once in 500
/// times (1 − 0.75⁴)¹⁶.
pub(crate) const BANDS: usize = 16;
const ROWS: usize = 4;

/// Words that turn what a passage says: one of them more or less makes another
/// passage, however like it is. Our choice.
pub(crate) const TURNING: [&str; 12] = [
    "niet",
    "geen",
    "nooit",
    "nimmer",
    "noch",
    "zonder",
    "niets",
    "niemand",
    "nergens",
    "evenmin",
    "geenszins",
    "tenzij",
];

/// A text as it is compared, in UTF-8: its words in lower case, a blank after
/// each.
#[derive(Debug)]
pub(crate) struct Wording(Vec<u8>);

/// What standard text is looked for by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signature {
    /// The same for the same words only, as far as 128 bits of SHA-256 tell
    /// them apart.
    pub(crate) key: u128,
    /// Two texts that agree in one of them are candidates.
    pub(crate) bands: [u32; BANDS],
}

/// What is compared of a text.
#[derive(Debug)]
pub(crate) struct Shingles {
    /// Sorted, each once.
    pairs: Vec<u64>,
    /// The turning words, sorted, each as often as it occurs.
    turning: Vec<&'static str>,
}

impl Wording {
    /// Returns the wording of a text; none where it is too short to be
    /// standard text.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let mut words = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        let mut in_word = false;
        let mut take = |letter: char| {
            if let Some(&plain) = PLAIN.get(letter as usize) {
                // Written first and taken back where a blank is one too many:
                // no processor foresees where words end.
                let blank = plain == b' ';
                words.push(plain);
                words.truncate(words.len() - usize::from(blank & !in_word));
                count += usize::from(blank & in_word);
                in_word = !blank;
            } else if letter.is_alphanumeric() {
                for letter in letter.to_lowercase() {
                    let bytes = &mut [0; 4];
                    words.extend(letter.encode_utf8(bytes).as_bytes());
                }
                in_word = true;
            } else if in_word {
                words.push(b' ');
                count += 1;
                in_word = false;
            }
        };
        text.chars().for_each(&mut take);
        take(' ');
        (count >= LEAST_WORDS).then_some(Self(words))
    }

    fn words(&self) -> impl Iterator<Item = &[u8]> {
        self.0.split_inclusive(|byte| *byte == b' ')
    }

    /// The pairs of adjacent words, as numbers, in text order.
    fn pairs(&self) -> Vec<u64> {
        let mut pairs = Vec::with_capacity(self.0.len() / 4);
        let mut before = None;
        let mut hash = FNV_BASIS;
        for byte in &self.0 {
            if *byte != b' ' {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME);
                continue;
            }
            if let Some(before) = before.replace(hash) {
                pairs.push(mixed(u64::rotate_left(before, 17) ^ hash));
            }
            hash = FNV_BASIS;
        }
        pairs
    }

    /// Returns what standard text is looked for by.
    pub(crate) fn signature(&self) -> Signature {
        let digest = Sha256::digest(&self.0);
        let key = digest.iter().take(16);
        Signature {
            key: key.fold(0, |key, byte| (key << 8) | u128::from(*byte)),
            bands: self.bands(),
        }
    }

    fn bands(&self) -> [u32; BANDS] {
        let mut least = [[u64::MAX; ROWS]; BANDS];
        lower(least.as_flattened_mut(), &self.pairs());
        // Half of the bits do: what agrees by chance is counted and falls.
        least.map(|rows| (rows.iter().fold(0, |band, row| mixed(band ^ row)) >> 32) as u32)
    }

    /// Returns what is compared of it.
    pub(crate) fn shingles(&self) -> Shingles {
        let mut pairs = self.pairs();
        pairs.sort_unstable();
        pairs.dedup();
        let mut turning: Vec<&'static str> = self
            .words()
            .filter_map(|word| {
                let word = word.trim_ascii_end();
                TURNING.iter().find(|turning| turning.as_bytes() == word)
            })
            .copied()
            .collect();
        turning.sort_unstable();
        Shingles { pairs, turning }
    }
}

impl Shingles {
    /// Tells whether two texts are nearly the same.
    pub(crate) fn is_near(&self, other: &Self) -> bool {
        if self.turning != other.turning {
            return false;
        }
        let (mut a, mut b) = (self.pairs.iter().peekable(), other.pairs.iter().peekable());
        let mut shared = 0;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => {
                    a.next();
                }
                std::cmp::Ordering::Greater => {
                    b.next();
                }
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    a.next();
                    b.next();
                }
            }
        }
        let all = self.pairs.len() + other.pairs.len() - shared;
        all > 0 && share(shared, all) >= NEARLY
    }
}

#[expect(clippy::cast_precision_loss, reason = "no passage has 2^52 words")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// What the letters and digits of ASCII are compared as; a blank for all else.
const PLAIN: [u8; 128] = {
    let mut plain = [b' '; 128];
    let mut rest = plain.as_mut_slice();
    let mut byte: u8 = 0;
    while let Some((first, after)) = rest.split_first_mut() {
        if byte.is_ascii_alphanumeric() {
            *first = byte.to_ascii_lowercase();
        }
        byte += 1;
        rest = after;
    }
    plain
};

/// Of FNV-1a with 64 bits (Fowler, Noll and Vo): the same on every machine.
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

/// Lowers each row to the least that its multiplier makes of a pair.
#[multiversion(targets("x86_64+avx512f+avx512dq+avx512vl", "x86_64+avx2"))]
fn lower(least: &mut [u64], pairs: &[u64]) {
    for pair in pairs {
        for (least, multiplier) in least.iter_mut().zip(MULTIPLIERS.iter()) {
            // Pairs are mixed already: a multiplication orders them anew.
            *least = pair.wrapping_mul(*multiplier).min(*least);
        }
    }
}

/// An odd number for each row of each band.
const MULTIPLIERS: [u64; BANDS * ROWS] = {
    let mut multipliers = [0; BANDS * ROWS];
    let mut seed = 0;
    let mut rest = multipliers.as_mut_slice();
    while let Some((multiplier, after)) = rest.split_first_mut() {
        seed += 1;
        *multiplier = mixed(seed) | 1;
        rest = after;
    }
    multipliers
};

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
const fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str) -> bool {
        let [a, b] = [a, b].map(|text| Wording::new(text).unwrap().shingles());
        a.is_near(&b)
    }

    #[test]
    fn texts_that_differ_in_a_name_are_near_and_a_turning_word_parts_them() {
        let text = "Het college van Aldermeer verstrekt op aanvraag een voorziening aan de \
                    inwoner die deze voor zijn zelfredzaamheid nodig heeft";
        let cases = [
            (text.replace("Aldermeer", "Veenhorst"), true),
            (text.to_uppercase(), true),
            (text.replace("verstrekt", "verstrekt niet"), false),
            (
                text.replace("nodig heeft", "kan gebruiken om mee te doen"),
                false,
            ),
        ];
        for (other, expected) in cases {
            assert_eq!(near(text, &other), expected, "{other}");
        }
    }

    #[test]
    fn near_texts_share_a_band_and_short_ones_do_not_count() {
        let words: Vec<String> = (0..40).map(|number| format!("woord{number}")).collect();
        let text = words.join(" ");
        let mut missed = 0;
        for number in 0..40 {
            let other = text.replacen(&format!("woord{number} "), "anders ", 1);
            let [a, b] = [&text, &other].map(|text| Wording::new(text).unwrap());
            assert!(a.shingles().is_near(&b.shingles()));
            let shared = a.bands().iter().zip(b.bands()).any(|(a, b)| *a == b);
            missed += u32::from(!shared);
        }
        assert_eq!(missed, 0);
        assert!(Wording::new("Niet van toepassing.").is_none());
        let key = |text| Wording::new(text).unwrap().signature().key;
        assert_eq!(
            key("Wij geven de inwoner vertrouwen."),
            key("wij geven  de inwoner VERTROUWEN")
        );
    }
}
