//! Prints the blocks of one file, one JSON object a line, for a look at what
//! the reader makes of it and for `benches/against_pandoc.py`.
#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use std::{env, error::Error, fs};

use waardenscan_document::Reader;
use waardenscan_docx::WordReader;

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("usage: blocks FILE")?;
    let document = WordReader::default().read(&fs::read(path)?)?;
    println!("{}", serde_json::to_string(document.metadata())?);
    for block in document.blocks() {
        println!("{}", serde_json::to_string(block)?);
    }
    for warning in document.warnings() {
        println!("{}", serde_json::to_string(warning)?);
    }
    Ok(())
}
