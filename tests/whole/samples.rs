//! What must hold for every suggestion on the samples.

use waardenscan::{Scan, ScanError, Scanner};

use crate::places::samples;

/// Scans every sample that can be read.
fn scans(scanner: &Scanner) -> Vec<Scan> {
    let mut paths: Vec<_> = std::fs::read_dir(samples())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let scans: Vec<Scan> = paths
        .iter()
        .filter_map(|path| match scanner.scan_file(path) {
            Ok(scan) => Some(scan),
            Err(ScanError::Read { .. }) => None,
            Err(error) => panic!("{error}"),
        })
        .collect();
    assert!(
        scans.len() >= 12,
        "only {} samples can be read",
        scans.len()
    );
    scans
}

#[test]
fn every_hit_is_exactly_the_text_it_names() {
    let scanner = Scanner::builder().build().unwrap();
    let mut hits = 0;
    for scan in scans(&scanner) {
        for (record, suggestion) in scanner.records(&scan).zip(&scan.suggestions) {
            let block = &scan.document.blocks()[suggestion.block];
            assert_eq!(record.passage, block.text);
            for (hit, found) in record.hits.iter().zip(&suggestion.hits) {
                let selected: String = record
                    .passage
                    .chars()
                    .skip(hit.start)
                    .take(hit.end - hit.start)
                    .collect();
                assert_eq!(
                    selected, hit.text,
                    "{}: {}",
                    record.document, record.passage
                );
                assert_eq!(found.span.get(&block.text), Some(hit.text.as_str()));
                // What says the same again is told as a number.
                assert!(
                    found.repeats.is_some() || record.explanation.contains(&hit.text),
                    "{}",
                    record.explanation
                );
                assert!(!hit.text.is_empty());
                hits += 1;
            }
        }
    }
    assert!(hits > 100, "only {hits} hits on the samples");
}

#[test]
fn every_suggestion_is_well_formed() {
    let scanner = Scanner::builder().build().unwrap();
    for scan in scans(&scanner) {
        let mut before = None;
        for suggestion in &scan.suggestions {
            assert!(suggestion.score >= scanner.threshold() && suggestion.score < 1.0);
            assert!(!suggestion.hits.is_empty() || suggestion.best.is_some());
            let logit = (suggestion.score / (1.0 - suggestion.score)).ln();
            let factors: f64 = suggestion.factors.iter().map(|factor| factor.added).sum();
            assert!((suggestion.base + factors - logit).abs() < 1e-3);
            let spans: Vec<_> = suggestion.hits.iter().map(|hit| hit.span).collect();
            assert!(spans.is_sorted() && spans.windows(2).all(|pair| !pair[0].overlaps(pair[1])));
            let place = Some((suggestion.block, suggestion.value));
            assert!(before < place, "in document order, each once");
            before = place;
        }
    }
}

#[test]
fn scanning_again_gives_the_same() {
    let scanner = Scanner::builder().build().unwrap();
    let first = scans(&scanner);
    let second = scans(&scanner);
    for (first, second) in first.iter().zip(&second) {
        assert_eq!(first.suggestions, second.suggestions, "{}", first.name);
        assert_eq!(first.document, second.document, "{}", first.name);
    }
}
