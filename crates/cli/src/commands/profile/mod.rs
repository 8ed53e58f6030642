//! `waardenscan profile`. Analysts read it, so it is in Dutch.

mod record;
mod table;

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use waardenscan_report::Which;
use waardenscan_report::compare::Measured;

use super::project;
use crate::args::ProfileArgs;
use crate::exit::Exit;

pub(crate) fn run(args: &ProfileArgs) -> Result<Exit> {
    let project = project::open(&args.project)?;
    let measured = Measured::read(&project, project.latest_run()?, Which::All)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        let record = record::ProfileRecord::new(&measured);
        serde_json::to_writer_pretty(&mut out, &record).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        table::write(&measured, &mut out)?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}
