//! Python packages that tests look through, in an environment of their own.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{root, say};

/// What validates RDF, its shapes, and JSON Schemas.
const PACKAGES: [&str; 3] = ["rdflib==7.6.0", "pyshacl==0.40.1", "jsonschema==4.26.0"];

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
    let check = "import rdflib, pyshacl, jsonschema";
    if run(Command::new(&python).args(["-c", check])).is_ok() {
        return Ok(());
    }
    say(&format!("installing for the tests: {}", PACKAGES.join(" ")));
    run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet"])
        .args(PACKAGES))
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    bail!("{}", String::from_utf8_lossy(&output.stderr).trim())
}
