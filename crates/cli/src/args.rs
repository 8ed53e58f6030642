//! The command line as it is written. What it means is decided in `commands`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};
use waardenscan_archive::Shard;

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
  3  nothing could be done
  130  stopped by Ctrl-C (143: by a request to end); what was done is kept";

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
    #[command(visible_alias = "compare")]
    Profile(ProfileArgs),
    Clusters(ClustersArgs),
    Evaluate(EvaluateArgs),
    Train(TrainArgs),
    Lexicon(LexiconArgs),
    Dutch(DutchArgs),
    Project(ProjectArgs),
    Review(ReviewArgs),
    Merge(MergeArgs),
    Export(ExportArgs),
    Import(ImportArgs),
    /// Reads documents for a scan, which starts it.
    #[command(hide = true)]
    Worker,
}

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

/// Say how strongly each value is present in a project (in Dutch).
///
/// For the whole archive, and what marks each document; with --by for groups
/// of documents, compared with each other: each document counts alike, and a
/// difference is tested by dealing documents out anew, within their
/// municipality where that is known. Groups of fewer than six documents are
/// only described.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan profile --project archief.sqlite
  waardenscan profile --project archief.sqlite --by kind
  waardenscan profile --project archief.sqlite --by municipality --json")]
pub(crate) struct ProfileArgs {
    /// Project file that a scan made.
    #[arg(long, value_name = "FILE")]
    pub(crate) project: PathBuf,
    /// What to group documents by, as their metadata.csv says it.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) by: Option<GroupBy>,
    /// Print JSON instead of tables.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What documents are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GroupBy {
    /// The kind of document: beleidsplan, verordening, …
    Kind,
    /// The municipality.
    Municipality,
    /// The year.
    Year,
    /// Where it comes from: policy, cases, meetings, …
    Source,
}

impl GroupBy {
    /// The name on the command line and in JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Municipality => "municipality",
            Self::Year => "year",
            Self::Source => "source",
        }
    }

    /// The name in Dutch, with its article.
    pub(crate) const fn dutch(self) -> &'static str {
        match self {
            Self::Kind => "de soort",
            Self::Municipality => "de gemeente",
            Self::Year => "het jaar",
            Self::Source => "de bron",
        }
    }
}

/// Ask whether values of the lexicon are one, or two (in Dutch).
///
/// Names pairs of values that stand in the same passages and are read from the
/// same words, and values whose passages fall apart into two groups that return
/// in other documents: with figures, words and passages. Nothing is changed.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan clusters --project archief.sqlite
  waardenscan clusters --project archief.sqlite --json")]
pub(crate) struct ClustersArgs {
    /// Project file that a scan made.
    #[arg(long, value_name = "FILE")]
    pub(crate) project: PathBuf,
    /// Print JSON instead of text.
    #[arg(long)]
    pub(crate) json: bool,
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
    /// [default: where F1 was highest when the statistical part was made; 0.5
    /// for a lexicon without one]
    #[arg(long, value_name = "SCORE")]
    pub(crate) threshold: Option<f64>,
    /// Print JSON instead of a table.
    #[arg(long)]
    pub(crate) json: bool,
    /// Print what remains without each factor of the score in turn, as a
    /// Markdown table.
    #[arg(long, conflicts_with = "json")]
    pub(crate) ablate: bool,
}

/// Make the statistical part of a lexicon from labelled passages.
///
/// Tries the recipe by cross-validation over documents, calibrates on what was
/// tried, fits the model on all passages, and writes it beside the lexicon:
/// statistiek.bin, and statistiek.json with what it was made of and how it did.
/// A gold file is as for `evaluate`; a label may have "fragments": the words
/// that carry the value.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan train --gold train.jsonl --gold written.jsonl --lexicon mijn-lexicon/
  waardenscan train --gold train.jsonl --cross-validate
  waardenscan train --gold train.jsonl --ablate --learning-curve > quality.md")]
pub(crate) struct TrainArgs {
    /// Gold file; may be given more than once.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE.jsonl")]
    pub(crate) gold: Vec<PathBuf>,
    /// Folder of documents without labels, to learn the vectors of words from.
    #[arg(long, value_name = "DIR")]
    pub(crate) corpus: Option<PathBuf>,
    /// Lexicon folder to train for and to write beside.
    #[arg(long, value_name = "DIR", default_value = "lexicons/sociaal-domein")]
    pub(crate) lexicon: PathBuf,
    /// Only try by cross-validation, and print how it did.
    #[arg(long)]
    pub(crate) cross_validate: bool,
    /// Only try, without each part of the recipe in turn.
    #[arg(long)]
    pub(crate) ablate: bool,
    /// Only try, with an eighth, a quarter and a half of the documents.
    #[arg(long)]
    pub(crate) learning_curve: bool,
    /// Put what is printed into a Markdown file too, in the place that it has
    /// for it between `<!-- waardenscan train -->` and `<!-- end -->`.
    #[arg(long, value_name = "FILE.md")]
    pub(crate) into: Option<PathBuf>,
}

/// Check, show, compare, exchange and grow value lexicons (in Dutch).
#[derive(Debug, ClapArgs)]
pub(crate) struct LexiconArgs {
    #[command(subcommand)]
    pub(crate) command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    Check(LexiconCheckArgs),
    Show(LexiconShowArgs),
    Diff(LexiconDiffArgs),
    Export(LexiconExportArgs),
    Import(LexiconImportArgs),
    Suggest(LexiconSuggestArgs),
}

/// Check the files of a lexicon (messages in Dutch).
///
/// Names every problem with file, line, column, excerpt and a way out, and
/// runs the examples and counter-examples. Ends with 0 when there are no
/// errors, 1 when there are; warnings do not count.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan lexicon check
  waardenscan lexicon check mijn-lexicon/ --notes
  waardenscan lexicon check mijn-lexicon/ --archive archief/
  waardenscan lexicon check mijn-lexicon/ --json")]
pub(crate) struct LexiconCheckArgs {
    /// Name of a built-in lexicon, or a lexicon folder.
    #[arg(value_name = "NAME|DIR", default_value = "sociaal-domein")]
    pub(crate) lexicon: String,
    /// Documents in which to count how common each term is; without it, a
    /// small built-in table of words is used.
    #[arg(long, visible_alias = "archief", value_name = "FOLDER")]
    pub(crate) archive: Option<PathBuf>,
    /// Print notes too: terms that never count, or that two values share.
    #[arg(long)]
    pub(crate) notes: bool,
    /// Print JSON instead of text, notes included.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Show a lexicon, one of its values or one indicator (in Dutch).
///
/// With a folder of documents, each hit in them is printed on a line of its
/// own, as keyword in context.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan lexicon show
  waardenscan lexicon show sociaal-domein maatwerk
  waardenscan lexicon show sociaal-domein maatwerk --indicator 3
  waardenscan lexicon show sociaal-domein maatwerk --indicator 'op maat' --in archief/
  waardenscan lexicon show mijn-lexicon/ --json")]
pub(crate) struct LexiconShowArgs {
    /// Name of a built-in lexicon, or a lexicon folder.
    #[arg(value_name = "NAME|DIR", default_value = "sociaal-domein")]
    pub(crate) lexicon: String,
    /// Id of a value: shows its definition, indicators and exclusions.
    #[arg(value_name = "VALUE")]
    pub(crate) value: Option<String>,
    /// One indicator: its number in the list, from 1, or its term as written.
    #[arg(long, value_name = "N|TERM", requires = "value")]
    pub(crate) indicator: Option<String>,
    /// Documents in which to show the hits.
    #[arg(long = "in", value_name = "FOLDER", requires = "value")]
    pub(crate) archive: Option<PathBuf>,
    /// Print JSON instead of text; hits one a line.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Say what changed from one lexicon to another (in Dutch).
///
/// With a project, its passages are read with both lexicons: it names the
/// suggestions whose hits or weights change, those that lose every hit, and
/// passages in which a value gets its first hit.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan lexicon diff sociaal-domein mijn-lexicon/
  waardenscan lexicon diff oud/ nieuw/ --project archief.sqlite
  waardenscan lexicon diff oud/ nieuw/ --json")]
pub(crate) struct LexiconDiffArgs {
    /// The lexicon before: a name or a folder.
    #[arg(value_name = "NAME|DIR")]
    pub(crate) before: String,
    /// The lexicon after: a name or a folder.
    #[arg(value_name = "NAME|DIR")]
    pub(crate) after: String,
    /// Project whose suggestions to look at.
    #[arg(long, value_name = "FILE")]
    pub(crate) project: Option<PathBuf>,
    /// Print JSON instead of text.
    #[arg(long)]
    pub(crate) json: bool,
}

/// A format that lexicons are exchanged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExchangeFormat {
    /// A folder of CSV files, one row an indicator; holds everything.
    Csv,
    /// A workbook, one row an indicator; holds everything.
    Xlsx,
    /// quanteda, YAML.
    Quanteda,
    /// LIWC, .dic.
    Liwc,
    /// WordStat, .cat.
    Wordstat,
    /// Lexicoder, .lc3.
    Lexicoder,
    /// Yoshikoder, .ykd.
    Yoshikoder,
    /// SKOS following NL-SBB: Turtle, or JSON-LD for a name in .jsonld.
    Skos,
}

/// Write a lexicon in another format.
///
/// Names what the format cannot hold, with the number and the first names of
/// what is left out or changed.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan lexicon export --to xlsx --out lexicon.xlsx
  waardenscan lexicon export mijn-lexicon/ --to csv --out tabellen/
  waardenscan lexicon export --to skos --out waarden.ttl
  waardenscan lexicon export --to liwc --out waarden.dic --all")]
pub(crate) struct LexiconExportArgs {
    /// Name of a built-in lexicon, or a lexicon folder.
    #[arg(value_name = "NAME|DIR", default_value = "sociaal-domein")]
    pub(crate) lexicon: String,
    /// The format.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) to: ExchangeFormat,
    /// File to write; for csv a folder.
    #[arg(long, value_name = "PATH")]
    pub(crate) out: PathBuf,
    /// Name all that is left out or changed.
    #[arg(long)]
    pub(crate) all: bool,
}

/// Make a lexicon folder of another format.
///
/// Names what could not be taken over and what had to be made up, and checks
/// the result: ends with 1 where it has errors.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan lexicon import lexicon.xlsx --from xlsx --out mijn-lexicon/
  waardenscan lexicon import woorden.dic --from liwc --out mijn-lexicon/")]
pub(crate) struct LexiconImportArgs {
    /// The file; for csv the folder.
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,
    /// The format.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) from: ExchangeFormat,
    /// Folder to make; it must not exist, or be empty.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Name all that is left out or made up.
    #[arg(long)]
    pub(crate) all: bool,
}

/// Find words and phrases that may become indicators (in Dutch).
///
/// Compares the passages that carry a value with the rest, document by
/// document, and shows for each candidate its estimated precision, the other
/// values of its passages, and examples. With --accept, the named candidates
/// are written into the lexicon's files, with where they come from.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan lexicon suggest mijn-lexicon/ --gold gold.jsonl --value vertrouwen
  waardenscan lexicon suggest mijn-lexicon/ --gold gold.jsonl --value vertrouwen --accept 'op eigen verzoek'
  waardenscan lexicon suggest mijn-lexicon/ --project archief.sqlite --score 0.8")]
pub(crate) struct LexiconSuggestArgs {
    /// Name of a built-in lexicon, or a lexicon folder.
    #[arg(value_name = "NAME|DIR", default_value = "sociaal-domein")]
    pub(crate) lexicon: String,
    /// Gold file; may be given more than once.
    #[arg(
        long,
        value_name = "FILE.jsonl",
        required_unless_present = "project",
        conflicts_with = "project"
    )]
    pub(crate) gold: Vec<PathBuf>,
    /// Project whose strong suggestions are taken for right.
    #[arg(long, value_name = "FILE")]
    pub(crate) project: Option<PathBuf>,
    /// With --project: least score of a suggestion that is taken for right.
    #[arg(long, value_name = "SCORE", default_value_t = 0.8)]
    pub(crate) score: f64,
    /// Only this value.
    #[arg(long, value_name = "ID")]
    pub(crate) value: Option<String>,
    /// Least estimated precision of a candidate, from 0 to 1.
    #[arg(long, value_name = "SHARE", default_value_t = 0.5)]
    pub(crate) precision: f64,
    /// Documents at least with the candidate in a passage of the value.
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) documents: usize,
    /// Candidates at most for a value.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) most: usize,
    /// Write this candidate into the lexicon; may be given more than once.
    #[arg(long, value_name = "TERM", requires = "value")]
    pub(crate) accept: Vec<String>,
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

/// Look into a project file: check it, take decisions, list what it holds.
#[derive(Debug, ClapArgs)]
pub(crate) struct ProjectArgs {
    #[command(subcommand)]
    pub(crate) command: ProjectCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProjectCommand {
    /// Check that the file is sound and that no decision was changed, put in
    /// or taken out.
    ///
    /// Prints the hash of the last decision: whoever keeps it elsewhere can
    /// tell later that none were taken off the end.
    Verify(ProjectFileArgs),
    /// Print all that a project holds, without times and keys.
    ///
    /// Two projects hold the same exactly when this prints the same.
    Dump(ProjectFileArgs),
    Decide(ProjectDecideArgs),
    Decisions(ProjectDecisionsArgs),
    /// List what the last scan changed, one document a line as JSON.
    Changes(ProjectFileArgs),
    /// List passages that are the same, or nearly, in several documents, as
    /// JSON lines.
    Standard(ProjectFileArgs),
    /// Print the values as analysts shape them, with their texts and accepted
    /// evidence, as JSON.
    Workspace(ProjectFileArgs),
    /// Print how far analysts agree on what several judged without seeing each
    /// other's judgements, as JSON: Krippendorff's alpha and Cohen's kappa,
    /// with their intervals, over all and for each value.
    Agreement(ProjectFileArgs),
    Audit(ProjectAuditArgs),
    Learn(ProjectLearnArgs),
    /// Print how far the work is, how fast it goes and the hours it saves, as
    /// JSON.
    Progress(ProjectFileArgs),
}

/// Learn from the decisions that stand and score all suggestions anew.
///
/// Prints what was learned as JSON: of which indicators the suggestions held
/// more or less often than they scored, and how many open suggestions rise or
/// fall. It becomes an entry of the ledger; undoing that gives all suggestions
/// the scores of the scan back.
#[derive(Debug, ClapArgs)]
pub(crate) struct ProjectLearnArgs {
    /// The project file.
    #[arg(value_name = "FILE")]
    pub(crate) project: PathBuf,
    /// Who asks for it.
    #[arg(long, value_name = "NAME", required_unless_present = "dry_run")]
    pub(crate) who: Option<String>,
    /// Only say what would change.
    #[arg(long, conflicts_with = "who")]
    pub(crate) dry_run: bool,
}

/// Estimate how much was missed, as JSON, with the passages to read next.
///
/// Passages without a suggestion stand in a random order that depends on the
/// project alone. Read them in that order and say what each carries:
/// `project decide` with kind audit and carries, a list of values.
#[derive(Debug, ClapArgs)]
pub(crate) struct ProjectAuditArgs {
    /// The project file.
    #[arg(value_name = "FILE")]
    pub(crate) project: PathBuf,
    /// Print so many passages to read next.
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    pub(crate) next: usize,
    /// Say whether this share of the passages with a value is found, with 95 %
    /// confidence, and how many passages more that takes at least.
    #[arg(long, value_name = "SHARE", default_value_t = 0.95, value_parser = share)]
    pub(crate) target: f64,
}

/// A project file.
#[derive(Debug, ClapArgs)]
pub(crate) struct ProjectFileArgs {
    /// The project file.
    #[arg(value_name = "FILE")]
    pub(crate) project: PathBuf,
}

/// Take decisions on suggestions, a JSON object a line of standard input.
///
/// Fields: who, document (path or SHA-256), block, value and kind: accept,
/// reject, change (with other), doubt, note (with note), add (with start and
/// end, in code points), audit (with carries: the values that a passage of the
/// audit carries after all), undo (with undoes: number or hash of an entry); all
/// but note and undo may have a reason. With text, a passage that reads
/// otherwise is refused. About no passage, so without document, block and
/// value, are assign (with coders and percent: a share that several judge
/// without seeing each other's judgements), describe_value, rename_value,
/// merge_value, split_value, order_evidence and write_dilemma; see
/// docs/project-ledger.md. Prints the number of each entry in the ledger once
/// it is on the disk.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:
  echo '{\"who\":\"Noor\",\"document\":\"archief/plan.pdf\",\"block\":12,\"value\":\"vertrouwen\",\"kind\":\"accept\"}' \\
    | waardenscan project decide archief.sqlite")]
pub(crate) struct ProjectDecideArgs {
    /// The project file.
    #[arg(value_name = "FILE")]
    pub(crate) project: PathBuf,
    /// Decide for all passages of this standard text in which the value is
    /// suggested; document and block are then left out.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) standard_text: Option<i64>,
}

/// List decisions with where they stand, one a line as JSON.
#[derive(Debug, ClapArgs)]
pub(crate) struct ProjectDecisionsArgs {
    /// The project file.
    #[arg(value_name = "FILE")]
    pub(crate) project: PathBuf,
    /// Only those that stand in this document.
    #[arg(long, value_name = "PATH")]
    pub(crate) document: Option<String>,
    /// Only those whose passage is gone from every document.
    #[arg(long)]
    pub(crate) lapsed: bool,
}

/// Check the suggestions of a project in the browser.
///
/// Serves a page in Dutch on 127.0.0.1 and opens it. The address holds a key
/// that is made anew each time: whoever has it can decide, and nobody else on
/// this machine. Every decision is on the disk before the next suggestion is
/// shown. Ctrl-C ends it. After a new scan, start it again.
#[derive(Debug, ClapArgs)]
pub(crate) struct ReviewArgs {
    /// Project file that a scan made.
    #[arg(long, value_name = "FILE")]
    pub(crate) project: PathBuf,
    /// Port to serve on [default: one that is free].
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// Only print the address. Programs that start a browser show its address
    /// to all who may list the processes of this machine.
    #[arg(long)]
    pub(crate) no_open: bool,
    /// Show, and take no decisions.
    #[arg(long)]
    pub(crate) readonly: bool,
}

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
    /// The file to write; for pdf the folder.
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
    /// characters becomes a black block. Copies of PDF files and the HTML
    /// report always hold the text as it is.
    #[arg(long)]
    pub(crate) with_personal_data: bool,
}

/// Take over decisions from a table that `export` made and people filled in.
///
/// Reads the columns sha256, blok, waarde, besluit (akkoord, afgewezen, twijfel,
/// andere waarde), reden and andere_waarde of a workbook or a CSV file. What
/// the project says already gives no decision, so that a table may be read
/// again. All decisions are taken, or none; rows that cannot be used are named.
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
    /// The workbook or CSV file.
    #[arg(value_name = "TABLE")]
    pub(crate) table: PathBuf,
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
    /// The report as one page.
    Html,
    /// Project for MAXQDA, ATLAS.ti, NVivo, QualCoder … (REFI-QDA).
    Qdpx,
    /// Code book for the same tools.
    Qdc,
    /// Copies of the PDF files with highlights.
    Pdf,
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

/// Reads a share above 0 and at most 1.
fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(share),
        _ => Err("not a share above 0 and at most 1".to_owned()),
    }
}
