//! Tesseract as a child process.

use std::{
    io::{self, ErrorKind, Read, Write},
    process::{Child, Command, Stdio},
    sync::{OnceLock, mpsc},
    thread,
    time::Duration,
};

use super::{RecognisedWord, Recogniser, RecogniserError, tsv};
use crate::PageImage;

const PROGRAM: &str = "tesseract";

const LANGUAGE: &str = "nld";

/// How long one page may take. A full page takes two to five seconds.
const PAGE_SECONDS: u64 = 120;

/// How long it may take to say which languages it has.
const START_SECONDS: u64 = 20;

/// The Tesseract program that is found on the `PATH`, with its Dutch data
/// (Debian: `tesseract-ocr`, `tesseract-ocr-nld`).
///
/// It gets a picture on its standard input and gives words on its standard
/// output: no shell, no temporary files. Each page is a process of its own on
/// one thread, so that many documents can be read side by side; one that takes
/// over two minutes is stopped.
#[derive(Debug, Default)]
pub struct Tesseract {
    /// Whether it can be used, once that is known.
    state: OnceLock<Result<(), RecogniserError>>,
}

impl Tesseract {
    /// Makes the recogniser. The program is looked for when it is needed.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Recogniser for Tesseract {
    fn check(&self) -> Result<(), RecogniserError> {
        self.state.get_or_init(find).clone()
    }

    fn recognise(
        &self,
        image: &PageImage,
        dpi: f32,
    ) -> Result<Vec<RecognisedWord>, RecogniserError> {
        self.check()?;
        let dpi = format!("{dpi:.0}");
        let arguments = ["-", "-", "-l", LANGUAGE, "--dpi", &dpi];
        let output = ["-c", "tessedit_create_tsv=1"];
        let table = run(
            &[&arguments[..], &output].concat(),
            grey_map(image),
            PAGE_SECONDS,
        )?;
        Ok(tsv::words(&String::from_utf8_lossy(&table)))
    }
}

fn find() -> Result<(), RecogniserError> {
    let languages = run(&["--list-langs"], Vec::new(), START_SECONDS)?;
    let languages = String::from_utf8_lossy(&languages);
    if languages.lines().any(|line| line.trim() == LANGUAGE) {
        Ok(())
    } else {
        Err(RecogniserError::NoLanguage)
    }
}

/// Writes the picture as a portable grey map (Netpbm, `pgm`), the simplest
/// form that Tesseract reads.
fn grey_map(image: &PageImage) -> Vec<u8> {
    let mut file = format!("P5\n{} {}\n255\n", image.width(), image.height()).into_bytes();
    file.extend(image.luma());
    file
}

/// Runs the program and returns what it prints.
fn run(arguments: &[&str], input: Vec<u8>, seconds: u64) -> Result<Vec<u8>, RecogniserError> {
    let child = Command::new(PROGRAM)
        .args(arguments)
        // One thread a page: the pages of several documents fill the cores.
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = Ended(child.map_err(|error| match error.kind() {
        ErrorKind::NotFound => RecogniserError::NotInstalled,
        _ => failed(&error),
    })?);
    let (stdin, stdout) = (child.0.stdin.take(), child.0.stdout.take());
    let (Some(mut stdin), Some(mut stdout)) = (stdin, stdout) else {
        return Err(RecogniserError::Failed {
            cause: "it has no input and output".to_owned(),
        });
    };
    let (sender, receiver) = mpsc::channel();
    // Both end when the child does: their ends of the pipes close.
    let writing = thread::spawn(move || stdin.write_all(&input));
    let reading = thread::spawn(move || {
        let mut output = Vec::new();
        let read = stdout.read_to_end(&mut output);
        // Nobody listens once the time is over.
        let _ = sender.send(read.map(|_| output));
    });
    let output = receiver
        .recv_timeout(Duration::from_secs(seconds))
        .map_err(|_| RecogniserError::TimedOut { seconds });
    if output.is_err() {
        child.end();
    }
    // Where it stopped reading early, its exit code tells.
    let _ = (writing.join(), reading.join());
    let output = output?.map_err(|error| failed(&error))?;
    let status = child.0.wait().map_err(|error| failed(&error))?;
    if status.success() {
        Ok(output)
    } else {
        Err(RecogniserError::Failed {
            cause: format!("it ended with {status}"),
        })
    }
}

fn failed(error: &io::Error) -> RecogniserError {
    RecogniserError::Failed {
        cause: error.to_string(),
    }
}

/// A child that does not outlive its owner.
struct Ended(Child);

impl Ended {
    fn end(&mut self) {
        // An error says that it ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Ended {
    fn drop(&mut self) {
        self.end();
    }
}
