//! `waardenscan evaluate`.

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use waardenscan::pdf::PdfReader;
use waardenscan::score::statistics::Model;
use waardenscan::score::{Ablation, Baseline, Evaluation, GoldPassage, Scorer, evaluate};

use super::gold::read_gold;
use super::lexicon_choice::scanner;
use crate::args::EvaluateArgs;
use crate::exit::Exit;

pub(crate) fn run(args: &EvaluateArgs) -> Result<Exit> {
    let scanner = scanner(&args.lexicon, args.threshold, PdfReader::new())?;
    let gold = read_gold(&args.gold)?;
    let balanced = scanner.scorer().model().map(Model::balanced);
    let threshold = args.threshold.or(balanced).unwrap_or(scanner.threshold());
    if args.ablate {
        return ablate(scanner.scorer(), &gold, threshold);
    }
    let evaluation = evaluate(scanner.scorer(), &gold, threshold);

    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        serde_json::to_writer_pretty(&mut out, &evaluation).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        write_table(&evaluation, &mut out)?;
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

/// Prints what each factor brings, in Markdown.
fn ablate(scorer: &Scorer, gold: &[GoldPassage], threshold: f64) -> Result<Exit> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "| | precision | recall | F1 | macro-F1 | recall, implied | WSS@95 | AUC | ECE |"
    )?;
    writeln!(out, "|---|--:|--:|--:|--:|--:|--:|--:|--:|")?;
    for factor in std::iter::once(None).chain(Ablation::ALL.map(Some)) {
        let name = factor.map_or_else(|| "all".to_owned(), |it| format!("without {}", it.name()));
        let without = factor.map(|factor| scorer.without(factor));
        let found = evaluate(without.as_ref().unwrap_or(scorer), gold, threshold).agreement;
        let micro = &found.micro;
        writeln!(
            out,
            "| {name} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} |",
            micro.precision,
            micro.recall,
            micro.f1,
            found.macro_.f1,
            found.recall_implicit,
            found.wss95_pairs,
            found.auc,
            found.ece,
        )?;
    }
    Ok(Exit::Ok)
}

fn write_table(evaluation: &Evaluation, out: &mut impl Write) -> io::Result<()> {
    let baselines = &evaluation.baselines;
    let evaluation = &evaluation.agreement;
    let micro = &evaluation.micro;
    let [low, high] = micro.f1_ci;
    writeln!(
        out,
        "{} passages, threshold {:.3}\n",
        evaluation.passages, evaluation.threshold
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
    let mut methods = vec![
        ("suggestions", &this),
        ("precise layer only", &baselines.precise_layer),
        ("baseline: exact words", &baselines.exact_words),
        ("baseline: names only", &baselines.names_only),
        ("baseline: all positive", &baselines.all_positive),
    ];
    if let Some(statistical) = &baselines.statistical_layer {
        methods.insert(1, ("statistical layer only", statistical));
    }
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
    if let Some(at) = &evaluation.eight_of_ten {
        writeln!(
            out,
            "\"eight of ten\", from {:.3}         precision {:.3}, recall {:.3}, F1 {:.3}",
            at.threshold, at.precision, at.recall, at.f1
        )?;
    }
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
    if !evaluation.kinds.is_empty() {
        writeln!(
            out,
            "\n{:<28}{:>9}{:>20}{:>8}{:>8}",
            "kind of document", "passages", "precision", "recall", "F1"
        )?;
    }
    for kind in &evaluation.kinds {
        writeln!(
            out,
            "{:<28}{:>9}{:>20.3}{:>8.3}{:>8.3}",
            kind.kind, kind.passages, kind.precision, kind.recall, kind.f1
        )?;
    }
    Ok(())
}
