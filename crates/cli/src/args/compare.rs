//! Comparing documents: their values, and what their words mean.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::ExportWhich;

/// Compare groups of documents: which values one carries and another does not
/// (in Dutch).
///
/// Says per value what differs, how sure that is, and draws a conclusion that
/// goes no further than the figures. Each document counts alike; a difference
/// is tested by dealing documents out anew, within their municipality (by
/// municipality: within their kind) where that is known. Groups of fewer than
/// six documents are only described. Values are those of the project's
/// workspace, with the names, merges and splits that analysts made.
///
/// Two groups are compared with each other; of more, each with the one before
/// it where --only or the years put them in order, else with all others
/// together.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan compare --project archief.sqlite --by kind --only beleidsplan,besparingsplan
  waardenscan compare --project archief.sqlite --by kind --only beleidsplan+verordening,casus+verslag
  waardenscan compare --project archief.sqlite --by municipality --out vergelijking.html
  waardenscan compare --project archief.sqlite --by year --which accepted --out vergelijking.xlsx")]
pub(crate) struct CompareArgs {
    /// Project file that a scan made.
    #[arg(long, value_name = "FILE")]
    pub(crate) project: PathBuf,
    /// What to group documents by, as their metadata.csv says it; a kind that
    /// nobody gave is the recognised one.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) by: GroupBy,
    /// Only these groups, in this order; names joined by + make one group.
    #[arg(long, value_name = "NAME[+NAME],...", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Which findings count. What was rejected, or changed to another value,
    /// never does; "decided" has what is doubted besides what was accepted.
    #[arg(long, value_enum, value_name = "WHICH", default_value = "all")]
    pub(crate) which: ExportWhich,
    /// Print JSON instead of tables.
    #[arg(long, conflicts_with = "out")]
    pub(crate) json: bool,
    /// Write a page with charts (.html), a workbook (.xlsx) or JSON (.json)
    /// instead.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
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

/// Find what documents say that a word means: several definitions under one
/// name, and one definition under several names (in Dutch).
///
/// Reads lists of definitions (begripsbepalingen) and sentences such as "onder
/// maatwerk verstaan wij …", and compares definitions by the words they share.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan definitions --project archief.sqlite
  waardenscan definitions --project archief.sqlite --all --out definities.html
  waardenscan definitions --project archief.sqlite --lexicon mijn-lexicon/ --out definities.xlsx")]
pub(crate) struct DefinitionsArgs {
    /// Project file that a scan made.
    #[arg(long, value_name = "FILE")]
    pub(crate) project: PathBuf,
    /// Name of a built-in lexicon, or a lexicon folder: it says which words
    /// point to a value.
    #[arg(long, value_name = "NAME|DIR", default_value = "sociaal-domein")]
    pub(crate) lexicon: String,
    /// Every defined word, not only those that point to a value.
    #[arg(long)]
    pub(crate) all: bool,
    /// Leave personal data as they are, where otherwise each of their
    /// characters becomes a black block.
    #[arg(long)]
    pub(crate) with_personal_data: bool,
    /// Print JSON instead of text.
    #[arg(long, conflicts_with = "out")]
    pub(crate) json: bool,
    /// Write a page (.html), a workbook (.xlsx) or JSON (.json) instead.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}
