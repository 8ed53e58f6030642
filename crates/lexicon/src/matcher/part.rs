use waardenscan_dutch::{Dutch, End, Split};

/// Letters of a part that a compound shows unchanged.
const FIXED_LETTERS: usize = 4;

/// A part of compounds, compiled.
#[derive(Debug)]
pub(crate) struct Part {
    family: String,
    start: String,
    end: End,
}

impl Part {
    pub(crate) fn new(dutch: &Dutch, part: &str, end: End) -> Self {
        Self {
            family: dutch.word(part).family,
            start: part.chars().take(FIXED_LETTERS).collect(),
            end,
        }
    }

    /// Tells whether `form` shows the letters with which the part starts.
    /// Splitting a word takes longer than all other tests together, so only
    /// such words are split.
    pub(crate) fn may_be_in(&self, form: &str) -> bool {
        match self.end {
            End::Modifier => form.starts_with(&self.start),
            End::Head => form.contains(&self.start),
        }
    }

    pub(crate) fn is(&self, split: &Split) -> bool {
        split.end == self.end && split.family == self.family
    }
}
