//! What `isolation.py` measures: the same documents to the same lines of JSON,
//! read in a plain loop in one process, or in worker processes with a project
//! file.
//!
//!     isolation plain FOLDER OUT [JOBS]
//!     isolation kept FOLDER OUT PROJECT JOBS [RECORD]
//!
//! A plain loop of several JOBS is one of as many threads that share the list,
//! the largest documents first: it shows what the machine can do of several
//! things at once. RECORD takes what is said to the first worker, so that it can
//! be said again to one that is watched (`isolation worker < RECORD`).

use std::cmp::Reverse;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use waardenscan::{Scanner, SuggestionRecord};
use waardenscan_archive::{
    Ending, InputFile, Inputs, Outcome, Project, ProjectError, ScanOptions, UpdateOptions,
    WorkerOptions, Workers, mask_suggestion, serve, update_project,
};

const USAGE: &str =
    "usage: isolation plain FOLDER OUT [JOBS] | kept FOLDER OUT PROJECT JOBS [RECORD] | worker";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["worker"] => Ok(serve(|_| Scanner::builder().build())?),
        ["plain", folder, out] => plain(Path::new(folder), Path::new(out)),
        ["plain", folder, out, jobs] => threads(Path::new(folder), Path::new(out), jobs.parse()?),
        ["kept", folder, out, project, jobs, record @ ..] => {
            let record = record.first().map(Path::new);
            let [folder, out, project] = [folder, out, project].map(Path::new);
            kept(folder, out, project, jobs.parse()?, record)
        }
        _ => Err(USAGE.into()),
    }
}

/// What anyone would write who embeds the scanner.
fn plain(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let scanner = Scanner::builder().build()?;
    let mut out = BufWriter::new(File::create(out)?);
    for file in Inputs::find(&[folder.to_owned()]).files {
        scan(&scanner, &file, &mut out)?;
    }
    Ok(out.flush()?)
}

/// The same by several threads. The lines of a document stand together, the
/// documents in any order.
fn threads(folder: &Path, out: &Path, jobs: NonZeroUsize) -> Result<(), Box<dyn Error>> {
    let scanner = Scanner::builder().build()?;
    let mut files = Inputs::find(&[folder.to_owned()]).files;
    files.sort_by_cached_key(|file| Reverse(file.path.metadata().map_or(0, |it| it.len())));
    let files = Mutex::new(files.into_iter());
    let out = Mutex::new(BufWriter::new(File::create(out)?));
    let poisoned = || std::io::Error::other("a thread panicked");
    let work = || -> std::io::Result<()> {
        loop {
            let Some(file) = files.lock().map_err(|_| poisoned())?.next() else {
                return Ok(());
            };
            let mut lines = Vec::new();
            scan(&scanner, &file, &mut lines)?;
            out.lock().map_err(|_| poisoned())?.write_all(&lines)?;
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs.get()).map(|_| scope.spawn(work)).collect();
        let mut results = threads.into_iter().map(thread::ScopedJoinHandle::join);
        results.try_for_each(|result| result.unwrap_or_else(|_| Err(poisoned())))
    })?;
    Ok(out.into_inner().map_err(|_| poisoned())?.flush()?)
}

fn scan(scanner: &Scanner, file: &InputFile, out: &mut impl Write) -> std::io::Result<()> {
    let bytes = fs::read(&file.path)?;
    if let Ok(scan) = scanner.scan_bytes(&bytes, &file.name()) {
        for suggestion in scanner.records(&scan) {
            write(out, suggestion)?;
        }
    }
    Ok(())
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
