use serde::{Deserialize, Serialize};
use waardenscan_lexicon::Lexicon;

/// A passage with the values that human coders gave it; one line of a gold
/// file. Other fields of the line are ignored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoldPassage {
    /// Identifier, unique within the file.
    pub id: String,
    /// The text.
    pub text: String,
    /// The labels; empty for a passage without values.
    pub labels: Vec<GoldLabel>,
    /// The document it comes from, for the bootstrap; a passage without one is
    /// a document of its own.
    #[serde(default)]
    pub document: Option<String>,
    /// The kind of document it comes from, where that was recorded.
    #[serde(default, alias = "genre")]
    pub kind: Option<String>,
}

/// One value that coders gave a passage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoldLabel {
    /// Id of the value.
    pub value: String,
    /// Whether it is named or implied, where that was recorded.
    #[serde(default)]
    pub kind: Option<LabelKind>,
    /// The words of the passage that carry the value, where they were
    /// recorded; training learns from them.
    #[serde(default)]
    pub fragments: Vec<String>,
}

/// How coders found a value in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LabelKind {
    /// Named or directly described.
    #[serde(rename = "e")]
    Explicit,
    /// To be inferred from the content.
    #[serde(rename = "i")]
    Implied,
    /// Not recorded.
    #[serde(skip)]
    Unknown,
}

impl GoldPassage {
    /// The label of each value of the lexicon, in its order.
    pub(super) fn by_value(&self, lexicon: &Lexicon) -> Vec<Option<LabelKind>> {
        lexicon
            .values()
            .iter()
            .map(|value| {
                let label = self.labels.iter().find(|label| label.value == value.id)?;
                Some(label.kind.unwrap_or(LabelKind::Unknown))
            })
            .collect()
    }

    /// Returns the document it comes from; its own id where that is unknown.
    #[must_use]
    pub fn document(&self) -> &str {
        self.document.as_deref().unwrap_or(&self.id)
    }
}
