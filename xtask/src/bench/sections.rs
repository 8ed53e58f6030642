//! What is measured, and against whom.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::contender::{Contender, compete};
use super::documents::Documents;
use super::page::{Output, table};
use super::{Bench, command, machine};

/// The sections, in the order of the page.
pub(super) const NAMES: [&str; 5] = ["pdf", "docx", "sentences", "matching", "job"];

/// Text that stages after reading are measured on, at least; bytes.
const TEXT_BYTES: &str = "2000000";

const US: &str = "Waardenscan";

/// Measures one section and returns its tables.
pub(super) fn measure(name: &str, bench: &Bench) -> Result<String> {
    let mut text = String::new();
    for documents in &bench.documents {
        match name {
            "pdf" => text += &pdf(bench, documents)?,
            "docx" => text += &docx(bench, documents)?,
            "job" => text += &job(bench, documents)?,
            _ => {}
        }
    }
    match (name, bench.documents.last()) {
        ("sentences", Some(documents)) => text += &sentences(bench, documents)?,
        ("matching", Some(documents)) => text += &matching(bench, documents)?,
        _ => {}
    }
    let rounds = bench.options.rounds;
    Ok(format!(
        "{text}\n{rounds} rounds on {}.\n",
        machine::describe()
    ))
}

/// Ours first, then those that could be installed.
struct Field<'a> {
    bench: &'a Bench,
    contenders: Vec<Contender>,
}

impl<'a> Field<'a> {
    fn new(bench: &'a Bench) -> Self {
        Self {
            bench,
            contenders: Vec::new(),
        }
    }

    /// Our contender at a stage.
    fn ours(bench: &'a Bench, stage: &str, files: &[PathBuf], does: &'static str) -> Self {
        let mut field = Self::new(bench);
        field.contenders.push(Contender {
            name: US.to_owned(),
            commands: vec![bench.contender(&[stage], files)],
            start: Some(bench.contender(&[stage], &[])),
            does,
        });
        field
    }

    fn add(
        &mut self,
        (name, key): (&str, &str),
        commands: Vec<Vec<OsString>>,
        start: Option<Vec<OsString>>,
        does: &'static str,
    ) {
        if let Some(name) = self.bench.peers.named(name, key) {
            self.contenders.push(Contender {
                name,
                commands,
                start,
                does,
            });
        }
    }

    /// A script that reads `before`, which it cannot start without, and then
    /// all `files`.
    fn script(
        &mut self,
        named: (&str, &str),
        script: &str,
        before: &[&Path],
        files: &[PathBuf],
        does: &'static str,
    ) {
        let all: Vec<&Path> = before
            .iter()
            .copied()
            .chain(files.iter().map(PathBuf::as_path))
            .collect();
        let run = self.bench.peers.script(script, &all);
        let start = self.bench.peers.script(script, before);
        self.add(named, vec![run], Some(start), does);
    }

    /// A crate, by our contender.
    fn krate(&mut self, name: &str, arguments: &[&str], files: &[PathBuf], does: &'static str) {
        let run = self.bench.contender(arguments, files);
        let start = self.bench.contender(arguments, &[]);
        self.add((name, name), vec![run], Some(start), does);
    }

    fn table(self, heading: &str, output: Output) -> Result<String> {
        let rounds = self.bench.options.rounds;
        let measured = compete(&self.contenders, rounds, self.bench.scratch.path())?;
        Ok(format!("\n{}", table(heading, output, &measured)))
    }
}

fn megabytes(files: &[PathBuf]) -> f64 {
    let sizes = files.iter().filter_map(|file| file.metadata().ok());
    sizes.map(|it| it.len() as f64 / 1e6).sum()
}

/// A program that takes one file, for each of the files.
fn each(program: &str, files: &[PathBuf], after: &[&str]) -> Vec<Vec<OsString>> {
    let lines = files.iter().map(|file| {
        let mut line = command(Path::new(program), &[], std::slice::from_ref(file));
        line.extend(after.iter().map(OsString::from));
        line
    });
    lines.collect()
}

fn starting(program: &str, flag: &str) -> Option<Vec<OsString>> {
    Some([program, flag].map(OsString::from).to_vec())
}

fn pdf(bench: &Bench, documents: &Documents) -> Result<String> {
    let files = &documents.pdf;
    let mut field = Field::ours(
        bench,
        "text",
        files,
        "blocks in reading order: headings, paragraphs, lists, tables, notes, running headers told apart",
    );
    field.script(
        ("PyMuPDF", "pymupdf"),
        "pdf_pymupdf.py",
        &[],
        files,
        "lines in the order of the file",
    );
    field.script(
        ("pdfium (pypdfium2)", "pypdfium2"),
        "pdf_pdfium.py",
        &[],
        files,
        "lines in the order of the file",
    );
    field.add(
        ("pdftotext", "pdftotext"),
        each("pdftotext", files, &["-"]),
        starting("pdftotext", "-v"),
        "lines in reading order; a process a file",
    );
    field.krate(
        "pdf-extract",
        &["pdf-extract"],
        files,
        "lines in the order of the file; leaves out files that it fails on",
    );
    let heading = heading("PDF files", documents, files);
    field.table(&heading, Output::Megabytes)
}

fn docx(bench: &Bench, documents: &Documents) -> Result<String> {
    let files = &documents.docx;
    let mut field = Field::ours(
        bench,
        "text",
        files,
        "blocks with levels, numbers of lists, tables, notes, tracked changes",
    );
    field.krate(
        "docx-rs",
        &["docx-rs"],
        files,
        "its tree of the document; text of paragraphs outside tables, without numbers of lists",
    );
    field.script(
        ("docx2txt", "docx2txt"),
        "docx_docx2txt.py",
        &[],
        files,
        "text of the parts, without numbers of lists",
    );
    field.script(
        ("python-docx", "docx"),
        "docx_python_docx.py",
        &[],
        files,
        "paragraphs and cells, without numbers of lists or notes",
    );
    field.add(
        ("pandoc", "pandoc"),
        vec![command(
            Path::new("pandoc"),
            &["--from=docx", "--to=plain"],
            files,
        )],
        starting("pandoc", "--version"),
        "plain text with numbers of lists",
    );
    let heading = heading("DOCX files", documents, files);
    field.table(&heading, Output::Megabytes)
}

fn heading(kind: &str, documents: &Documents, files: &[PathBuf]) -> String {
    let (number, size) = (files.len(), megabytes(files));
    let about = &documents.about;
    format!("**{number} {kind}, {size:.1} MB** ({about}):")
}

/// Passages of the documents, one a line.
fn passages(bench: &Bench, documents: &Documents) -> Result<PathBuf> {
    bench.write(
        "passages",
        &bench.contender(&["passages", TEXT_BYTES], &documents.pdf),
    )
}

fn sentences(bench: &Bench, documents: &Documents) -> Result<String> {
    let text = [passages(bench, documents)?];
    let mut field = Field::ours(
        bench,
        "sentences",
        &text,
        "rules of Dutch policy text: abbreviations, articles, lists",
    );
    field.krate(
        "unicode-segmentation",
        &["unicode"],
        &text,
        "UAX #29: every full stop before a capital",
    );
    field.script(
        ("BlingFire", "blingfire"),
        "sentences_blingfire.py",
        &[],
        &text,
        "a compiled automaton",
    );
    field.script(
        ("spaCy sentencizer", "spacy"),
        "sentences_spacy.py",
        &[],
        &text,
        "its tokenizer for Dutch, then every full stop",
    );
    let heading = format!(
        "**{:.1} MB of passages** ({}):",
        megabytes(&text),
        documents.about
    );
    field.table(&heading, Output::Lines("sentences"))
}

fn matching(bench: &Bench, documents: &Documents) -> Result<String> {
    let text = [passages(bench, documents)?];
    let wordings = wordings(bench, &text)?;
    let mut field = Field::ours(
        bench,
        "matches",
        &text,
        "sentences, tokens, lemmas, compounds; the indicators with gaps, exclusions and neighbours",
    );
    let crate_arguments = ["aho-corasick", &wordings.to_string_lossy()];
    field.krate(
        "aho-corasick",
        &crate_arguments,
        &text,
        "the listed wordings only, in either case of ASCII, that do not overlap",
    );
    field.script(
        ("pyahocorasick", "ahocorasick"),
        "matching_ahocorasick.py",
        &[&wordings],
        &text,
        "the listed wordings only",
    );
    field.script(
        ("spaCy PhraseMatcher", "spacy"),
        "matching_spacy.py",
        &[&wordings],
        &text,
        "tokens; the listed wordings only, by LOWER",
    );
    field.script(
        ("Python re", "python"),
        "matching_re.py",
        &[&wordings],
        &text,
        "the listed wordings only, that do not overlap",
    );
    let listed = std::fs::read_to_string(&wordings)?.lines().count();
    let heading = format!(
        "**{:.1} MB of passages** ({}), {listed} wordings of values:",
        megabytes(&text),
        documents.about
    );
    field.table(&heading, Output::Lines("matches"))
}

fn wordings(bench: &Bench, text: &[PathBuf]) -> Result<PathBuf> {
    bench.write("wordings", &bench.contender(&["wordings"], text))
}

fn job(bench: &Bench, documents: &Documents) -> Result<String> {
    let files = &documents.pdf;
    let passages = bench.write(
        "all-passages",
        &bench.contender(&["passages", "1000000000"], files),
    )?;
    let wordings = wordings(bench, &[passages])?;
    let scan = [
        "scan", "--quiet", "--ocr", "off", "--jobs", "1", "--format", "jsonl",
    ];
    let mut field = Field::new(bench);
    field.contenders.push(Contender {
        name: US.to_owned(),
        commands: vec![command(&bench.ours.waardenscan, &scan, files)],
        // A scan of nothing starts no worker.
        start: None,
        does: "`scan`: locked-in worker process, sections, both layers of the lexicon, personal data, reasons, as JSON lines",
    });
    field.add(
        ("pdftotext alone", "pdftotext"),
        each("pdftotext", files, &["-"]),
        starting("pdftotext", "-v"),
        "text, no suggestions",
    );
    field.script(
        ("PyMuPDF + spaCy PhraseMatcher", "spacy"),
        "job_spacy.py",
        &[&wordings],
        files,
        "sentences with the listed wordings, as JSON lines",
    );
    field.script(
        ("pdftotext + Python re", "python"),
        "job_re.py",
        &[&wordings],
        files,
        "surroundings of the listed wordings, as JSON lines",
    );
    let listed = std::fs::read_to_string(&wordings)?.lines().count();
    let heading = format!(
        "{} {listed} wordings:",
        heading("PDF files", documents, files)
    );
    field.table(&heading, Output::Lines("lines"))
}
