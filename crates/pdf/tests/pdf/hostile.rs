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

/// A page that shows some codes in a font.
fn in_font(font: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R\
         /Resources<</Font<</F 5 0 R>>>>>>",
        "<</Length 37>>stream\nBT /F 12 Tf 20 200 Td (zorg) Tj ET    \nendstream",
        font,
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    for (number, object) in (1..).zip(objects) {
        writeln!(file, "{number} 0 obj\n{object}\nendobj").unwrap();
    }
    file += "trailer <</Root 1 0 R>>\n%%EOF\n";
    file.into_bytes()
}

#[test]
fn a_font_of_some_bytes_takes_no_memory_for_widths_that_it_only_tells_of() {
    let simple = |first: &str| {
        format!(
            "<</Type/Font/Subtype/TrueType/BaseFont/Arial/FirstChar {first}/LastChar 300\
             /Widths[500 600]/Encoding/WinAnsiEncoding>>"
        )
    };
    let composite = |widths: &str| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H\
             /DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X{widths}>>]>>"
        )
    };
    for font in [
        composite("/W[1[500 600] 7 2147483647 500]"),
        composite("/DW2[880 -1000]/W2[1[-500 0 0] 7 2147483647 -500 0 0]"),
        simple("4294967296"),
    ] {
        let read = PdfReader::new().read(&in_font(&font));
        assert!(
            matches!(read, Err(ReadError::OverLimit { .. })),
            "{font}: {read:?}"
        );
    }
    for font in [composite("/W[0 65535 500 1[500 600]]"), simple("32")] {
        let read = PdfReader::new().read(&in_font(&font));
        assert!(
            !matches!(read, Err(ReadError::OverLimit { .. })),
            "{font}: {read:?}"
        );
    }
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
