//! The parts of an ODT, as in the fixtures of the tests of DOCX and ODT, or
//! any bytes.

#![no_main]

#[expect(dead_code, reason = "the tests of the crate use the rest")]
#[path = "../../crates/docx/tests/reader/made.rs"]
mod made;

use libfuzzer_sys::fuzz_target;
use waardenscan_docx::WordReader;
use waardenscan_fuzz::{check_reader, only_our_panics_count};

fuzz_target!(
    init: only_our_panics_count(),
    |bytes: &[u8]| {
        let reader = WordReader::default();
        match str::from_utf8(bytes) {
            Ok(text) if text.starts_with("== ") => {
                check_reader(&reader, &made::zipped(&made::odt_parts(text)));
            }
            _ => _ = check_reader(&reader, bytes),
        }
    }
);
