//! `waardenscan scan`.

mod difference;
mod interrupt;
mod json;
mod jsonl;
mod plan;
mod printer;
mod progress;
mod table;

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use indicatif::ProgressBar;
use waardenscan_archive::{
    Ending, FailureKind, InputOptions, Inputs, Outcome, Patterns, Project, RunOptions, ScanOptions,
    UpdateOptions, Workers, paths_of_list, scan_files, update_project,
};
use waardenscan_report::{ReportOptions, write_report};

use self::plan::Plan;
use self::printer::{Tally, printer};
use self::progress::Progress;
use super::lexicon_choice::scanner;
use super::reading::{Announced, Hints, Reading, settings};
use super::worker;
use crate::args::ScanArgs;
use crate::exit::{Exit, UsageError};

pub(crate) fn run(args: &ScanArgs) -> Result<Exit> {
    let started = Instant::now();
    let plan = Plan::new(args);
    let reading = Reading::new(&args.reading)?;
    let recogniser = Arc::new(Announced::default());
    let mut inputs = inputs(args)?;
    inputs.leave_out(&plan.outputs());
    if let Some(shard) = args.shard {
        shard.keep(&mut inputs.files, &args.paths);
    }
    let starting = if args.workers.in_process || inputs.files.is_empty() {
        None
    } else {
        let reading = reading.clone();
        Some(worker::begin(args, reading, &inputs, recogniser.clone())?)
    };
    let reader = reading.pdf_reader(recogniser.clone());
    let scanner = scanner(&args.lexicon, args.threshold, reader)?;
    if inputs.files.is_empty() {
        return Err(anyhow!("no files found in {}", list(&args.paths)));
    }
    let workers = starting.map(|starting| worker::ready(starting, &scanner));
    let workers = workers.transpose()?;
    workers.as_ref().map_or(Ok(()), say_missing)?;
    let mut project = match &plan.project {
        Some(path) => Project::create_or_open(path)?,
        None => Project::in_memory()?,
    };
    let kept = plan.project.is_some() || plan.report.is_some();
    let out: Box<dyn Write> = match &plan.data {
        Some(path) => Box::new(create(path)?),
        None => Box::new(io::stdout().lock()),
    };
    let out = BufWriter::new(out);
    let mut printer = printer(plan.format, &scanner, args.with_personal_data, out)
        .with_context(|| plan.output())?;
    let mut tally = Tally::default();

    // What scrolls by on the same screen is progress enough.
    let scrolls = plan.data.is_none() && io::stdout().is_terminal();
    let bar = ProgressBar::hidden();
    recogniser.show_on(bar.clone());
    let stop = interrupt::listen(&bar)?;
    let mut progress = Progress::start(args, &inputs.files, scrolls, &bar)?;
    let mut hints = Hints::default();
    let scan = ScanOptions {
        jobs: args.jobs,
        workers: workers.as_ref(),
        stop: Some(&stop),
    };
    let mut each = |outcome: &Outcome| {
        tally.add(outcome);
        note(&mut hints, outcome);
        bar.suspend(|| printer.add(outcome))
            .with_context(|| plan.output())?;
        progress.add(outcome, &bar)?;
        anyhow::Ok(())
    };
    let (ending, updated) = if kept {
        let options = UpdateOptions {
            scan,
            run: RunOptions {
                settings: settings(&args.reading, &recogniser)?,
                fresh: args.fresh,
            },
            roots: args.paths.clone(),
        };
        let files = &inputs.files;
        let (ending, updated) = update_project(&mut project, &scanner, files, &options, &mut each)?;
        (ending, Some(updated))
    } else {
        let ending = scan_files(&scanner, &inputs.files, &scan, |outcome| each(&outcome))?;
        (ending, None)
    };
    progress.finish(matches!(ending, Ending::Complete), &bar)?;
    printer.finish(&tally).with_context(|| plan.output())?;
    match ending {
        Ending::Complete => {}
        Ending::Stopped => {
            say_stopped(&plan, &tally, inputs.files.len())?;
            return Ok(Exit::Stopped);
        }
        Ending::NoWorker(error) => {
            say_stopped(&plan, &tally, inputs.files.len())?;
            return Err(error.into());
        }
    }
    if let (Some(path), Some(updated)) = (&plan.report, &updated) {
        let mut file = BufWriter::new(create(path)?);
        let options = ReportOptions {
            personal_data: args.with_personal_data,
        };
        write_report(&project, updated.run, options, &mut file)
            .with_context(|| path.display().to_string())?;
        file.flush().with_context(|| path.display().to_string())?;
    }
    if !args.quiet {
        if let Some(updated) = &updated {
            difference::say(updated, &project.changes(updated.run)?)?;
        }
        hints.say(&args.reading, &recogniser)?;
        say_where(&plan, &inputs, started)?;
    }
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
        Some(FailureKind::TimedOut | FailureKind::OutOfMemory) => hints.exhausting = true,
        _ => {}
    }
}

/// One line where this system cannot lock workers in as it should.
fn say_missing(workers: &Workers) -> io::Result<()> {
    if workers.missing().is_empty() {
        return Ok(());
    }
    writeln!(
        io::stderr(),
        "note: worker processes are not fully locked in here: {}",
        workers.missing().join("; ")
    )
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

/// What was done before the end that was not to be expected, and where it is.
fn say_stopped(plan: &Plan, tally: &Tally, files: usize) -> io::Result<()> {
    let done = tally.analysed + tally.failed;
    let mut err = io::stderr().lock();
    writeln!(err, "stopped: {done} of {files} files are done")?;
    if let Some(project) = &plan.project {
        writeln!(
            err,
            "they are kept in {}; the same command goes on with the rest",
            project.display()
        )?;
    }
    Ok(())
}

/// Finds what is to be scanned.
fn inputs(args: &ScanArgs) -> Result<Inputs> {
    let patterns = |patterns: &[String]| -> Result<Option<Patterns>> {
        if patterns.is_empty() {
            return Ok(None);
        }
        let patterns = Patterns::new(patterns.iter().map(String::as_str));
        patterns
            .map(Some)
            .map_err(|error| UsageError(error.to_string()).into())
    };
    let options = InputOptions {
        include: patterns(&args.include)?,
        exclude: patterns(&args.exclude)?,
        follow_links: args.follow_links,
    };
    let mut paths = args.paths.clone();
    if let Some(list) = &args.files_from {
        let bytes = if list.as_os_str() == "-" {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            std::fs::read(list)
        };
        let bytes = bytes.with_context(|| format!("{}: cannot be read", list.display()))?;
        paths.extend(paths_of_list(&bytes));
    }
    Ok(Inputs::find_with(&paths, &options))
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
