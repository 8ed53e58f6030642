//! `cargo xtask counts`: instructions of the hot paths, which tell a slower
//! program on a busy machine too.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::bench::release;
use crate::program::{self, Program};
use crate::{root, say};

const VALGRIND: Program = Program {
    name: "valgrind",
    package: "valgrind",
};

const PATHS: [&str; 6] = ["pdf", "docx", "language", "matching", "scoring", "storing"];

/// How much more a path may take before it fails, as a share.
const TOLERANCE: f64 = 0.05;

/// Work is done once and this often: the difference leaves starting out.
const OFTEN: u64 = 4;

/// What `benches/counts.toml` holds.
#[derive(Debug, Default, Serialize, Deserialize, PartialEq)]
struct Kept {
    /// The compiler that the counts are of.
    rustc: String,
    /// Instructions of one time.
    instructions: BTreeMap<String, u64>,
}

/// Counts each path and compares with what is kept, or keeps it (`--bless`);
/// `--repeat N` counts N times and says how far the counts lie apart.
///
/// Returns a failure where a path takes over 5 % more than is kept. Where
/// valgrind cannot be had, or the processor or the compiler is another than the
/// kept counts are of, it says so and passes.
///
/// # Errors
/// When the arguments are others, or a path cannot be built or run.
pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<ExitCode> {
    let arguments: Vec<String> = arguments.collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (bless, repeat) = match words[..] {
        [] => (false, 1),
        ["--bless"] => (true, 1),
        ["--repeat", times] => (false, times.parse().context("--repeat takes a number")?),
        _ => bail!("usage: cargo xtask counts [--bless | --repeat N]"),
    };
    if !cfg!(target_arch = "x86_64") || !has_avx2() {
        say("skipped: the counts are of an x86-64 processor with AVX2");
        return Ok(ExitCode::SUCCESS);
    }
    program::install_missing(&[VALGRIND], "the counts");
    if !VALGRIND.is_installed() {
        say("skipped: valgrind is not installed");
        return Ok(ExitCode::SUCCESS);
    }
    let binary = release(&["--bins"])?.join("waardenscan-benches");
    let file = root()?.join("benches/counts.toml");
    let mut kept = read(&file)?;
    let rustc = compiler()?;
    let comparable = kept.rustc == rustc;
    if !comparable && !bless {
        say(&format!(
            "the kept counts are of {}, this is {rustc}: nothing fails",
            kept.rustc
        ));
    }
    let mut slower = Vec::new();
    for path in PATHS {
        let mut counts = Vec::new();
        for _ in 0..repeat {
            counts.push(count(&binary, path)?);
        }
        let now = median(&mut counts);
        let before = kept.instructions.insert(path.to_owned(), now);
        say(&line(path, before, &counts));
        if comparable && before.is_some_and(|before| share(now, before) > TOLERANCE) {
            slower.push(path);
        }
    }
    if bless {
        kept.rustc = rustc;
        let text = toml::to_string(&kept)?;
        fs::write(
            &file,
            format!("# Written by `cargo xtask counts --bless`.\n{text}"),
        )?;
        return Ok(ExitCode::SUCCESS);
    }
    if slower.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    say(&format!(
        "over {:.0} % more instructions: {}; if that is the price of something better, \
         keep it with: cargo xtask counts --bless",
        TOLERANCE * 100.0,
        slower.join(", ")
    ));
    Ok(ExitCode::FAILURE)
}

#[cfg(target_arch = "x86_64")]
fn has_avx2() -> bool {
    std::is_x86_feature_detected!("avx2")
}

#[cfg(not(target_arch = "x86_64"))]
fn has_avx2() -> bool {
    false
}

fn compiler() -> Result<String> {
    let output = Command::new("rustc")
        .arg("--version")
        .output()
        .context("cannot start rustc")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn read(file: &Path) -> Result<Kept> {
    if !file.exists() {
        return Ok(Kept::default());
    }
    toml::from_str(&fs::read_to_string(file)?).with_context(|| file.display().to_string())
}

/// The instructions of one time.
fn count(binary: &Path, path: &str) -> Result<u64> {
    let once = collected(binary, path, 1)?;
    let often = collected(binary, path, OFTEN)?;
    Ok(often.saturating_sub(once) / (OFTEN - 1))
}

fn collected(binary: &Path, path: &str, times: u64) -> Result<u64> {
    let mut command = VALGRIND.command();
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(binary)
        .args([path, &times.to_string()]);
    let output = command.output().context("cannot start valgrind")?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("{path} ended with {}: {said}", output.status);
    }
    total(&said).with_context(|| format!("valgrind says no count of {path}: {said}"))
}

/// The number that callgrind ends with: `==9== Collected : 123`.
fn total(said: &str) -> Option<u64> {
    let line = said.lines().find(|line| line.contains("Collected : "))?;
    line.rsplit(' ').next()?.parse().ok()
}

fn median(counts: &mut [u64]) -> u64 {
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied().unwrap_or_default()
}

/// By what share `now` is more than `before`.
fn share(now: u64, before: u64) -> f64 {
    now as f64 / before as f64 - 1.0
}

/// What is said of a path; `counts` are sorted.
fn line(path: &str, before: Option<u64>, counts: &[u64]) -> String {
    let now = counts.get(counts.len() / 2).copied().unwrap_or_default();
    let change = before.map_or_else(
        || "new".to_owned(),
        |before| format!("{:+.2} %", share(now, before) * 100.0),
    );
    let millions = now as f64 / 1e6;
    let spread = match counts {
        [least, .., most] => format!(", {:.3} % apart", share(*most, *least) * 100.0),
        _ => String::new(),
    };
    format!("{path:<9} {millions:9.3} million instructions, {change}{spread}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_is_read() {
        let said = "==1== Events    : Ir\n==1== Collected : 6512403\n==1== \n";
        assert_eq!(total(said), Some(6_512_403));
        assert_eq!(total("==1== valgrind: no such file"), None);
    }

    #[test]
    fn a_path_is_told_with_its_change_and_spread() {
        assert_eq!(
            line("pdf", Some(2_000_000), &[2_099_000, 2_100_000, 2_101_000]),
            "pdf           2.100 million instructions, +5.00 %, 0.095 % apart"
        );
        let new = line("docx", None, &[1_000]);
        assert_eq!(new, "docx          0.001 million instructions, new");
    }

    #[test]
    fn what_is_kept_comes_back() {
        let kept = Kept {
            rustc: "rustc 1.92.0".to_owned(),
            instructions: BTreeMap::from([("pdf".to_owned(), 7)]),
        };
        let text = toml::to_string(&kept).expect("it can be written");
        assert_eq!(toml::from_str::<Kept>(&text).expect("it can be read"), kept);
    }
}
