use std::fmt::Write;

use proptest::prelude::*;
use waardenscan_document::{ReadError, Reader};
use waardenscan_pdf::{PdfOptions, PdfReader};

use crate::support::{name, read, shared};

fn outcome(error: &ReadError) -> &'static str {
    match error {
        ReadError::Empty => "empty",
        ReadError::Encrypted => "encrypted",
        ReadError::NoText { .. } => "no text",
        ReadError::NoContent => "no content",
        ReadError::Garbled { .. } => "garbled",
        ReadError::Damaged { .. } => "damaged",
        ReadError::OverLimit { .. } => "over limit",
        ReadError::ParserFailed { .. } => "parser failed",
        _ => "other",
    }
}

/// What becomes of each file of other readers' test suites.
#[test]
fn every_file_has_an_outcome() {
    let files = shared("torture/pdf");
    if files.is_empty() {
        return;
    }
    let mut table = String::new();
    for path in files {
        let result = read(&path);
        let outcome = result.as_ref().err().map_or("ok", outcome);
        writeln!(table, "{}: {outcome}", name(&path)).unwrap();
    }
    insta::assert_snapshot!(table);
}

#[test]
fn limits_are_kept() {
    let reader = PdfReader::with_options(PdfOptions {
        max_bytes: 10,
        ..PdfOptions::default()
    });
    assert!(matches!(
        reader.read(&[b'%'; 11]),
        Err(ReadError::OverLimit { .. })
    ));
    assert_eq!(PdfReader::new().read(&[]), Err(ReadError::Empty));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let mut file = b"%PDF-1.4\n".to_vec();
        file.extend(bytes);
        prop_assert!(PdfReader::new().recognises(&file));
        let result = PdfReader::new().read(&file);
        prop_assert!(result.is_err() || result.is_ok_and(|document| !document.blocks().is_empty()));
    }
}
