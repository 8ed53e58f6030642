//! The library face.

use waardenscan::{Block, BuildError, Document, Format, Lexicon, ReadError, ScanError, Scanner};

use crate::places::{root, samples};

#[test]
fn a_threshold_must_be_a_score() {
    for threshold in [0.0, -0.1, 1.1, f64::NAN] {
        let refused = Scanner::builder().threshold(threshold).build();
        assert!(
            matches!(refused, Err(BuildError::Threshold { .. })),
            "{threshold}"
        );
    }
}

#[test]
fn a_higher_threshold_keeps_a_part_of_the_same() {
    let path = samples().join("kesterbeek-verordening-jeugdhulp-2025.docx");
    let low = Scanner::builder()
        .threshold(0.3)
        .build()
        .unwrap()
        .scan_file(&path)
        .unwrap();
    let high = Scanner::builder()
        .threshold(0.7)
        .build()
        .unwrap()
        .scan_file(&path)
        .unwrap();
    assert!(high.suggestions.len() < low.suggestions.len());
    let kept: Vec<_> = low
        .suggestions
        .into_iter()
        .filter(|one| one.score >= 0.7)
        .collect();
    assert_eq!(kept, high.suggestions);
}

#[test]
fn a_scanner_says_which_statistical_part_it_uses() {
    let with = Scanner::builder().build().unwrap();
    let fingerprint = with.statistics_fingerprint().unwrap();
    assert_eq!(fingerprint.len(), 64, "{fingerprint}");
    for unused in [None, Some(b"geen model".as_slice().into())] {
        let without = Scanner::builder().statistics(unused).build().unwrap();
        assert_eq!(without.statistics_fingerprint(), None);
    }
}

#[test]
fn bytes_document_and_file_give_the_same() {
    let scanner = Scanner::builder().build().unwrap();
    let path = samples().join("aldermeer-casus-gezin-dijkstraat.docx");
    let from_file = scanner.scan_file(&path).unwrap();
    let from_bytes = scanner
        .scan_bytes(&std::fs::read(&path).unwrap(), "casus")
        .unwrap();
    assert_eq!(from_file.suggestions, from_bytes.suggestions);
    assert_eq!(
        from_file.suggestions,
        scanner.scan_document(&from_file.document)
    );
    assert_eq!(from_bytes.name, "casus");
}

/// Each suggestion of a huge paragraph would keep a copy of it.
#[test]
fn a_page_at_most_is_shown_as_evidence() {
    let scanner = Scanner::builder().build().unwrap();
    for times in [1, 1_000] {
        let text = "wij gaan uit van vertrouwen in inwoners en ".repeat(times);
        let document = Document::builder(Format::Docx)
            .block(Block::paragraph(text.trim_end()))
            .build();
        let suggestions = scanner.scan_document(&document);
        assert!(!suggestions.is_empty(), "{times} times");
        for suggestion in suggestions {
            let best = suggestion.best.unwrap();
            assert!(
                (10..=2_000).contains(&best.len()),
                "{times} times: {best:?}"
            );
        }
    }
}

#[test]
fn the_builtin_lexicon_is_the_folder() {
    let folder = Lexicon::load(&root().join("lexicons/sociaal-domein")).unwrap();
    assert_eq!(folder.fingerprint(), Lexicon::builtin().fingerprint());
    assert_eq!(folder.values().len(), 32);
}

#[test]
fn errors_name_the_file_and_the_cause() {
    let scanner = Scanner::builder().build().unwrap();
    let missing = scanner.scan_file("bestaat-niet.pdf").unwrap_err();
    assert!(matches!(missing, ScanError::Io { .. }));
    assert!(missing.to_string().contains("bestaat-niet.pdf"));
    let other = scanner
        .scan_bytes(b"\x89PNG\r\n\x1a\n", "logo.png")
        .unwrap_err();
    assert_eq!(
        other.to_string(),
        "logo.png: not a PDF, DOCX or ODT file but an image (PNG)"
    );
    let empty = scanner.scan_bytes(b"", "leeg.pdf").unwrap_err();
    assert!(matches!(
        empty,
        ScanError::Read {
            source: ReadError::Empty,
            ..
        }
    ));
}

#[test]
fn a_passage_does_not_depend_on_its_neighbours() {
    let scanner = Scanner::builder().build().unwrap();
    let passage = Block::paragraph("De hulp is laagdrempelig en voor iedereen toegankelijk.");
    let other = Block::paragraph("De vergadering wordt om 21.15 uur gesloten.");
    let alone = Document::builder(Format::Docx)
        .block(passage.clone())
        .build();
    let among = Document::builder(Format::Docx)
        .blocks([other.clone(), passage, other])
        .build();
    let alone = scanner.scan_document(&alone);
    let mut among = scanner.scan_document(&among);
    assert!(!alone.is_empty());
    for suggestion in &mut among {
        assert_eq!(suggestion.block, 1);
        suggestion.block = 0;
    }
    assert_eq!(alone, among);
}
