//! `waardenscan scan`.

mod json;
mod jsonl;
mod plan;
mod printer;
mod table;

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use indicatif::{ProgressBar, ProgressStyle};
use waardenscan_archive::{FailureKind, Inputs, Outcome, Project, ScanOptions, scan_files};
use waardenscan_report::write_report;

use self::plan::Plan;
use self::printer::{Tally, printer};
use super::lexicon_choice::scanner;
use super::reading::{Hints, pdf_reader};
use crate::args::ScanArgs;
use crate::exit::Exit;

pub(crate) fn run(args: &ScanArgs) -> Result<Exit> {
    let started = Instant::now();
    let plan = Plan::new(args);
    let (reader, recogniser) = pdf_reader(&args.reading)?;
    let scanner = scanner(&args.lexicon, args.threshold, reader)?;
    let mut inputs = Inputs::find(&args.paths);
    inputs.leave_out(&plan.outputs());
    warn_of_inputs(&inputs)?;
    if inputs.files.is_empty() {
        return Err(anyhow!("no files found in {}", list(&args.paths)));
    }

    let mut project = match &plan.project {
        Some(path) => Project::create_or_open(path)?,
        None => Project::in_memory()?,
    };
    let kept = plan.project.is_some() || plan.report.is_some();
    let run = project.start_run(&scanner)?;
    let out: Box<dyn Write> = match &plan.data {
        Some(path) => Box::new(create(path)?),
        None => Box::new(io::stdout().lock()),
    };
    let mut printer = printer(plan.format, &scanner, BufWriter::new(out))?;
    let mut tally = Tally::default();

    let progress = progress(inputs.files.len(), &plan);
    recogniser.show_on(progress.clone());
    let mut hints = Hints::default();
    let options = ScanOptions { jobs: args.jobs };
    scan_files(&scanner, &inputs.files, &options, |outcome| {
        tally.add(&outcome);
        note(&mut hints, &outcome);
        if kept {
            project.add(run, &outcome)?;
        }
        progress.suspend(|| printer.add(&outcome))?;
        progress.inc(1);
        anyhow::Ok(())
    })?;
    progress.finish_and_clear();
    printer.finish(&tally)?;
    project.finish_run(run)?;
    if let Some(path) = &plan.report {
        let mut file = BufWriter::new(create(path)?);
        write_report(&project, run, &mut file).with_context(|| path.display().to_string())?;
        file.flush().with_context(|| path.display().to_string())?;
    }
    hints.say(&args.reading, &recogniser)?;
    say_where(&plan, &inputs, started)?;
    match tally {
        Tally {
            analysed: 0,
            failed,
            ..
        } => Err(anyhow!("none of the {failed} files could be analysed")),
        Tally { failed: 0, .. } => Ok(Exit::Ok),
        _ => Ok(Exit::Partial),
    }
}

/// Notes which ways out there are for a file that was not analysed.
fn note(hints: &mut Hints, outcome: &Outcome) {
    let kind = outcome.result.as_ref().err().map(|failure| failure.kind);
    match kind {
        Some(FailureKind::NoText | FailureKind::Garbled) => hints.unrecognised = true,
        Some(FailureKind::Encrypted | FailureKind::ExtractionForbidden) => hints.protected = true,
        _ => {}
    }
}

fn create(path: &Path) -> Result<File> {
    File::create(path).with_context(|| format!("{}: cannot be written", path.display()))
}

fn list(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    names.join(", ")
}

fn progress(files: usize, plan: &Plan) -> ProgressBar {
    // What scrolls by on the same screen is progress enough.
    let scrolls = plan.data.is_none() && io::stdout().is_terminal();
    if scrolls || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    match ProgressStyle::with_template("{pos} of {len} documents{msg}, {eta} to go") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn warn_of_inputs(inputs: &Inputs) -> io::Result<()> {
    let mut err = io::stderr().lock();
    for problem in &inputs.problems {
        writeln!(
            err,
            "warning: {}: {}",
            problem.path.display(),
            problem.message
        )?;
    }
    Ok(())
}

fn say_where(plan: &Plan, inputs: &Inputs, started: Instant) -> io::Result<()> {
    let mut err = io::stderr().lock();
    for sidecar in &inputs.sidecars {
        writeln!(err, "metadata: {}", sidecar.display())?;
    }
    if let Some(project) = &plan.project {
        writeln!(err, "project:  {}", project.display())?;
    }
    if let Some(report) = &plan.report {
        writeln!(err, "report:   {} (open it in a browser)", report.display())?;
    }
    if let Some(data) = &plan.data {
        writeln!(err, "data:     {}", data.display())?;
    }
    writeln!(err, "done in {:.1} s", started.elapsed().as_secs_f64())
}
