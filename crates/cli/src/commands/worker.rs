//! `waardenscan worker`, which `scan` and `review` start: its settings, on both
//! sides.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use waardenscan::Scanner;
use waardenscan::pdf::Recogniser;
use waardenscan_archive::{Inputs, Session, StartingWorkers, WorkerOptions, Workers, serve};

use super::lexicon_choice::scanner_unannounced;
use super::reading::Reading;
use crate::args::ScanArgs;
use crate::exit::Exit;

const WAY_OUT: &str = "--in-process reads the documents without worker processes";

/// What a worker needs to build the scanner of its parent.
#[derive(Serialize, Deserialize)]
struct Settings {
    lexicon: String,
    threshold: Option<f64>,
    reading: Reading,
}

pub(crate) fn run() -> Result<Exit> {
    serve(|session: Session| -> Result<Scanner> {
        let settings: Settings = serde_json::from_slice(&session.settings)?;
        let reader = settings.reading.pdf_reader(session.recogniser);
        scanner_unannounced(&settings.lexicon, settings.threshold, reader)
    })?;
    Ok(Exit::Ok)
}

/// Starts the workers of a scan; they build their scanner while it builds its
/// own.
pub(super) fn begin(
    args: &ScanArgs,
    reading: Reading,
    inputs: &Inputs,
    recogniser: Arc<dyn Recogniser>,
) -> Result<StartingWorkers> {
    let settings = Settings {
        lexicon: args.lexicon.clone(),
        threshold: args.threshold,
        reading,
    };
    let mut options = WorkerOptions::new(program()?);
    options.arguments = vec!["worker".into()];
    options.settings = serde_json::to_vec(&settings)?;
    let mebibytes = args.workers.worker_memory;
    options.memory_bytes = (mebibytes > 0).then(|| mebibytes.saturating_mul(1 << 20));
    options.document_timeout = Duration::from_secs(args.workers.document_timeout.into());
    options.recogniser = Some(recogniser);
    Workers::begin(&inputs.files, options).context(WAY_OUT)
}

/// Waits until they are ready.
pub(super) fn ready(workers: StartingWorkers, scanner: &Scanner) -> Result<Workers> {
    workers.ready(scanner).context(WAY_OUT)
}

/// The worker of the review page. A page is drawn in some tens of milliseconds;
/// nobody waits for one that takes hundreds of times as long.
pub(super) fn for_pages() -> Result<WorkerOptions> {
    let mut options = WorkerOptions::new(program()?);
    options.arguments = vec!["worker".into()];
    options.document_timeout = Duration::from_secs(10);
    Ok(options)
}

/// This program, even where its file was replaced since it started.
fn program() -> Result<PathBuf> {
    if cfg!(target_os = "linux") {
        return Ok(PathBuf::from("/proc/self/exe"));
    }
    std::env::current_exe().context("the path of this program is unknown")
}
