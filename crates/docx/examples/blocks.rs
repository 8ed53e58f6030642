//! Prints the blocks of one file, for a look at what the reader makes of it.
#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use std::{env, error::Error, fs};

use waardenscan_document::Reader;
use waardenscan_docx::WordReader;

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("usage: blocks FILE")?;
    let document = WordReader::default().read(&fs::read(path)?)?;
    println!("{:?}", document.metadata());
    for block in document.blocks() {
        let level = block.level.map_or(String::new(), |level| level.to_string());
        let label = block.label.as_deref().unwrap_or_default();
        let contents = if block.in_contents { " (contents)" } else { "" };
        let cell = block.cell.map_or(String::new(), |cell| {
            let head = if cell.header { "h" } else { "" };
            format!(" t{}r{}c{}{head}", cell.table, cell.row, cell.column)
        });
        let page = block
            .page_index
            .map_or(String::new(), |page| format!(" p{page}"));
        let kind = block.kind.name();
        println!(
            "{kind}{level}{cell}{page}{contents} [{label}] {}",
            block.text
        );
    }
    for warning in document.warnings() {
        println!("warning: {warning:?}");
    }
    Ok(())
}
