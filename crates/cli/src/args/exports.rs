//! Taking out of a project, and back in.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use waardenscan_report::Which;

/// Export what a project holds for other programs.
///
/// Suggestions come with what was decided about them. A file is whole or not
/// there: it is written beside its place first.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan export --project archief.sqlite --to waardendocument --out waarden.docx
  waardenscan export --project archief.sqlite --to xlsx --out bevindingen.xlsx
  waardenscan export --project archief.sqlite --to qdpx --which accepted --out archief.qdpx
  waardenscan export --project archief.sqlite --to pdf --out gemarkeerd/")]
pub(crate) struct ExportArgs {
    /// Project file that a scan made.
    #[arg(long, value_name = "FILE")]
    pub(crate) project: PathBuf,
    /// The format.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) to: ExportTo,
    /// The file to write; for pdf and docx the folder.
    #[arg(long, value_name = "PATH")]
    pub(crate) out: PathBuf,
    /// Which suggestions, and values that analysts added.
    #[arg(long, value_enum, value_name = "WHICH", default_value = "all")]
    pub(crate) which: ExportWhich,
    /// How many passages the waardendocument quotes of each value; of the others
    /// it names the place.
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) quotes: usize,
    /// Leave personal data as they are, where otherwise each of their
    /// characters becomes a black block. Copies of files always hold the text
    /// as it is.
    #[arg(long)]
    pub(crate) with_personal_data: bool,
}

/// Take over decisions from a file that `export` made and people worked on.
///
/// Of a workbook or a CSV file it reads the columns sha256, blok, waarde, besluit
/// (akkoord, afgewezen, twijfel, andere waarde), reden and andere_waarde; of a
/// DOCX copy the same words in comments and the answers to them, and new comments
/// that begin with the name of a value; of a .qdpx what was coded, by whom. What
/// the project says already gives no decision, so that a file may be read again.
/// All decisions are taken, or none; what cannot be used is named.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:
  waardenscan import --project archief.sqlite --who Noor bevindingen.xlsx")]
pub(crate) struct ImportArgs {
    /// Project file that a scan made.
    #[arg(long, value_name = "FILE")]
    pub(crate) project: PathBuf,
    /// Who took the decisions.
    #[arg(long, value_name = "NAME")]
    pub(crate) who: String,
    /// Only say what would be decided.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// In a .qdpx that was exported with --which all: suggestions that have no
    /// coding any more were rejected.
    #[arg(long)]
    pub(crate) missing_rejected: bool,
    /// The workbook, CSV file, DOCX copy or .qdpx.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// The formats of `export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportTo {
    /// What analysts accepted and wrote: for Word, or as a page where the file
    /// to write ends in .html.
    Waardendocument,
    /// How suggestions and decisions came about, with a text for the
    /// algoritmeregister, as a page.
    Verantwoording,
    /// Cards for a conversation about values that pull against each other, as a
    /// page to print.
    Dilemmas,
    /// Workbook with findings, decisions, documents × values and code book.
    Xlsx,
    /// Table with commas.
    Csv,
    /// A JSON object a line.
    Jsonl,
    /// The same fields as columns, for DuckDB, pandas, R and Spark.
    #[cfg(feature = "parquet")]
    Parquet,
    /// The report as one page.
    Html,
    /// Project for MAXQDA, ATLAS.ti, NVivo, QualCoder … (REFI-QDA).
    Qdpx,
    /// Code book for the same tools.
    Qdc,
    /// Copies of the PDF files with highlights.
    Pdf,
    /// Copies of the DOCX files with comments.
    Docx,
    /// W3C Web Annotations.
    WebAnnotation,
    /// Tasks for Label Studio.
    LabelStudio,
}

/// Which findings are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportWhich {
    /// What analysts accepted, changed to or added.
    Accepted,
    /// What analysts judged, however.
    Decided,
    /// All.
    All,
}

impl From<ExportWhich> for Which {
    fn from(which: ExportWhich) -> Self {
        match which {
            ExportWhich::Accepted => Self::Accepted,
            ExportWhich::Decided => Self::Decided,
            ExportWhich::All => Self::All,
        }
    }
}
