use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a file says about itself. Nothing here is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The title.
    pub title: Option<String>,
    /// The author or authors, as written.
    pub author: Option<String>,
    /// The subject.
    pub subject: Option<String>,
    /// Keywords, as written.
    pub keywords: Option<String>,
    /// When the document was made, ISO 8601.
    pub created: Option<String>,
    /// When the document was last changed, ISO 8601.
    pub modified: Option<String>,
    /// The program that made the file.
    pub producer: Option<String>,
    /// The language tag, such as "nl-NL".
    pub language: Option<String>,
    /// What the author or the author's organisation added, by name: case
    /// numbers, classification. Values as text; dates ISO 8601, truth values
    /// "true" and "false".
    pub custom: BTreeMap<String, String>,
    /// Names of the files that are embedded in this one, in the order of the
    /// file.
    pub attachments: Vec<String>,
}
