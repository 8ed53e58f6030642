//! Ctrl-C: the first one lets the documents under way finish, a second one
//! stops at once.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use indicatif::ProgressBar;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// How often is looked whether there was a signal, to say so.
const EVERY: Duration = Duration::from_millis(100);

/// Set once the scan should stop.
pub(super) type Stop = Arc<AtomicBool>;

/// Listens from now on, and answers the first signal in words. Ending at once
/// is safe: the project file is whole after every transaction, and workers end
/// with their parent.
pub(super) fn listen(bar: &ProgressBar) -> io::Result<Stop> {
    let stop = Stop::default();
    for signal in [SIGINT, SIGTERM] {
        // In this order: the second signal finds the flag set.
        flag::register_conditional_shutdown(signal, 128 + signal, stop.clone())?;
        flag::register(signal, stop.clone())?;
    }
    let (asked, bar) = (stop.clone(), bar.clone());
    thread::Builder::new()
        .name("interrupt".to_owned())
        .spawn(move || {
            while !asked.load(Ordering::Relaxed) {
                thread::sleep(EVERY);
            }
            bar.suspend(|| {
                // Where standard error is closed, nobody is left to tell.
                let _ = writeln!(
                    io::stderr(),
                    "stopping: the documents under way are finished and kept; \
                     once more stops at once; the same command goes on with the rest"
                );
            });
        })?;
    Ok(stop)
}
