use crate::OtherFormat;

/// Why a file gave no document.
///
/// A reader returns an error only when nothing useful remains; a document
/// that could be read in part comes with warnings instead. The messages name
/// no file: whoever knows the path adds it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The content is of a kind that no reader knows.
    #[error("not a PDF, DOCX or ODT file{}", found.as_ref().map(|found| format!(" but {found}")).unwrap_or_default())]
    UnknownFormat {
        /// What the content is, where that can be told.
        found: Option<OtherFormat>,
    },
    /// The file is protected with a password.
    #[error("the file is protected with a password")]
    Encrypted,
    /// The file is protected with another password than the one given.
    #[error("the file is protected with another password than the one given")]
    WrongPassword,
    /// The author of the file forbids that text is taken from it.
    #[error("its author forbids that text is taken from the file without the owner's password")]
    ExtractionForbidden,
    /// The file has pages but no text: most often a scan.
    #[error("no text on {}: probably a scan, which needs text recognition (OCR)", any_page(*pages))]
    NoText {
        /// How many pages it has.
        pages: usize,
    },
    /// Text was recognised (OCR), but too doubtful to use: most often a drawing
    /// or a bad scan.
    #[error("the text recognised on {} is too doubtful to use", any_page(*pages))]
    Doubtful {
        /// How many pages it has.
        pages: usize,
    },
    /// The file holds no text at all.
    #[error("the document holds no text")]
    NoContent,
    /// The text layer cannot be read as text on any page.
    #[error("no readable text on {}: the fonts do not say which letters they show", any_page(*pages))]
    Garbled {
        /// How many pages it has.
        pages: usize,
    },
    /// The structure is broken beyond reading.
    #[error("the file is damaged: {cause}")]
    Damaged {
        /// What is wrong with it, in English, lower case, without full stop.
        cause: String,
    },
    /// The file asks for more than the reader grants.
    #[error("the file is over a limit: {limit}")]
    OverLimit {
        /// Which limit, with its amount: "more than 10000 entries".
        limit: String,
    },
    /// The third-party parser below the reader panicked.
    #[error("the file made the parser fail: {cause}")]
    ParserFailed {
        /// The panic message.
        cause: String,
    },
}

fn any_page(pages: usize) -> String {
    match pages {
        1 => "its only page".to_owned(),
        _ => format!("any of its {pages} pages"),
    }
}
