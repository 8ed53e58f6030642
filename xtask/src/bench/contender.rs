//! Who takes part, and the rounds.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::Result;

use super::measure::{self, Usage};

/// One way of doing a job, as command lines that run one after the other.
pub(super) struct Contender {
    pub(super) name: String,
    pub(super) commands: Vec<Vec<OsString>>,
    /// The same program with nothing to do. What it costs is taken off, once
    /// for each of the commands.
    pub(super) start: Option<Vec<OsString>>,
    /// What it does, and where that differs from the others.
    pub(super) does: &'static str,
}

/// What a contender used, a round each, and how much it wrote.
pub(super) struct Measured {
    pub(super) name: String,
    pub(super) does: &'static str,
    pub(super) rounds: Vec<Usage>,
    pub(super) bytes: usize,
    pub(super) lines: usize,
}

/// Lets the contenders take turns, so that whatever else the machine does
/// weighs on all.
pub(super) fn compete(
    contenders: &[Contender],
    rounds: usize,
    scratch: &Path,
) -> Result<Vec<Measured>> {
    let output = scratch.join("output");
    let mut measured: Vec<Measured> = contenders
        .iter()
        .map(|contender| Measured {
            name: contender.name.clone(),
            does: contender.does,
            rounds: Vec::new(),
            bytes: 0,
            lines: 0,
        })
        .collect();
    for _ in 0..rounds {
        for (contender, measured) in contenders.iter().zip(&mut measured) {
            measured.rounds.push(turn(contender, &output)?);
            let written = fs::read(&output)?;
            measured.bytes = written.len();
            measured.lines = written.iter().filter(|&&byte| byte == b'\n').count();
        }
    }
    Ok(measured)
}

fn turn(contender: &Contender, output: &Path) -> Result<Usage> {
    let start = match &contender.start {
        Some(command) => measure::run(command, output)?,
        None => Usage::default(),
    };
    fs::write(output, "")?;
    let mut all = Usage::default();
    for command in &contender.commands {
        all = all.and(measure::run(command, output)?);
    }
    Ok(all.without(start, contender.commands.len()))
}
