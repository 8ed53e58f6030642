use waardenscan_document::Span;

/// Something that moved a suggestion's score, and by how much.
///
/// The sum of a suggestion's factors and its [`base`](crate::Suggestion::base)
/// is the logit of its score, ln(score / (1 − score)).
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// What moved it.
    pub kind: FactorKind,
    /// By how much, in logits; negative where it speaks against the value.
    pub added: f64,
}

/// What can move a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorKind {
    /// The indicators of the value: the suggestion's hits together.
    Indicators,
    /// The indicators of other values.
    OtherValues,
    /// A word, with the runs of words it is part of, in bytes of the
    /// passage's text.
    Word(Span),
    /// The likeness of the whole passage to passages with labels.
    Likeness,
    /// All function words, and all others that moved it less than those named.
    OtherWords,
    /// The passage merely lists the value.
    Listed,
}

impl FactorKind {
    /// Returns the name used in JSON, such as `other_words`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Indicators => "indicators",
            Self::OtherValues => "other_values",
            Self::Word(_) => "word",
            Self::Likeness => "likeness",
            Self::OtherWords => "other_words",
            Self::Listed => "listed",
        }
    }
}
