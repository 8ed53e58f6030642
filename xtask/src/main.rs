//! Tasks of the developers: tests, measurements, samples, weights, word list.
//!
//! `cargo xtask test` installs what the tests need and runs them all;
//! `cargo xtask bench` measures this project beside others;
//! `cargo xtask growth` draws what time and memory do as the work grows;
//! `cargo xtask counts` counts the instructions of its hot paths;
//! `cargo xtask samples` remakes the documents of `corpus-samples/`;
//! `cargo xtask weights` estimates the weights of a lexicon from labels;
//! `cargo xtask archive` makes an archive of any size to try and measure with;
//! `cargo xtask pictures` draws pages of the waardendocument for the README;
//! `cargo xtask wordlist` remakes the built-in Dutch word list.

mod archive;
mod bench;
mod browser;
mod counts;
mod growth;
mod pictures;
mod program;
mod python;
mod samples;
mod test;
mod weights;
mod wordlist;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

const USAGE: &str = "\
usage: cargo xtask TASK

  test [ARGUMENT...]  install what the tests need, then test the whole
                      workspace; arguments go to `cargo test`
  browser             only the tests of the review page in a browser
  bench [--rounds N] [--every N] [--only NAME,NAME]
                      measure against others, into docs/performance.md: pdf,
                      docx, sentences, matching, job; of real documents one in N
  growth [--documents N] [--only NAME,NAME]
                      draw time and memory as documents, pages, indicators and
                      suggestions grow, into docs/performance.md
  counts [--bless | --repeat N]
                      compare the instructions of hot paths with those kept in
                      benches/counts.toml, or keep those of today
  samples             remake corpus-samples/ from corpus-samples/sources/
  weights FOLDER GOLD[:SHARE]...
                      estimate the weights of the lexicon in FOLDER from
                      labelled passages; those of a file count for SHARE
  archive NUMBER FOLDER
                      make NUMBER documents of the samples' texts in FOLDER
  pictures            remake the pages of the waardendocument in docs/
  wordlist            remake the Dutch word list";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let done = match arguments.next().as_deref() {
        Some("test") => test::run(arguments),
        Some("browser") => browser::run(),
        Some("bench") => bench::run(arguments).map(|()| ExitCode::SUCCESS),
        Some("growth") => growth::run(arguments).map(|()| ExitCode::SUCCESS),
        Some("counts") => counts::run(arguments),
        Some("samples") => samples::run().map(|()| ExitCode::SUCCESS),
        Some("weights") => weights::run(arguments).map(|()| ExitCode::SUCCESS),
        Some("archive") => archive::run(arguments).map(|()| ExitCode::SUCCESS),
        Some("pictures") => pictures::run().map(|()| ExitCode::SUCCESS),
        Some("wordlist") => wordlist::run().map(|()| ExitCode::SUCCESS),
        _ => {
            complain(USAGE);
            return ExitCode::from(2);
        }
    };
    done.unwrap_or_else(|error| {
        complain(&format!("error: {error:#}"));
        ExitCode::FAILURE
    })
}

/// Returns the root of the project.
fn root() -> Result<&'static Path> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or_else(|| anyhow::anyhow!("xtask lies outside the workspace"))
}

/// Returns the folder that cargo builds in: this program is in `debug` there.
fn target_folder() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    let folder = program.parent().and_then(Path::parent);
    Ok(folder
        .context("this program lies outside any folder")?
        .to_owned())
}

#[expect(clippy::print_stdout, reason = "a task speaks to its developer")]
fn say(message: &str) {
    println!("{message}");
}

#[expect(clippy::print_stderr, reason = "a task speaks to its developer")]
fn complain(message: &str) {
    eprintln!("{message}");
}
