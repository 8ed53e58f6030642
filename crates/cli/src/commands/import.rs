//! `waardenscan import`.

use std::fs;
use std::io::{self, Write};

use anyhow::{Context, Result};
use waardenscan_report::{ImportOptions, read_judgements};

use super::project;
use crate::args::ImportArgs;
use crate::exit::Exit;
use crate::output::count;

pub(crate) fn run(args: &ImportArgs) -> Result<Exit> {
    let mut project = project::open(&args.project)?;
    let what = || args.file.display().to_string();
    let file = fs::read(&args.file).with_context(what)?;
    let run = project.latest_run()?;
    let options = ImportOptions {
        who: args.who.clone(),
        missing_is_rejected: args.missing_rejected,
    };
    let judgements = read_judgements(&project, run, &options, &file).with_context(what)?;
    let mut err = io::stderr().lock();
    for problem in &judgements.problems {
        writeln!(err, "{}: {problem}", args.file.display())?;
    }
    if !args.dry_run {
        project.decide_all(&judgements.decisions)?;
    }
    let taken = match args.dry_run {
        true => "to take",
        false => "taken",
    };
    let decisions = count(judgements.decisions.len(), "decision", "decisions");
    let unchanged = judgements.unchanged;
    writeln!(err, "{decisions} {taken}, {unchanged} unchanged")?;
    Ok(match judgements.problems.is_empty() {
        true => Exit::Ok,
        false => Exit::Partial,
    })
}
