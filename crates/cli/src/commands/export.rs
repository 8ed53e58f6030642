//! `waardenscan export`.

use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};
use waardenscan_archive::{Project, RunId};
use waardenscan_report::{
    CopyFormat, ExportFormat, ExportOptions, Exported, ReportOptions, WaardendocumentOptions,
    annotate_copies, export, write_accountability, write_dilemmas, write_report,
    write_waardendocument, write_waardendocument_html,
};

use super::project;
use super::whole_file::write_whole;
use crate::args::{ExportArgs, ExportTo};
use crate::exit::Exit;
use crate::output::count;

pub(crate) fn run(args: &ExportArgs) -> Result<Exit> {
    let project = project::open(&args.project)?;
    let run = project.latest_run()?;
    let options = ExportOptions {
        which: args.which.into(),
        personal_data: args.with_personal_data,
    };
    let format = match args.to {
        ExportTo::Xlsx => ExportFormat::Xlsx,
        ExportTo::Csv => ExportFormat::Csv,
        ExportTo::Jsonl => ExportFormat::Jsonl,
        #[cfg(feature = "parquet")]
        ExportTo::Parquet => ExportFormat::Parquet,
        ExportTo::Qdpx => ExportFormat::Qdpx,
        ExportTo::Qdc => ExportFormat::Qdc,
        ExportTo::WebAnnotation => ExportFormat::WebAnnotation,
        ExportTo::LabelStudio => ExportFormat::LabelStudio,
        ExportTo::Waardendocument => {
            let options = WaardendocumentOptions {
                quotes: args.quotes,
                personal_data: args.with_personal_data,
            };
            let is_page = args.out.extension().is_some_and(|it| it == "html");
            write_whole(&args.out, |out| {
                let written = match is_page {
                    true => write_waardendocument_html(&project, run, &options, out),
                    false => write_waardendocument(&project, run, &options, out),
                };
                Ok(written?)
            })?;
            writeln!(io::stderr().lock(), "wrote {}", args.out.display())?;
            return Ok(Exit::Ok);
        }
        ExportTo::Verantwoording => {
            write_whole(&args.out, |out| {
                Ok(write_accountability(&project, run, out)?)
            })?;
            writeln!(io::stderr().lock(), "wrote {}", args.out.display())?;
            return Ok(Exit::Ok);
        }
        ExportTo::Dilemmas => {
            write_whole(&args.out, |out| {
                Ok(write_dilemmas(&project, run, args.with_personal_data, out)?)
            })?;
            writeln!(io::stderr().lock(), "wrote {}", args.out.display())?;
            return Ok(Exit::Ok);
        }
        ExportTo::Html => {
            let report = ReportOptions {
                personal_data: args.with_personal_data,
            };
            write_whole(&args.out, |out| {
                Ok(write_report(&project, run, report, out)?)
            })?;
            writeln!(io::stderr().lock(), "wrote {}", args.out.display())?;
            return Ok(Exit::Ok);
        }
        ExportTo::Pdf => return copy(&project, run, CopyFormat::Pdf, options, &args.out),
        ExportTo::Docx => return copy(&project, run, CopyFormat::Docx, options, &args.out),
    };
    let exported = write_whole(&args.out, |out| {
        Ok(export(&project, run, format, options, out)?)
    })?;
    say(&args.out, args.to, exported)?;
    Ok(Exit::Ok)
}

fn say(out: &Path, to: ExportTo, exported: Exported) -> Result<()> {
    let mut err = io::stderr().lock();
    write!(err, "wrote {}", out.display())?;
    if to != ExportTo::Qdc {
        let findings = count(exported.findings, "finding", "findings");
        let documents = count(exported.documents, "document", "documents");
        write!(err, ": {findings} in {documents}")?;
    }
    writeln!(err)?;
    Ok(())
}

/// Writes copies of files with their findings into a folder, as they lie in
/// their own.
fn copy(
    project: &Project,
    run: RunId,
    format: CopyFormat,
    options: ExportOptions,
    out: &Path,
) -> Result<Exit> {
    let mut err = io::stderr().lock();
    let (mut copies, mut left) = (0, 0);
    for annotated in annotate_copies(project, run, format, options)? {
        let (path, annotated) = annotated?;
        match annotated {
            Ok(copy) => {
                write_copy(&inside(out, &path), &copy.bytes)?;
                copies += 1;
                if copy.without_place > 0 {
                    let findings = count(copy.without_place, "finding", "findings");
                    writeln!(err, "{path}: {findings} without a place in it")?;
                }
            }
            Err(why) => {
                left += 1;
                let why = anyhow::Error::new(why);
                writeln!(err, "{path}: {why:#}")?;
            }
        }
    }
    let files = count(copies, "file", "files");
    writeln!(err, "wrote {files} in {}", out.display())?;
    Ok(match (copies, left) {
        (_, 0) => Exit::Ok,
        (0, _) => Exit::Nothing,
        _ => Exit::Partial,
    })
}

fn write_copy(to: &Path, bytes: &[u8]) -> Result<()> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
    write_whole(to, |out| Ok(out.write_all(bytes)?))
}

/// Returns where the copy of a document lies: the same path within the folder,
/// whatever it begins with.
fn inside(folder: &Path, document: &str) -> PathBuf {
    let parts = Path::new(document).components();
    let parts = parts.filter_map(|part| match part {
        Component::Normal(name) => Some(name),
        _ => None,
    });
    folder.join(parts.collect::<PathBuf>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_lies_within_its_folder() {
        let cases = [
            ("archief/plan.pdf", "uit/archief/plan.pdf"),
            ("/srv/archief/plan.pdf", "uit/srv/archief/plan.pdf"),
            ("../plan.pdf", "uit/plan.pdf"),
            ("./a/../../b.pdf", "uit/a/b.pdf"),
        ];
        for (document, copy) in cases {
            assert_eq!(inside(Path::new("uit"), document), Path::new(copy));
        }
    }
}
