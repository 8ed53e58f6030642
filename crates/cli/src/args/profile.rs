//! Comparing values over documents.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

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
