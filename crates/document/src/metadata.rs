use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a file says about itself. Nothing here is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The author or authors, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Keywords, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keywords: Option<String>,
    /// When the document was made, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// When the document was last changed, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The program that made the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub producer: Option<String>,
    /// The language tag, such as "nl-NL".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What the author or the author's organisation added, by name: case
    /// numbers, classification. Values as text; dates ISO 8601, truth values
    /// "true" and "false".
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub custom: BTreeMap<String, String>,
    /// Names of the files that are embedded in this one, in the order of the
    /// file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}
