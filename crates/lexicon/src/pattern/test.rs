use super::stem;

/// What one token must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WordTest {
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
}
