use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use waardenscan_document::Metadata;

/// What a file says about itself; what it does not say is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetadataRecord {
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
    /// What the author or the author's organisation added, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub custom: BTreeMap<String, String>,
    /// Names of the files that are embedded in this one, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

impl From<&Metadata> for MetadataRecord {
    fn from(metadata: &Metadata) -> Self {
        let metadata = metadata.clone();
        Self {
            title: metadata.title,
            author: metadata.author,
            subject: metadata.subject,
            keywords: metadata.keywords,
            created: metadata.created,
            modified: metadata.modified,
            producer: metadata.producer,
            language: metadata.language,
            custom: metadata.custom,
            attachments: metadata.attachments,
        }
    }
}
