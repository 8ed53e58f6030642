//! One suggestion with all that its page shows of it.

use sha2::{Digest, Sha256};
use waardenscan::{BlockKind, PassageRecord};
use waardenscan_archive::{
    DecisionFilter, Project, StandardGroup, State, StoredDecision, StoredDocument,
    StoredSuggestion, Verdict,
};

use crate::refusal::Refusal;
use crate::standard;

/// Passages shown on either side.
const AROUND: u32 = 2;
/// The most entries of its history.
const MOST_HISTORY: u32 = 200;

/// A suggestion in its passage, its document and its history.
pub(crate) struct Subject {
    pub(crate) stored: StoredSuggestion,
    pub(crate) document: StoredDocument,
    pub(crate) before: Vec<PassageRecord>,
    pub(crate) passage: PassageRecord,
    pub(crate) after: Vec<PassageRecord>,
    /// All suggestions of the passage with their states, in lexicon order.
    pub(crate) together: Vec<StoredSuggestion>,
    /// What was ever decided on the passage, the first first. While somebody
    /// is to judge without seeing what others say, only the visitor's own.
    pub(crate) history: Vec<StoredDecision>,
    /// The group of standard text it belongs to, in which as many suggestions
    /// are counted as are decided at once.
    pub(crate) standard_group: Option<StandardGroup>,
}

impl Subject {
    /// Reads the suggestion with a key as `who` may see it; none where there is
    /// none any more.
    pub(crate) fn read(
        project: &Project,
        id: i64,
        who: Option<&str>,
    ) -> Result<Option<Self>, Refusal> {
        let Some(stored) = project.suggestion(id)? else {
            return Ok(None);
        };
        let Some(document) = project.document(&stored.suggestion.document)? else {
            return Ok(None);
        };
        let mut before = project.passages_around(&document, stored.block, AROUND)?;
        let here = before.iter().position(|it| it.block as u64 == stored.block);
        let mut after = before.split_off(here.ok_or(Refusal::NotFound)?);
        if after.is_empty() {
            return Ok(None);
        }
        let passage = after.remove(0);
        let mut together = Vec::new();
        for suggested in &passage.suggestions {
            let one = project.suggestion_on(&stored.sha256, stored.block, &suggested.value)?;
            together.extend(one);
        }
        let filter = DecisionFilter {
            document: Some(document.path.clone()),
            block: Some(stored.block),
            ..DecisionFilter::default()
        };
        let mut history = project.decisions(&filter, 0, MOST_HISTORY)?;
        let shared = project.shared_suggestion(id)?;
        if shared.is_some_and(|it| !it.waiting.is_empty()) {
            let value = stored.suggestion.value.as_str();
            history.retain(|decision| {
                let place = decision.entry.place.as_ref();
                who == Some(decision.entry.who.as_str())
                    || place.is_none_or(|it| it.value.as_deref() != Some(value))
            });
        }
        let standard_group = project.standard_group(&stored, standard::MOST)?;
        Ok(Some(Self {
            stored,
            document,
            before,
            passage,
            after,
            together,
            history,
            standard_group,
        }))
    }

    /// What a form says to show that it was made for what stands here now.
    pub(crate) fn seal(&self) -> String {
        seal(&self.stored)
    }

    /// The history of its value and of the whole passage, undone entries
    /// included.
    pub(crate) fn own_history(&self) -> impl Iterator<Item = &StoredDecision> {
        let value = self.stored.suggestion.value.as_str();
        self.history.iter().filter(move |decision| {
            let place = decision.entry.place.as_ref();
            place.is_some_and(|place| place.value.as_deref().is_none_or(|it| it == value))
        })
    }

    /// The entries that added a value to the passage and stand.
    pub(crate) fn added(&self) -> impl Iterator<Item = &StoredDecision> {
        self.history.iter().filter(|decision| {
            matches!(decision.entry.verdict, Verdict::Add { .. }) && !decision.undone
        })
    }

    /// Whether something was decided about it.
    pub(crate) fn is_decided(&self) -> bool {
        self.stored.state != State::Open
    }

    /// Whether neighbours of this kind of passage help: those of a cell are
    /// other cells.
    pub(crate) fn is_running_text(&self) -> bool {
        self.passage.kind != BlockKind::TableCell
    }
}

/// The start of a hash over what a decision is taken on: another text, or
/// another suggestion under the same key, has another.
pub(crate) fn seal(stored: &StoredSuggestion) -> String {
    let mut hash = Sha256::new();
    for part in [
        stored.sha256.as_str(),
        stored.block.to_string().as_str(),
        stored.suggestion.value.as_str(),
        stored.suggestion.passage.as_str(),
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let hash = hash.finalize();
    hash.iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
