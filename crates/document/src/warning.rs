use serde::{Deserialize, Serialize};

/// What kind of imperfection a warning reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WarningKind {
    /// A page without a text layer, most often a scanned image.
    NoText,
    /// A page whose text layer is not readable text.
    GarbledText,
    /// A part that is damaged and was left out or only read in part.
    Damaged,
    /// Content past a limit was left out.
    LimitReached,
    /// The text comes from a second reader, because the first one failed.
    SecondReader,
    /// The text of pages was read from their pictures (OCR).
    Recognised,
    /// Text recognition (OCR) was wanted and is not possible here.
    NoRecogniser,
    /// A construct that this version does not read was left out.
    Unsupported,
}

impl WarningKind {
    /// Returns the name used in JSON, such as `garbled_text`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoText => "no_text",
            Self::GarbledText => "garbled_text",
            Self::Damaged => "damaged",
            Self::LimitReached => "limit_reached",
            Self::SecondReader => "second_reader",
            Self::Recognised => "recognised",
            Self::NoRecogniser => "no_recogniser",
            Self::Unsupported => "unsupported",
        }
    }
}

/// Something that went less than well while a document was read, but left it
/// usable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What kind of imperfection it is.
    pub kind: WarningKind,
    /// Index of the page concerned, from 0; `None` for the whole document.
    pub page_index: Option<usize>,
    /// What happened, in English, lower case, without full stop.
    pub message: String,
}

impl Warning {
    /// Makes a warning about the whole document.
    #[must_use]
    pub fn new(kind: WarningKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            page_index: None,
            message: message.into(),
        }
    }

    /// Returns the warning tied to the page with index `page_index`.
    #[must_use]
    pub const fn on_page(mut self, page_index: usize) -> Self {
        self.page_index = Some(page_index);
        self
    }
}
