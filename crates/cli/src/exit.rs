//! Exit codes: public interface, as the README lists them.

use std::io::{self, Write};
use std::process::ExitCode;

/// How the command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All well.
    Ok,
    /// Some documents could not be read, or a lexicon has errors; the rest is
    /// done and the output says which and why.
    Partial,
    /// The command line makes no sense. (Most such errors end in clap, with the
    /// same code.)
    Usage,
    /// Nothing could be done.
    Nothing,
    /// Stopped by Ctrl-C or a request to end, in good order.
    Stopped,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Ok => 0,
            Exit::Partial => 1,
            Exit::Usage => 2,
            Exit::Nothing => 3,
            // What shells make of an interrupt: 128 + SIGINT.
            Exit::Stopped => 130,
        })
    }
}

/// An error in how the command was called, as opposed to in what it met.
#[derive(Debug)]
pub(crate) struct UsageError(pub(crate) String);

impl std::fmt::Display for UsageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

/// Prints an error with its causes on standard error. Whoever reads our output
/// may stop reading: a closed pipe is no error.
pub(crate) fn report(error: &anyhow::Error) -> Exit {
    let closed = error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    });
    if closed {
        return Exit::Ok;
    }
    // Where standard error is closed too, nobody is left to tell.
    let _ = writeln!(io::stderr(), "error: {error:#}");
    if error.is::<UsageError>() {
        Exit::Usage
    } else {
        Exit::Nothing
    }
}
