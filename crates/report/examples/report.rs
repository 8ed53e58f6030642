//! Scans documents and folders and writes the report: `report OUT PATH...`.

use std::error::Error;
use std::fs::File;
use std::path::PathBuf;

use waardenscan::Scanner;
use waardenscan_archive::{Inputs, Project, ScanOptions, scan_files};
use waardenscan_report::{ReportOptions, write_report};

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if paths.len() < 2 {
        return Err("usage: report OUT PATH...".into());
    }
    let out = paths.remove(0);

    let scanner = Scanner::builder().build()?;
    let inputs = Inputs::find(&paths);
    let mut project = Project::in_memory()?;
    let run = project.start_run(&scanner)?;
    let _ = scan_files(
        &scanner,
        &inputs.files,
        &ScanOptions::default(),
        |outcome| project.add(run, &outcome),
    )?;
    project.finish_run(run)?;
    write_report(
        &project,
        run,
        ReportOptions::default(),
        &mut File::create(out)?,
    )?;
    Ok(())
}
