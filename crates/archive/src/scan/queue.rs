//! Which file is next.

use std::cmp::Reverse;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::InputFile;

/// Which file is next, and how far ahead of the slowest one may be worked.
pub(super) struct Queue<'a> {
    files: usize,
    /// The last files, the largest first: when little is left, nobody begins a
    /// long one while the others have nothing to do any more.
    last: Vec<usize>,
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

impl<'a> Queue<'a> {
    pub(super) fn new(files: &[InputFile], window: usize, stop: Option<&'a AtomicBool>) -> Self {
        let mut last: Vec<usize> = (files.len().saturating_sub(window)..files.len()).collect();
        last.sort_by_cached_key(|&index| Reverse(files.get(index).map_or(0, size)));
        Self {
            files: files.len(),
            last,
            window,
            stop,
            progress: Mutex::default(),
            moved: Condvar::new(),
        }
    }

    /// Returns the index of the file to start with now; waits where too many
    /// results wait for an earlier one.
    pub(super) fn next(&self) -> Option<usize> {
        let mut progress = self.progress();
        while !progress.closed && self.is_far_ahead(&progress) {
            let moved = self.moved.wait(progress);
            progress = moved.unwrap_or_else(PoisonError::into_inner);
        }
        self.start(&mut progress)
    }

    /// Returns the index of a file for one who is busy and will get to it later;
    /// none where it would have to wait, and where so little is left that the
    /// others may get to it before.
    pub(super) fn next_ahead(&self) -> Option<usize> {
        let mut progress = self.progress();
        let left = self.files.saturating_sub(progress.started);
        if self.is_far_ahead(&progress) || left <= self.last.len() {
            return None;
        }
        self.start(&mut progress)
    }

    const fn is_far_ahead(&self, progress: &Progress) -> bool {
        let far = progress.started >= progress.handed_over + self.window;
        far && progress.started < self.files
    }

    fn start(&self, progress: &mut Progress) -> Option<usize> {
        let stopped = self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed));
        if stopped || progress.closed || progress.started >= self.files {
            return None;
        }
        let index = progress.started;
        progress.started += 1;
        let of_last = index.checked_sub(self.files - self.last.len());
        of_last.map_or(Some(index), |place| self.last.get(place).copied())
    }

    pub(super) fn handed_over(&self, files: usize) {
        self.progress().handed_over = files;
        self.moved.notify_all();
    }

    pub(super) fn close(&self) {
        self.progress().closed = true;
        self.moved.notify_all();
    }

    /// Nothing is left half done while it is locked.
    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Bytes of a file; 0 where nobody knows.
fn size(file: &InputFile) -> u64 {
    match &file.member {
        Some(member) => member.bytes,
        None => file.path.metadata().map_or(0, |metadata| metadata.len()),
    }
}
