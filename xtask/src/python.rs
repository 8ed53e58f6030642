//! Python packages that tests look through, in an environment of their own.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::{say, target_folder};

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
    let python = environment(&target_folder()?.join("venv"))?;
    let check = "import rdflib, pyshacl, jsonschema, lxml, openpyxl, pandas, pyarrow, pymupdf, docx\n\
        from importlib.metadata import files; files('qualitative-coding')";
    if run(Command::new(&python).args(["-c", check])).is_ok() {
        return Ok(());
    }
    say(&format!("installing for the tests: {}", PACKAGES.join(" ")));
    pip(&python, &PACKAGES)?;
    pip(&python, &["--no-deps", SCHEMA_PACKAGE])
}

/// Makes an environment in `folder`, unless there is one, and returns its
/// Python.
///
/// # Errors
/// When there is no Python to make it with.
pub(crate) fn environment(folder: &Path) -> Result<PathBuf> {
    let python = folder.join("bin/python");
    if !python.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    }
    Ok(python)
}

/// Installs `package` (with its version), unless `import` is there.
///
/// # Errors
/// When the package index cannot be reached or has no such package for this
/// Python.
pub(crate) fn ensure(python: &Path, import: &str, package: &str) -> Result<()> {
    let check = format!(
        "import {import}; from importlib.metadata import version; \
         name, wanted = '{package}'.split('=='); assert version(name) == wanted"
    );
    if run(Command::new(python).args(["-c", &check])).is_ok() {
        return Ok(());
    }
    say(&format!("installing {package}"));
    pip(python, &[package])
}

/// The version of a Python.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn version(python: &Path) -> Result<String> {
    let output = Command::new(python).arg("--version").output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    Ok(said.trim().trim_start_matches("Python ").to_owned())
}

fn pip(python: &Path, arguments: &[&str]) -> Result<()> {
    let start = ["-m", "pip", "install", "--quiet"];
    run(Command::new(python).args(start).args(arguments))
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    bail!("{}", String::from_utf8_lossy(&output.stderr).trim())
}
