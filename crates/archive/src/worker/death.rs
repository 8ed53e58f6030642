//! What the end of a worker says about the document it was at.

use std::process::ExitStatus;
use std::time::Duration;

use crate::{Failure, FailureKind};

/// How a worker left its document.
#[derive(Debug)]
pub(super) enum Death {
    /// It was stopped, because it took too long.
    TimedOut(Duration),
    /// It ended without an answer.
    Ended {
        /// How, where the system says so.
        status: Option<ExitStatus>,
        /// The end of what it wrote to standard error.
        last_words: String,
    },
    /// It gave an answer that is none, and was stopped.
    Garbled(String),
}

/// What the standard library says when memory is refused (`handle_alloc_error`).
const OUT_OF_MEMORY: &str = "memory allocation of";
/// What it says when a thread's stack is full.
const OVERFLOWED: &str = "has overflowed its stack";

impl Death {
    /// What happened, for a worker that was at no document.
    pub(super) fn description(&self) -> String {
        match self {
            Self::TimedOut(limit) => format!("silent for {} s", limit.as_secs_f64()),
            Self::Garbled(what) => what.clone(),
            Self::Ended { status, last_words } => {
                let status = status.map_or_else(|| "it ended".to_owned(), |it| it.to_string());
                let last = last_words.lines().last().unwrap_or("without a word");
                format!("{status}, {last}")
            }
        }
    }

    pub(super) fn failure(&self, memory_bytes: Option<u64>) -> Failure {
        match self {
            Self::TimedOut(limit) => Failure::new(
                FailureKind::TimedOut,
                format!("it took over {} s and was stopped", limit.as_secs_f64()),
            ),
            Self::Garbled(what) => Failure::new(
                FailureKind::Crashed,
                format!("its worker process gave no answer but: {what}"),
            ),
            Self::Ended { last_words, .. } if last_words.contains(OUT_OF_MEMORY) => {
                let most = memory_bytes.map_or_else(
                    || "there is".to_owned(),
                    |bytes| format!("the {} MiB of a worker process", bytes >> 20),
                );
                Failure::new(
                    FailureKind::OutOfMemory,
                    format!("it needs more memory than {most}"),
                )
            }
            Self::Ended { status, last_words } => {
                let how = match status {
                    _ if last_words.contains(OVERFLOWED) => "stack overflow".to_owned(),
                    Some(status) => status.to_string(),
                    None => "unknown cause".to_owned(),
                };
                Failure::new(
                    FailureKind::Crashed,
                    format!("its worker process ended without an answer: {how}"),
                )
            }
        }
    }
}
