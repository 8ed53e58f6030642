//! The programs and packages that take part, as far as they can be had.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::program::{self, Program};
use crate::{python, root, say, target_folder};

/// Debian's.
const PROGRAMS: [Program; 2] = [
    Program {
        name: "pdftotext",
        package: "poppler-utils",
    },
    Program {
        name: "pandoc",
        package: "pandoc",
    },
];

/// From the Python package index: what is imported, and what brings it.
const PACKAGES: [(&str, &str, &str); 7] = [
    ("pymupdf", "pymupdf", "2.0"),
    ("pypdfium2", "pypdfium2", "5.15.2"),
    ("docx", "python-docx", "1.2.0"),
    ("docx2txt", "docx2txt", "0.9"),
    ("spacy", "spacy", "3.8.18"),
    ("blingfire", "blingfire", "0.1.8"),
    ("ahocorasick", "pyahocorasick", "2.3.1"),
];

/// Who takes part.
pub(super) struct Peers {
    python: PathBuf,
    scripts: PathBuf,
    /// The versions of what is there: packages by what is imported, programs
    /// by their names, crates by theirs.
    versions: BTreeMap<String, String>,
}

impl Peers {
    /// Installs what is missing, and names what cannot be installed: the bench
    /// then goes on without.
    pub(super) fn install() -> Result<Self> {
        program::install_missing(&PROGRAMS, "the bench");
        let mut versions = BTreeMap::new();
        for (program, flag) in PROGRAMS.into_iter().zip(["-v", "--version"]) {
            if let Some(version) = version(program, flag) {
                versions.insert(program.name.to_owned(), version);
            }
        }
        let python = python::environment(&target_folder()?.join("bench-venv"));
        match &python {
            Ok(python) => {
                versions.insert("python".to_owned(), python::version(python)?);
                for (import, package, version) in PACKAGES {
                    match python::ensure(python, import, &format!("{package}=={version}")) {
                        Ok(()) => _ = versions.insert(import.to_owned(), version.to_owned()),
                        Err(error) => say(&format!("without {package}: {error:#}")),
                    }
                }
            }
            Err(error) => say(&format!("without Python: {error:#}")),
        }
        versions.extend(locked(&root()?.join("Cargo.lock"))?);
        Ok(Self {
            python: python.unwrap_or_default(),
            scripts: root()?.join("benches/peers"),
            versions,
        })
    }

    /// The name with its version, where `key` could be installed.
    pub(super) fn named(&self, name: &str, key: &str) -> Option<String> {
        let version = self.versions.get(key)?;
        Some(format!("{name} {version}"))
    }

    /// The command line of a script, with its arguments.
    pub(super) fn script(&self, name: &str, arguments: &[&Path]) -> Vec<OsString> {
        let start = [self.python.clone(), self.scripts.join(name)];
        let start = start.iter().map(|path| path.as_os_str().to_owned());
        let arguments = arguments.iter().map(|path| path.as_os_str().to_owned());
        start.chain(arguments).collect()
    }
}

/// The first number that a program says of itself.
fn version(program: Program, flag: &str) -> Option<String> {
    let output = program.command().arg(flag).output().ok()?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let mut words = said.split_whitespace();
    let number = words.find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    Some(number.to_owned())
}

/// The versions of all crates.
fn locked(file: &Path) -> Result<BTreeMap<String, String>> {
    let lock: toml::Table = fs::read_to_string(file)?.parse()?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let packages = packages.into_iter().flatten().filter_map(|package| {
        let field = |name| package.get(name).and_then(toml::Value::as_str);
        Some((field("name")?.to_owned(), field("version")?.to_owned()))
    });
    Ok(packages.collect())
}
