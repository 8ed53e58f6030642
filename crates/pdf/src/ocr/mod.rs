//! Text recognition (OCR) for pages that are pictures of text.
//!
//! [`Recogniser`] is what this crate needs of a program that recognises text;
//! [`Tesseract`] is the one it knows. A reader recognises nothing unless it is
//! given one.

mod ink;
mod tesseract;
mod tsv;

use std::fmt::Debug;

use crate::PageImage;

pub(crate) use ink::{ink, kept};
pub use tesseract::Tesseract;

/// How many dots an inch of the picture of a page has that is recognised: what
/// Tesseract's authors advise ("Improving the quality of the output").
pub(crate) const DPI: f32 = 300.0;

/// When the text of a page is recognised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ocr {
    /// On pages without a usable text layer.
    #[default]
    Auto,
    /// On every page on which anything is drawn; a text layer only stays
    /// where nothing is recognised.
    Always,
    /// Never.
    Off,
}

/// Recognises the text in the picture of a page.
///
/// The same picture must give the same words.
pub trait Recogniser: Debug + Send + Sync {
    /// Tells whether it can work here.
    ///
    /// # Errors
    ///
    /// [`RecogniserError`], which says what is missing.
    fn check(&self) -> Result<(), RecogniserError>;

    /// Returns the words in reading order.
    ///
    /// # Errors
    ///
    /// [`RecogniserError`], when it fails on this picture.
    fn recognise(
        &self,
        image: &PageImage,
        dpi: f32,
    ) -> Result<Vec<RecognisedWord>, RecogniserError>;
}

/// A word in the picture of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecognisedWord {
    /// Its text.
    pub text: String,
    /// Number of its line on the page; words of one line follow each other.
    pub line: usize,
    /// Number of its paragraph on the page.
    pub paragraph: usize,
    /// Left edge in pixels.
    pub left: u32,
    /// Top edge in pixels.
    pub top: u32,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// How sure the recogniser is, 0 to 100.
    pub confidence: u8,
}

/// Why text was not recognised.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecogniserError {
    /// The program is not there.
    #[error("Tesseract is not installed (Debian: apt-get install tesseract-ocr tesseract-ocr-nld)")]
    NotInstalled,
    /// The program does not know the language.
    #[error("Tesseract has no data for Dutch (Debian: apt-get install tesseract-ocr-nld)")]
    NoLanguage,
    /// It took too long and was stopped.
    #[error("text recognition took over {seconds} s and was stopped")]
    TimedOut {
        /// The limit.
        seconds: u64,
    },
    /// It ended with an error.
    #[error("text recognition failed: {cause}")]
    Failed {
        /// What it or the system says.
        cause: String,
    },
}
