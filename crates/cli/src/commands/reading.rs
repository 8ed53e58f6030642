//! How PDF files are read: passwords and text recognition.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result};
use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};
use waardenscan::pdf::{
    Ocr, PageImage, PdfOptions, PdfReader, RecognisedWord, Recogniser, RecogniserError, Tesseract,
};

use crate::args::{OcrChoice, ReadingArgs};

/// How PDF files are read, once the arguments are understood: what a worker
/// process is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Reading {
    password: Option<String>,
    ocr: OcrChoice,
    ocr_pages: usize,
}

impl Reading {
    pub(crate) fn new(args: &ReadingArgs) -> Result<Self> {
        Ok(Self {
            password: password(args)?,
            ocr: args.ocr,
            ocr_pages: args.ocr_pages,
        })
    }

    /// Makes the reader of PDF.
    pub(crate) fn pdf_reader(self, recogniser: Arc<dyn Recogniser>) -> PdfReader {
        let options = PdfOptions {
            password: self.password,
            ocr: match self.ocr {
                OcrChoice::Auto => Ocr::Auto,
                OcrChoice::Always => Ocr::Always,
                OcrChoice::Off => Ocr::Off,
            },
            ocr_max_pages: self.ocr_pages,
            ..PdfOptions::default()
        };
        PdfReader::with_options(options).with_recogniser(recogniser)
    }
}

/// What of the arguments decides what a file gives, by name, for the project
/// to tell whether it must be read again. Of a password only whether there is
/// one.
pub(crate) fn settings(
    args: &ReadingArgs,
    recogniser: &Announced,
) -> Result<BTreeMap<String, String>> {
    let mut settings = BTreeMap::new();
    let mut set = |name: &str, value: String| settings.insert(name.to_owned(), value);
    if password(args)?.is_some() {
        set("password", "given".to_owned());
    }
    if args.ocr != OcrChoice::Off {
        set("ocr", format!("{:?}", args.ocr).to_lowercase());
        set("ocr pages", args.ocr_pages.to_string());
        let able = recogniser.check().is_ok();
        set(
            "recogniser",
            if able { "tesseract" } else { "none" }.to_owned(),
        );
    }
    Ok(settings)
}

fn password(args: &ReadingArgs) -> Result<Option<String>> {
    let Some(file) = &args.password_file else {
        return Ok(args.password.clone());
    };
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{}: the password cannot be read", file.display()))?;
    Ok(text.lines().next().map(str::to_owned))
}

/// Ways out for files that were not read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hints {
    /// Some were scans or garbled.
    pub(crate) unrecognised: bool,
    /// Some were protected.
    pub(crate) protected: bool,
    /// Some needed more time or memory than they may have.
    pub(crate) exhausting: bool,
}

impl Hints {
    /// Writes a line for each way out.
    pub(crate) fn say(self, args: &ReadingArgs, recogniser: &Announced) -> io::Result<()> {
        let mut err = io::stderr().lock();
        if self.unrecognised {
            match recogniser.check() {
                _ if args.ocr == OcrChoice::Off => {
                    writeln!(err, "note: --ocr auto recognises the text of scanned pages")?;
                }
                Err(error) => writeln!(err, "note: scanned pages were not recognised: {error}")?,
                Ok(()) => {}
            }
        }
        if self.protected {
            writeln!(
                err,
                "note: --password or --password-file opens protected PDF files"
            )?;
        }
        if self.exhausting {
            writeln!(
                err,
                "note: --document-timeout and --worker-memory give a document more time and memory"
            )?;
        }
        Ok(())
    }
}

/// Tesseract, and word of how far it is: it takes seconds where the rest takes
/// milliseconds.
#[derive(Debug, Default)]
pub(crate) struct Announced {
    tesseract: Tesseract,
    pages: AtomicUsize,
    progress: OnceLock<ProgressBar>,
}

impl Announced {
    /// Tells a progress bar from now on.
    pub(crate) fn show_on(&self, progress: ProgressBar) {
        // Only the first bar of a run is told.
        let _ = self.progress.set(progress);
    }

    fn tell(&self) {
        let pages = self.pages.fetch_add(1, Ordering::Relaxed) + 1;
        let say = || {
            // Where standard error is closed, nobody is left to tell.
            let _ = writeln!(
                io::stderr(),
                "note: recognising the text of scanned pages (OCR), some seconds each; \
                 --ocr off leaves them unread"
            );
        };
        match self.progress.get() {
            Some(progress) => {
                if pages == 1 {
                    progress.suspend(say);
                }
                progress.set_message(format!(" ({pages} scanned pages)"));
            }
            None if pages == 1 => say(),
            None => {}
        }
    }
}

impl Recogniser for Announced {
    fn check(&self) -> Result<(), RecogniserError> {
        self.tesseract.check()
    }

    fn recognise(
        &self,
        image: &PageImage,
        dpi: f32,
    ) -> Result<Vec<RecognisedWord>, RecogniserError> {
        self.tell();
        self.tesseract.recognise(image, dpi)
    }
}
