//! A worker process with a reader that does to its process whatever a file
//! asks for. With the argument `parent` and files, a parent of such workers.

use std::convert::Infallible;
use std::hint::black_box;
use std::io::Write;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::Duration;

use waardenscan::pdf::PdfReader;
use waardenscan::{Block, BuildError, Document, Format, ReadError, Reader, Scanner};
use waardenscan_archive::{
    InputFile, Inputs, ScanOptions, WorkerOptions, Workers, scan_files, serve,
};

/// What stands at the start of its files.
const MARK: &str = "OPDRACHT ";

struct Obedient;

impl Reader for Obedient {
    fn name(&self) -> &'static str {
        "obedient"
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(MARK.as_bytes())
    }

    fn read(&self, bytes: &[u8]) -> Result<Document, ReadError> {
        let text = String::from_utf8_lossy(bytes);
        let order = text.trim_start_matches(MARK).trim();
        let (verb, object) = order.split_once(' ').unwrap_or((order, ""));
        obey(verb, object)?;
        let paragraph = format!("{object}: de hulp is laagdrempelig en voor iedereen.");
        Ok(Document::builder(Format::Docx)
            .block(Block::paragraph(paragraph))
            .build())
    }
}

/// Comes back with a document only where the order could be obeyed and was
/// survived.
fn obey(verb: &str, object: &str) -> Result<(), ReadError> {
    match verb {
        "good" => Ok(()),
        "panic" => panic!("as it was told"),
        "abort" => std::process::abort(),
        "exit" => std::process::exit(object.parse().unwrap_or(0)),
        "overflow" => {
            black_box(deeper(0));
            Ok(())
        }
        "loop" => loop {
            black_box(0);
        },
        "sleep" => loop {
            thread::sleep(Duration::from_secs(1));
        },
        "memory" => {
            let mut taken = Vec::new();
            loop {
                // Address space is what is limited: none of it is touched.
                taken.push(black_box(Vec::<u8>::with_capacity(64 << 20)));
            }
        }
        "print" => {
            // What a parser prints must not be taken for an answer.
            let _ = writeln!(std::io::stdout(), "{}", "x".repeat(10_000));
            let _ = writeln!(std::io::stderr(), "{}", "x".repeat(10_000_000));
            Ok(())
        }
        // The document is done well; the next one finds its worker dead.
        "poison" => {
            thread::spawn(|| {
                thread::sleep(Duration::from_millis(30));
                std::process::abort();
            });
            Ok(())
        }
        "program" => forbidden(Command::new("true").spawn().map(drop)),
        "connect" => forbidden(TcpStream::connect("127.0.0.1:9").map(drop)),
        "read" => forbidden(std::fs::read(object).map(drop)),
        "write" => forbidden(std::fs::write(object, "x")),
        other => Err(ReadError::Damaged {
            cause: format!("unknown order {other}"),
        }),
    }
}

fn forbidden(done: std::io::Result<()>) -> Result<(), ReadError> {
    done.map_err(|error| ReadError::Damaged {
        cause: error.to_string(),
    })
}

#[expect(unconditional_recursion, reason = "that is the point")]
fn deeper(depth: u64) -> [u64; 64] {
    let mut frame = [depth; 64];
    black_box(&mut frame);
    let below = deeper(black_box(depth + 1));
    frame
        .iter_mut()
        .zip(below)
        .for_each(|(it, other)| *it += other);
    frame
}

fn scanner(pdf: PdfReader) -> Result<Scanner, BuildError> {
    Scanner::builder().reader(Obedient).pdf_reader(pdf).build()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_none() {
        serve(|session| scanner(PdfReader::new().with_recogniser(session.recogniser)))?;
        return Ok(());
    }
    let files: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let files: Vec<InputFile> = Inputs::find(&files).files;
    let scanner = scanner(PdfReader::new())?;
    let options = WorkerOptions::new(std::env::current_exe()?);
    let workers = Workers::start(&scanner, &files, options)?;
    let options = ScanOptions {
        workers: Some(&workers),
        ..ScanOptions::default()
    };
    let _ = scan_files(&scanner, &files, &options, |_| Ok::<_, Infallible>(()))?;
    Ok(())
}
