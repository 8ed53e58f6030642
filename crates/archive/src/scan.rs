//! Many files at once, in order.

mod in_order;
mod queue;

use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::thread;

use waardenscan::Scanner;

use self::in_order::InOrder;
use self::queue::Queue;
use crate::analysis::{Analysis, analyse};
use crate::packed::Opener;
use crate::worker::Lane;
use crate::{InputFile, Outcome, WorkerError, Workers};

/// Documents that may be under way or wait for an earlier one, a thread.
const WINDOW_PER_THREAD: usize = 8;

/// Parsers of nested formats recurse. The system grants the memory only when
/// the depth is reached.
pub(crate) const STACK_BYTES: usize = 64 << 20;

/// How an archive is scanned.
#[derive(Clone, Copy, Default)]
pub struct ScanOptions<'a> {
    /// How many documents at once. Default: one a core.
    pub jobs: Option<NonZeroUsize>,
    /// Where the documents are read: in worker processes, or, by default, in
    /// this process, which then shares the fate of a document that exhausts
    /// the stack or the memory.
    pub workers: Option<&'a Workers>,
    /// Once this is true, the documents under way are finished and no others
    /// are started.
    pub stop: Option<&'a AtomicBool>,
}

/// How a scan ended.
#[derive(Debug)]
#[must_use]
pub enum Ending {
    /// Every file was handed over.
    Complete,
    /// [`ScanOptions::stop`] was set before every file was started. All that
    /// were started were handed over: the last of a scan are started by their
    /// size, so that some between them may be missing.
    Stopped,
    /// Worker processes could be had no more. What was done was handed over.
    NoWorker(WorkerError),
}

/// Reads and scores `files` in parallel. Calls `each` once per file on the
/// calling thread, in the order of `files`, and stops at its first error. A scan
/// that ends before all are done leaves out those that are not.
///
/// # Errors
///
/// Whatever `each` returns.
pub fn scan_files<E>(
    scanner: &Scanner,
    files: &[InputFile],
    options: &ScanOptions<'_>,
    each: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<Ending, E> {
    let jobs = options.jobs.or(thread::available_parallelism().ok());
    let jobs = jobs.map_or(1, NonZeroUsize::get).min(files.len());
    let scan = Scan {
        scanner,
        files,
        workers: options.workers,
        queue: Queue::new(files, jobs * WINDOW_PER_THREAD, options.stop),
    };
    let mut in_order = InOrder::new(each);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let mut threads = 0;
        for _ in 0..jobs {
            let sender = sender.clone();
            let scan = &scan;
            let started = thread::Builder::new()
                .name("scan".to_owned())
                .stack_size(STACK_BYTES)
                // The receiver is gone only when `each` failed.
                .spawn_scoped(scope, move || scan.work(|done| sender.send(done).is_ok()));
            threads += usize::from(started.is_ok());
        }
        drop(sender);
        if threads == 0 {
            // The system grants no threads: the work is done all the same, one
            // file after the other.
            let mut result = Ok(());
            scan.work(|done| {
                result = in_order.take(done, &scan.queue);
                result.is_ok()
            });
            return result;
        }
        receiver
            .iter()
            .try_for_each(|done| in_order.take(done, &scan.queue))
    })?;
    in_order.end(files.len())
}

/// The number of a file and what became of it.
type Done = Result<(usize, Box<Outcome>), WorkerError>;

/// What the threads of a scan share.
struct Scan<'a> {
    scanner: &'a Scanner,
    files: &'a [InputFile],
    workers: Option<&'a Workers>,
    queue: Queue<'a>,
}

impl<'a> Scan<'a> {
    /// Works until nothing is left, or `deliver` wants no more.
    fn work(&self, deliver: impl FnMut(Done) -> bool) {
        match self.workers {
            Some(workers) => self.by_worker(workers, deliver),
            None => self.in_process(deliver),
        }
    }

    fn in_process(&self, mut deliver: impl FnMut(Done) -> bool) {
        let mut opener = Opener::default();
        while let Some((index, file)) = self.file(self.queue.next()) {
            let analysis = match &file.refused {
                Some(refused) => Analysis::failed(refused.clone()),
                None => analyse(self.scanner, &mut opener, &file.path, file.member_name()),
            };
            if !deliver(Ok((index, outcome(file, analysis)))) {
                return;
            }
        }
    }

    fn by_worker(&self, workers: &Workers, mut deliver: impl FnMut(Done) -> bool) {
        let mut lane = Lane::new(workers);
        loop {
            while lane.has_room() {
                let next = match lane.is_idle() {
                    true => self.queue.next(),
                    false => self.queue.next_ahead(),
                };
                let Some((index, file)) = self.file(next) else {
                    break;
                };
                let Some(refused) = &file.refused else {
                    lane.ask(index, file);
                    continue;
                };
                let failed = Analysis::failed(refused.clone());
                if !deliver(Ok((index, outcome(file, failed)))) {
                    return;
                }
            }
            let (index, file, analysis) = match lane.answer() {
                Ok(Some(answer)) => answer,
                Ok(None) => return,
                Err(error) => {
                    deliver(Err(error));
                    return;
                }
            };
            if !deliver(Ok((index, outcome(file, analysis)))) {
                return;
            }
        }
    }

    fn file(&self, index: Option<usize>) -> Option<(usize, &'a InputFile)> {
        let index = index?;
        self.files.get(index).map(|file| (index, file))
    }
}

fn outcome(file: &InputFile, analysis: Analysis) -> Box<Outcome> {
    let Analysis {
        bytes,
        sha256,
        timing,
        personal,
        signatures,
        result,
    } = analysis;
    Box::new(Outcome {
        path: file.name(),
        bytes,
        sha256,
        given: file.given.clone(),
        timing,
        personal,
        signatures,
        result,
    })
}
