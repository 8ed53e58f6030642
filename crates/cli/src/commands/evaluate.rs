//! `waardenscan evaluate`.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use waardenscan::pdf::PdfReader;
use waardenscan::score::{Baseline, Evaluation, GoldPassage, evaluate};

use super::lexicon_choice::scanner;
use crate::args::EvaluateArgs;
use crate::exit::Exit;

pub(crate) fn run(args: &EvaluateArgs) -> Result<Exit> {
    let scanner = scanner(&args.lexicon, args.threshold, PdfReader::new())?;
    let gold = read_gold(&args.gold)?;
    let evaluation = evaluate(scanner.scorer(), &gold, scanner.threshold());

    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        serde_json::to_writer_pretty(&mut out, &evaluation).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        write_table(&evaluation, scanner.threshold(), &mut out)?;
    }
    out.flush()?;
    if !evaluation.unknown_values.is_empty() {
        writeln!(
            io::stderr(),
            "warning: {}: labels of values that the lexicon does not have were left out: {}",
            args.gold.display(),
            evaluation.unknown_values.join(", ")
        )?;
    }
    Ok(Exit::Ok)
}

/// Reads a gold file; an empty line is no passage.
pub(crate) fn read_gold(path: &Path) -> Result<Vec<GoldPassage>> {
    let name = path.display();
    let text =
        std::fs::read_to_string(path).with_context(|| format!("{name}: cannot be opened"))?;
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let gold: Vec<GoldPassage> = lines
        .map(|(index, line)| {
            serde_json::from_str(line)
                .map_err(|error| anyhow!("{name}, line {}: not a gold passage: {error}", index + 1))
        })
        .collect::<Result<_>>()?;
    if gold.is_empty() {
        return Err(anyhow!("{name}: holds no passages"));
    }
    Ok(gold)
}

fn write_table(evaluation: &Evaluation, threshold: f64, out: &mut impl Write) -> io::Result<()> {
    let micro = &evaluation.micro;
    let [low, high] = micro.f1_ci;
    let baselines = &evaluation.baselines;
    writeln!(
        out,
        "{} passages, threshold {threshold}\n",
        evaluation.passages
    )?;
    writeln!(
        out,
        "{:<28}{:>10}{:>8}{:>8}{:>10}",
        "", "precision", "recall", "F1", "macro F1"
    )?;
    let this = Baseline {
        precision: micro.precision,
        recall: micro.recall,
        f1: micro.f1,
        macro_f1: evaluation.macro_.f1,
    };
    let methods = [
        ("suggestions", &this),
        ("baseline: names only", &baselines.names_only),
        ("baseline: all positive", &baselines.all_positive),
    ];
    for (name, figures) in methods {
        writeln!(
            out,
            "{name:<28}{:>10.3}{:>8.3}{:>8.3}{:>10.3}",
            figures.precision, figures.recall, figures.f1, figures.macro_f1
        )?;
    }
    writeln!(
        out,
        "\n95 % interval of F1              {low:.3} to {high:.3} (bootstrap over documents)"
    )?;
    writeln!(
        out,
        "recall, explicit labels          {:.3}",
        evaluation.recall_explicit
    )?;
    writeln!(
        out,
        "recall, implied labels           {:.3}",
        evaluation.recall_implicit
    )?;
    writeln!(
        out,
        "work saved at 95 % recall        {:.3} (over passage × value pairs)",
        evaluation.wss95_pairs
    )?;
    writeln!(
        out,
        "area under the ROC curve         {:.3}",
        evaluation.auc
    )?;
    writeln!(
        out,
        "expected calibration error       {:.3}\n",
        evaluation.ece
    )?;
    writeln!(
        out,
        "{:<28}{:>6}{:>11}{:>9}{:>11}{:>8}{:>8}",
        "value", "gold", "suggested", "correct", "precision", "recall", "F1"
    )?;
    for value in &evaluation.values {
        writeln!(
            out,
            "{:<28}{:>6}{:>11}{:>9}{:>11.3}{:>8.3}{:>8.3}",
            value.value,
            value.gold,
            value.suggested,
            value.correct,
            value.precision,
            value.recall,
            value.f1
        )?;
    }
    Ok(())
}
