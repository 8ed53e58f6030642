//! Reads every file it is given and prints one line for each: the outcome,
//! how many blocks and warnings, and the time.
#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use std::{env, fs, time::Instant};

use waardenscan_document::Reader;
use waardenscan_docx::WordReader;

fn main() -> std::io::Result<()> {
    let reader = WordReader::default();
    for path in env::args_os().skip(1) {
        let bytes = fs::read(&path)?;
        let start = Instant::now();
        let outcome = reader.read(&bytes);
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        let path = path.display();
        match outcome {
            Ok(document) => {
                let blocks = document.blocks().len();
                print!("{ms:9.1} ms  ok   {blocks:6} {path}");
                for warning in document.warnings() {
                    print!(" | {}: {}", warning.kind.name(), warning.message);
                }
                println!();
            }
            Err(error) => println!("{ms:9.1} ms  err  {path}: {error}"),
        }
    }
    Ok(())
}
