use waardenscan_lexicon::Lexicon;

use crate::{EvidenceKind, Stance, Suggestion};

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
    /// In how many passages it is suggested.
    pub passages: usize,
    /// In how many of them it is named, rather than implied.
    pub explicit: usize,
    /// In how many of them it is under pressure or bounded.
    pub contested: usize,
    /// Sum of the scores: the expected number of passages that carry it, if
    /// scores are probabilities.
    pub strength: f64,
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
                    passages: 0,
                    explicit: 0,
                    contested: 0,
                    strength: 0.0,
                    best: index,
                };
                (empty, suggestion.score)
            });
            profile.passages += 1;
            profile.explicit += usize::from(suggestion.evidence == EvidenceKind::Explicit);
            profile.contested += usize::from(suggestion.stance != Stance::Nagestreefd);
            profile.strength += suggestion.score;
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
            b.passages
                .cmp(&a.passages)
                .then_with(|| b.strength.total_cmp(&a.strength))
                .then_with(|| a.value.cmp(&b.value))
        });
        Self { values }
    }
}
