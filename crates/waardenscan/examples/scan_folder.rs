//! Prints the strongest value of every document in a folder.
//!
//! ```text
//! cargo run --release --example scan_folder -p waardenscan -- corpus-samples
//! ```

use std::error::Error;

use waardenscan::{Profile, Scanner};

#[expect(clippy::print_stdout, reason = "an example shows its result")]
fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "corpus-samples".to_owned());
    let scanner = Scanner::builder().build()?;
    let mut paths: Vec<_> = std::fs::read_dir(&folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths.iter().filter(|path| path.is_file()) {
        match scanner.scan_file(path) {
            Ok(scan) => {
                let profile = Profile::new(scanner.lexicon(), &scan.suggestions);
                let strongest = profile
                    .values
                    .first()
                    .and_then(|strongest| scanner.lexicon().values().get(strongest.value));
                let name = strongest.map_or("geen waarden", |value| value.name.as_str());
                println!("{}: {name}", scan.name);
            }
            Err(error) => println!("{error}"),
        }
    }
    Ok(())
}
