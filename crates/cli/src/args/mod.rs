//! The command line as it is written. What it means is decided in `commands`.

mod compare;
mod exports;
mod lexicon;
mod profile;
mod project;
mod quality;
mod reading;
mod scan;

use clap::{Parser, Subcommand};

pub(crate) use self::compare::{CompareArgs, DefinitionsArgs, GroupBy};
pub(crate) use self::exports::{ExportArgs, ExportTo, ExportWhich, ImportArgs};
pub(crate) use self::lexicon::{
    ExchangeFormat, LexiconArgs, LexiconCheckArgs, LexiconCommand, LexiconDiffArgs,
    LexiconExportArgs, LexiconImportArgs, LexiconShowArgs, LexiconSuggestArgs,
};
pub(crate) use self::profile::{ClustersArgs, ProfileArgs};
pub(crate) use self::project::{
    ProjectArgs, ProjectAuditArgs, ProjectCommand, ProjectDecideArgs, ProjectDecisionsArgs,
    ProjectFileArgs, ProjectLearnArgs, ReviewArgs,
};
pub(crate) use self::quality::{EvaluateArgs, TrainArgs};
pub(crate) use self::reading::{
    DutchArgs, DutchTask, OcrChoice, ReadingArgs, TextArgs, TextFormat,
};
pub(crate) use self::scan::{MergeArgs, ProgressChoice, ScanArgs, ScanFormat};

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
    Profile(ProfileArgs),
    Compare(CompareArgs),
    Definitions(DefinitionsArgs),
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
