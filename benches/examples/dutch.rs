//! Measures the language layer over the running text of documents, in one run
//! on one core: `cargo run --release -p waardenscan-benches --example dutch
//! FILE_OR_FOLDER...`
//!
//! Running text is the text of the passages, which is what a scan analyses.
//! Files that cannot be read are counted and left out. Times are of the
//! processor where the system tells them, so that other work beside it counts
//! for little; the best of a few runs counts.

use std::fs;
use std::hint::black_box;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use unicode_segmentation::UnicodeSegmentation;
use waardenscan::dutch::{Dutch, Words, token_spans};
use waardenscan::read_document;

const RUNS: usize = 7;

/// The tables load in less time than the system's count of it goes forward by.
const LOADS: u32 = 100;

/// As a scan does; some PDFs nest deeply.
const STACK_BYTES: usize = 256 << 20;

fn main() -> io::Result<()> {
    let reader = std::thread::Builder::new().stack_size(STACK_BYTES);
    match reader.spawn(run)?.join() {
        Ok(outcome) => outcome,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

fn run() -> io::Result<()> {
    let mut files = Vec::new();
    for path in std::env::args_os().skip(1) {
        collect(Path::new(&path), &mut files)?;
    }
    let (mut texts, mut unread) = (Vec::new(), 0);
    for file in &files {
        match read_document(&fs::read(file)?) {
            Ok(document) => texts.extend(document.passages().map(|p| p.text.to_owned())),
            Err(_) => unread += 1,
        }
    }
    let bytes = texts.iter().map(String::len).sum();
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{} files, {unread} of them not read; {} passages, {:.2} MB",
        files.len(),
        texts.len(),
        megabytes(bytes)
    )?;

    let dutch = Dutch::new();
    let over = |stage: &mut dyn FnMut(&str) -> usize| {
        best(|| {
            for text in &texts {
                black_box(stage(text));
            }
        })
    };
    let baseline = over(&mut |text| text.unicode_words().count());
    let mut report = |name: &str, seconds: f64| {
        let rate = megabytes(bytes) / seconds;
        let ratio = baseline / seconds;
        writeln!(
            out,
            "{name:<28} {rate:8.1} MB/s  {ratio:5.2} x unicode_words"
        )
    };
    report("unicode_words", baseline)?;
    report("tokens", over(&mut |text| token_spans(text).count()))?;
    report("sentences", over(&mut |text| dutch.sentences(text).len()))?;
    let all = |words: &mut Words| {
        for text in &texts {
            black_box(dutch.analyse(text, words));
        }
    };
    report("everything, no word known", best(|| all(&mut Words::new())))?;
    let mut words = Words::new();
    all(&mut words);
    report("everything, all words known", best(|| all(&mut words)))?;
    let start = best(|| {
        for _ in 0..LOADS {
            black_box(Dutch::new());
        }
    });
    writeln!(
        out,
        "{} distinct words; start-up {:.2} ms",
        words.len(),
        start / f64::from(LOADS) * 1e3
    )
}

/// Adds the file, or the files of the folder, in order of their names.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut inside = Vec::new();
    for entry in fs::read_dir(path)? {
        inside.push(entry?.path());
    }
    inside.sort();
    inside.iter().try_for_each(|path| collect(path, files))
}

/// The shortest of some runs, in seconds.
fn best(mut work: impl FnMut()) -> f64 {
    (0..RUNS)
        .map(|_| {
            let (clock, processor) = (Instant::now(), processor_seconds());
            work();
            match (processor, processor_seconds()) {
                (Some(before), Some(after)) => after - before,
                _ => clock.elapsed().as_secs_f64(),
            }
        })
        .fold(f64::INFINITY, f64::min)
}

/// What this thread has used of the processor; Linux alone tells it so.
fn processor_seconds() -> Option<f64> {
    let times = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = times.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6
}
