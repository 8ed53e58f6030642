//! Pictures of the waardendocument for the README.

use std::env;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::program::Program;
use crate::root;

const OFFICE: Program = Program {
    name: "soffice",
    package: "libreoffice-writer",
};
const RASTER: Program = Program {
    name: "pdftoppm",
    package: "poppler-utils",
};

/// The pages that are shown: how it was made with the summary, quotes with what
/// residents notice, and a tension.
const PAGES: [&str; 3] = ["3", "6", "10"];
/// Pixels an inch: a page is 620 wide.
const RESOLUTION: &str = "75";

/// Scans the samples, takes the decisions of `docs/waardendocument`, exports the
/// waardendocument and draws pages of it there, as LibreOffice sets them.
pub(crate) fn run() -> Result<()> {
    let folder = root()?.join("docs/waardendocument");
    let scratch = tempfile::tempdir()?;
    let at = |name: &str| scratch.path().join(name);
    let project = at("p.sqlite");

    // Two of the samples cannot be read, on purpose.
    let mut scan = command()?;
    scan.args(["scan", "corpus-samples", "--ocr", "off", "--quiet"])
        .args(["--include", "*.pdf", "--include", "*.docx", "--project"])
        .arg(&project)
        .arg("--out")
        .arg(at("report.html"))
        .status()
        .context("cannot start cargo")?;
    let mut decide = command()?;
    decide.args(["project", "decide"]).arg(&project);
    decide.stdin(File::open(folder.join("besluiten.jsonl"))?);
    well(&mut decide)?;
    let mut export = command()?;
    export.args(["export", "--to", "waardendocument", "--project"]);
    export.arg(&project).arg("--out").arg(at("w.docx"));
    well(&mut export)?;

    let profile = format!("-env:UserInstallation=file://{}", at("profile").display());
    let mut convert = OFFICE.command();
    convert.args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]);
    OFFICE.output(convert.arg(scratch.path()).arg(at("w.docx")))?;
    for page in PAGES {
        let to = folder.join(format!("bladzijde-{page}"));
        draw(&at("w.pdf"), page, &to)?;
    }
    Ok(())
}

fn draw(pdf: &Path, page: &str, to: &Path) -> Result<()> {
    let mut draw = RASTER.command();
    draw.args(["-png", "-singlefile", "-r", RESOLUTION, "-f", page]);
    RASTER.output(draw.arg(pdf).arg(to))?;
    if !fs::exists(to.with_extension("png"))? {
        bail!("the waardendocument has no page {page}");
    }
    Ok(())
}

/// The command of this project, as `cargo run` builds it.
fn command() -> Result<Command> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args([
        "run",
        "--quiet",
        "--locked",
        "--package",
        "waardenscan-cli",
        "--",
    ]);
    command.current_dir(root()?);
    Ok(command)
}

fn well(command: &mut Command) -> Result<()> {
    let output = command.output().context("cannot start cargo")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}
