//! Passages that say the same in the same words, or nearly so.
//!
//! The likeness of two texts is the share of their pairs of adjacent words
//! that they have in common (Jaccard over shingles, Broder 1997). Candidates
//! are found by MinHash in bands (Leskovec, Rajaraman and Ullman, "Mining of
//! Massive Datasets", section 3.4), then counted exactly.

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

/// A text as it is compared: its words in lower case.
#[derive(Debug)]
pub(crate) struct Wording {
    words: Vec<String>,
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
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let words: Vec<String> = words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        (words.len() >= LEAST_WORDS).then_some(Self { words })
    }

    /// Returns a number that is the same for the same words only, as far as
    /// 128 bits of SHA-256 tell them apart.
    pub(crate) fn key(&self) -> u128 {
        use sha2::{Digest, Sha256};
        let mut digest = Sha256::new();
        for word in &self.words {
            digest.update(word.as_bytes());
            digest.update(b" ");
        }
        let bytes = digest.finalize();
        bytes
            .iter()
            .take(16)
            .fold(0, |key, byte| (key << 8) | u128::from(*byte))
    }

    /// Returns what is compared of it.
    pub(crate) fn shingles(&self) -> Shingles {
        let hashes: Vec<u64> = self.words.iter().map(|word| hash(word)).collect();
        let mut pairs: Vec<u64> = hashes
            .iter()
            .zip(hashes.iter().skip(1))
            .map(|(first, second)| mixed(first.rotate_left(17) ^ second))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut turning: Vec<&str> = self
            .words
            .iter()
            .filter_map(|word| TURNING.iter().find(|turning| *turning == word))
            .copied()
            .collect();
        turning.sort_unstable();
        Shingles { pairs, turning }
    }
}

impl Shingles {
    /// Returns one number a band; two texts that agree in one are candidates.
    pub(crate) fn bands(&self) -> [u32; BANDS] {
        let mut seed = 0_u64;
        std::array::from_fn(|_| {
            let mut band = 0_u64;
            for _ in 0..ROWS {
                seed += 1;
                let seed = mixed(seed);
                let least = self.pairs.iter().map(|pair| mixed(pair ^ seed)).min();
                band = mixed(band ^ least.unwrap_or_default());
            }
            // Half of the bits do: what agrees by chance is counted and falls.
            (band >> 32) as u32
        })
    }

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

/// FNV-1a, 64 bits: the same on every machine.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

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
            let [a, b] = [&text, &other].map(|text| Wording::new(text).unwrap().shingles());
            assert!(a.is_near(&b));
            let shared = a.bands().iter().zip(b.bands()).any(|(a, b)| *a == b);
            missed += u32::from(!shared);
        }
        assert_eq!(missed, 0);
        assert!(Wording::new("Niet van toepassing.").is_none());
        let key = |text| Wording::new(text).unwrap().key();
        assert_eq!(
            key("Wij geven de inwoner vertrouwen."),
            key("wij geven  de inwoner VERTROUWEN")
        );
    }
}
