//! The parts of a DOCX, as in the fixtures of its tests, or any bytes.

#![no_main]

#[expect(dead_code, reason = "the tests of the crate use the rest")]
#[path = "../../crates/docx/tests/reader/made.rs"]
mod made;

use std::collections::BTreeSet;

use libfuzzer_sys::{Corpus, fuzz_target};
use waardenscan_docx::WordReader;
use waardenscan_fuzz::{check_reader, only_our_panics_count};

/// The parts that a fixture may have.
const PARTS: [&str; 12] = [
    "document",
    "styles",
    "numbering",
    "footnotes",
    "endnotes",
    "comments",
    "settings",
    "header1",
    "header2",
    "footer1",
    "chart1",
    "data1",
];

fuzz_target!(
    init: only_our_panics_count(),
    |bytes: &[u8]| -> Corpus {
        let Some(text) = str::from_utf8(bytes).ok().filter(|text| text.starts_with("== ")) else {
            check_reader(&WordReader::default(), bytes);
            return Corpus::Keep;
        };
        let names = text.lines().filter_map(|line| line.strip_prefix("== "));
        let names: Vec<&str> = names.map(str::trim).collect();
        let known = |name: &&str| PARTS.contains(name) || name.starts_with("links ");
        // A package has no part twice.
        let different: BTreeSet<&str> = names.iter().copied().collect();
        if !names.iter().all(known) || different.len() < names.len() {
            return Corpus::Reject;
        }
        check_reader(&WordReader::default(), &made::zipped(&made::word_parts(text)));
        Corpus::Keep
    }
);
