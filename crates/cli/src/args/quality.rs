//! Measuring and making the statistical part of a lexicon.

use std::path::PathBuf;

use clap::Args as ClapArgs;

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
