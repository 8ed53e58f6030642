//! `waardenscan project`.

mod decide;
mod lists;
mod work;

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Result, anyhow};
use waardenscan_archive::{DumpError, Project};

use crate::args::{ProjectArgs, ProjectCommand};
use crate::exit::{Exit, UsageError};

/// Checks that there is a project at a path.
pub(super) fn must_exist(path: &Path) -> Result<()> {
    if !path.is_file() {
        return Err(UsageError(format!("no project {}", path.display())).into());
    }
    Ok(())
}

/// Opens a project that must be there.
pub(super) fn open(path: &Path) -> Result<Project> {
    must_exist(path)?;
    Ok(Project::open(path)?)
}

pub(crate) fn run(args: &ProjectArgs) -> Result<Exit> {
    let out = &mut BufWriter::new(io::stdout().lock());
    match &args.command {
        ProjectCommand::Verify(args) => {
            let state = Project::open_read_only(&args.project)?.verify()?;
            writeln!(out, "entries in the ledger: {}", state.entries)?;
            writeln!(out, "last entry:            {}", state.head)?;
        }
        ProjectCommand::Dump(args) => {
            let project = Project::open_read_only(&args.project)?;
            project.dump(out).map_err(|error| match error {
                // So that a reader who has seen enough is no error.
                DumpError::Io(error) => anyhow!(error),
                error => anyhow!(error),
            })?;
        }
        ProjectCommand::Decide(args) => decide::run(args, out)?,
        ProjectCommand::Decisions(args) => lists::decisions(args, out)?,
        ProjectCommand::Changes(args) => lists::changes(args, out)?,
        ProjectCommand::Standard(args) => lists::standard_texts(args, out)?,
        ProjectCommand::Workspace(args) => work::workspace(args, out)?,
        ProjectCommand::Agreement(args) => work::agreement(args, out)?,
        ProjectCommand::Audit(args) => work::audit(args, out)?,
        ProjectCommand::Learn(args) => work::learn(args, out)?,
        ProjectCommand::Progress(args) => work::progress(args, out)?,
    }
    out.flush()?;
    Ok(Exit::Ok)
}
