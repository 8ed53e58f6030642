//! Looking into a project and checking its suggestions.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

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
/// shown. Ctrl-C ends it. It
/// notices a new scan by itself.
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

/// Reads a share above 0 and at most 1.
fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(share),
        _ => Err("not a share above 0 and at most 1".to_owned()),
    }
}
