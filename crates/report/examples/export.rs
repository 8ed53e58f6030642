//! An export of the newest run of a project, for measuring.
//!
//!     /usr/bin/time -v cargo run --release -p waardenscan-report --example export -- PROJECT xlsx|csv|jsonl|qdpx OUT

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use waardenscan_archive::Project;
use waardenscan_report::{ExportFormat, ExportOptions, export};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [project, format, out] = arguments.as_slice() else {
        return Err("usage: export PROJECT xlsx|csv|jsonl|qdpx OUT".into());
    };
    let format = match format.as_str() {
        "xlsx" => ExportFormat::Xlsx,
        "csv" => ExportFormat::Csv,
        "jsonl" => ExportFormat::Jsonl,
        "qdpx" => ExportFormat::Qdpx,
        _ => return Err("no such format".into()),
    };
    let project = Project::open_read_only(Path::new(project))?;
    let run = project.latest_run()?;
    let mut out = BufWriter::new(File::create(out)?);
    export(&project, run, format, ExportOptions::default(), &mut out)?;
    Ok(())
}
