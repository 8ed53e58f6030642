//! Values that may be one, and values that may be two.
//!
//! A lexicon is drawn up before it is used. What documents do with it shows
//! where two of its values come to the same ("verschillende waarden die
//! hetzelfde beogen") and where one is used in clearly different senses. Both
//! are questions to people, with the figures and passages to answer them by;
//! nothing is changed.

mod association;
mod merge;
mod prediction;
mod reason;
mod split;
mod texts;
mod two_means;

#[cfg(test)]
mod tests;

use waardenscan_document::Span;
use waardenscan_dutch::Dutch;

pub use association::association;
pub use merge::{MergeCandidate, SharedWord};
pub use split::{Sense, SplitCandidate};
use texts::Texts;

/// A passage that carries values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carrier {
    /// Number of its document.
    pub document: usize,
    /// The text.
    pub text: String,
    /// The values that were suggested.
    pub values: Vec<Carried>,
}

/// A value that a passage carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Index of the value in the lexicon.
    pub value: usize,
    /// The words that point to it, in bytes of the passage's text.
    pub hits: Vec<Span>,
}

/// What an archive asks of its lexicon.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clusters {
    /// Pairs of values that may be one, the strongest first.
    pub merges: Vec<MergeCandidate>,
    /// Values that may be two, in lexicon order.
    pub splits: Vec<SplitCandidate>,
}

impl Clusters {
    /// Looks at the passages of an archive that carry values, for a lexicon of
    /// `values` values. Of passages with the same text only the first counts,
    /// in whichever document it stands: what was copied was written once.
    #[must_use]
    pub fn find(carriers: &[Carrier], values: usize, dutch: &Dutch) -> Self {
        let texts = Texts::new(carriers, values, dutch);
        Self {
            merges: merge::candidates(&texts),
            splits: split::candidates(&texts),
        }
    }
}
