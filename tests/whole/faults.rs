//! Disks that fail, in full or once, at any write, and clocks that jump: what
//! was done is kept, what went wrong is said, and the same command goes on.
//!
//! `cargo test -p waardenscan-tests --release --test whole -- --ignored every_write`
//! lets each single write fail.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::json;

use crate::binary::{Ran, binary, ran, run_with};
use crate::places::samples;

/// Errors as Linux numbers them.
const EIO: i32 = 5;
const ENOSPC: i32 = 28;

const SCAN: [&str; 11] = [
    "scan",
    "archief",
    "--ocr",
    "off",
    "--jobs",
    "1",
    "--in-process",
    "--out",
    "r.jsonl",
    "--project",
    "p.sqlite",
];

/// How writes fail.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// One, as on a disk with a bad spot.
    Once,
    /// One, half way.
    Short,
    /// One and all after it, as on a disk that is full.
    Full,
}

const FAULTS: [Fault; 3] = [Fault::Once, Fault::Full, Fault::Short];

impl Fault {
    /// Lets the `at`th write of a command fail.
    fn at(self, at: usize, command: &mut Command) {
        let with = match self {
            Self::Full => ENOSPC,
            Self::Once | Self::Short => EIO,
        };
        command.env("LD_PRELOAD", shim().unwrap());
        command.env("FAIL_AT", at.to_string());
        command.env("FAIL_WITH", with.to_string());
        match self {
            Self::Full => command.env("FAIL_ON", "1"),
            Self::Short => command.env("FAIL_SHORT", "1"),
            Self::Once => command,
        };
    }
}

/// The library that fails, made once; none where this system has no such thing
/// or no C compiler.
fn shim() -> Option<&'static Path> {
    static SHIM: OnceLock<Option<PathBuf>> = OnceLock::new();
    let made = SHIM.get_or_init(|| {
        if !cfg!(target_os = "linux") {
            println!("skipped: libraries are loaded before others in another way here");
            return None;
        }
        let source = crate::places::root().join("tests/whole/fail.c");
        let made = binary().with_file_name("waardenscan-fail.so");
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .args([&made, &source])
            .arg("-ldl")
            .status();
        match compiled {
            Ok(status) => {
                assert!(status.success(), "the library that fails compiles");
                Some(made)
            }
            Err(error) => {
                println!("skipped: no C compiler (cc): {error}");
                None
            }
        }
    });
    made.as_deref()
}

/// A folder with two DOCX samples and one that is cut short, and how a scan of
/// it ends when nothing fails.
struct Archive {
    folder: tempfile::TempDir,
    /// Writes of a scan.
    writes: usize,
    dump: String,
    out: String,
}

impl Archive {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("archief");
        fs::create_dir(&archive).unwrap();
        for name in [
            "aldermeer-casus-gezin-dijkstraat.docx",
            "kesterbeek-notitie-afgekapt.docx",
            "kesterbeek-verslag-adviesraad-2025.docx",
        ] {
            fs::copy(samples().join(name), archive.join(name)).unwrap();
        }
        let mut this = Self {
            folder,
            writes: 0,
            dump: String::new(),
            out: String::new(),
        };
        let count = this.path("count");
        let whole = this.scan(|command| {
            command.env("LD_PRELOAD", shim().unwrap());
            command.env("FAIL_COUNT", &count);
        });
        assert_eq!(whole.code, 1, "a sample is cut short: {}", whole.stderr);
        this.writes = fs::read_to_string(count).unwrap().trim().parse().unwrap();
        this.dump = this.dumped();
        this.out = fs::read_to_string(this.path("r.jsonl")).unwrap();
        assert!(this.dump.lines().count() > 20 && this.out.lines().count() > 2);
        this
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str], set: impl FnOnce(&mut Command)) -> Ran {
        let mut command = Command::new(binary());
        command.args(arguments).current_dir(self.folder.path());
        set(&mut command);
        ran(command.output().unwrap())
    }

    fn scan(&self, set: impl FnOnce(&mut Command)) -> Ran {
        self.run(&SCAN, set)
    }

    fn dumped(&self) -> String {
        let verified = run_with(self.folder.path(), &["project", "verify", "p.sqlite"]);
        assert_eq!(verified.code, 0, "{}", verified.stderr);
        run_with(self.folder.path(), &["project", "dump", "p.sqlite"]).stdout
    }

    fn clear(&self) {
        for entry in fs::read_dir(self.folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::remove_file(path).unwrap();
            }
        }
    }

    /// Scans anew while a write fails, and goes on when none does.
    fn survives(&self, fault: Fault, at: usize) {
        self.clear();
        let what = format!("{fault:?} at write {at} of {}", self.writes);
        let failed = self.scan(|command| fault.at(at, command));
        complains_well(&failed, &what);
        if failed.code != 3 {
            // It was no harm: then all is done.
            assert_eq!(failed.code, 1, "{what}: {}", failed.stderr);
            assert!(self.dumped() == self.dump, "{what}: the project differs");
            let out = fs::read_to_string(self.path("r.jsonl")).unwrap();
            assert!(out == self.out, "{what}: the output differs");
        }
        let again = self.scan(|_| {});
        assert_eq!(again.code, 1, "{what}, then: {}", again.stderr);
        assert!(self.dumped() == self.dump, "{what}: the projects differ");
        let out = fs::read_to_string(self.path("r.jsonl")).unwrap();
        assert!(out == self.out, "{what}: the outputs differ");
    }
}

/// An error names the file that it is about.
fn complains_well(failed: &Ran, what: &str) {
    let said = &failed.stderr;
    assert!(!said.contains("panicked"), "{what}: {said}");
    if failed.code == 3 {
        let error = said.lines().find(|line| line.starts_with("error: "));
        let error = error.unwrap_or_else(|| panic!("{what}: no error in {said}"));
        let named = ["p.sqlite: ", "r.jsonl: ", "kopie.csv: "];
        assert!(
            named.iter().any(|name| error.contains(name)),
            "{what}: {error}"
        );
    }
}

/// Numbers from 1 to `all`, the first ones and `more` others.
fn some_of(all: usize, more: usize) -> impl Iterator<Item = usize> {
    let first = 1..=3.min(all);
    let others = (0..more).map(move |index| 4 + index * all.saturating_sub(4) / more.max(1));
    first.chain(others.filter(move |&at| at <= all))
}

#[test]
fn a_scan_survives_a_disk_that_fails() {
    if shim().is_none() {
        return;
    }
    let archive = Archive::new();
    let faults = FAULTS.iter().cycle();
    for (at, &fault) in some_of(archive.writes, 9).zip(faults) {
        archive.survives(fault, at);
    }
}

#[test]
#[ignore = "takes minutes: every write, each fault"]
fn a_scan_survives_every_write_that_fails() {
    if shim().is_none() {
        return;
    }
    let archive = Archive::new();
    for at in 1..=archive.writes {
        for fault in FAULTS {
            archive.survives(fault, at);
        }
    }
    println!("{} writes, {} faults each", archive.writes, FAULTS.len());
}

#[test]
fn no_decision_that_was_acknowledged_is_lost_and_no_export_is_half_there() {
    if shim().is_none() {
        return;
    }
    let archive = Archive::new();
    let fields: Vec<&str> = archive
        .dump
        .lines()
        .find(|line| line.starts_with("suggestion\t"))
        .unwrap()
        .split('\t')
        .collect();
    let decisions: Vec<String> = ["accept", "doubt", "accept"]
        .iter()
        .map(|kind| {
            json!({"who": "Noor", "document": fields[1], "value": fields[3],
                "block": fields[2].parse::<u64>().unwrap(), "kind": kind})
            .to_string()
        })
        .collect();
    let input = decisions.join("\n");
    fs::copy(archive.path("p.sqlite"), archive.path("schoon")).unwrap();
    for (at, &fault) in (1..=12).step_by(2).zip(FAULTS.iter().cycle()) {
        let what = format!("{fault:?} at write {at} of deciding");
        for name in ["p.sqlite-wal", "p.sqlite-shm"] {
            let _ = fs::remove_file(archive.path(name));
        }
        fs::copy(archive.path("schoon"), archive.path("p.sqlite")).unwrap();
        let decided = decide(&archive, &input, |command| fault.at(at, command));
        complains_well(&decided, &what);
        let acknowledged = decided.stdout.lines().count();
        if decided.code == 0 {
            assert_eq!(acknowledged, decisions.len(), "{what}");
        }
        let listed = run_with(archive.folder.path(), &["project", "decisions", "p.sqlite"]);
        assert!(
            listed.stdout.lines().count() >= acknowledged,
            "{what}: {acknowledged} acknowledged, {}",
            listed.stdout
        );
        let verified = run_with(archive.folder.path(), &["project", "verify", "p.sqlite"]);
        assert_eq!(verified.code, 0, "{what}: {}", verified.stderr);
    }

    let export = [
        "export",
        "--project",
        "p.sqlite",
        "--to",
        "csv",
        "--out",
        "kopie.csv",
    ];
    let whole = archive.run(&export, |_| {});
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    let expected = fs::read(archive.path("kopie.csv")).unwrap();
    for (at, &fault) in (1..=6).zip(FAULTS.iter().cycle()) {
        let what = format!("{fault:?} at write {at} of an export");
        for before in [None, Some("van gisteren")] {
            let _ = fs::remove_file(archive.path("kopie.csv"));
            if let Some(before) = before {
                fs::write(archive.path("kopie.csv"), before).unwrap();
            }
            let failed = archive.run(&export, |command| fault.at(at, command));
            complains_well(&failed, &what);
            let found = fs::read(archive.path("kopie.csv")).ok();
            match failed.code {
                0 => assert!(found.as_ref() == Some(&expected), "{what}"),
                _ => assert_eq!(found.as_deref(), before.map(str::as_bytes), "{what}"),
            }
        }
    }
}

/// Takes decisions with `project decide`.
fn decide(archive: &Archive, input: &str, set: impl FnOnce(&mut Command)) -> Ran {
    use std::io::Write;
    let mut command = Command::new(binary());
    command
        .args(["project", "decide", "p.sqlite"])
        .current_dir(archive.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    set(&mut command);
    let mut child = command.spawn().unwrap();
    // Who fails early reads no further.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    ran(child.wait_with_output().unwrap())
}

#[test]
fn a_clock_that_jumps_changes_nothing_but_the_times() {
    if shim().is_none() {
        return;
    }
    let archive = Archive::new();
    archive.clear();
    let jumps = |command: &mut Command| {
        command.env("LD_PRELOAD", shim().unwrap());
        command.env("CLOCK_JUMPS", "1");
    };
    for _ in 0..2 {
        let scanned = archive.scan(jumps);
        assert_eq!(scanned.code, 1, "{}", scanned.stderr);
        assert!(archive.dumped() == archive.dump, "the projects differ");
    }
    let again = archive.scan(|_| {});
    assert!(again.stderr.contains("0 files read"), "{}", again.stderr);
}
