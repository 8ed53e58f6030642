//! Files that lie beside the project: hostile ones, those of other readers'
//! tests, and real ones. Only names and outcomes are kept.

use std::{fmt::Write, fs, path::Path, thread};

use waardenscan_document::Reader;
use waardenscan_docx::WordReader;

use crate::{
    found::{outcome, read},
    made::{files, shared},
};

const ENDINGS: [&str; 3] = ["docx", "docm", "dotx"];

/// The stack of a worker thread, as `std` makes it.
const STACK_BYTES: usize = 2 << 20;

/// Files from this size on are read once only, to keep the tests short.
const LARGE_BYTES: usize = 200_000;

/// Reads all files of a folder on a small stack: a line with the name and
/// outcome of each.
fn outcomes(folder: &Path) -> String {
    let files = files(folder, &ENDINGS);
    let reading = move || {
        let mut lines = String::new();
        for file in files {
            let outcome = outcome(&read(&fs::read(&file).unwrap()));
            let name = file.file_name().unwrap().to_string_lossy();
            writeln!(lines, "{outcome}: {name}").unwrap();
        }
        lines
    };
    let thread = thread::Builder::new().stack_size(STACK_BYTES);
    thread.spawn(reading).unwrap().join().unwrap()
}

#[test]
fn hostile_files_end_as_expected() {
    if let Some(folder) = shared("docx-truth/hostile") {
        insta::assert_snapshot!("hostile", outcomes(&folder));
    }
}

#[test]
fn the_files_of_other_readers_end_as_expected() {
    if let Some(folder) = shared("torture/docx") {
        insta::assert_snapshot!("torture", outcomes(&folder));
    }
}

#[test]
fn every_real_file_is_read_whole_and_the_same_twice() {
    let Some(folder) = shared("corpus/docx") else {
        return;
    };
    for file in files(&folder, &ENDINGS) {
        let bytes = fs::read(&file).unwrap();
        assert!(WordReader::default().recognises(&bytes));
        let document = read(&bytes).unwrap();
        assert!(document.warnings().is_empty(), "{}", file.display());
        assert!(document.blocks().iter().all(|block| !block.text.is_empty()));
        if bytes.len() < LARGE_BYTES {
            assert_eq!(document, read(&bytes).unwrap(), "{}", file.display());
        }
    }
}
