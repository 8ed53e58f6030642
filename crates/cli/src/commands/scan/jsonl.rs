//! `--format jsonl`.

use std::io::{self, Write};

use waardenscan::Scanner;
use waardenscan_archive::Outcome;

use super::printer::{Printer, Tally};

/// One suggestion a line; failures go to standard error.
pub(super) struct Jsonl<'a, W> {
    scanner: &'a Scanner,
    out: W,
}

impl<'a, W: Write> Jsonl<'a, W> {
    pub(super) const fn new(scanner: &'a Scanner, out: W) -> Self {
        Self { scanner, out }
    }
}

impl<W: Write> Printer for Jsonl<'_, W> {
    fn add(&mut self, outcome: &Outcome) -> io::Result<()> {
        match &outcome.result {
            Ok(scan) => {
                for record in self.scanner.records(scan) {
                    serde_json::to_writer(&mut self.out, &record)?;
                    writeln!(self.out)?;
                }
                Ok(())
            }
            Err(failure) => {
                let mut err = io::stderr().lock();
                writeln!(err, "not analysed: {}: {}", outcome.path, failure.message)
            }
        }
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.out.flush()
    }
}
