//! Reads documents and writes their text, a block a line, in one process:
//! `cargo run --release -p waardenscan-benches --example text FILE...`
//!
//! What other programs that take text out of files are measured against; see
//! `benches/pdf/speed.py`. Files that cannot be read are left out.

use std::env;
use std::fs;
use std::io::{self, BufWriter, Write};

use waardenscan::read_document;

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for path in env::args_os().skip(1) {
        let Ok(document) = read_document(&fs::read(path)?) else {
            continue;
        };
        for block in document.blocks() {
            writeln!(out, "{}", block.labelled_text())?;
        }
    }
    out.flush()
}
