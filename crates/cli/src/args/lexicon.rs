//! Working on a lexicon.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

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
