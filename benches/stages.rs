//! What each stage costs on the samples: `cargo bench -p waardenscan-benches`.
//!
//! Throughput is in bytes of the file for reading, and in bytes of text for
//! all after it. Compare stages within one run; the machine decides the rest.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use waardenscan::dutch::{Analysis, Dutch, Words, token_spans};
use waardenscan::lexicon::{ClassCache, Matcher};
use waardenscan::score::{Scorer, Scratch};
use waardenscan::{Document, Lexicon, Scanner, read_document};
use waardenscan_archive::{PersonalCounts, Signatures};

const PDF: &str = "aldermeer-beleidsplan-sociaal-domein-2020.pdf";
const DOCX: &str = "kesterbeek-verordening-jeugdhulp-2025.docx";

fn sample(name: &str) -> Vec<u8> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus-samples");
    std::fs::read(samples.join(name)).expect("the samples are in the repository")
}

fn document(name: &str) -> Document {
    read_document(&sample(name)).expect("the sample can be read")
}

fn scanner() -> Scanner {
    Scanner::builder()
        .build()
        .expect("the default settings are valid")
}

fn text_bytes(document: &Document) -> Throughput {
    let passages = document.passages();
    Throughput::Bytes(passages.map(|passage| passage.text.len() as u64).sum())
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
    group.throughput(text_bytes(&document));
    let each = |work: &mut dyn FnMut(&str)| {
        for passage in document.passages() {
            work(passage.text);
        }
    };
    group.bench_function("tokens", |bencher| {
        bencher.iter(|| each(&mut |text| _ = black_box(token_spans(text).count())));
    });
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| each(&mut |text| _ = black_box(dutch.sentences(text))));
    });
    let analyse = |words: &mut Words| {
        each(&mut |text| _ = black_box(dutch.analyse(text, words)));
    };
    group.bench_function("all, every word new", |bencher| {
        bencher.iter(|| analyse(&mut Words::new()));
    });
    let mut words = Words::new();
    group.bench_function("all, every word known", |bencher| {
        bencher.iter(|| analyse(&mut words));
    });
    group.finish();
}

fn matching(criterion: &mut Criterion) {
    let (lexicon, dutch, document) = (Lexicon::builtin(), Dutch::new(), document(PDF));
    let matcher = Matcher::new(&lexicon, &dutch);
    let (mut words, mut classes) = (Words::new(), ClassCache::default());
    let passages = document.passages();
    let analyses: Vec<Analysis> = passages
        .map(|passage| dutch.analyse(passage.text, &mut words))
        .collect();
    let mut group = criterion.benchmark_group("match");
    group.throughput(text_bytes(&document));
    group.bench_function("analysed text", |bencher| {
        bencher.iter(|| {
            for analysis in &analyses {
                black_box(matcher.find(&dutch, analysis, &words, &mut classes));
            }
        });
    });
    group.finish();
}

/// As a scan does: suggestions from the threshold on, with what made them.
fn scoring(criterion: &mut Criterion) {
    let document = document(PDF);
    let mut group = criterion.benchmark_group("analyse, match and score");
    group.throughput(text_bytes(&document));
    let both = scanner();
    let least = both.threshold();
    let both = both.into_scorer();
    let indicators = scanner().into_scorer().with_model(None);
    let mut measure = |name: &str, scorer: &Scorer| {
        let mut scratch = Scratch::new();
        group.bench_function(name, |bencher| {
            bencher.iter(|| scorer.score_document(black_box(&document), &[], least, &mut scratch));
        });
    };
    measure("indicators alone", &indicators);
    measure("both layers", &both);
    group.finish();
}

fn keeping(criterion: &mut Criterion) {
    let scanner = scanner();
    let scan = scanner
        .scan_bytes(&sample(PDF), PDF)
        .expect("the sample can be read");
    let mut group = criterion.benchmark_group("keep");
    group.throughput(text_bytes(&scan.document));
    group.bench_function("record", |bencher| bencher.iter(|| scanner.record(&scan)));
    let record = scanner.record(&scan);
    group.bench_function("signatures of standard text", |bencher| {
        bencher.iter(|| Signatures::of(black_box(&record.passages)));
    });
    group.bench_function("personal data", |bencher| {
        bencher.iter(|| {
            for passage in &record.passages {
                black_box(PersonalCounts::of(&passage.text));
            }
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
    let (lexicon, dutch) = (Lexicon::builtin(), Dutch::new());
    group.bench_function("matcher", |bencher| {
        bencher.iter(|| Matcher::new(&lexicon, &dutch));
    });
    group.bench_function("scanner", |bencher| {
        bencher.iter(|| Scanner::builder().build());
    });
    group.finish();
}

criterion_group!(
    stages, reading, analysing, matching, scoring, keeping, starting
);
criterion_main!(stages);
