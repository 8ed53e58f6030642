use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::time::Instant;

use sha2::{Digest, Sha256};
use waardenscan::{ReadError, Reading, Scan, ScanRecord, Scanner};

use crate::inputs::display;
use crate::{Failure, InputFile, Outcome, Timing};

/// Documents that may be under way or wait for an earlier one, a thread.
const WINDOW_PER_THREAD: usize = 8;

/// Parsers of nested formats recurse. The system grants the memory only when
/// the depth is reached.
const STACK_BYTES: usize = 64 << 20;

/// How an archive is scanned.
#[derive(Clone, Debug, Default)]
pub struct ScanOptions {
    /// How many documents at once. Default: one a core.
    pub jobs: Option<NonZeroUsize>,
}

/// Reads and scores `files` in parallel. Calls `each` once per file on the
/// calling thread, in the order of `files`, and stops at its first error.
///
/// # Errors
///
/// Whatever `each` returns.
pub fn scan_files<E>(
    scanner: &Scanner,
    files: &[InputFile],
    options: &ScanOptions,
    mut each: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<(), E> {
    let jobs = options.jobs.map_or_else(
        || std::thread::available_parallelism().map_or(1, NonZeroUsize::get),
        NonZeroUsize::get,
    );
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .stack_size(STACK_BYTES)
        .build();
    let Ok(pool) = pool else {
        // The system grants no threads: the work is done all the same.
        return files
            .iter()
            .try_for_each(|file| each(outcome(scanner, file)));
    };

    pool.in_place_scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let mut queue = files.iter().enumerate();
        let mut start_next = || {
            if let Some((index, file)) = queue.next() {
                let sender = sender.clone();
                scope.spawn(move |_| {
                    // The receiver is gone only when `each` failed.
                    let _ = sender.send((index, outcome(scanner, file)));
                });
            }
        };
        for _ in 0..jobs * WINDOW_PER_THREAD {
            start_next();
        }
        let mut waiting = BTreeMap::new();
        for next in 0..files.len() {
            let outcome = loop {
                if let Some(outcome) = waiting.remove(&next) {
                    break outcome;
                }
                let Ok((index, outcome)) = receiver.recv() else {
                    return Ok(());
                };
                waiting.insert(index, outcome);
            };
            start_next();
            each(outcome)?;
        }
        Ok(())
    })
}

fn outcome(scanner: &Scanner, file: &InputFile) -> Outcome {
    let mut outcome = Outcome {
        path: display(&file.path),
        bytes: 0,
        sha256: None,
        given: file.given.clone(),
        timing: Timing::default(),
        result: Err(Failure::from(&ReadError::Empty)),
    };
    match std::fs::read(&file.path) {
        Ok(content) => {
            let digest = Sha256::digest(&content);
            outcome.bytes = content.len() as u64;
            outcome.sha256 = Some(digest.iter().map(|byte| format!("{byte:02x}")).collect());
            outcome.result = scan(scanner, &content, &outcome.path, &mut outcome.timing);
        }
        Err(error) => outcome.result = Err(Failure::from(&error)),
    }
    outcome
}

/// Scans one file; a panic anywhere on the way is that document's failure, not
/// the batch's.
fn scan(
    scanner: &Scanner,
    content: &[u8],
    path: &str,
    timing: &mut Timing,
) -> Result<ScanRecord, Failure> {
    // Safe to go on: a scanner is immutable but for its pool of scratches, and
    // one that was in use when the panic came is lost with it.
    let scanning = AssertUnwindSafe(|| {
        let start = Instant::now();
        let reading = scanner.read(content);
        timing.read = start.elapsed();
        let Reading { reader, document } = reading?;
        let start = Instant::now();
        let scan = Scan {
            name: path.to_owned(),
            reader,
            suggestions: scanner.scan_document(&document),
            document,
        };
        timing.score = start.elapsed();
        Ok(scanner.record(&scan))
    });
    match catch_unwind(scanning) {
        Ok(scan) => scan.map_err(|error: ReadError| Failure::from(&error)),
        Err(panic) => {
            let cause = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("no message");
            Err(Failure::from(&ReadError::ParserFailed {
                cause: cause.to_owned(),
            }))
        }
    }
}
