//! Many files at once, in order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use waardenscan::Scanner;

use crate::analysis::{Analysis, analyse};
use crate::packed::Opener;
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
    /// [`ScanOptions::stop`] was set before the last file was started. All
    /// that were started were handed over.
    Stopped,
    /// Worker processes could be had no more. The files before the first one
    /// without were handed over.
    NoWorker(WorkerError),
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
    options: &ScanOptions<'_>,
    mut each: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<Ending, E> {
    let jobs = options.jobs.or(thread::available_parallelism().ok());
    let jobs = jobs.map_or(1, NonZeroUsize::get).min(files.len());
    let queue = Queue {
        files: files.len(),
        window: jobs * WINDOW_PER_THREAD,
        stop: options.stop,
        progress: Mutex::default(),
        moved: Condvar::new(),
    };
    let work = |sender: Sender<(usize, Done)>| {
        let mut opener = Opener::default();
        while let Some(index) = queue.next() {
            let Some(file) = files.get(index) else {
                break;
            };
            let done = outcome(scanner, options.workers, &mut opener, file);
            let failed = done.is_err();
            // The receiver is gone only when `each` failed.
            if sender.send((index, done)).is_err() || failed {
                break;
            }
        }
    };
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let mut threads = 0;
        for _ in 0..jobs {
            let sender = sender.clone();
            let started = thread::Builder::new()
                .name("scan".to_owned())
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, || work(sender));
            threads += usize::from(started.is_ok());
        }
        if threads == 0 {
            // The system grants no threads: the work is done all the same, one
            // file after the other.
            return here(scanner, files, options, &queue, &mut each);
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        let mut lost = None;
        while let Ok((index, done)) = receiver.recv() {
            match done {
                Ok(outcome) => {
                    waiting.insert(index, outcome);
                }
                Err(error) => {
                    queue.close();
                    lost.get_or_insert(error);
                }
            }
            while let Some(outcome) = waiting.remove(&next) {
                if let Err(error) = each(*outcome) {
                    queue.close();
                    return Err(error);
                }
                next += 1;
                queue.handed_over(next);
            }
        }
        Ok(match lost {
            Some(error) => Ending::NoWorker(error),
            None if next < files.len() => Ending::Stopped,
            None => Ending::Complete,
        })
    })
}

type Done = Result<Box<Outcome>, WorkerError>;

fn here<E>(
    scanner: &Scanner,
    files: &[InputFile],
    options: &ScanOptions<'_>,
    queue: &Queue<'_>,
    each: &mut impl FnMut(Outcome) -> Result<(), E>,
) -> Result<Ending, E> {
    let mut opener = Opener::default();
    for (index, file) in files.iter().enumerate() {
        if queue.next().is_none() {
            return Ok(Ending::Stopped);
        }
        match outcome(scanner, options.workers, &mut opener, file) {
            Ok(outcome) => each(*outcome)?,
            Err(error) => return Ok(Ending::NoWorker(error)),
        }
        queue.handed_over(index + 1);
    }
    Ok(Ending::Complete)
}

fn outcome(
    scanner: &Scanner,
    workers: Option<&Workers>,
    opener: &mut Opener,
    file: &InputFile,
) -> Done {
    let member = file.member.as_ref().map(|member| member.name.as_str());
    let Analysis {
        bytes,
        sha256,
        timing,
        personal,
        signatures,
        result,
    } = match (&file.refused, workers) {
        (Some(refused), _) => Analysis::failed(refused.clone()),
        (None, Some(workers)) => workers.analyse(&file.path, member)?,
        (None, None) => analyse(scanner, opener, &file.path, member),
    };
    Ok(Box::new(Outcome {
        path: file.name(),
        bytes,
        sha256,
        given: file.given.clone(),
        timing,
        personal,
        signatures,
        result,
    }))
}

/// Which file is next, and how far ahead of the slowest one may be worked.
struct Queue<'a> {
    files: usize,
    window: usize,
    stop: Option<&'a AtomicBool>,
    progress: Mutex<Progress>,
    moved: Condvar,
}

#[derive(Default)]
struct Progress {
    started: usize,
    handed_over: usize,
    closed: bool,
}

impl Queue<'_> {
    /// Returns the index of the file to start with now; waits where too many
    /// results wait for an earlier one.
    fn next(&self) -> Option<usize> {
        let mut progress = self.progress();
        while !progress.closed && progress.started >= progress.handed_over + self.window {
            let moved = self.moved.wait(progress);
            progress = moved.unwrap_or_else(PoisonError::into_inner);
        }
        let stopped = self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed));
        if stopped || progress.closed || progress.started >= self.files {
            return None;
        }
        progress.started += 1;
        Some(progress.started - 1)
    }

    fn handed_over(&self, files: usize) {
        self.progress().handed_over = files;
        self.moved.notify_all();
    }

    fn close(&self) {
        self.progress().closed = true;
        self.moved.notify_all();
    }

    /// Nothing is left half done while it is locked.
    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
