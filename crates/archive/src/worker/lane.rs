//! What one worker is asked, in turn.

use std::collections::VecDeque;

use super::death::Death;
use super::process::Process;
use super::workers::{WorkerError, Workers};
use crate::InputFile;
use crate::analysis::Analysis;

/// Documents that a worker has at once: one is under way, and the next is at
/// hand, so that nobody waits while the answer to the first is read here.
const AT_ONCE: usize = 2;

/// One worker at a time, replaced when it dies, and what it was asked and has
/// not answered.
pub(crate) struct Lane<'a> {
    workers: &'a Workers,
    process: Option<Process>,
    /// With their numbers among the files of the scan.
    asked: VecDeque<(usize, &'a InputFile)>,
}

impl<'a> Lane<'a> {
    pub(crate) const fn new(workers: &'a Workers) -> Self {
        Self {
            workers,
            process: None,
            asked: VecDeque::new(),
        }
    }

    /// Tells whether everything that was asked is answered.
    pub(crate) fn is_idle(&self) -> bool {
        self.asked.is_empty()
    }

    /// Tells whether to ask more before the next answer.
    pub(crate) fn has_room(&self) -> bool {
        let done = self.process.as_ref().map_or(0, |process| process.done);
        let left = self.workers.options.recycle_after.saturating_sub(done);
        self.is_idle() || self.asked.len() < AT_ONCE.min(left)
    }

    /// Asks for one document more.
    pub(crate) fn ask(&mut self, index: usize, file: &'a InputFile) {
        if let Some(process) = &mut self.process {
            process.ask(file);
        }
        self.asked.push_back((index, file));
    }

    /// Waits for the answer to the first that was asked; none when nothing was.
    /// A worker's death is the result of that document, and the one after it is
    /// asked again; that no worker can be had at all is an error.
    pub(crate) fn answer(
        &mut self,
    ) -> Result<Option<(usize, &'a InputFile, Analysis)>, WorkerError> {
        let options = &self.workers.options;
        loop {
            let Some(&(index, file)) = self.asked.front() else {
                return Ok(None);
            };
            let process = match &mut self.process {
                Some(process) => process,
                none => {
                    let process = none.insert(self.workers.take()?);
                    for (_, file) in &self.asked {
                        process.ask(file);
                    }
                    process
                }
            };
            let fresh = process.done == 0;
            let recogniser = options.recogniser.as_deref();
            let analysis = match process.answer(options.document_timeout, recogniser) {
                Ok(analysis) => {
                    if process.done >= options.recycle_after {
                        self.process = None;
                    }
                    analysis
                }
                Err(death) => {
                    self.process = None;
                    // What an earlier document left behind may be the cause.
                    if !fresh && matches!(death, Death::Ended { .. } | Death::Garbled(_)) {
                        continue;
                    }
                    Analysis::failed(death.failure(options.memory_bytes))
                }
            };
            self.asked.pop_front();
            return Ok(Some((index, file, analysis)));
        }
    }
}

impl Drop for Lane<'_> {
    fn drop(&mut self) {
        // One that is busy with what nobody waits for any more is of no use.
        if self.is_idle()
            && let Some(process) = self.process.take()
        {
            self.workers.put_back(process);
        }
    }
}
