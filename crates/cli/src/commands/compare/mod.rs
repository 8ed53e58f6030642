//! `waardenscan compare`. Analysts read it, so it is in Dutch.

mod table;

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Result;
use waardenscan_report::Which;
use waardenscan_report::compare::{self, CompareError, CompareOptions, compare};

use super::project;
use super::whole_file::write_whole;
use crate::args::{CompareArgs, ExportWhich, GroupBy};
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
        which: match args.which {
            ExportWhich::Accepted => Which::Accepted,
            ExportWhich::Decided => Which::Decided,
            ExportWhich::All => Which::All,
        },
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

/// What a file is written as.
#[derive(Clone, Copy)]
pub(super) enum Format {
    Html,
    Xlsx,
    Json,
}

impl Format {
    /// The format that the end of a name stands for.
    pub(super) fn of(path: &Path) -> Result<Self> {
        let end = path.extension().and_then(|end| end.to_str());
        match end.map(str::to_ascii_lowercase).as_deref() {
            Some("html" | "htm") => Ok(Self::Html),
            Some("xlsx") => Ok(Self::Xlsx),
            Some("json") => Ok(Self::Json),
            _ => Err(UsageError(format!(
                "{}: end the name in .html, .xlsx or .json",
                path.display()
            ))
            .into()),
        }
    }
}
