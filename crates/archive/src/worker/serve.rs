//! The worker's side.

use std::fmt::Display;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;

use waardenscan::Scanner;
use waardenscan::pdf::Recogniser;

use super::confine;
use super::pages::Open;
use super::protocol::{FromWorker, GREETING, Reader, Start, ToWorker, WirePath, Writer};
use super::recognition::ParentRecogniser;
use crate::analysis::{Analysis, analyse};
use crate::packed::Opener;
use crate::scan::STACK_BYTES;
use crate::{Failure, FailureKind};

/// What a worker is told of its work before it builds its scanner.
#[derive(Debug)]
pub struct Session {
    /// The settings that the parent sent
    /// ([`WorkerOptions::settings`](super::WorkerOptions::settings)).
    pub settings: Vec<u8>,
    /// Recognises text by asking the parent, for the scanner's reader of PDF.
    pub recogniser: Arc<dyn Recogniser>,
}

/// Why a program could not work as a worker.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// Standard input does not come from a parent of the same version.
    #[error("a worker is started by a scan of the same version of Waardenscan, not by hand")]
    NoParent,
    /// The pipes to the parent fail.
    #[error("the pipe to the parent process fails")]
    Pipe(#[from] io::Error),
}

/// Works for the parent at the other end of standard input and output until it
/// ends. `build` makes the scanner; what it cannot do, the parent is told.
///
/// Call it at once, before the program starts threads: they would escape the
/// confinement. What anyone prints meanwhile goes to standard error.
///
/// # Errors
///
/// [`ServeError`]; a parent that ends is none.
pub fn serve<E: Display>(
    build: impl FnOnce(Session) -> Result<Scanner, E>,
) -> Result<(), ServeError> {
    let out = confine::take_stdout()?;
    let mut input = io::stdin().lock();
    let mut greeting = [0; GREETING.len()];
    let greeted = input.read_exact(&mut greeting);
    if greeted.is_err() || greeting != GREETING {
        return Err(ServeError::NoParent);
    }
    let Some(ToWorker::Start(start)) = Reader::new(input).read()? else {
        return Err(ServeError::NoParent);
    };
    let Start {
        settings,
        memory_bytes,
        readable,
        shows_pages,
    } = start;

    let (task, tasks) = mpsc::channel();
    let (answer, answers) = mpsc::channel();
    let link = Arc::new(Link {
        out: Mutex::new(Writer::new(out)),
        tasks: Mutex::new(tasks),
        answers: Mutex::new(answers),
    });
    let recogniser = Arc::new(ParentRecogniser { link: link.clone() });
    let scanner = match shows_pages {
        true => None,
        false => match build(Session {
            settings,
            recogniser,
        }) {
            Ok(scanner) => Some(scanner),
            Err(error) => return Ok(link.send(&FromWorker::Refused(error.to_string()))?),
        },
    };
    let readable: Vec<PathBuf> = readable.into_iter().map(WirePath::into_path).collect();
    let missing = confine::confine(memory_bytes, &readable);
    thread::Builder::new()
        .name("inbox".to_owned())
        .spawn(move || {
            let mut input = Reader::new(io::stdin().lock());
            while let Ok(Some(message)) = input.read::<ToWorker>() {
                // The next task may come before the answer to a question.
                let inbox = match message {
                    ToWorker::Checked(_) | ToWorker::Recognised(_) => &answer,
                    ToWorker::Start(_) | ToWorker::Analyse { .. } | ToWorker::Page(_) => &task,
                };
                if inbox.send(message).is_err() {
                    break;
                }
            }
            // The parent is gone or done, however it ended: its end of the
            // pipe is closed. Whatever a parser is busy with, nobody waits for
            // it.
            std::process::exit(0);
        })?;
    link.send(&FromWorker::Ready {
        fingerprint: scanner.as_ref().map_or_else(String::new, fingerprint),
        missing,
    })?;
    let working = thread::Builder::new()
        .name("worker".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || match scanner {
            Some(scanner) => work(&scanner, &link),
            None => show_pages(&link),
        })?;
    working.join().unwrap_or(Ok(())).map_err(Into::into)
}

fn show_pages(link: &Link) -> io::Result<()> {
    let mut open = Open::default();
    while let Some(message) = link.next() {
        if let ToWorker::Page(question) = message {
            link.send(&FromWorker::Page(open.answer(question)))?;
        }
    }
    Ok(())
}

fn work(scanner: &Scanner, link: &Link) -> io::Result<()> {
    let mut opener = Opener::default();
    while let Some(message) = link.next() {
        let ToWorker::Analyse { path, member } = message else {
            continue;
        };
        let analysis = analyse(scanner, &mut opener, &path.into_path(), member.as_deref());
        let answer = FromWorker::Analysed(Box::new(analysis));
        if let Err(error) = link.send(&answer) {
            let failure = Failure::new(
                FailureKind::OverLimit,
                format!("the result cannot be sent: {error}"),
            );
            let answer = FromWorker::Analysed(Box::new(Analysis::failed(failure)));
            link.send(&answer)?;
        }
    }
    Ok(())
}

/// What a scanner's suggestions depend on besides the document: the version of
/// the engine, the lexicon, its statistical part and the threshold.
pub(super) fn fingerprint(scanner: &Scanner) -> String {
    format!(
        "{} {} {} {:016x}",
        env!("CARGO_PKG_VERSION"),
        scanner.lexicon().fingerprint(),
        scanner.statistics_fingerprint().unwrap_or("-"),
        scanner.threshold().to_bits()
    )
}

/// The pipes to the parent.
pub(super) struct Link {
    out: Mutex<Writer<confine::Output>>,
    tasks: Mutex<Receiver<ToWorker>>,
    answers: Mutex<Receiver<ToWorker>>,
}

impl Link {
    fn send(&self, message: &FromWorker) -> io::Result<()> {
        let mut out = self.out.lock().map_err(|_| io::Error::other("poisoned"))?;
        out.write(message)
    }

    fn next(&self) -> Option<ToWorker> {
        self.tasks.lock().ok()?.recv().ok()
    }

    /// Asks the parent something while a document is under way.
    pub(super) fn ask(&self, question: &FromWorker) -> Option<ToWorker> {
        self.send(question).ok()?;
        self.answers.lock().ok()?.recv().ok()
    }
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Link")
    }
}
