//! No panic reaches the user as a stack trace.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

use anyhow::{Result, anyhow};

thread_local! {
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs the command. A panic of a third-party parser is contained where it
/// happens and becomes that document's failure, so the hook must not print it;
/// a panic of our own that comes this far is reported as the fault it is.
pub(crate) fn contained<T>(command: impl FnOnce() -> Result<T>) -> Result<T> {
    set_hook(Box::new(|info| {
        LAST.with_borrow_mut(|last| *last = info.to_string());
    }));
    catch_unwind(AssertUnwindSafe(command)).unwrap_or_else(|_| {
        let what = LAST.with_borrow(Clone::clone);
        Err(anyhow!("internal error, please report it: {what}"))
    })
}
