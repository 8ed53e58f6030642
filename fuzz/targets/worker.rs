//! What comes in over the pipe between a worker and its parent, either way: a
//! message or an error, and a message that was read can be written.

#![no_main]

use libfuzzer_sys::fuzz_target;
use waardenscan_archive::messages;

fuzz_target!(|bytes: &[u8]| messages(bytes));
