//! Runs the `waardenscan` command.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// What the command did.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the command in `folder` with `arguments`, which are split at spaces.
pub(crate) fn run_in(folder: &Path, arguments: &str) -> Ran {
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    run_with(folder, &arguments)
}

/// Runs the command in `folder`.
pub(crate) fn run_with(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::new(binary());
    ran(command
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap())
}

/// Runs the command with `input` on its standard input.
pub(crate) fn run_with_input(arguments: &[&str], input: &str) -> Ran {
    let mut command = Command::new(binary());
    command.args(arguments).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    ran(child.wait_with_output().unwrap())
}

/// What a command did that has ended.
pub(crate) fn ran(output: Output) -> Ran {
    let Output {
        status,
        stdout,
        stderr,
    } = output;
    Ran {
        code: status.code().expect("the command was not killed"),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

/// Builds the command once, in the profile of these tests, and returns where
/// it is.
pub(crate) fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let test = std::env::current_exe().unwrap();
        let profile_folder = test.ancestors().nth(2).unwrap();
        let mut build = Command::new(env!("CARGO"));
        build.args([
            "build",
            "--quiet",
            "--locked",
            "--package",
            "waardenscan-cli",
        ]);
        build
            .arg("--target-dir")
            .arg(profile_folder.parent().unwrap());
        if profile_folder.ends_with("release") {
            build.arg("--release");
        }
        build.current_dir(crate::places::root());
        assert!(build.status().unwrap().success(), "the command builds");
        profile_folder.join(format!("waardenscan{}", std::env::consts::EXE_SUFFIX))
    })
}
