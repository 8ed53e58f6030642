//! `cargo xtask test`: everything, with what it needs.

use std::env;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::program::{self, Program};
use crate::{browser, python, root};

/// What some tests compare with or look through. Without them those tests
/// skip and say so.
const WANTED: [Program; 6] = [
    Program {
        name: "pdftotext",
        package: "poppler-utils",
    },
    Program {
        name: "tesseract",
        package: "tesseract-ocr",
    },
    Program {
        // Its Dutch data, which is no program.
        name: "tesseract",
        package: "tesseract-ocr-nld",
    },
    Program {
        name: "tidy",
        package: "tidy",
    },
    Program {
        name: "soffice",
        package: "libreoffice-writer",
    },
    Program {
        name: "sqlite3",
        package: "sqlite3",
    },
];

/// Installs what the tests need, runs `cargo test` over the workspace with
/// `arguments` added, then the tests in a browser where nothing was asked for
/// in particular, and returns the exit code.
///
/// Plain `cargo test` builds and runs unit, integration and documentation
/// tests and compiles the examples; `--all-targets` would leave the
/// documentation out. Snapshots are compared, never written.
pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<ExitCode> {
    let arguments: Vec<String> = arguments.collect();
    let wanted = [&WANTED[..], &browser::WANTED].concat();
    program::install_missing(&wanted, "the tests");
    python::install_missing();
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(&cargo)
        .args(["test", "--workspace", "--locked", "--no-fail-fast"])
        .args(&arguments)
        .current_dir(root()?)
        .env("INSTA_UPDATE", "no")
        .status()
        .context("cannot start cargo")?;
    if status.success() && arguments.is_empty() && !browser::test(cargo.as_ref())? {
        return Ok(ExitCode::FAILURE);
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
