//! From threads that are done at any time to one that hears in order.

use std::collections::BTreeMap;

use super::queue::Queue;
use super::{Done, Ending};
use crate::{Outcome, WorkerError};

/// Hands outcomes over in the order of the files.
pub(super) struct InOrder<F> {
    each: F,
    waiting: BTreeMap<usize, Box<Outcome>>,
    next: usize,
    lost: Option<WorkerError>,
}

impl<F, E> InOrder<F>
where
    F: FnMut(Outcome) -> Result<(), E>,
{
    pub(super) const fn new(each: F) -> Self {
        Self {
            each,
            waiting: BTreeMap::new(),
            next: 0,
            lost: None,
        }
    }

    pub(super) fn take(&mut self, done: Done, queue: &Queue<'_>) -> Result<(), E> {
        match done {
            Ok((index, outcome)) => {
                self.waiting.insert(index, outcome);
            }
            Err(error) => {
                queue.close();
                self.lost.get_or_insert(error);
            }
        }
        while let Some(outcome) = self.waiting.remove(&self.next) {
            (self.each)(*outcome).inspect_err(|_| queue.close())?;
            self.next += 1;
            queue.handed_over(self.next);
        }
        Ok(())
    }

    /// Hands over what still waits for a file that was never started.
    pub(super) fn end(mut self, files: usize) -> Result<Ending, E> {
        let all = self.next == files;
        let mut waiting = self.waiting.into_values();
        waiting.try_for_each(|outcome| (self.each)(*outcome))?;
        Ok(match self.lost {
            Some(error) => Ending::NoWorker(error),
            None if all => Ending::Complete,
            None => Ending::Stopped,
        })
    }
}
