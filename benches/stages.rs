//! What each stage costs on the samples: `cargo bench -p waardenscan-benches`.
//!
//! Throughput is in bytes of the file for reading, and in bytes of text for
//! all after it. Compare stages within one run; the machine decides the rest.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use waardenscan::dutch::{Dutch, Words};
use waardenscan::score::Scratch;
use waardenscan::{Document, Lexicon, Scanner, read_document};

const PDF: &str = "aldermeer-beleidsplan-sociaal-domein-2020.pdf";
const DOCX: &str = "kesterbeek-verordening-jeugdhulp-2025.docx";

fn sample(name: &str) -> Vec<u8> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus-samples");
    std::fs::read(samples.join(name)).expect("the samples are in the repository")
}

fn document(name: &str) -> Document {
    read_document(&sample(name)).expect("the sample can be read")
}

fn text_bytes(document: &Document) -> u64 {
    document
        .passages()
        .map(|passage| passage.text.len() as u64)
        .sum()
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    for name in [PDF, DOCX] {
        let bytes = sample(name);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| read_document(black_box(&bytes)));
        });
    }
    group.finish();
}

fn analysing(criterion: &mut Criterion) {
    let dutch = Dutch::new();
    let document = document(PDF);
    let mut group = criterion.benchmark_group("analyse");
    group.throughput(Throughput::Bytes(text_bytes(&document)));
    let analyse = |words: &mut Words| {
        for passage in document.passages() {
            black_box(dutch.analyse(passage.text, words));
        }
    };
    group.bench_function("every word new", |bencher| {
        bencher.iter(|| analyse(&mut Words::new()));
    });
    let mut words = Words::new();
    group.bench_function("every word known", |bencher| {
        bencher.iter(|| analyse(&mut words));
    });
    group.finish();
}

fn scoring(criterion: &mut Criterion) {
    let scanner = Scanner::builder()
        .build()
        .expect("the default settings are valid");
    let document = document(PDF);
    let mut group = criterion.benchmark_group("score");
    group.throughput(Throughput::Bytes(text_bytes(&document)));
    let mut scratch = Scratch::new();
    group.bench_function("analyse, match and score", |bencher| {
        bencher.iter(|| {
            scanner.scorer().score_document(
                black_box(&document),
                &[],
                scanner.threshold(),
                &mut scratch,
            )
        });
    });
    group.finish();
}

fn starting(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start");
    group.bench_function("language tables", |bencher| {
        bencher.iter(Dutch::new);
    });
    group.bench_function("built-in lexicon", |bencher| {
        bencher.iter(Lexicon::builtin);
    });
    group.bench_function("scanner", |bencher| {
        bencher.iter(|| Scanner::builder().build());
    });
    group.finish();
}

criterion_group!(stages, reading, analysing, scoring, starting);
criterion_main!(stages);
