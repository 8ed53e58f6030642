use std::io;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use waardenscan::{OtherFormat, ReadError, ScanRecord, SuggestionRecord};

use crate::{GivenMetadata, PersonalCounts, Signatures};

/// What became of one file: plain data, which goes between processes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The path as the user would write it, with `/` between its parts.
    pub path: String,
    /// Size of the file in bytes; 0 where it could not be read.
    pub bytes: u64,
    /// SHA-256 of the content in lower-case hexadecimals; none where it could
    /// not be read.
    pub sha256: Option<String>,
    /// What the sidecar says of the file.
    pub given: Option<GivenMetadata>,
    /// How long it took; no part of the result.
    pub timing: Timing,
    /// How much personal data its passages hold.
    pub personal: PersonalCounts,
    /// What standard text among its passages is looked for by.
    pub signatures: Signatures,
    /// The scanned document, or why there is none.
    pub result: Result<ScanRecord, Failure>,
}

/// How long one file took, as a clock on the wall sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// From bytes to a document.
    pub read: Duration,
    /// From a document to suggestions.
    pub score: Duration,
}

impl Outcome {
    /// Returns the suggestions with what is known of their passages and their
    /// document, in document order, then lexicon order; none where the file was
    /// not analysed. A kind that the sidecar gives goes before the recognised
    /// one.
    pub fn suggestions(&self) -> impl Iterator<Item = SuggestionRecord> + '_ {
        let given = self.given.as_ref();
        let kind = given.and_then(|given| given.kind.as_deref());
        let scan = self.result.iter();
        scan.flat_map(|scan| scan.suggestions(&self.path))
            .map(move |record| record.with_given_kind(kind))
    }
}

/// Why a file was not analysed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The kind of cause.
    pub kind: FailureKind,
    /// What a file of another format is, where that can be told.
    pub found: Option<OtherFormat>,
    /// The cause in English, without the file's name, lower case.
    pub message: String,
}

/// The kinds of causes for which a file is not analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FailureKind {
    /// There is no such file.
    NotFound,
    /// The file exists but cannot be opened or read.
    NotReadable,
    /// The file has no bytes.
    Empty,
    /// The content is of a kind that no reader knows.
    UnknownFormat,
    /// The file is protected with a password.
    Encrypted,
    /// The author of the file forbids that text is taken from it.
    ExtractionForbidden,
    /// The pages hold no text: most often a scan.
    NoText,
    /// The document holds no text at all.
    NoContent,
    /// The text layer cannot be read as text.
    Garbled,
    /// The structure is broken beyond reading.
    Damaged,
    /// The file asks for more than the reader grants.
    OverLimit,
    /// The parser below the reader failed.
    ParserFailed,
    /// There is something, but it is no file: a folder, a pipe, a device.
    NotAFile,
    /// The file was written to while it was read.
    Changing,
    /// It took longer than a document may take.
    TimedOut,
    /// It needs more memory than a worker process may use.
    OutOfMemory,
    /// The worker process that read it ended.
    Crashed,
    /// A link inside a folder, which was not to be followed or leads back.
    LinkNotFollowed,
    /// A sidecar that could not be used in whole.
    Sidecar,
}

impl FailureKind {
    /// Returns the name used in JSON and in the project file, such as `no_text`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::NotReadable => "not_readable",
            Self::Empty => "empty",
            Self::UnknownFormat => "unknown_format",
            Self::Encrypted => "encrypted",
            Self::ExtractionForbidden => "extraction_forbidden",
            Self::NoText => "no_text",
            Self::NoContent => "no_content",
            Self::Garbled => "garbled",
            Self::Damaged => "damaged",
            Self::OverLimit => "over_limit",
            Self::ParserFailed => "parser_failed",
            Self::NotAFile => "not_a_file",
            Self::Changing => "changing",
            Self::TimedOut => "timed_out",
            Self::OutOfMemory => "out_of_memory",
            Self::Crashed => "crashed",
            Self::LinkNotFollowed => "link_not_followed",
            Self::Sidecar => "sidecar",
        }
    }
}

impl Failure {
    pub(crate) fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            found: None,
            message: message.into(),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => FailureKind::NotFound,
            _ => FailureKind::NotReadable,
        };
        Self::new(kind, format!("cannot be opened: {error}"))
    }
}

impl From<&ReadError> for Failure {
    fn from(error: &ReadError) -> Self {
        let kind = match error {
            ReadError::Empty => FailureKind::Empty,
            ReadError::UnknownFormat { .. } => FailureKind::UnknownFormat,
            ReadError::Encrypted | ReadError::WrongPassword => FailureKind::Encrypted,
            ReadError::ExtractionForbidden => FailureKind::ExtractionForbidden,
            ReadError::NoText { .. } | ReadError::Doubtful { .. } => FailureKind::NoText,
            ReadError::NoContent => FailureKind::NoContent,
            ReadError::Garbled { .. } => FailureKind::Garbled,
            ReadError::OverLimit { .. } => FailureKind::OverLimit,
            ReadError::ParserFailed { .. } => FailureKind::ParserFailed,
            _ => FailureKind::Damaged,
        };
        let found = match error {
            ReadError::UnknownFormat { found } => *found,
            _ => None,
        };
        Self {
            kind,
            found,
            message: error.to_string(),
        }
    }
}
