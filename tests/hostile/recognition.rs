//! Text recognition for a worker, which may start no program: its parent does
//! that for it.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use waardenscan::Scanner;
use waardenscan::pdf::{PageImage, PdfReader, RecognisedWord, Recogniser, RecogniserError};
use waardenscan_archive::{
    FailureKind, InputFile, Outcome, ScanOptions, Timing, Workers, scan_files,
};

use crate::{alone, worker};

/// What a recogniser of the tests does.
#[derive(Clone, Copy, Debug)]
enum Does {
    /// Finds these words, one under the other, whatever the picture.
    Finds(&'static [&'static str]),
    Fails,
    IsMissing,
}

/// A recogniser that remembers the pictures it saw.
#[derive(Debug)]
struct Fake {
    does: Does,
    seen: Mutex<Vec<(u32, u32, Vec<u8>)>>,
}

impl Fake {
    fn new(does: Does) -> Arc<Self> {
        let seen = Mutex::default();
        Arc::new(Self { does, seen })
    }
}

impl Recogniser for Fake {
    fn check(&self) -> Result<(), RecogniserError> {
        match self.does {
            Does::IsMissing => Err(RecogniserError::NotInstalled),
            Does::Finds(_) | Does::Fails => Ok(()),
        }
    }

    fn recognise(&self, image: &PageImage, _: f32) -> Result<Vec<RecognisedWord>, RecogniserError> {
        let picture = (image.width(), image.height(), image.luma());
        self.seen.lock().unwrap().push(picture);
        let Does::Finds(words) = self.does else {
            return Err(RecogniserError::Failed {
                cause: "as it was told".to_owned(),
            });
        };
        let word = |(line, text): (usize, &&str)| RecognisedWord {
            text: (*text).to_owned(),
            line,
            paragraph: 0,
            left: 100,
            top: 100 + 40 * u32::try_from(line).unwrap(),
            width: 20 * u32::try_from(text.chars().count()).unwrap(),
            height: 30,
            confidence: 95,
        };
        Ok(words.iter().enumerate().map(word).collect())
    }
}

/// A sample of which the one page is a picture.
fn scanned() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.join("corpus-samples/veenhorst-brief-gescand.pdf")
}

/// The outcome of a scan in a worker, or, without one, in this process.
fn outcome(recogniser: &Arc<Fake>, in_worker: bool) -> Outcome {
    let reader = PdfReader::new().with_recogniser(recogniser.clone());
    let scanner = Scanner::builder().pdf_reader(reader).build().unwrap();
    let files = [InputFile::new(scanned())];
    let mut options = worker();
    options.recogniser = Some(recogniser.clone());
    let workers = in_worker.then(|| Workers::start(&scanner, &files, options).unwrap());
    let options = ScanOptions {
        workers: workers.as_ref(),
        ..ScanOptions::default()
    };
    let mut outcomes = Vec::new();
    let _ending = scan_files(&scanner, &files, &options, |outcome| {
        outcomes.push(Outcome {
            timing: Timing::default(),
            ..outcome
        });
        Ok::<_, Infallible>(())
    })
    .unwrap();
    outcomes.pop().unwrap()
}

#[test]
fn a_worker_has_text_recognised_by_its_parent_as_if_it_did_it_itself() {
    const WORDS: &[&str] = &[
        "De gemeente Veenhorst",
        "gaat uit van",
        "vertrouwen in inwoners.",
    ];
    let _alone = alone();
    for does in [Does::Finds(WORDS), Does::Fails, Does::IsMissing] {
        let (there, here) = (Fake::new(does), Fake::new(does));
        let from_worker = outcome(&there, true);
        assert_eq!(from_worker, outcome(&here, false), "{does:?}");
        let seen = there.seen.lock().unwrap();
        assert!(*seen == *here.seen.lock().unwrap(), "the same pictures");
        match (does, &from_worker.result) {
            (Does::Finds(_), Ok(scan)) => {
                assert_eq!(scan.recognised_pages, [1]);
                assert_eq!(seen.len(), 1);
                let values = scan.passages.iter().flat_map(|it| &it.suggestions);
                let values: Vec<&str> = values.map(|it| it.value.as_str()).collect();
                assert!(values.contains(&"vertrouwen"), "{values:?}");
            }
            (Does::Fails, Err(failure)) => {
                assert!(failure.message.contains("as it was told"), "{failure:?}");
                assert_eq!(seen.len(), 1);
            }
            // Reported as what it is without recognition: a scan.
            (Does::IsMissing, Err(failure)) => {
                assert_eq!(failure.kind, FailureKind::NoText);
                assert!(seen.is_empty());
            }
            other => panic!("{other:?}"),
        }
    }
}
