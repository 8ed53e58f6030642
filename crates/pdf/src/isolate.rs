use std::{any::Any, thread};

/// Deep nesting in a hostile file recurses in the parsers. The stack is
/// reserved, not used, so that a normal file pays nothing for it.
pub(crate) const STACK_BYTES: usize = 256 << 20;

/// Runs `work` on a thread of its own with a large stack and turns a panic
/// into its message.
pub(crate) fn isolated<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, String> {
    thread::scope(|scope| {
        thread::Builder::new()
            .name("pdf".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .map_err(|error| error.to_string())?
            .join()
            .map_err(|panic| message(panic.as_ref()))
    })
}

pub(crate) fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    text.unwrap_or_else(|| "panic without a message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_its_message() {
        let number = 7;
        assert_eq!(isolated(|| number + 1), Ok(8));
        let result: Result<(), _> = isolated(|| panic!("number {number}"));
        assert_eq!(result, Err("number 7".to_owned()));
    }
}
