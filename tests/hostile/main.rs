//! Documents that do their worst, among many good ones. A test binary of its
//! own, because it counts the processes that are left.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

// `cfg(test)` tells Clippy that what this module shares serves tests, too.
#[cfg(test)]
mod recognition;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use waardenscan::Scanner;
use waardenscan_archive::{
    Ending, FailureKind, Inputs, ScanOptions, WorkerError, WorkerOptions, Workers, scan_files,
};

/// What a file asks for, and what must become of it: none where it is
/// analysed.
const ORDERS: &[(&str, Option<FailureKind>)] = &[
    ("panic", Some(FailureKind::ParserFailed)),
    ("abort", Some(FailureKind::Crashed)),
    ("exit 0", Some(FailureKind::Crashed)),
    ("exit 1", Some(FailureKind::Crashed)),
    ("overflow", Some(FailureKind::Crashed)),
    ("loop", Some(FailureKind::TimedOut)),
    ("sleep", Some(FailureKind::TimedOut)),
    ("memory", Some(FailureKind::OutOfMemory)),
    ("print", None),
    ("poison", None),
];

/// What only a system with Landlock and seccomp refuses.
const ESCAPES: &[&str] = &[
    "program",
    "connect",
    "read /etc/hostname",
    "write escaped.txt",
];

/// Long for the good documents, on a machine however busy; short for those
/// that wait it out.
const TIMEOUT: Duration = Duration::from_secs(6);

/// One test at a time: some count the processes that are left.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn worker() -> WorkerOptions {
    let mut options = WorkerOptions::new(env!("CARGO_BIN_EXE_hostile-worker").into());
    options.memory_bytes = Some(1 << 30);
    options.document_timeout = TIMEOUT;
    options
}

fn order(folder: &Path, name: &str, order: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, format!("OPDRACHT {order}")).unwrap();
    path
}

/// Scans `good` documents with `rounds` of each hostile one strewn among them.
fn mixed(good: usize, rounds: usize) {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut expected = BTreeMap::new();
    for number in 0..good {
        let path = order(
            root,
            &format!("{number:05}-a-good"),
            &format!("good {number}"),
        );
        expected.insert(path, None);
    }
    let mut place = 0;
    let mut strewn = |what: &str| {
        place = (place + 7) % good;
        format!("{place:05}-b-{}", what.replace(['/', ' '], "-"))
    };
    for round in 0..rounds {
        for (what, outcome) in ORDERS {
            let name = strewn(&format!("{what}-{round}"));
            expected.insert(order(root, &name, what), *outcome);
        }
    }
    let huge = root.join(strewn("huge"));
    fs::File::create(&huge).unwrap().set_len(1 << 40).unwrap();
    expected.insert(huge, Some(FailureKind::OverLimit));
    expected.insert(
        order(root, &strewn("empty"), ""),
        Some(FailureKind::Damaged),
    );
    let escapes: Vec<PathBuf> = ESCAPES
        .iter()
        .map(|what| order(root, &strewn(what), what))
        .collect();

    let mut inputs = Inputs::find(&[root.to_owned()]);
    #[cfg(unix)]
    {
        // Given by name, as a folder would not name them.
        let pipe = root.join(strewn("pipe"));
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        let mut odd = vec![
            (pipe, FailureKind::NotAFile),
            (PathBuf::from("/dev/zero"), FailureKind::NotAFile),
        ];
        if cfg!(target_os = "linux") {
            // Longer each time than it was said to be.
            odd.push((PathBuf::from("/proc/version"), FailureKind::Changing));
        }
        for (path, kind) in odd {
            inputs
                .files
                .extend(Inputs::find(std::slice::from_ref(&path)).files);
            expected.insert(path, Some(kind));
        }
    }
    let before = fs::read_dir(root).unwrap().count();

    let scanner = Scanner::builder().build().unwrap();
    let workers = Workers::start(&scanner, &inputs.files, worker()).unwrap();
    let options = ScanOptions {
        jobs: NonZeroUsize::new(3),
        workers: Some(&workers),
        stop: None,
    };
    let mut order = Vec::new();
    let mut found = BTreeMap::new();
    let ending = scan_files(&scanner, &inputs.files, &options, |outcome| {
        order.push(PathBuf::from(&outcome.path));
        found.insert(PathBuf::from(&outcome.path), outcome.result);
        Ok::<_, Infallible>(())
    });
    let ending = ending.unwrap();
    assert!(matches!(ending, Ending::Complete), "{ending:?}");

    let given: Vec<PathBuf> = inputs.files.iter().map(|file| file.path.clone()).collect();
    assert_eq!(order, given, "in the order of the input, each once");
    for (path, expected) in &expected {
        let failure = found.get(path).unwrap().as_ref().err();
        let kind = failure.map(|failure| failure.kind);
        assert_eq!(kind, *expected, "{}: {failure:?}", path.display());
    }
    if workers.missing().is_empty() {
        for path in &escapes {
            let failure = found.get(path).unwrap().as_ref().unwrap_err();
            assert_eq!(failure.kind, FailureKind::Damaged, "{failure:?}");
            assert!(
                failure.message.contains("denied") || failure.message.contains("permitted"),
                "{}: {}",
                path.display(),
                failure.message
            );
        }
    }
    drop(workers);
    assert_eq!(
        fs::read_dir(root).unwrap().count(),
        before,
        "no file is left"
    );
    let left = children(std::process::id());
    assert!(left.is_empty(), "processes are left: {left:?}");
}

/// The processes that `parent` started, the dead ones that nobody buried too;
/// empty on systems that do not tell.
fn children(parent: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let parent_of = |id: &u32| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // The name of the program may hold anything but ends at the last ")".
        let (_, rest) = stat.rsplit_once(')')?;
        rest.split_whitespace().nth(1)?.parse::<u32>().ok()
    };
    ids.filter(|id| parent_of(id) == Some(parent)).collect()
}

#[test]
fn good_documents_survive_hostile_ones() {
    mixed(60, 1);
}

#[test]
#[ignore = "takes minutes"]
fn two_thousand_documents_survive_fifty_hostile_ones() {
    mixed(2_000, 5);
}

/// However a parent ends, its workers do too, busy or not.
#[test]
#[cfg(target_os = "linux")]
fn workers_end_with_their_parent() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let busy = order(folder.path(), "busy", "loop");
    let mut parent = Command::new(env!("CARGO_BIN_EXE_hostile-worker"))
        .arg("parent")
        .arg(busy)
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let workers = wait_for(|| Some(children(parent.id())).filter(|it| !it.is_empty()));
    parent.kill().unwrap();
    parent.wait().unwrap();
    wait_for(|| {
        let alive = |id: &u32| Path::new(&format!("/proc/{id}")).exists();
        (!workers.iter().any(alive)).then_some(())
    });
}

/// Asks until there is an answer.
fn wait_for<T>(mut ask: impl FnMut() -> Option<T>) -> T {
    for _ in 0..600 {
        if let Some(answer) = ask() {
            return answer;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("nothing came of it within a minute");
}

#[test]
fn a_program_that_is_no_worker_is_an_error_at_once() {
    let _alone = alone();
    let scanner = Scanner::builder().build().unwrap();
    let start = |program: &str| {
        let options = WorkerOptions::new(program.into());
        Workers::start(&scanner, &[], options).err().unwrap()
    };
    assert!(matches!(
        start("there-is-no-such-program"),
        WorkerError::Start { .. }
    ));
    let exe = std::env::current_exe().unwrap();
    let other = start(exe.to_str().unwrap());
    assert!(matches!(other, WorkerError::Silent { .. }), "{other}");
}

#[test]
fn a_worker_with_another_lexicon_is_refused() {
    let _alone = alone();
    let scanner = Scanner::builder().threshold(0.9).build().unwrap();
    let refused = Workers::start(&scanner, &[], worker()).err().unwrap();
    assert!(matches!(refused, WorkerError::Other), "{refused}");
}
