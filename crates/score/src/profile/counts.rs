use crate::{EvidenceKind, ProfileEntry, Stance};

/// What was suggested of one value: in a document or in several.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ValueCounts {
    /// In how many passages it is suggested; the sum of the three stances.
    pub passages: usize,
    /// In how many of them it is named, rather than implied.
    pub explicit: usize,
    /// In how many of them it is pursued.
    pub nagestreefd: usize,
    /// In how many of them it is under pressure.
    pub onder_druk: usize,
    /// In how many of them it is bounded.
    pub begrensd: usize,
    /// Sum of the scores: the expected number of passages that carry it, if
    /// scores are probabilities.
    pub strength: f64,
}

impl ValueCounts {
    /// Counts one suggestion.
    pub fn add(&mut self, suggestion: &ProfileEntry) {
        self.passages += 1;
        self.explicit += usize::from(suggestion.evidence == EvidenceKind::Named);
        *match suggestion.stance {
            Stance::Nagestreefd => &mut self.nagestreefd,
            Stance::OnderDruk => &mut self.onder_druk,
            Stance::Begrensd => &mut self.begrensd,
        } += 1;
        self.strength += suggestion.score;
    }

    /// Adds what was counted elsewhere.
    pub fn join(&mut self, other: &Self) {
        self.passages += other.passages;
        self.explicit += other.explicit;
        self.nagestreefd += other.nagestreefd;
        self.onder_druk += other.onder_druk;
        self.begrensd += other.begrensd;
        self.strength += other.strength;
    }
}

/// What was suggested in one document, by index of the value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentCounts {
    values: Vec<ValueCounts>,
}

impl DocumentCounts {
    /// Starts counting for a lexicon of `values` values.
    #[must_use]
    pub fn new(values: usize) -> Self {
        Self {
            values: vec![ValueCounts::default(); values],
        }
    }

    /// Counts one suggestion; one of a value that the lexicon does not have is
    /// left out.
    pub fn add(&mut self, suggestion: &ProfileEntry) {
        if let Some(counts) = self.values.get_mut(suggestion.value) {
            counts.add(suggestion);
        }
    }

    /// Returns what was counted of each value.
    #[must_use]
    pub fn values(&self) -> &[ValueCounts] {
        &self.values
    }

    /// Returns the number of suggestions, of all values together.
    #[must_use]
    pub fn suggestions(&self) -> usize {
        self.values.iter().map(|value| value.passages).sum()
    }
}
