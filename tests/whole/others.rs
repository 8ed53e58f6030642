//! What other people's programs make of our output and of the same files.
//! `cargo xtask test` installs them; where one is absent its test says so.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::binary::run_with;
use crate::places::samples;

/// Runs a program and returns what it printed; `None`, with a printed reason,
/// where it is not installed.
fn run(program: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            println!("skipped: {program} is not installed");
            None
        }
    }
}

#[test]
fn sqlite_itself_finds_the_project_sound() {
    let folder = tempfile::tempdir().unwrap();
    let sample = samples().join("kesterbeek-verslag-adviesraad-2025.docx");
    let ran = run_with(
        folder.path(),
        &["scan", sample.to_str().unwrap(), "--project", "p.sqlite"],
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let project = folder.path().join("p.sqlite");
    let checks = "PRAGMA integrity_check; PRAGMA foreign_key_check;
        SELECT count(*) > 0 AND count(*) = (SELECT count(*) FROM hit) FROM hit JOIN suggestion ON suggestion.id = hit.suggestion
            JOIN passage ON passage.id = suggestion.passage
            WHERE substr(passage.text, start + 1, end - start) = hit.text;";
    if let Some(printed) = run("sqlite3", &[project.to_str().unwrap(), checks]) {
        assert_eq!(printed, "ok\n1\n");
    }
}

#[test]
fn poppler_reads_no_words_in_the_samples_that_we_do_not() {
    for name in [
        "aldermeer-beleidsplan-sociaal-domein-2020.pdf",
        "aldermeer-besparingsplan-2026.pdf",
        "kesterbeek-coalitieakkoord-2022.pdf",
        "veenhorst-beleidsplan-sociaal-domein-2025.pdf",
    ] {
        let path = samples().join(name);
        let Some(theirs) = run("pdftotext", &[path.to_str().unwrap(), "-"]) else {
            return;
        };
        let theirs = words(&theirs);
        let ours = words(&our_text(&path));
        let lost: Vec<&String> = theirs.difference(&ours).collect();
        // What remains are words that poppler leaves divided at a line end.
        assert!(
            lost.len() * 20 <= theirs.len(),
            "{name}: {} of {} distinct words: {lost:?}",
            lost.len(),
            theirs.len()
        );
    }
}

#[test]
fn pdf_extract_reads_no_words_in_the_samples_that_we_do_not() {
    let mut compared = 0;
    for path in samples_of("pdf") {
        let bytes = std::fs::read(&path).unwrap();
        let theirs = words(&undivided(
            &pdf_extract::extract_text_from_mem(&bytes).unwrap(),
        ));
        if theirs.is_empty() {
            continue; // A scan.
        }
        compared += 1;
        let ours = words(&our_text(&path));
        // What remains are words with a hyphen of their own at a line end.
        let lost: Vec<&String> = theirs.difference(&ours).collect();
        assert!(lost.len() * 20 <= theirs.len(), "{path:?}: {lost:?}");
        let more: Vec<&String> = ours.difference(&theirs).collect();
        assert!(more.len() * 20 <= ours.len(), "{path:?}: {more:?}");
    }
    assert!(compared >= 5);
}

#[test]
fn docx_rs_reads_no_words_in_the_samples_that_we_do_not() {
    let mut compared = 0;
    for path in samples_of("docx") {
        let Ok(docx) = docx_rs::read_docx(&std::fs::read(&path).unwrap()) else {
            continue; // Cut short.
        };
        compared += 1;
        let mut theirs = BTreeSet::new();
        for child in &docx.document.children {
            if let docx_rs::DocumentChild::Paragraph(paragraph) = child {
                theirs.extend(words(&paragraph.raw_text()));
            }
        }
        assert!(theirs.len() > 100, "{path:?}");
        let ours = words(&our_text(&path));
        let lost: Vec<&String> = theirs.difference(&ours).collect();
        assert!(lost.is_empty(), "{path:?}: {lost:?}");
    }
    assert!(compared >= 6);
}

/// Makes words whole that a line end divides.
fn undivided(text: &str) -> String {
    let mut parts = text.split("-\n");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, next| whole + next.trim_start())
}

fn samples_of(kind: &str) -> Vec<PathBuf> {
    let files = std::fs::read_dir(samples()).unwrap();
    let paths = files.map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension() == Some(kind.as_ref()))
        .collect();
    paths.sort();
    paths
}

fn our_text(path: &Path) -> String {
    let document = waardenscan::read_document(&std::fs::read(path).unwrap()).unwrap();
    let blocks = document.blocks().iter();
    blocks.map(|block| block.labelled_text() + " ").collect()
}

/// The distinct words of more than two letters.
fn words(text: &str) -> BTreeSet<String> {
    text.split(|letter: char| !letter.is_alphabetic())
        .filter(|word| word.chars().count() > 2)
        .map(str::to_lowercase)
        .collect()
}
