//! `cargo xtask bench`: this project beside others, in turns.

mod contender;
mod documents;
pub(crate) mod machine;
pub(crate) mod measure;
pub(crate) mod page;
mod peers;
mod sections;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{root, say, target_folder};
use documents::Documents;
use peers::Peers;

const USAGE: &str =
    "usage: cargo xtask bench [--rounds N] [--every N] [--only pdf,docx,sentences,matching,job]";

/// What was asked for.
struct Options {
    /// How often each contender takes its turn.
    rounds: usize,
    /// Of the real documents, one in so many is read.
    every: usize,
    /// The sections that are measured; all where empty.
    only: Vec<String>,
}

impl Options {
    fn from(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self {
            rounds: 5,
            every: 3,
            only: Vec::new(),
        };
        while let Some(argument) = arguments.next() {
            let value = arguments.next().context(USAGE)?;
            match argument.as_str() {
                "--rounds" => options.rounds = value.parse().context(USAGE)?,
                "--every" => options.every = value.parse().context(USAGE)?,
                "--only" => options.only = value.split(',').map(str::to_owned).collect(),
                _ => bail!(USAGE),
            }
        }
        if options.rounds == 0 || options.every == 0 {
            bail!(USAGE);
        }
        if let Some(name) = options
            .only
            .iter()
            .find(|name| !sections::NAMES.contains(&name.as_str()))
        {
            bail!("there is no section {name}; {USAGE}");
        }
        Ok(options)
    }

    fn wants(&self, section: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == section)
    }
}

/// Our programs, as they were just built.
struct Ours {
    waardenscan: PathBuf,
    contender: PathBuf,
}

impl Ours {
    fn build() -> Result<Self> {
        let release = release(&["--bin", "waardenscan", "--example", "contender"])?;
        Ok(Self {
            waardenscan: release.join("waardenscan"),
            contender: release.join("examples/contender"),
        })
    }
}

/// Builds the program and what of the benches measures it, told by `targets`;
/// returns the folder with the programs, in which `examples` lies.
///
/// Always of these two packages: another choice may be another choice of
/// features, for which much would be built again.
pub(crate) fn release(targets: &[&str]) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--release", "--locked"])
        .args(["--package", "waardenscan-cli"])
        .args(["--package", "waardenscan-benches"])
        .args(targets)
        .current_dir(root()?)
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("the programs to measure cannot be built");
    }
    Ok(target_folder()?.join("release"))
}

/// What every section measures with.
struct Bench {
    options: Options,
    ours: Ours,
    peers: Peers,
    documents: Vec<Documents>,
    /// Files that are made on the way and deleted at the end.
    scratch: tempfile::TempDir,
}

impl Bench {
    /// Runs a command line and writes what it prints to a file of that name,
    /// in place of what was there.
    fn write(&self, name: &str, command: &[OsString]) -> Result<PathBuf> {
        let path = self.scratch.path().join(name);
        fs::write(&path, "")?;
        measure::run(command, &path)?;
        Ok(path)
    }

    /// A command line of our contender.
    fn contender(&self, arguments: &[&str], files: &[PathBuf]) -> Vec<OsString> {
        command(&self.ours.contender, arguments, files)
    }
}

fn command(program: &Path, arguments: &[&str], files: &[PathBuf]) -> Vec<OsString> {
    let start = std::iter::once(program.as_os_str().to_owned());
    start
        .chain(arguments.iter().map(OsString::from))
        .chain(files.iter().map(|file| file.as_os_str().to_owned()))
        .collect()
}

/// Installs the peers, measures, and writes the tables to
/// `docs/performance.md`.
///
/// # Errors
/// When the arguments are not as in [`USAGE`], a contender that is installed
/// fails, or something cannot be read or written.
pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<()> {
    let options = Options::from(arguments)?;
    let scratch = tempfile::tempdir()?;
    let documents = documents::find(scratch.path(), options.every)?;
    let bench = Bench {
        ours: Ours::build()?,
        peers: Peers::install()?,
        options,
        documents,
        scratch,
    };
    let path = root()?.join("docs/performance.md");
    for name in sections::NAMES {
        if bench.options.wants(name) {
            let table = sections::measure(name, &bench)?;
            say(&table);
            page::write(&path, name, &table)?;
        }
    }
    Ok(())
}
