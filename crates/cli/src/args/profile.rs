//! Values over documents.

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// Say how strongly each value is present in a project (in Dutch).
///
/// For the whole archive, and what marks each document. What was rejected, or
/// changed to another value, does not count. `compare` compares groups of
/// documents.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  waardenscan profile --project archief.sqlite
  waardenscan profile --project archief.sqlite --json")]
pub(crate) struct ProfileArgs {
    /// Project file that a scan made.
    #[arg(long, value_name = "FILE")]
    pub(crate) project: PathBuf,
    /// Print JSON instead of tables.
    #[arg(long)]
    pub(crate) json: bool,
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
