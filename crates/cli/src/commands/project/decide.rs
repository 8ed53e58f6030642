//! `waardenscan project decide`.

use std::io::{self, BufRead, Write};

use anyhow::{Context, Result};
use serde_json::json;
use waardenscan_archive::Decision;

use crate::args::ProjectDecideArgs;

/// Takes the decisions on standard input, a JSON object a line, and prints the
/// number of each entry once it is on the disk.
pub(super) fn run(args: &ProjectDecideArgs, out: &mut impl Write) -> Result<()> {
    let mut project = super::open(&args.project)?;
    for (index, line) in io::stdin().lock().lines().enumerate() {
        let number = index + 1;
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let place = || format!("line {number} of the decisions; those before it were taken");
        let decision: Decision = serde_json::from_str(&line).with_context(place)?;
        let entries = match args.standard_text {
            Some(text) => project.decide_standard_text(text, &decision),
            None => project.decide(&decision).map(|entry| vec![entry]),
        };
        for entry in entries.with_context(place)? {
            writeln!(out, "{}", json!({"line": number, "entry": entry}))?;
        }
        out.flush()?;
    }
    Ok(())
}
