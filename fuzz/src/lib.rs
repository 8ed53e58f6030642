//! What several targets need.

pub mod archive;
pub mod lexicon;
mod packed;

use std::fmt::Debug;
use std::panic::{self, PanicHookInfo};
use std::process::abort;

pub use packed::packed;
use waardenscan_document::{Document, ReadError, Reader};

/// Lets the panics of other people's parsers be, which the readers contain by
/// design, and ends the process at one of ours, contained or not.
///
/// Call it before anything else: libFuzzer's own hook ends it at either.
pub fn only_our_panics_count() {
    let told = panic::take_hook();
    drop(told);
    panic::set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        let place = info.location().map_or("", |place| place.file());
        if !place.contains("/registry/src/") {
            eprintln!("{info}");
            abort();
        }
    }));
}

/// Every span lies in its text, and passages are blocks; one input in four, by
/// its length, is read twice and gives the same.
pub fn check_reader(reader: &impl Reader, bytes: &[u8]) -> Option<Document> {
    let found = reader.read(bytes);
    if bytes.len().is_multiple_of(4) {
        same(&found, &reader.read(bytes));
    }
    let document = found.ok()?;
    for block in document.blocks() {
        for link in &block.links {
            assert!(link.span.get(&block.text).is_some(), "{link:?}");
        }
        if let Some(page) = block.page_index {
            assert!(page < document.pages().len(), "{page}");
        }
    }
    for passage in document.passages() {
        let block = &document.blocks()[passage.block];
        assert_eq!(passage.text, block.text);
    }
    Some(document)
}

fn same(first: &Result<Document, ReadError>, second: &Result<Document, ReadError>) {
    match (first, second) {
        (Ok(first), Ok(second)) => assert_eq!(first, second),
        (first, second) => assert_eq!(shown(first), shown(second)),
    }
}

fn shown(outcome: &Result<Document, impl Debug>) -> String {
    format!("{:?}", outcome.as_ref().err())
}
