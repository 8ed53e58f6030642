//! Scans: with Tesseract where it is installed, and with recognisers that
//! answer what the test wants.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use waardenscan_document::{Block, Document, ReadError, Reader, WarningKind};
use waardenscan_pdf::{
    Ocr, PageImage, PdfOptions, PdfReader, RecognisedWord, Recogniser, RecogniserError, Tesseract,
};

use crate::support::{in_order, shared};

fn scan() -> Vec<u8> {
    let samples = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus-samples"));
    fs::read(samples.join("veenhorst-brief-gescand.pdf")).unwrap()
}

/// Gives the same answer for every page.
#[derive(Debug)]
struct Answer(Result<Vec<RecognisedWord>, RecogniserError>);

impl Recogniser for Answer {
    fn check(&self) -> Result<(), RecogniserError> {
        match &self.0 {
            Err(RecogniserError::NotInstalled) => Err(RecogniserError::NotInstalled),
            _ => Ok(()),
        }
    }

    fn recognise(&self, _: &PageImage, _: f32) -> Result<Vec<RecognisedWord>, RecogniserError> {
        self.0.clone()
    }
}

fn word(text: &str, number: u32) -> RecognisedWord {
    RecognisedWord {
        text: text.to_owned(),
        line: 0,
        paragraph: 0,
        left: 300 + 200 * number,
        top: 400,
        width: 180,
        height: 40,
        confidence: 92,
    }
}

fn with(answer: Result<Vec<RecognisedWord>, RecogniserError>, options: PdfOptions) -> PdfReader {
    PdfReader::with_options(options).with_recogniser(Arc::new(Answer(answer)))
}

#[test]
fn recognised_words_become_the_document() {
    let words = ["Geachte", "leden", "van", "de", "raad"];
    let words: Vec<_> = words
        .iter()
        .zip(0..)
        .map(|(text, at)| word(text, at))
        .collect();
    let reader = with(Ok(words), PdfOptions::default());
    let (document, places) = reader.read_with_places(&scan()).unwrap();
    let texts: Vec<&str> = document
        .blocks()
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    assert_eq!(texts, ["Geachte leden van de raad"]);
    assert!(document.pages()[0].recognised);
    assert_eq!(document.warnings()[0].kind, WarningKind::Recognised);
    // 300 pixels at 300 dots an inch are 72 points.
    let place = places.words(0)[0].regions[0].rect;
    assert!((place.left - 72.0).abs() < 0.1 && place.top < 96.1 && place.bottom > 105.5);
}

#[test]
fn a_scan_stays_unread_without_recognition() {
    let unread = Err(ReadError::NoText { pages: 1 });
    let off = PdfOptions {
        ocr: Ocr::Off,
        ..PdfOptions::default()
    };
    let none_allowed = PdfOptions {
        ocr_max_pages: 0,
        ..PdfOptions::default()
    };
    let words = || Ok(vec![word("Geachte", 0)]);
    assert_eq!(PdfReader::new().read(&scan()), unread);
    assert_eq!(with(words(), off).read(&scan()), unread);
    assert_eq!(with(words(), none_allowed).read(&scan()), unread);
    let absent = with(Err(RecogniserError::NotInstalled), PdfOptions::default());
    assert_eq!(absent.read(&scan()), unread);
}

#[test]
fn a_picture_without_words_has_no_content() {
    let reader = with(Ok(Vec::new()), PdfOptions::default());
    assert_eq!(reader.read(&scan()), Err(ReadError::NoContent));
}

/// A drawing: lines of which the recogniser is sure, and others.
#[test]
fn doubtful_words_are_left_out_or_named() {
    let lines = |confidences: &[u8]| {
        let line = ["Inwoners", "vinden", "hulp", "in", "hun", "eigen", "buurt"];
        let mut words = Vec::new();
        for (number, &confidence) in confidences.iter().enumerate() {
            words.extend(line.iter().zip(0..).map(|(text, at)| RecognisedWord {
                line: number,
                top: 400 + 80 * u32::try_from(number).unwrap(),
                confidence,
                ..word(text, at)
            }));
        }
        with(Ok(words), PdfOptions::default()).read(&scan())
    };
    let document = lines(&[90, 35, 40, 90, 30, 30]).unwrap();
    assert_eq!(words(&text(&document)).len(), 14);
    let kinds: Vec<_> = document.warnings().iter().map(|w| w.kind).collect();
    assert_eq!(kinds, [WarningKind::Recognised; 2]);
    let doubtful = Err(ReadError::Doubtful { pages: 1 });
    assert_eq!(lines(&[35, 40, 30]), doubtful);
    assert_eq!(lines(&[35]), Err(ReadError::NoContent));
}

#[test]
fn a_recogniser_that_fails_is_named() {
    let slow = with(
        Err(RecogniserError::TimedOut { seconds: 9 }),
        PdfOptions::default(),
    );
    assert!(matches!(
        slow.read(&scan()),
        Err(ReadError::ParserFailed { cause }) if cause.contains("over 9 s")
    ));
}

/// Returns the samples with a text layer.
fn with_text() -> Vec<PathBuf> {
    let samples = crate::support::samples();
    let has_text = |path: &PathBuf| crate::support::read(path).is_ok();
    samples.into_iter().filter(has_text).take(1).collect()
}

#[test]
fn a_missing_recogniser_is_no_matter_for_text() {
    for path in with_text() {
        let bytes = fs::read(path).unwrap();
        let absent = with(Err(RecogniserError::NotInstalled), PdfOptions::default());
        assert_eq!(absent.read(&bytes), PdfReader::new().read(&bytes));
    }
}

#[test]
fn every_page_is_recognised_when_asked() {
    for path in with_text() {
        let bytes = fs::read(path).unwrap();
        let options = PdfOptions {
            ocr: Ocr::Always,
            ..PdfOptions::default()
        };
        let document = with(Ok(vec![word("Anders", 0)]), options)
            .read(&bytes)
            .unwrap();
        assert!(document.pages().iter().all(|page| page.recognised));
        assert!(document.blocks().iter().all(|block| block.text == "Anders"));
    }
}

fn tesseract() -> Option<PdfReader> {
    let tesseract = Tesseract::new();
    match tesseract.check() {
        Ok(()) => Some(PdfReader::new().with_recogniser(Arc::new(tesseract))),
        Err(error) => {
            println!("skipped: {error}");
            None
        }
    }
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|char: char| !char.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn text(document: &Document) -> String {
    let texts: Vec<String> = document.blocks().iter().map(Block::labelled_text).collect();
    texts.join(" ")
}

#[test]
fn the_scanned_sample_comes_back() {
    let Some(reader) = tesseract() else { return };
    let samples = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus-samples"));
    let source = fs::read_to_string(samples.join("sources/veenhorst-brief-gescand.md")).unwrap();
    // The text stands after the second line of plusses.
    let body = source.splitn(3, "+++").last().unwrap();
    let document = reader.read(&scan()).unwrap();
    let (wanted, given) = (words(body), words(&text(&document)));
    let found = in_order(&wanted, &given);
    println!("{found} of {} words, {} given", wanted.len(), given.len());
    assert!(100 * found >= 97 * wanted.len());
    // The letterhead, the reference and the footer are not in the body.
    assert!(given.len() - found <= 12, "{given:?}");
    assert_eq!(
        reader.read(&scan()).as_ref(),
        Ok(&document),
        "the same again"
    );
}

/// The scans of the real files give text; how much of it is right nobody
/// knows.
#[test]
fn real_scans_give_text() {
    let Some(reader) = tesseract() else { return };
    for path in shared("corpus/pdf") {
        let scan = crate::support::name(&path).ends_with("beleidskompas__12191.pdf");
        if scan {
            let document = reader.read(&fs::read(&path).unwrap()).unwrap();
            let count = words(&text(&document)).len();
            println!("{}: {count} words", crate::support::name(&path));
            assert!(count > 50);
        }
    }
}
