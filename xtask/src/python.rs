//! Python packages that tests look through, in an environment of their own.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{root, say};

/// What validates RDF, its shapes, and JSON Schemas, and what opens exports.
const PACKAGES: [&str; 9] = [
    "rdflib==7.6.0",
    "pyshacl==0.40.1",
    "jsonschema==4.26.0",
    "lxml==6.1.3",
    "openpyxl==3.1.5",
    "pandas==3.1.1",
    "pyarrow==26.0.1",
    "pymupdf==1.26.6",
    "python-docx==1.2.0",
];
/// Holds the schema of REFI-QDA; of what it needs itself nothing is used.
const SCHEMA_PACKAGE: &str = "qualitative-coding==1.7.8";

/// Makes `venv` in the target folder with the packages, unless it has them.
/// Without it the tests that need it skip, and say so.
pub(crate) fn install_missing() {
    if let Err(error) = install() {
        say(&format!(
            "no Python environment for the tests ({error:#}): the tests that need it will skip"
        ));
    }
}

fn install() -> Result<()> {
    let folder = match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => root()?.join("target"),
    };
    let venv = folder.join("venv");
    let python = venv.join("bin/python");
    let check = "import rdflib, pyshacl, jsonschema, lxml, openpyxl, pandas, pyarrow, pymupdf, docx\n\
        from importlib.metadata import files; files('qualitative-coding')";
    if run(Command::new(&python).args(["-c", check])).is_ok() {
        return Ok(());
    }
    say(&format!("installing for the tests: {}", PACKAGES.join(" ")));
    run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet"])
        .args(PACKAGES))?;
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--no-deps"])
        .arg(SCHEMA_PACKAGE))
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    bail!("{}", String::from_utf8_lossy(&output.stderr).trim())
}
