//! What `isolation.py` measures: the same documents to the same lines of JSON,
//! read in a plain loop in one process, or in worker processes with a project
//! file.
//!
//!     isolation plain FOLDER OUT [HALF]
//!     isolation kept FOLDER OUT PROJECT JOBS [RECORD]
//!
//! HALF, 0 or 1, takes every second document, in the order of their sizes: two
//! such loops side by side show what the machine can do of two things at once.
//! RECORD takes what is said to the first worker, so that it can be said again
//! to one that is watched (`isolation worker < RECORD`).

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use waardenscan::{Scanner, SuggestionRecord};
use waardenscan_archive::{
    Ending, Inputs, Outcome, Project, ProjectError, ScanOptions, UpdateOptions, WorkerOptions,
    Workers, mask_suggestion, serve, update_project,
};

const USAGE: &str =
    "usage: isolation plain FOLDER OUT [HALF] | kept FOLDER OUT PROJECT JOBS [RECORD] | worker";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["worker"] => Ok(serve(|_| Scanner::builder().build())?),
        ["plain", folder, out, half @ ..] => {
            let half = half.first().map(|half| half.parse()).transpose()?;
            plain(Path::new(folder), Path::new(out), half)
        }
        ["kept", folder, out, project, jobs, record @ ..] => {
            let record = record.first().map(Path::new);
            let [folder, out, project] = [folder, out, project].map(Path::new);
            kept(folder, out, project, jobs.parse()?, record)
        }
        _ => Err(USAGE.into()),
    }
}

/// What anyone would write who embeds the scanner.
fn plain(folder: &Path, out: &Path, half: Option<usize>) -> Result<(), Box<dyn Error>> {
    let scanner = Scanner::builder().build()?;
    let mut files = Inputs::find(&[folder.to_owned()]).files;
    if half.is_some() {
        files.sort_by_cached_key(|file| file.path.metadata().map_or(0, |it| it.len()));
    }
    let step = if half.is_some() { 2 } else { 1 };
    let mut out = BufWriter::new(File::create(out)?);
    for file in files.into_iter().skip(half.unwrap_or(0)).step_by(step) {
        let bytes = fs::read(&file.path)?;
        if let Ok(scan) = scanner.scan_bytes(&bytes, &file.name()) {
            for suggestion in scanner.records(&scan) {
                write(&mut out, suggestion)?;
            }
        }
    }
    Ok(out.flush()?)
}

fn kept(
    folder: &Path,
    out: &Path,
    project: &Path,
    jobs: NonZeroUsize,
    record: Option<&Path>,
) -> Result<(), Box<dyn Error>> {
    let inputs = Inputs::find(&[folder.to_owned()]);
    let workers = Workers::begin(&inputs.files, worker(record)?)?;
    let scanner = Scanner::builder().build()?;
    let workers = workers.ready(&scanner)?;
    let mut project = Project::create_or_open(project)?;
    let mut out = BufWriter::new(File::create(out)?);
    let options = UpdateOptions {
        scan: ScanOptions {
            jobs: Some(jobs),
            workers: Some(&workers),
            stop: None,
        },
        ..UpdateOptions::default()
    };
    let each = |outcome: &Outcome| -> Result<(), Failed> {
        for suggestion in outcome.suggestions() {
            write(&mut out, suggestion)?;
        }
        Ok(())
    };
    let (ending, _) = update_project(&mut project, &scanner, &inputs.files, &options, each)?;
    match ending {
        Ending::Complete => Ok(out.flush()?),
        other => Err(format!("not complete: {other:?}").into()),
    }
}

fn worker(record: Option<&Path>) -> Result<WorkerOptions, Box<dyn Error>> {
    let program = std::env::current_exe()?;
    let Some(record) = record else {
        let mut options = WorkerOptions::new(program);
        options.arguments = vec!["worker".into()];
        return Ok(options);
    };
    let mut options = WorkerOptions::new(PathBuf::from("/bin/sh"));
    let line = "tee \"$1\" | \"$0\" worker";
    options.arguments = vec!["-c".into(), line.into(), program.into(), record.into()];
    Ok(options)
}

/// Writes a suggestion as `scan --format jsonl` does.
fn write(out: &mut impl Write, mut suggestion: SuggestionRecord) -> std::io::Result<()> {
    mask_suggestion(&mut suggestion);
    serde_json::to_writer(&mut *out, &suggestion)?;
    writeln!(out)
}

#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error(transparent)]
    Project(#[from] ProjectError),
    #[error(transparent)]
    Out(#[from] std::io::Error),
}
