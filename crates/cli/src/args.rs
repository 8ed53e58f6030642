//! The command line as it is written. What it means is decided in `commands`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

const EXAMPLES_AND_EXIT_CODES: &str = "\
Examples:
  waardenscan scan beleidsplan.pdf
  waardenscan scan archief/ --project archief.sqlite --out rapport.html
  waardenscan text verordening.docx --format json
  waardenscan lexicon show sociaal-domein maatwerk
  waardenscan evaluate --gold gold.jsonl

Exit codes:
  0  all well
  1  some documents could not be read; the rest is done, the output says which and why
  2  wrong use
  3  nothing could be done";

/// Suggests which values underlie Dutch policy documents, with evidence.
///
/// Reads PDF, DOCX and ODT, looks for the indicators of a value lexicon and
/// says which passages carry which values, and why. Nothing leaves this
/// machine.
#[derive(Debug, Parser)]
#[command(name = "waardenscan", version, after_help = EXAMPLES_AND_EXIT_CODES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Scan(ScanArgs),
    Text(TextArgs),
    Evaluate(EvaluateArgs),
    Lexicon(LexiconArgs),
    Dutch(DutchArgs),
}

/// Scan documents and folders for values.
///
/// Prints, per document, the strongest values with the number of passages and
/// the best passage of each, then a summary. Documents are scanned in
/// parallel; the output follows the order of the input. Files of other kinds
/// and files that cannot be read are named with the reason, and the rest goes
/// on.
///
/// A `metadata.csv` in a folder says what its documents are: columns path,
/// municipality, kind, year, source, title, url (or in Dutch: pad, gemeente,
/// soort, jaar, bron, titel).
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan scan corpus-samples
  waardenscan scan archief/ nota.pdf --project archief.sqlite --out rapport.html
  waardenscan scan archief/ --format jsonl > suggesties.jsonl
  waardenscan scan archief/ --lexicon mijn-lexicon/ --threshold 0.7")]
pub(crate) struct ScanArgs {
    /// Documents and folders; a folder with all below it.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
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
    #[arg(long, value_name = "SCORE", default_value_t = 0.5)]
    pub(crate) threshold: f64,
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

/// Print the text of one document as the scan sees it.
///
/// As text: headings, paragraphs, list items, table cells and notes in reading
/// order, without running headers and footers. As JSON: all blocks with their
/// kind, label, page and outline path, the metadata and the warnings.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan text verordening.docx
  waardenscan text beleidsplan.pdf --format json")]
pub(crate) struct TextArgs {
    /// The document.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What to print.
    #[arg(long, value_enum, default_value_t = TextFormat::Text)]
    pub(crate) format: TextFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextFormat {
    /// Plain text.
    Text,
    /// Blocks, metadata and warnings as one JSON object.
    Json,
}

/// Compare suggestions with the labels of human coders.
///
/// A gold file holds one passage a line:
/// {"id": "…", "text": "…", "labels": [{"value": "maatwerk", "kind": "e"}], "document": "…"}
/// with kind e (explicit) or i (implied).
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan evaluate --gold gold.jsonl
  waardenscan evaluate --gold gold.jsonl --lexicon mijn-lexicon/ --json")]
pub(crate) struct EvaluateArgs {
    /// Gold file.
    #[arg(long, value_name = "FILE.jsonl")]
    pub(crate) gold: PathBuf,
    /// Name of a built-in lexicon, or a lexicon folder.
    #[arg(long, value_name = "NAME|DIR", default_value = "sociaal-domein")]
    pub(crate) lexicon: String,
    /// Least score of a suggestion, above 0 and at most 1.
    #[arg(long, value_name = "SCORE", default_value_t = 0.5)]
    pub(crate) threshold: f64,
    /// Print JSON instead of a table.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Check and show value lexicons.
#[derive(Debug, ClapArgs)]
pub(crate) struct LexiconArgs {
    #[command(subcommand)]
    pub(crate) command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    Check(LexiconCheckArgs),
    Show(LexiconShowArgs),
}

/// Check the files of a lexicon (messages in Dutch).
///
/// Names every problem with file, line, column, excerpt and a way out. Ends
/// with 0 when there are no errors, 1 when there are.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan lexicon check
  waardenscan lexicon check mijn-lexicon/ --json")]
pub(crate) struct LexiconCheckArgs {
    /// Name of a built-in lexicon, or a lexicon folder.
    #[arg(value_name = "NAME|DIR", default_value = "sociaal-domein")]
    pub(crate) lexicon: String,
    /// Print JSON instead of text.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Show a lexicon, or one of its values (in Dutch).
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan lexicon show
  waardenscan lexicon show sociaal-domein maatwerk
  waardenscan lexicon show mijn-lexicon/ --json")]
pub(crate) struct LexiconShowArgs {
    /// Name of a built-in lexicon, or a lexicon folder.
    #[arg(value_name = "NAME|DIR", default_value = "sociaal-domein")]
    pub(crate) lexicon: String,
    /// Id of a value: shows its definition, indicators and exclusions.
    #[arg(value_name = "VALUE")]
    pub(crate) value: Option<String>,
    /// Print JSON instead of text.
    #[arg(long)]
    pub(crate) json: bool,
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
