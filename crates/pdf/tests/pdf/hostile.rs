use std::{fmt::Write, fs};

use proptest::prelude::*;
use waardenscan_document::{ReadError, Reader};
use waardenscan_pdf::{PdfOptions, PdfReader};

use crate::support::{name, read, samples, shared};

fn outcome(error: &ReadError) -> &'static str {
    match error {
        ReadError::Empty => "empty",
        ReadError::Encrypted => "encrypted",
        ReadError::WrongPassword => "wrong password",
        ReadError::ExtractionForbidden => "extraction forbidden",
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

/// A generator of numbers that are the same everywhere: xorshift (G. Marsaglia,
/// "Xorshift RNGs", Journal of Statistical Software 8, 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// What becomes of two hundred damaged copies of the samples: one in four cut
/// short, the others with up to 64 bytes changed.
#[test]
fn damaged_copies_have_an_outcome() {
    let files: Vec<(String, Vec<u8>)> = samples()
        .iter()
        .map(|path| (name(path), fs::read(path).unwrap()))
        .collect();
    let mut numbers = Numbers(0x5eed);
    let mut table = String::new();
    for variant in 0..200 {
        let (name, bytes) = &files[variant % files.len()];
        let mut bytes = bytes.clone();
        let damage = if variant % 4 == 0 {
            bytes.truncate(numbers.below(bytes.len()));
            "cut"
        } else {
            for _ in 0..1 + numbers.below(64) {
                let at = numbers.below(bytes.len());
                bytes[at] ^= u8::try_from(1 + numbers.below(255)).unwrap();
            }
            "changed"
        };
        let outcome = match PdfReader::new().read(&bytes) {
            Ok(document) => {
                assert!(!document.blocks().is_empty());
                "ok"
            }
            Err(error) => outcome(&error),
        };
        writeln!(table, "{variant} {name} {damage}: {outcome}").unwrap();
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
