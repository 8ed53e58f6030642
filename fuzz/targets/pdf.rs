//! Any bytes, read as PDF: nothing of ours panics, and the outcome is the same
//! each time, with the places of words too.

#![no_main]

use libfuzzer_sys::fuzz_target;
use waardenscan_fuzz::{check_reader, only_our_panics_count};
use waardenscan_pdf::PdfReader;

fuzz_target!(
    init: only_our_panics_count(),
    |bytes: &[u8]| {
        let reader = PdfReader::new();
        let read = check_reader(&reader, bytes);
        if bytes.len().is_multiple_of(3) {
            let placed = reader.read_with_places(bytes).ok();
            assert_eq!(read, placed.map(|(document, _)| document));
        }
    }
);
