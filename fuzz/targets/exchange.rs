//! A lexicon in a format of others; the first byte says which. For CSV the
//! rest is files, each a name, a line end and its text up to a NUL; for XLSX it
//! may be the parts of a package.
//!
//! What becomes a lexicon is the same after it was written and read as CSV.

#![no_main]

use libfuzzer_sys::fuzz_target;
use waardenscan_exchange::{File, Format, export, import};
use waardenscan_fuzz::{only_our_panics_count, packed};

fuzz_target!(
    init: only_our_panics_count(),
    |bytes: &[u8]| {
        let Some((first, rest)) = bytes.split_first() else {
            return;
        };
        let format = Format::ALL[usize::from(*first) % Format::ALL.len()];
        let files = match format {
            Format::Csv => rest.split(|&byte| byte == 0).map(named).collect(),
            _ => vec![File { name: "woorden".to_owned(), bytes: packed(rest).into_owned() }],
        };
        let Ok(found) = import(&files, format) else {
            return;
        };
        let Ok(lexicon) = found.parts.into_lexicon() else {
            return;
        };
        let written = export(&lexicon, Format::Csv).unwrap();
        let read = import(&written.files, Format::Csv).unwrap();
        assert_eq!(read.parts.into_lexicon().unwrap(), lexicon);
    }
);

fn named(file: &[u8]) -> File {
    let end = file
        .iter()
        .position(|&byte| byte == b'\n')
        .unwrap_or(file.len());
    let (name, text) = file.split_at(end);
    File {
        name: String::from_utf8_lossy(name).into_owned(),
        bytes: text.get(1..).unwrap_or_default().to_vec(),
    }
}
