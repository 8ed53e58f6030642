//! The tests of the review page in a browser.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::program::Program;
use crate::{root, say};

/// What drives the browser and what checks accessibility.
const PACKAGES: [&str; 2] = ["playwright-core@1.65.1", "axe-core@4.14.1"];

const NODE: Program = Program {
    name: "node",
    package: "nodejs",
};
const NPM: Program = Program {
    name: "npm",
    package: "npm",
};
const CHROMIUM: Program = Program {
    name: "chromium",
    package: "chromium",
};

/// Programs that the tests in a browser need.
pub(crate) const WANTED: [Program; 3] = [NODE, NPM, CHROMIUM];

/// Runs the tests in a browser alone.
pub(crate) fn run() -> Result<ExitCode> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let ended_well = test(cargo.as_ref())?;
    Ok(ExitCode::from(u8::from(!ended_well)))
}

/// Runs `tests/browser` against the command as `cargo test` builds it, and
/// tells whether all went well; where there is no browser, or its driver
/// cannot be had, says that the tests skip.
pub(crate) fn test(cargo: &Path) -> Result<bool> {
    let target = match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => root()?.join("target"),
    };
    let modules = match installed(&target) {
        Ok(modules) => modules,
        Err(error) => {
            say(&format!("the tests in a browser skip: {error:#}"));
            return Ok(true);
        }
    };
    let built = Command::new(cargo)
        .args(["build", "--locked", "--package", "waardenscan-cli"])
        .current_dir(root()?)
        .status()
        .context("cannot start cargo")?;
    if !built.success() {
        return Ok(false);
    }
    let program = format!("waardenscan{}", env::consts::EXE_SUFFIX);
    let status = NODE
        .command()
        .arg(root()?.join("tests/browser/run.mjs"))
        .arg(target.join("debug").join(program))
        .arg(modules)
        .arg(root()?.join("corpus-samples"))
        .status()
        .context("cannot start node")?;
    Ok(status.success())
}

/// Puts the packages into the target folder, unless they are there.
fn installed(target: &Path) -> Result<PathBuf> {
    for program in WANTED {
        if !program.is_installed() {
            bail!("{} is not installed", program.name);
        }
    }
    let folder = target.join("browser");
    let stamp = folder.join("installed");
    let wanted = PACKAGES.join(" ");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }
    say(&format!("installing for the tests: {wanted}"));
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("package.json"), "{\"private\":true}\n")?;
    let install = ["install", "--no-audit", "--no-fund", "--ignore-scripts"];
    NPM.output(
        NPM.command()
            .args(install)
            .args(PACKAGES)
            .current_dir(&folder),
    )?;
    std::fs::write(stamp, wanted)?;
    Ok(folder)
}
