//! Reading one document, and analysing a line of text.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use serde::{Deserialize, Serialize};

/// How PDF files are read.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Reading PDF")]
pub(crate) struct ReadingArgs {
    /// Password of protected PDF files: the user's, or the owner's, which also
    /// opens files whose author forbids that text is taken from them.
    #[arg(
        long,
        value_name = "TEXT",
        env = "WAARDENSCAN_PASSWORD",
        hide_env_values = true
    )]
    pub(crate) password: Option<String>,
    /// File with the password on its first line, which keeps it out of the
    /// shell's history.
    #[arg(long, value_name = "FILE", conflicts_with = "password")]
    pub(crate) password_file: Option<PathBuf>,
    /// Which pages to recognise the text of (OCR), with Tesseract and its
    /// Dutch data (Debian: tesseract-ocr, tesseract-ocr-nld).
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = OcrChoice::Auto)]
    pub(crate) ocr: OcrChoice,
    /// How many pages of one document to recognise at most; each takes some
    /// seconds.
    #[arg(long, value_name = "N", default_value_t = 500)]
    pub(crate) ocr_pages: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub(crate) enum OcrChoice {
    /// Pages without readable text.
    Auto,
    /// All pages, whatever text they have.
    Always,
    /// None.
    Off,
}

/// Print the text of one document as the scan sees it.
///
/// As text: headings, paragraphs, list items, table cells and notes in reading
/// order, without running headers and footers. As JSON: all blocks with their
/// kind, label, page and outline path, the metadata and the warnings.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan text verordening.docx
  waardenscan text beleidsplan.pdf --format json
  waardenscan text geheim.pdf --password-file wachtwoord.txt")]
pub(crate) struct TextArgs {
    /// The document.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What to print.
    #[arg(long, value_enum, default_value_t = TextFormat::Text)]
    pub(crate) format: TextFormat,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextFormat {
    /// Plain text.
    Text,
    /// Blocks, metadata and warnings as one JSON object.
    Json,
}

/// Analyse Dutch text, a line of standard input at a time.
///
/// Prints one JSON object a line. Offsets count Unicode code points.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  echo 'Op grond van art. 2.3.5, lid 1, Wmo 2015 beslist het college.' | waardenscan dutch sentences
  echo 'Wij werken daarin samen.' | waardenscan dutch lemmas
  echo vertrouwensband | waardenscan dutch compounds")]
pub(crate) struct DutchArgs {
    /// What to print.
    #[arg(value_enum, value_name = "TASK")]
    pub(crate) task: DutchTask,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DutchTask {
    /// One passage a line in: {"sentences": […]}.
    Sentences,
    /// One passage a line in: {"tokens": [{"text", "start", "end", "form"}]}.
    Tokens,
    /// One passage a line in: {"tokens": [{"form", "lemma", "family", "stem"}]}.
    Lemmas,
    /// One word a line in: {"word", "parts", "values"}; values are the words,
    /// at either end, under which a lexicon may look it up.
    Compounds,
}
