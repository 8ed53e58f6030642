//! The paths that a scan runs hot, one at a time and so many times, for
//! `cargo xtask counts`:
//!
//!     waardenscan-benches PATH TIMES
//!
//! Each time does the same work, on one thread, over a sample. What starting
//! costs is the same however many times.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use waardenscan::dutch::{Analysis, Dutch, Words};
use waardenscan::lexicon::{ClassCache, Matcher};
use waardenscan::score::Scratch;
use waardenscan::{Document, Lexicon, Scanner, read_document};
use waardenscan_archive::{Outcome, PersonalCounts, Project, Signatures, Timing};

const PDF: &str = "aldermeer-beleidsplan-sociaal-domein-2020.pdf";
const DOCX: &str = "kesterbeek-verordening-jeugdhulp-2025.docx";

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_default();
    let times = arguments
        .next()
        .ok_or("usage: waardenscan-benches PATH TIMES")?;
    let times: usize = times.parse()?;
    match path.as_str() {
        "pdf" => reading(PDF, times),
        "docx" => reading(DOCX, times),
        "language" => language(times),
        "matching" => matching(times),
        "scoring" => scoring(times),
        "storing" => storing(times),
        _ => Err("pdf, docx, language, matching, scoring or storing".into()),
    }
}

fn sample(name: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus-samples");
    Ok(fs::read(samples.join(name))?)
}

fn document() -> Result<Document, Box<dyn Error>> {
    Ok(read_document(&sample(PDF)?)?)
}

/// Bytes to a document.
fn reading(name: &str, times: usize) -> Done {
    let bytes = sample(name)?;
    for _ in 0..times {
        black_box(read_document(black_box(&bytes))?);
    }
    Ok(())
}

/// Sentences, tokens, lemmas and cues, every word new.
fn language(times: usize) -> Done {
    let (dutch, document) = (Dutch::new(), document()?);
    for _ in 0..times {
        let mut words = Words::new();
        for passage in document.passages() {
            black_box(dutch.analyse(passage.text, &mut words));
        }
    }
    Ok(())
}

/// Indicators in text that is analysed, every word known.
fn matching(times: usize) -> Done {
    let (lexicon, dutch, document) = (Lexicon::builtin(), Dutch::new(), document()?);
    let matcher = Matcher::new(&lexicon, &dutch);
    let (mut words, mut classes) = (Words::new(), ClassCache::default());
    let passages = document.passages();
    let analyses: Vec<Analysis> = passages
        .map(|passage| dutch.analyse(passage.text, &mut words))
        .collect();
    for _ in 0..=times {
        for analysis in &analyses {
            black_box(matcher.find(&dutch, analysis, &words, &mut classes));
        }
    }
    Ok(())
}

/// A document to suggestions, both layers, every word known.
fn scoring(times: usize) -> Done {
    let (scanner, document) = (Scanner::builder().build()?, document()?);
    let mut scratch = Scratch::new();
    for _ in 0..=times {
        let least = scanner.threshold();
        black_box(
            scanner
                .scorer()
                .score_document(&document, &[], least, &mut scratch),
        );
    }
    Ok(())
}

/// A scanned document into a project, each time another.
fn storing(times: usize) -> Done {
    let scanner = Scanner::builder().build()?;
    let record = scanner.record(&scanner.scan_bytes(&sample(PDF)?, PDF)?);
    let folder = tempfile::tempdir()?;
    let mut project = Project::create_or_open(&folder.path().join("p.sqlite"))?;
    let run = project.start_run(&scanner)?;
    for number in 0..times {
        let outcome = Outcome {
            path: format!("archief/{number:04}.pdf"),
            bytes: 1,
            sha256: Some(format!("{number:064x}")),
            given: None,
            timing: Timing::default(),
            personal: PersonalCounts::default(),
            signatures: Signatures::of(&record.passages),
            result: Ok(record.clone()),
        };
        project.add(run, &outcome)?;
    }
    Ok(())
}
