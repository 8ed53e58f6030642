use waardenscan_dutch::Dutch;

use super::stem;

/// What one token of a term must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordTest {
    /// This form.
    Exact(String),
    /// A form that starts so.
    Prefix(String),
    /// The stem or its spelling before `e`, then at most four letters.
    Stem(String),
    /// A form of this word's lemma.
    Lemma(String),
    /// A compound of which this, or a form of it, is the first part.
    First(String),
    /// A compound of which this, or a form of it, is the last part.
    Last(String),
}

impl WordTest {
    /// The letters of the test.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Exact(text)
            | Self::Prefix(text)
            | Self::Stem(text)
            | Self::Lemma(text)
            | Self::First(text)
            | Self::Last(text) => text,
        }
    }

    /// Tells whether every word that passes this test surely passes `other`.
    /// May miss a case, never invents one.
    pub(crate) fn implies(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Exact(form), Self::Exact(same)) => form == same,
            (Self::Exact(form), Self::Stem(stem)) => stem::accepts(stem, form),
            (Self::Exact(form) | Self::Prefix(form), Self::Prefix(start)) => {
                form.starts_with(start)
            }
            (Self::Stem(stem), Self::Prefix(start)) => {
                stem::starts(stem).all(|form| form.text.starts_with(start))
            }
            _ => self == other,
        }
    }

    /// Tells whether some word may pass both this test and `other`. May say yes
    /// where there is none, never no where there is one.
    pub(crate) fn may_meet(&self, other: &Self, dutch: &Dutch) -> bool {
        let same_word = |one: &str, other: &str| {
            let (one, other) = (dutch.word(one), dutch.word(other));
            one.lemma == other.lemma || one.family == other.family
        };
        let same_start = |one: &str, other: &str| {
            let mut letters = one.chars().zip(other.chars()).take(3);
            letters.all(|(one, other)| one == other)
        };
        match (self, other) {
            (Self::Exact(one), Self::Exact(same)) => one == same,
            (Self::Exact(form), Self::Prefix(start)) | (Self::Prefix(start), Self::Exact(form)) => {
                form.starts_with(start)
            }
            (Self::Exact(form), Self::Stem(stem)) | (Self::Stem(stem), Self::Exact(form)) => {
                stem::accepts(stem, form)
            }
            (Self::Exact(one) | Self::Lemma(one), Self::Lemma(other))
            | (Self::Lemma(one), Self::Exact(other)) => same_word(one, other),
            (Self::Last(_), _) | (_, Self::Last(_)) => true,
            // An inflected form may start otherwise than its lemma: gegaan.
            (Self::Lemma(_), _) | (_, Self::Lemma(_)) => true,
            (one, other) => same_start(one.text(), other.text()),
        }
    }
}
