//! What a process costs.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use wait4::Wait4;

/// What a process used, with all processes that it started and waited for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Usage {
    /// User and system, seconds.
    pub(crate) cpu: f64,
    /// Seconds by the clock.
    pub(crate) wall: f64,
    /// Most memory of the largest of the processes, bytes.
    pub(crate) memory: u64,
}

impl Usage {
    /// Both, one after the other.
    pub(super) fn and(self, next: Self) -> Self {
        Self {
            cpu: self.cpu + next.cpu,
            wall: self.wall + next.wall,
            memory: self.memory.max(next.memory),
        }
    }

    /// Less what starting costs, so many times.
    pub(super) fn without(self, start: Self, times: usize) -> Self {
        let times = times as f64;
        Self {
            cpu: (self.cpu - start.cpu * times).max(0.0),
            wall: (self.wall - start.wall * times).max(0.0),
            memory: self.memory,
        }
    }
}

/// Runs a command line; what it prints is added to the file.
///
/// Exit code 1 passes: that is how a scan says that a document could not be
/// read.
pub(crate) fn run(command: &[OsString], output: &Path) -> Result<Usage> {
    let (program, arguments) = command.split_first().context("an empty command line")?;
    let open = File::options().create(true).append(true).open(output)?;
    let errors = output.with_extension("errors");
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(open)
        .stderr(File::create(&errors)?)
        .spawn()
        .with_context(|| format!("cannot start {}", program.display()))?;
    let used = child.wait4()?;
    let wall = start.elapsed();
    if !matches!(used.status.code(), Some(0 | 1)) || panicked(&errors) {
        bail!(
            "{} ended with {}: {}",
            shown(command),
            used.status,
            fs::read_to_string(&errors).unwrap_or_default().trim()
        );
    }
    let cpu: Duration = used.rusage.utime + used.rusage.stime;
    Ok(Usage {
        cpu: cpu.as_secs_f64(),
        wall: wall.as_secs_f64(),
        memory: used.rusage.maxrss,
    })
}

/// Python ends with 1 too.
fn panicked(errors: &Path) -> bool {
    fs::read_to_string(errors).is_ok_and(|errors| errors.contains("Traceback (most recent"))
}

/// The first words of a command line, of which the rest are files.
fn shown(command: &[OsString]) -> String {
    let words: Vec<_> = command
        .iter()
        .take(4)
        .map(|word| word.to_string_lossy())
        .collect();
    words.join(" ")
}

/// The middle of some numbers, the least and the most; zeros without any.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Spread {
    pub(super) median: f64,
    pub(super) least: f64,
    pub(super) most: f64,
}

impl Spread {
    pub(super) fn of(mut numbers: Vec<f64>) -> Self {
        numbers.sort_by(f64::total_cmp);
        let at = |index: usize| numbers.get(index).copied().unwrap_or_default();
        let last = numbers.len().saturating_sub(1);
        Self {
            median: f64::midpoint(at(last / 2), at(last.div_ceil(2))),
            least: at(0),
            most: at(last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians() {
        let spread = |numbers: &[f64]| Spread::of(numbers.to_vec());
        let expected = Spread {
            median: 2.5,
            least: 1.0,
            most: 9.0,
        };
        assert_eq!(spread(&[9.0, 1.0, 3.0, 2.0]), expected);
        assert_eq!(spread(&[3.0, 1.0, 2.0]).median, 2.0);
        assert_eq!(spread(&[]), Spread::default());
    }

    #[test]
    fn children_count_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("out");
        let used = run(
            &[
                "sh",
                "-c",
                "sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done'; echo done",
            ]
            .map(OsString::from),
            &output,
        );
        let used = used.expect("sh is everywhere");
        assert!(used.cpu > 0.01, "{used:?}");
        assert!(used.memory > 100_000, "{used:?}");
        assert_eq!(
            fs::read_to_string(output).expect("it was written"),
            "done\n"
        );
    }

    #[test]
    fn a_start_is_taken_off_once_a_process() {
        let all = Usage {
            cpu: 5.0,
            wall: 9.0,
            memory: 7,
        };
        let start = Usage {
            cpu: 0.5,
            wall: 2.0,
            memory: 9,
        };
        let left = all.without(start, 4);
        assert_eq!(
            left,
            Usage {
                cpu: 3.0,
                wall: 1.0,
                memory: 7
            }
        );
        assert_eq!(all.without(start, 20).cpu, 0.0);
    }
}
