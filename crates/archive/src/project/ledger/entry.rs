//! What is written in the ledger.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::project::work::LearnedScores;

/// What stands for the entry before the first.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What an analyst makes of a suggestion, a passage or a value, or asks of the
/// others.
//
// No field has the name of one of `Place`: both are flattened into an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// A passage of the audit of misses was read.
    Audit {
        /// Ids of the values that it carries after all; empty for none.
        carries: Vec<String>,
    },
    /// Several analysts are to judge the same share of the suggestions, each
    /// without seeing what the others say.
    Assign {
        /// Their names, two or more.
        coders: Vec<String>,
        /// How many of a hundred suggestions, 1 to 100.
        percent: u8,
    },
    /// Scores were learned from the decisions before.
    Learn {
        /// What was learned.
        learned: LearnedScores,
        /// After how many judgements it was done, where nobody asked for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        every: Option<u64>,
    },
    /// How often scores are learned without being asked.
    LearnEvery {
        /// After so many judgements each time; 0 for never.
        judgements: u64,
    },
    /// One of the texts of a value.
    DescribeValue {
        /// Id of the value.
        of: String,
        /// Which of its texts.
        part: ValueText,
        /// What it says; empty to take it away, or for the lexicon's own where
        /// it has one.
        words: String,
    },
    /// A value gets another name.
    RenameValue {
        /// Id of the value; it stays.
        of: String,
        /// Its name from now on; not empty.
        name: String,
    },
    /// A value is taken into another: all its evidence goes there.
    MergeValue {
        /// Id of the value that is taken in.
        of: String,
        /// Id of the value that takes it in.
        into: String,
    },
    /// A part of a value becomes a value of its own.
    SplitValue {
        /// Id of the value that is split.
        of: String,
        /// Id of the new value, which no other has.
        id: String,
        /// Its name; not empty.
        name: String,
        /// Which evidence goes there; all else stays.
        evidence: Vec<EvidenceKey>,
    },
    /// The order in which a value shows its evidence.
    OrderEvidence {
        /// Id of the value.
        of: String,
        /// The first of its evidence; what is not named comes after.
        evidence: Vec<EvidenceKey>,
    },
    /// A card for a conversation about two values that pull against each other.
    WriteDilemma {
        /// What tells it from other cards; not empty.
        card: String,
        /// Ids of the two values.
        between: [String; 2],
        /// The question; the card is taken away where neither this nor `words`
        /// says anything.
        question: String,
        /// What the card says besides.
        words: String,
    },
}

/// A text of a value in the waardendocument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueText {
    /// What it means here.
    Definition,
    /// *Wat merkt de inwoner hiervan?*
    Resident,
    /// *Wat betekent het voor de organisatie?*
    Organisation,
    /// A remark for those who work on it.
    Note,
}

/// What tells one piece of evidence from another: the same text counts once,
/// wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EvidenceKey {
    /// SHA-256 of the passage's text as it was decided on.
    pub passage: String,
    /// Id of the value in the lexicon.
    pub value: String,
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
            _ => return None,
        })
    }

    /// Whether it is about a passage, and so has a [`Place`].
    pub(crate) const fn is_about_a_passage(&self) -> bool {
        matches!(
            self,
            Self::Accept
                | Self::Reject { .. }
                | Self::Change { .. }
                | Self::Doubt { .. }
                | Self::Note { .. }
                | Self::Add { .. }
                | Self::Audit { .. }
        )
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Who takes it; not empty.
    pub who: String,
    /// Path of the document in the project, or the SHA-256 of its content.
    /// Not needed to undo, nor for what is about no passage.
    #[serde(default)]
    pub document: String,
    /// The passage: the order of its block in the document, from 0.
    #[serde(default)]
    pub block: u64,
    /// Text of the passage as it was when the decision was made up; where
    /// given, a passage that reads otherwise is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Id of the value; not needed for a note or an audit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What is decided.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// One entry of the ledger as it is written: JSON whose SHA-256 the next entry
/// holds. Nothing that is decided depends on anything outside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Hash of the entry before; 64 zeros for the first.
    pub previous: String,
    /// When, UTC to the millisecond, ISO 8601, as the clock of the machine
    /// had it. The order of the ledger is that of the numbers.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was decided on; none where that is no passage.
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

    #[test]
    fn what_is_about_no_passage_is_read_back_too() {
        let key = EvidenceKey {
            passage: "ab".to_owned(),
            value: "vertrouwen".to_owned(),
        };
        let of = || "vertrouwen".to_owned();
        let verdicts = [
            Verdict::Assign {
                coders: vec!["Noor".to_owned(), "Bram".to_owned()],
                percent: 20,
            },
            Verdict::DescribeValue {
                of: of(),
                part: ValueText::Resident,
                words: "Minder bewijs.".to_owned(),
            },
            Verdict::RenameValue {
                of: of(),
                name: "Vertrouwen in elkaar".to_owned(),
            },
            Verdict::MergeValue {
                of: of(),
                into: "nabijheid".to_owned(),
            },
            Verdict::SplitValue {
                of: of(),
                id: "begin".to_owned(),
                name: "Begin".to_owned(),
                evidence: vec![key.clone()],
            },
            Verdict::OrderEvidence {
                of: of(),
                evidence: vec![key],
            },
            Verdict::WriteDilemma {
                card: "1".to_owned(),
                between: [of(), "maatwerk".to_owned()],
                question: "Voor wie?".to_owned(),
                words: "Denk aan de wachtkamer.".to_owned(),
            },
        ];
        let mut all = String::new();
        for verdict in verdicts {
            let entry = Entry {
                previous: GENESIS.to_owned(),
                at: "2026-01-02T03:04:05.678Z".to_owned(),
                who: "Noor".to_owned(),
                place: None,
                verdict,
            };
            let written = serde_json::to_string(&entry).unwrap();
            assert_eq!(serde_json::from_str::<Entry>(&written).unwrap(), entry);
            all.push_str(&written);
            all.push('\n');
        }
        insta::assert_snapshot!(all);
    }
}
