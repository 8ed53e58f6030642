//! How strongly values are present: in one document, in groups of documents,
//! and whether groups differ.

mod archive;
mod bootstrap;
mod contrast;
mod counts;
mod design;
mod discovery;
mod group;
mod permutation;

#[cfg(test)]
mod tests;

use waardenscan_lexicon::Lexicon;

use crate::{EvidenceKind, Stance, Suggestion};

pub use archive::Archive;
pub use bootstrap::Estimate;
pub(crate) use bootstrap::{interval, resample, samples};
pub use contrast::{Contrast, Pairing, ValueContrast};
pub use counts::{DocumentCounts, ValueCounts};
pub use discovery::benjamini_hochberg;
pub use group::{GroupProfile, GroupValue};

/// Documents from which on a group gets intervals and is compared; smaller ones
/// are only described. Two groups of three documents can be dealt out in twenty
/// ways, so that no difference between them could ever be told from chance.
pub const LEAST_DOCUMENTS: usize = 6;

/// How strongly each value is present in a document or a group of documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The values with at least one suggestion, strongest first: by the number
    /// of passages, then the sum of their scores, then lexicon order.
    pub values: Vec<ValueProfile>,
}

/// One value of a [`Profile`].
#[derive(Clone, Debug, PartialEq)]
pub struct ValueProfile {
    /// Index of the value in the lexicon.
    pub value: usize,
    /// What was suggested of it.
    pub counts: ValueCounts,
    /// Index, in the suggestions given, of the one with the highest score; the
    /// first of equals.
    pub best: usize,
}

/// What a profile counts of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProfileEntry {
    /// Index of the value in the lexicon.
    pub value: usize,
    /// Score in (0, 1).
    pub score: f64,
    /// How the passage stands to the value.
    pub stance: Stance,
    /// Whether the value is named or implied.
    pub evidence: EvidenceKind,
}

impl From<&Suggestion> for ProfileEntry {
    fn from(suggestion: &Suggestion) -> Self {
        Self {
            value: suggestion.value,
            score: suggestion.score,
            stance: suggestion.stance,
            evidence: suggestion.evidence,
        }
    }
}

impl Profile {
    /// Adds up suggestions of one document or of several.
    #[must_use]
    pub fn new(
        lexicon: &Lexicon,
        suggestions: impl IntoIterator<Item: Into<ProfileEntry>>,
    ) -> Self {
        let mut values: Vec<Option<(ValueProfile, f64)>> = vec![None; lexicon.values().len()];
        for (index, suggestion) in suggestions.into_iter().enumerate() {
            let suggestion: ProfileEntry = suggestion.into();
            let Some(slot) = values.get_mut(suggestion.value) else {
                continue;
            };
            let (profile, best_score) = slot.get_or_insert_with(|| {
                let empty = ValueProfile {
                    value: suggestion.value,
                    counts: ValueCounts::default(),
                    best: index,
                };
                (empty, suggestion.score)
            });
            profile.counts.add(&suggestion);
            if suggestion.score > *best_score {
                *best_score = suggestion.score;
                profile.best = index;
            }
        }
        let mut values: Vec<ValueProfile> = values
            .into_iter()
            .flatten()
            .map(|(profile, _)| profile)
            .collect();
        values.sort_by(|a, b| {
            let (one, other) = (&a.counts, &b.counts);
            let passages = other.passages.cmp(&one.passages);
            passages
                .then_with(|| other.strength.total_cmp(&one.strength))
                .then_with(|| a.value.cmp(&b.value))
        });
        Self { values }
    }
}
