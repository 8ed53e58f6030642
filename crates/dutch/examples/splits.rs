//! Reads words, one a line, and writes a line for each part that one has at an
//! end (word, part, end, tabs between): `cargo run --release
//! -p waardenscan-dutch --example splits < WORDS`

use std::io::{self, BufRead, BufWriter, Write};

use waardenscan_dutch::{Dutch, End};

fn main() -> io::Result<()> {
    let dutch = Dutch::new();
    let mut out = BufWriter::new(io::stdout().lock());
    for word in io::stdin().lock().lines() {
        let word = word?;
        for split in dutch.splits(&word) {
            let end = match split.end {
                End::Modifier => "modifier",
                End::Head => "head",
            };
            writeln!(out, "{word}\t{}\t{end}", split.part)?;
        }
    }
    out.flush()
}
