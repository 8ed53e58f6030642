//! Programs from outside the workspace.

use std::env;
use std::io::ErrorKind;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::say;

/// A program that a task starts, and the Debian package that brings it.
#[derive(Clone, Copy)]
pub(crate) struct Program {
    pub(crate) name: &'static str,
    pub(crate) package: &'static str,
}

impl Program {
    /// Tells whether the program is found on the `PATH`.
    pub(crate) fn is_installed(self) -> bool {
        env::var_os("PATH").is_some_and(|path| {
            env::split_paths(&path).any(|folder| folder.join(self.name).is_file())
        })
    }

    /// Starts a command line of this program.
    pub(crate) fn command(self) -> Command {
        Command::new(self.name)
    }

    /// Runs `command`, a command line of this program, and returns what it
    /// printed.
    ///
    /// # Errors
    /// When the program is not installed (the message says how to install it)
    /// or ends with another exit code than 0.
    pub(crate) fn output(self, command: &mut Command) -> Result<Vec<u8>> {
        let output = match command.output() {
            Err(error) if error.kind() == ErrorKind::NotFound => bail!(
                "{} is not installed; on Debian: apt-get install --no-install-recommends {}",
                self.name,
                self.package
            ),
            output => output.with_context(|| format!("cannot start {}", self.name))?,
        };
        if !output.status.success() {
            bail!(
                "{} ended with {}: {}",
                self.name,
                output.status,
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        Ok(output.stdout)
    }
}

/// Installs the wanted programs that are missing, or names them where that is
/// not possible: `whom` they are for then goes on without.
pub(crate) fn install_missing(wanted: &[Program], whom: &str) {
    let missing = wanted.iter().filter(|program| !program.is_installed());
    let packages: Vec<&str> = missing.map(|program| program.package).collect();
    if packages.is_empty() {
        return;
    }
    let names = packages.join(" ");
    say(&format!("installing for {whom}: {names}"));
    if !install(&packages) {
        say(&format!(
            "could not install {names}: {whom} will skip what needs them; \
             on Debian: apt-get install {names}"
        ));
    }
}

/// Installs Debian packages, as root or through a `sudo` that asks nothing.
fn install(packages: &[&str]) -> bool {
    let apt = |arguments: &[&str]| {
        let direct = ["apt-get"];
        let sudo = ["sudo", "--non-interactive", "apt-get"];
        [&direct[..], &sudo[..]].into_iter().any(|start| {
            let mut words = start.iter().chain(arguments);
            words.next().is_some_and(|program| {
                Command::new(program)
                    .args(words)
                    .env("DEBIAN_FRONTEND", "noninteractive")
                    .status()
                    .is_ok_and(|status| status.success())
            })
        })
    };
    let wanted = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    // The first try spares a machine with fresh package lists the update.
    apt(&wanted) || (apt(&["update"]) && apt(&wanted))
}
