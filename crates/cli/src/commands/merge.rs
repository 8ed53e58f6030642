//! `waardenscan merge`.

use std::io::{self, Write};

use anyhow::Result;
use waardenscan_archive::merge_projects;

use crate::args::MergeArgs;
use crate::exit::Exit;

pub(crate) fn run(args: &MergeArgs) -> Result<Exit> {
    let project = merge_projects(&args.out, &args.parts)?;
    let documents = project.documents(project.latest_run()?)?.len();
    let ledger = project.verify_ledger()?;
    let mut err = io::stderr().lock();
    writeln!(err, "documents: {documents}")?;
    writeln!(err, "decisions: {}", ledger.entries)?;
    writeln!(err, "project:   {}", args.out.display())?;
    Ok(Exit::Ok)
}
