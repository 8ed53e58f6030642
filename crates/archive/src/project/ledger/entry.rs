//! What is written in the ledger.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What stands for the entry before the first.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What an analyst makes of a suggestion or a passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// The passage carries the suggested value.
    Accept,
    /// It does not.
    Reject {
        /// Why not, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// It carries another value than the one suggested.
    Change {
        /// Id of the other value.
        other: String,
        /// Why, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// It needs another look.
    Doubt {
        /// Why, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A remark; what was decided stays.
    Note {
        /// The remark; not empty.
        note: String,
    },
    /// The passage carries a value that was not suggested.
    Add {
        /// Where the words start that say so, in code points of the passage.
        start: u64,
        /// Where they end, exclusive.
        end: u64,
        /// Why, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// An earlier entry no longer counts.
    Undo {
        /// Hash of that entry; where a decision is asked for, its number will
        /// do.
        undoes: String,
    },
    /// Other ledgers were joined with this one.
    Merge {
        /// Hashes of the last entries of the others.
        merged: Vec<String>,
    },
}

impl Verdict {
    /// Returns what it makes of a suggestion; none where it leaves it as it is.
    #[must_use]
    pub const fn state(&self) -> Option<State> {
        Some(match self {
            Self::Accept | Self::Add { .. } => State::Accepted,
            Self::Reject { .. } => State::Rejected,
            Self::Change { .. } => State::Changed,
            Self::Doubt { .. } => State::Doubt,
            Self::Note { .. } | Self::Undo { .. } | Self::Merge { .. } => return None,
        })
    }
}

/// What the decision that stands makes of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing was decided yet.
    Open,
    /// Accepted, or added before it was suggested.
    Accepted,
    /// Rejected.
    Rejected,
    /// Another value was chosen.
    Changed,
    /// Somebody doubts.
    Doubt,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Accepted,
        Self::Rejected,
        Self::Changed,
        Self::Doubt,
    ];

    /// Returns the name used in JSON and in the project file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Changed => "changed",
            Self::Doubt => "doubt",
        }
    }
}

/// A decision to take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Who takes it; not empty.
    pub who: String,
    /// Path of the document in the project, or the SHA-256 of its content.
    /// Not needed to undo.
    #[serde(default)]
    pub document: String,
    /// The passage: the order of its block in the document, from 0.
    #[serde(default)]
    pub block: u64,
    /// Text of the passage as it was when the decision was made up; where
    /// given, a passage that reads otherwise is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Id of the value; not needed for a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What is decided.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// One entry of the ledger as it is written: JSON whose SHA-256 the next entry
/// holds. Nothing that is decided depends on anything outside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Hash of the entry before; 64 zeros for the first.
    pub previous: String,
    /// When, UTC to the millisecond, ISO 8601, as the clock of the machine
    /// had it. The order of the ledger is that of the numbers.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was decided on; none where ledgers were joined.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// What was decided.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// What a decision was taken on: a passage in a content, and a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// SHA-256 of the document's content.
    pub document: String,
    /// Its path at the time.
    pub path: String,
    /// The order of the passage's block in it, from 0.
    pub block: u64,
    /// SHA-256 of the passage's text.
    pub passage: String,
    /// The passage's text.
    pub text: String,
    /// Id of the value; none for a remark on the whole passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Returns the SHA-256 of a text in lower-case hexadecimals.
pub(crate) fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_written_as_promised_and_read_back() {
        let entry = Entry {
            previous: GENESIS.to_owned(),
            at: "2026-01-02T03:04:05.678Z".to_owned(),
            who: "Noor".to_owned(),
            place: Some(Place {
                document: "ab".to_owned(),
                path: "archief/plan.pdf".to_owned(),
                block: 3,
                passage: sha256("Wij vertrouwen."),
                text: "Wij vertrouwen.".to_owned(),
                value: Some("vertrouwen".to_owned()),
            }),
            verdict: Verdict::Reject {
                reason: Some("gaat over geld".to_owned()),
            },
        };
        let written = serde_json::to_string(&entry).unwrap();
        insta::assert_snapshot!(written);
        assert_eq!(serde_json::from_str::<Entry>(&written).unwrap(), entry);
        let merge = Entry {
            place: None,
            verdict: Verdict::Merge {
                merged: vec!["cd".to_owned()],
            },
            ..entry
        };
        let written = serde_json::to_string(&merge).unwrap();
        assert_eq!(serde_json::from_str::<Entry>(&written).unwrap(), merge);
    }
}
