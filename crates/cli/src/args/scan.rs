//! Scanning, and joining the projects of several scans.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use waardenscan_archive::Shard;

use super::reading::ReadingArgs;

/// Scan documents and folders for values.
///
/// Prints, per document, the strongest values with the number of passages and
/// the best passage of each, then a summary. Documents are scanned in
/// parallel; the output follows the order of the input. Files of other kinds
/// and files that cannot be read are named with the reason, and the rest goes
/// on.
///
/// A `metadata.csv` or `metadata.xlsx` in a folder says what its documents are: columns path,
/// municipality, kind, year, source, title, url (or in Dutch: pad, gemeente,
/// soort, jaar, bron, titel).
///
/// A project that holds something already is brought up to date: only files
/// that are new or changed are read, and all of them when the lexicon, its
/// statistical part, the program or the settings are others. A scan that was
/// broken off goes on where it was. Decisions follow their passages.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan scan corpus-samples
  waardenscan scan archief/ nota.pdf --project archief.sqlite --out rapport.html
  waardenscan scan archief/ --format jsonl > suggesties.jsonl
  waardenscan scan archief/ --lexicon mijn-lexicon/ --threshold 0.7
  waardenscan scan archief/ --ocr off
  waardenscan scan archief/ --project deel-1.sqlite --shard 1/4")]
pub(crate) struct ScanArgs {
    /// Documents, folders with all below them, zip archives, and patterns such as
    /// "archief/**/*.pdf".
    #[arg(required_unless_present = "files_from", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// File with more paths, one a line or one before each NUL; - is standard
    /// input.
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,
    /// Of folders only files that match; may be given more than once. A
    /// pattern without / is of a name, wherever it stands: *.pdf, 2024/**.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) include: Vec<String>,
    /// Of folders no files, and nothing in folders, that match.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,
    /// Follow links inside folders.
    #[arg(long)]
    pub(crate) follow_links: bool,
    /// Project file (SQLite) to keep the result in; made if it does not exist.
    /// [default: waardenscan.sqlite with --format table, otherwise none]
    #[arg(long, value_name = "FILE")]
    pub(crate) project: Option<PathBuf>,
    /// Name of a built-in lexicon, or a lexicon folder.
    #[arg(long, value_name = "NAME|DIR", default_value = "sociaal-domein")]
    pub(crate) lexicon: String,
    /// How many documents at once [default: one a core].
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// What to print.
    #[arg(long, value_enum, default_value_t = ScanFormat::Table)]
    pub(crate) format: ScanFormat,
    /// File to write to: a name that ends in .html gets the report (in Dutch,
    /// one self-contained page), .json or .jsonl the data in that format, any
    /// other name what would be printed.
    /// [default: waardenscan.html with --format table, otherwise none]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Least score of a suggestion, above 0 and at most 1.
    /// [default: where eight of ten suggestions hold; 0.5 for a lexicon
    /// without a statistical part]
    #[arg(long, value_name = "SCORE")]
    pub(crate) threshold: Option<f64>,
    /// Leave personal data (citizen service numbers, bank accounts, e-mail,
    /// telephone, dates of birth, addresses) in what is printed and in the
    /// report; by default it is blackened. The project file keeps the text
    /// either way. Names are not recognised.
    #[arg(long)]
    pub(crate) with_personal_data: bool,
    /// Say nothing but what is printed, and errors.
    #[arg(long)]
    pub(crate) quiet: bool,
    /// How to tell how far the scan is, on standard error.
    #[arg(long, value_enum, value_name = "HOW", default_value_t = ProgressChoice::Auto)]
    pub(crate) progress: ProgressChoice,
    /// Tell programs how far the scan is: short for `--progress json`. The
    /// results as JSON are `--format json`.
    #[arg(long, conflicts_with = "progress")]
    pub(crate) json: bool,
    /// Read everything again, also what the project holds and is up to date.
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Scan only part I of N parts, told by the path of each file below the
    /// folder, so that N machines share an archive; `waardenscan merge` joins
    /// their projects.
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<Shard>,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) workers: WorkerArgs,
}

/// How documents are kept from bringing the scan down.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Worker processes")]
pub(crate) struct WorkerArgs {
    /// Most memory (address space) of one worker process, in MiB; 0 is no
    /// limit. A document that needs more is reported.
    #[arg(long, value_name = "MIB", default_value_t = 2048)]
    pub(crate) worker_memory: u64,
    /// Most seconds that one document may take, not counting text recognition.
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub(crate) document_timeout: u32,
    /// Read in this process, without worker processes: a document that
    /// exhausts the memory or the stack then ends the scan.
    #[arg(long)]
    pub(crate) in_process: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProgressChoice {
    /// A bar on a terminal, elsewhere a line every half minute.
    Auto,
    /// One JSON object a line: start, each document, end.
    Json,
    /// Not at all.
    Off,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScanFormat {
    /// A table for people.
    Table,
    /// One JSON object: documents, their suggestions, failures and a summary.
    Json,
    /// One suggestion a line; offsets in Unicode code points.
    Jsonl,
}

/// Join project files into a new one, such as those of the shards of a scan.
///
/// The ledgers of decisions are joined entry by entry, each as it was written,
/// and tied together, so that `project verify` checks all of them.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:
  waardenscan merge archief.sqlite deel-1.sqlite deel-2.sqlite")]
pub(crate) struct MergeArgs {
    /// The project file to make.
    #[arg(value_name = "OUT")]
    pub(crate) out: PathBuf,
    /// The project files to join.
    #[arg(value_name = "PART", required = true)]
    pub(crate) parts: Vec<PathBuf>,
}
