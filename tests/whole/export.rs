//! `waardenscan export`, and what other people's software makes of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::binary::{run_with, run_with_input};
use crate::places::{root, samples, shared};
use crate::validators;

const FORMATS: [&str; 8] = [
    "xlsx",
    "csv",
    "jsonl",
    "parquet",
    "qdpx",
    "qdc",
    "web-annotation",
    "label-studio",
];

/// What breaks formats, and must come out as it went in.
const HOSTILE: &str = "=2+2;\t\u{1b}[31m שלום \u{202e}om 😀 \"</w:t>\", 'x' & _x0041_\n@SUM(A1)";

/// A project of the samples in which every second suggestion was judged, and
/// something was written.
fn project(folder: &Path) -> String {
    let project = scanned(&samples(), folder);
    decide_half(&project, folder);
    let written = json!({
        "who": "Noor",
        "kind": "describe_value",
        "of": "samenwerking",
        "part": "resident",
        "words": "Eén gezicht, ook als er vijf organisaties achter zitten.",
    });
    decide(&project, &written.to_string());
    project
}

/// A project of the documents in `archive`.
fn scanned(archive: &Path, folder: &Path) -> String {
    let project = folder.join("p.sqlite").display().to_string();
    let archive = archive.display().to_string();
    let scan = [
        "scan",
        &archive,
        "--ocr",
        "off",
        "--quiet",
        "--project",
        &project,
    ];
    // Some files may be cut short.
    let ran = run_with(root(), &scan);
    assert!(ran.code <= 1, "{}", ran.stderr);
    project
}

/// Judges every second suggestion.
fn decide_half(project: &str, folder: &Path) {
    let all = folder.join("all.jsonl").display().to_string();
    export(project, "jsonl", &all, &[]);
    let mut entries = String::new();
    for (number, line) in fs::read_to_string(all).unwrap().lines().enumerate() {
        let found: Value = serde_json::from_str(line).unwrap();
        if number % 2 == 0 {
            let rejected = number % 6 == 0;
            let entry = json!({
                "who": "Noor",
                "kind": if rejected { "reject" } else { "accept" },
                "reason": rejected.then_some(HOSTILE),
                "document": found.get("document"),
                "block": found.get("block"),
                "value": found.get("value"),
            });
            entries.push_str(&format!("{entry}\n"));
        }
    }
    decide(project, &entries);
}

fn decide(project: &str, entries: &str) {
    let ran = run_with_input(&["project", "decide", project], entries);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

fn export(project: &str, to: &str, out: &str, more: &[&str]) -> i32 {
    let mut arguments = vec!["export", "--project", project, "--to", to, "--out", out];
    arguments.extend(more);
    let ran = run_with(root(), &arguments);
    assert!(ran.stderr.contains("wrote"), "{}", ran.stderr);
    ran.code
}

#[test]
fn other_software_reads_what_was_exported() {
    let folder = tempfile::tempdir().unwrap();
    let project = project(folder.path());
    let at = |name: &str| folder.path().join(name).display().to_string();
    write_all(&project, folder.path());
    // The samples of the other format are named and left out.
    assert_eq!(export(&project, "pdf", &at("pdf"), &[]), 1);
    assert_eq!(export(&project, "docx", &at("docx"), &[]), 1);
    same_text(&samples(), &at("docx"));
    let page = fs::read_to_string(at("w.html")).unwrap();
    assert!(page.contains("Eén gezicht"));

    let Some(python) = validators::python() else {
        return;
    };
    other_software(&python, folder.path());
    let (found, missed) = highlights(&python, folder.path(), &samples());
    assert_eq!(missed, 0);
    assert!(found > 100, "{found}");
    let (found, missed) = comments(&python, folder.path(), &samples());
    assert_eq!(missed, 0);
    assert!(found > 40, "{found}");
    converts(&at("docx"));
}

/// Writes every format that needs no file of the archive.
fn write_all(project: &str, folder: &Path) {
    let at = |name: &str| folder.join(name).display().to_string();
    for format in FORMATS {
        let code = export(project, format, &at(&format!("x.{format}")), &[]);
        assert_eq!(code, 0, "{format}");
    }
    assert_eq!(export(project, "waardendocument", &at("w.docx"), &[]), 0);
    assert_eq!(export(project, "waardendocument", &at("w.html"), &[]), 0);
}

/// Opens what [`write_all`] wrote with other people's software and compares.
fn other_software(python: &Path, folder: &Path) {
    let printed = validators::run(python, "exports.py", &[folder]);
    assert!(printed.starts_with("the same: "), "{printed}");
}

/// Every copy reads as its original does, but for the comments.
fn same_text(originals: &Path, copies: &str) {
    let text = |file: &Path| {
        let file = file.display().to_string();
        let ran = run_with(root(), &["text", &file, "--format", "json"]);
        let read: Value = serde_json::from_str(&ran.stdout).unwrap();
        let blocks = read.get("blocks").and_then(Value::as_array).unwrap().iter();
        let own = blocks.filter(|block| block.get("kind") != Some(&json!("comment")));
        own.cloned().collect::<Vec<Value>>()
    };
    let copies = walk(Path::new(copies));
    assert!(!copies.is_empty());
    for copy in copies {
        let original = originals.join(copy.file_name().unwrap());
        assert!(text(&copy) == text(&original), "{}", copy.display());
    }
}

/// LibreOffice opens every copy.
fn converts(copies: &str) {
    let folder = tempfile::tempdir().unwrap();
    let copies = walk(Path::new(copies));
    let profile = format!("file://{}/profile", folder.path().display());
    let converted = Command::new("soffice")
        .arg(format!("-env:UserInstallation={profile}"))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .args(&copies)
        .output();
    let Ok(converted) = converted else {
        println!("skipped: no soffice");
        return;
    };
    assert!(converted.status.success(), "{converted:?}");
    for copy in copies {
        let name = Path::new(copy.file_name().unwrap()).with_extension("pdf");
        assert!(folder.path().join(&name).exists(), "{}", name.display());
    }
}

/// Reads the comments of the copies in `folder` back; returns how many stand on
/// the words that they are about, and how many do not.
fn comments(python: &Path, folder: &Path, originals: &Path) -> (usize, usize) {
    let arguments = [&folder.join("x.jsonl"), &folder.join("docx"), originals];
    found_and_missed(&validators::run(python, "comments.py", &arguments))
}

/// Reads the last line of a script: "found 12, missed 0, …".
fn found_and_missed(printed: &str) -> (usize, usize) {
    println!("{printed}");
    let last = printed.lines().last().unwrap();
    let mut numbers = last.split([' ', ',']).filter_map(|word| word.parse().ok());
    (numbers.next().unwrap(), numbers.next().unwrap())
}

/// Reads the highlights of the copies in `folder` back; returns how many of the
/// named words they cover, and how many not.
fn highlights(python: &Path, folder: &Path, originals: &Path) -> (usize, usize) {
    let arguments = [&folder.join("x.jsonl"), &folder.join("pdf"), originals];
    found_and_missed(&validators::run(python, "highlights.py", &arguments))
}

#[test]
fn highlights_lie_on_their_words_in_real_files() {
    let Some((python, folder)) = real_files("pdf") else {
        return;
    };
    let (found, missed) = highlights(&python, folder.path(), &folder.path().join("archief"));
    assert!(found > 150, "{found}");
    assert!(missed * 200 <= found, "{missed} of {found}");
}

#[test]
fn comments_stand_on_their_words_in_real_files() {
    let Some((python, folder)) = real_files("docx") else {
        return;
    };
    let originals = folder.path().join("archief");
    let (found, missed) = comments(&python, folder.path(), &originals);
    assert!(found > 150, "{found}");
    assert_eq!(missed, 0);
    same_text(
        &originals,
        &folder.path().join("docx").display().to_string(),
    );
}

/// Scans twenty real files of a format, and copies them with their findings;
/// none where there are none, or no Python.
fn real_files(format: &str) -> Option<(PathBuf, TempDir)> {
    let corpus = shared(&format!("corpus/{format}"))?;
    let python = validators::python()?;
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archief");
    fs::create_dir(&archive).unwrap();
    for (file, name) in some_of(&corpus, format) {
        fs::copy(file, archive.join(name)).unwrap();
    }
    let at = |name: &str| folder.path().join(name).display().to_string();
    let project = scanned(&archive, folder.path());
    export(&project, "jsonl", &at("x.jsonl"), &["--with-personal-data"]);
    export(&project, format, &at(format), &[]);
    Some((python, folder))
}

/// Twenty files of the corpus of at most a megabyte, spread over it.
fn some_of(corpus: &Path, format: &str) -> Vec<(PathBuf, String)> {
    let files = walk(corpus);
    let small = files
        .into_iter()
        .filter(|file| file.extension().is_some_and(|it| it == format))
        .filter(|file| fs::metadata(file).is_ok_and(|it| it.len() < 1 << 20));
    let small: Vec<PathBuf> = small.collect();
    let step = (small.len() / 20).max(1);
    let chosen = small.into_iter().step_by(step).take(20).enumerate();
    chosen
        .map(|(number, file)| {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            (file, format!("{number}-{name}"))
        })
        .collect()
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let below = paths.into_iter().flat_map(|path| match path.is_dir() {
        true => walk(&path),
        false => vec![path],
    });
    below.collect()
}

#[test]
fn documents_in_a_zip_archive_are_copied_too() {
    let Some(python) = validators::python() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archief");
    fs::create_dir(&archive).unwrap();
    let zipped = Command::new(&python)
        .args(["-m", "zipfile", "-c"])
        .arg(archive.join("stukken.zip"))
        .arg(samples().join("aldermeer-besparingsplan-2026.pdf"))
        .arg(samples().join("veenhorst-kadernota-2026.docx"))
        .status()
        .unwrap();
    assert!(zipped.success());
    let project = scanned(&archive, folder.path());
    let at = |name: &str| folder.path().join(name).display().to_string();
    export(&project, "jsonl", &at("x.jsonl"), &["--with-personal-data"]);
    for (format, read) in [
        ("pdf", highlights as fn(&Path, &Path, &Path) -> _),
        ("docx", comments),
    ] {
        // That of the other format is named and left out.
        assert_eq!(export(&project, format, &at(format), &[]), 1);
        let copies = walk(Path::new(&at(format)));
        assert_eq!(copies.len(), 1);
        assert!(
            copies
                .iter()
                .all(|it| it.parent().unwrap().ends_with("archief/stukken.zip"))
        );
        let (found, missed) = read(&python, folder.path(), &samples());
        assert!(found > 0 && missed == 0, "{format}: {found}, {missed}");
    }
}

#[test]
fn texts_that_break_formats_are_whole_in_all_of_them() {
    let Some(python) = validators::python() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archief");
    fs::create_dir(&archive).unwrap();
    validators::run(&python, "hostile.py", &[&archive.join("plan.docx")]);
    let project = scanned(&archive, folder.path());
    decide_half(&project, folder.path());
    write_all(&project, folder.path());
    other_software(&python, folder.path());
    let at = |name: &str| folder.path().join(name).display().to_string();
    assert_eq!(
        export(&project, "docx", &at("docx"), &["--with-personal-data"]),
        0
    );
    export(&project, "jsonl", &at("x.jsonl"), &["--with-personal-data"]);
    let (found, missed) = comments(&python, folder.path(), &archive);
    assert_eq!(missed, 0);
    assert!(found > 10, "{found}");
    same_text(&archive, &at("docx"));
}

#[test]
fn what_cannot_be_exported_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let ran = run_with(
        root(),
        &[
            "export",
            "--project",
            &at("weg.sqlite"),
            "--to",
            "csv",
            "--out",
            &at("x.csv"),
        ],
    );
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("no project"), "{}", ran.stderr);
    let project = project(folder.path());
    let ran = run_with(
        root(),
        &[
            "export",
            "--project",
            &project,
            "--to",
            "csv",
            "--out",
            &at("geen/x.csv"),
        ],
    );
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("geen/x.csv: cannot be written"),
        "{}",
        ran.stderr
    );
}
