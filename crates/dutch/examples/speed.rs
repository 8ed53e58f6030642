//! Measures the speed of each stage over the text files given, in one run on
//! one core: `cargo run --release -p waardenscan-dutch --example speed FILE...`

use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use unicode_segmentation::UnicodeSegmentation;
use waardenscan_dutch::{Dutch, Words, token_spans};

/// Each stage is timed this often; the median counts.
const RUNS: usize = 7;

fn main() -> io::Result<()> {
    let mut texts = Vec::new();
    for path in std::env::args_os().skip(1) {
        texts.push(std::fs::read_to_string(path)?);
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut out = io::stdout().lock();
    let dutch = Dutch::new();
    let over = |stage: &mut dyn FnMut(&str) -> usize| {
        median(|| {
            for text in &texts {
                black_box(stage(text));
            }
        })
    };

    let baseline = over(&mut |text| text.unicode_words().count());
    let mut report = |name: &str, time: Duration| {
        let rate = megabytes(bytes) / time.as_secs_f64();
        let ratio = baseline.as_secs_f64() / time.as_secs_f64();
        writeln!(
            out,
            "{name:<28} {rate:8.1} MB/s  {ratio:5.2} x unicode_words"
        )
    };
    report("unicode_words", baseline)?;
    report("tokens", over(&mut |text| token_spans(text).count()))?;
    report("sentences", over(&mut |text| dutch.sentences(text).len()))?;
    let all = |words: &mut Words| {
        texts.iter().for_each(|text| {
            black_box(dutch.analyse(text, words));
        });
    };
    report(
        "everything, no word known",
        median(|| all(&mut Words::new())),
    )?;
    let mut words = Words::new();
    all(&mut words);
    report("everything, all words known", median(|| all(&mut words)))?;
    writeln!(
        out,
        "{} distinct words in {:.2} MB",
        words.len(),
        megabytes(bytes)
    )?;
    let start = median(|| {
        black_box(Dutch::new());
    });
    writeln!(out, "start-up {start:?}")
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(RUNS / 2).copied().unwrap_or_default()
}

fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6
}
