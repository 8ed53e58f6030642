//! `waardenscan lexicon import` and `export`.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use waardenscan::lexicon::{Severity, check_files};
use waardenscan_exchange::{File, Format, Report, export, import};

use crate::args::{ExchangeFormat, LexiconExportArgs, LexiconImportArgs};
use crate::commands::lexicon_choice::LexiconChoice;
use crate::exit::{Exit, UsageError};
use crate::output::count;

/// Names that a remark shows without `--all`.
const NAMES: usize = 5;

pub(super) fn run_export(args: &LexiconExportArgs, out: &mut impl Write) -> Result<Exit> {
    let lexicon = LexiconChoice::new(&args.lexicon)?.load()?;
    let written = export(&lexicon, format(args.to, &args.out))?;
    let target = &args.out;
    let wrote = |path: &Path| format!("{}: cannot be written", path.display());
    if args.to == ExchangeFormat::Csv {
        std::fs::create_dir_all(target).with_context(|| wrote(target))?;
        for file in &written.files {
            let path = target.join(&file.name);
            std::fs::write(&path, &file.bytes).with_context(|| wrote(&path))?;
        }
    } else {
        for file in &written.files {
            std::fs::write(target, &file.bytes).with_context(|| wrote(target))?;
        }
    }
    writeln!(out, "{} geschreven", target.display())?;
    write_report(&written.report, args.all, out)?;
    Ok(Exit::Ok)
}

pub(super) fn run_import(args: &LexiconImportArgs, out: &mut impl Write) -> Result<Exit> {
    let target = &args.out;
    if std::fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_some()) {
        let message = format!("{} is not empty; name a new folder", target.display());
        return Err(UsageError(message).into());
    }
    let files = read(&args.path, args.from)?;
    let name = args.path.display();
    let read = import(&files, format(args.from, &args.path)).with_context(|| format!("{name}"))?;
    let files = read.parts.to_files();
    for file in &files {
        let path = target.join(&file.path);
        let wrote = || format!("{}: cannot be written", path.display());
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(wrote)?;
        }
        std::fs::write(&path, &file.text).with_context(wrote)?;
    }
    let values = read.parts.values.len();
    let indicators: usize = read
        .parts
        .values
        .iter()
        .map(|value| value.indicators.len())
        .sum();
    writeln!(
        out,
        "{}: {} met {}",
        target.display(),
        count(values, "waarde", "waarden"),
        count(indicators, "indicator", "indicatoren")
    )?;
    write_report(&read.report, args.all, out)?;
    let problems = check_files(&files, None);
    let errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    let mut exit = Exit::Ok;
    for problem in errors {
        writeln!(out, "\n{problem}")?;
        exit = Exit::Partial;
    }
    Ok(exit)
}

/// JSON-LD is told from Turtle by the name of the file.
fn format(format: ExchangeFormat, path: &Path) -> Format {
    let is_json = path
        .extension()
        .is_some_and(|extension| extension == "json" || extension == "jsonld");
    match format {
        ExchangeFormat::Csv => Format::Csv,
        ExchangeFormat::Xlsx => Format::Xlsx,
        ExchangeFormat::Quanteda => Format::Quanteda,
        ExchangeFormat::Liwc => Format::Liwc,
        ExchangeFormat::Wordstat => Format::Wordstat,
        ExchangeFormat::Lexicoder => Format::Lexicoder,
        ExchangeFormat::Yoshikoder => Format::Yoshikoder,
        ExchangeFormat::Skos if is_json => Format::SkosJsonLd,
        ExchangeFormat::Skos => Format::Skos,
    }
}

/// The files to import: the CSV files of a folder, or the one file.
fn read(path: &Path, from: ExchangeFormat) -> Result<Vec<File>> {
    let cannot = |path: &Path| format!("{}: cannot be opened", path.display());
    let one = |path: &Path| -> Result<File> {
        let name = path.file_name().unwrap_or_default();
        Ok(File {
            name: name.to_string_lossy().into_owned(),
            bytes: std::fs::read(path).with_context(|| cannot(path))?,
        })
    };
    if from != ExchangeFormat::Csv {
        return Ok(vec![one(path)?]);
    }
    let entries = std::fs::read_dir(path).with_context(|| cannot(path))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.with_context(|| cannot(path))?.path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(anyhow!("{}: holds no CSV files", path.display()));
    }
    paths.iter().map(|path| one(path)).collect()
}

fn write_report(report: &Report, all: bool, out: &mut impl Write) -> Result<()> {
    if report.is_empty() {
        writeln!(out, "alles is overgegaan")?;
    }
    for (what, names) in report.remarks() {
        let shown = if all { names.len() } else { NAMES };
        let listed: Vec<&str> = names.iter().take(shown).map(String::as_str).collect();
        let more = if names.len() > shown { "; …" } else { "" };
        writeln!(
            out,
            "  {what} ({}): {}{more}",
            names.len(),
            listed.join("; ")
        )?;
    }
    Ok(())
}
