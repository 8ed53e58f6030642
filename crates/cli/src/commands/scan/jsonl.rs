//! `--format jsonl`.

use std::io::{self, Write};

use waardenscan_archive::Outcome;

use super::printer::{Printer, Tally, suggestions};

/// One suggestion a line; failures go to standard error.
pub(super) struct Jsonl<W> {
    out: W,
    personal_data: bool,
}

impl<W: Write> Jsonl<W> {
    pub(super) const fn new(personal_data: bool, out: W) -> Self {
        Self { out, personal_data }
    }
}

impl<W: Write> Printer for Jsonl<W> {
    fn add(&mut self, outcome: &Outcome) -> io::Result<()> {
        match &outcome.result {
            Ok(_) => {
                for record in suggestions(outcome, self.personal_data) {
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
