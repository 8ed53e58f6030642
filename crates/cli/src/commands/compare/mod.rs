//! `waardenscan compare`. Analysts read it, so it is in Dutch.

mod table;

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use waardenscan_report::compare::{self, CompareError, CompareOptions, compare};

use super::format::Format;
use super::project;
use super::whole_file::write_whole;
use crate::args::{CompareArgs, GroupBy};
use crate::exit::{Exit, UsageError};

pub(crate) fn run(args: &CompareArgs) -> Result<Exit> {
    let format = args.out.as_deref().map(Format::of).transpose()?;
    let project = project::open(&args.project)?;
    let options = CompareOptions {
        by: match args.by {
            GroupBy::Kind => compare::GroupBy::Kind,
            GroupBy::Municipality => compare::GroupBy::Municipality,
            GroupBy::Year => compare::GroupBy::Year,
            GroupBy::Source => compare::GroupBy::Source,
        },
        only: args.only.clone(),
        which: args.which.into(),
    };
    let comparison = match compare(&project, project.latest_run()?, &options) {
        Err(error @ (CompareError::UnknownGroup { .. } | CompareError::Twice { .. })) => {
            return Err(UsageError(error.to_string()).into());
        }
        other => other?,
    };
    if let (Some(path), Some(format)) = (&args.out, format) {
        write_whole(path, |out| {
            match format {
                Format::Html => comparison.write_html(out)?,
                Format::Xlsx => comparison.write_xlsx(out)?,
                Format::Json => comparison.write_json(out)?,
            }
            Ok(())
        })?;
        writeln!(io::stderr().lock(), "wrote {}", path.display())?;
        return Ok(Exit::Ok);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match args.json {
        true => comparison.write_json(&mut out)?,
        false => table::write(&comparison, &mut out)?,
    }
    out.flush()?;
    Ok(Exit::Ok)
}
