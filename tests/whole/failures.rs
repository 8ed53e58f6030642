//! Files that cannot be read are named with the reason, and the rest goes on.

use std::fs;

use crate::binary::run_in;
use crate::places::{samples, shared};

#[test]
fn each_unreadable_file_is_named_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &[u8]| fs::write(folder.path().join(name), content).unwrap();
    let sample = |name: &str| fs::read(samples().join(name)).unwrap();
    let pdf = sample("aldermeer-besparingsplan-2026.pdf");
    write("afgekapt.docx", &sample("kesterbeek-notitie-afgekapt.docx"));
    write("foto.pdf", b"\x89PNG\r\n\x1a\n....");
    write("gescand.pdf", &sample("veenhorst-brief-gescand.pdf"));
    write(
        "goed.docx",
        &sample("aldermeer-casus-gezin-dijkstraat.docx"),
    );
    write("halve.pdf", &pdf[..200]);
    write("kladje.txt", "Bellen met de wethouder.".as_bytes());
    write("leeg.docx", b"");
    write("rommel.docx", b"PK\x03\x04 niets dan rommel");
    write("tabel.xlsx", b"PK\x03\x04....xl/workbook.xml....");

    let ran = run_in(folder.path(), "scan . --ocr off");

    assert_eq!(ran.code, 1, "{}", ran.stderr);
    insta::assert_snapshot!("failures", ran.stdout);
    assert!(!ran.stdout.contains("panicked") && !ran.stderr.contains("panicked"));
    let report = fs::read_to_string(folder.path().join("waardenscan.html")).unwrap();
    for name in [
        "afgekapt.docx",
        "foto.pdf",
        "gescand.pdf",
        "halve.pdf",
        "kladje.txt",
        "leeg.docx",
        "rommel.docx",
        "tabel.xlsx",
    ] {
        assert!(report.contains(name), "the report does not name {name}");
    }
}

#[test]
fn protected_files_are_named_as_such() {
    let folder = tempfile::tempdir().unwrap();
    // A protected DOCX is an OLE file with its package as a stream.
    let mut protected = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    protected.resize(512, 0);
    protected.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    fs::write(folder.path().join("geheim.docx"), protected).unwrap();
    let ran = run_in(folder.path(), "scan geheim.docx --format jsonl");
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("protected with a password"),
        "{}",
        ran.stderr
    );
}

#[test]
fn protected_pdf_files_open_with_their_password() {
    let files = samples().join("../crates/pdf/tests/files");
    let folder = tempfile::tempdir().unwrap();
    fs::copy(files.join("aes-256.pdf"), folder.path().join("a.pdf")).unwrap();
    fs::copy(
        files.join("no-extract-aes-128.pdf"),
        folder.path().join("b.pdf"),
    )
    .unwrap();
    fs::write(folder.path().join("wachtwoord"), "eigenaar\n").unwrap();

    let ran = run_in(folder.path(), "scan a.pdf b.pdf --format jsonl");
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    for part in ["a.pdf", "b.pdf", "author forbids", "--password"] {
        assert!(ran.stderr.contains(part), "no {part} in {}", ran.stderr);
    }
    for option in ["--password eigenaar", "--password-file wachtwoord"] {
        let ran = run_in(
            folder.path(),
            &format!("scan a.pdf b.pdf --format json {option}"),
        );
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let ran = run_in(folder.path(), "text b.pdf --password fout");
    assert_eq!(ran.code, 3);
    assert!(ran.stderr.contains("owner's password"), "{}", ran.stderr);
    let ran = run_in(folder.path(), "text a.pdf --password-file wachtwoord");
    assert!(
        ran.stdout.contains("iedereen mee kan doen"),
        "{}",
        ran.stderr
    );
}

/// Files that were made to break readers, through the whole command.
#[test]
fn hostile_files_never_end_the_run() {
    let Some(hostile) = shared("docx-truth/hostile") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let ran = run_in(
        folder.path(),
        &format!("scan {} --format json", hostile.display()),
    );
    assert!(
        ran.code == 1 || ran.code == 0,
        "{}: {}",
        ran.code,
        ran.stderr
    );
    let scan: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let files = fs::read_dir(&hostile).unwrap().count();
    assert_eq!(scan["documents"].as_array().unwrap().len(), files);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
}

#[test]
fn nothing_to_do_ends_with_three() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run_in(folder.path(), "scan bestaat-niet.pdf");
    assert_eq!(ran.code, 3);
    assert!(
        ran.stderr.contains("none of the 1 files could be analysed")
            || ran.stderr.contains("bestaat-niet.pdf")
    );
    fs::create_dir(folder.path().join("leeg")).unwrap();
    let ran = run_in(folder.path(), "scan leeg");
    assert_eq!(ran.code, 3);
    assert!(
        ran.stderr.contains("no files found in leeg"),
        "{}",
        ran.stderr
    );
}

#[test]
fn wrong_use_ends_with_two() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pdf"), "x").unwrap();
    for arguments in [
        "",
        "scan",
        "scan a.pdf --jobs 0",
        "scan a.pdf --format xml",
        "scan a.pdf --threshold 2",
        "scan a.pdf --lexicon bestaat-niet",
        "lexicon show sociaal-domein bestaat-niet",
        "evaluate",
    ] {
        let ran = run_in(folder.path(), arguments);
        assert_eq!(ran.code, 2, "waardenscan {arguments}: {}", ran.stderr);
        assert!(
            !ran.stderr.is_empty(),
            "waardenscan {arguments} says nothing"
        );
    }
}

#[test]
fn a_project_of_another_kind_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let notes = "Dit is geen project, maar iemands aantekeningen.\n".repeat(30);
    fs::write(folder.path().join("notities.txt"), &notes).unwrap();
    let sample = samples().join("aldermeer-casus-gezin-dijkstraat.docx");
    let ran = run_in(
        folder.path(),
        &format!("scan {} --project notities.txt", sample.display()),
    );
    assert_eq!(ran.code, 3);
    assert!(ran.stderr.contains("not a project file"), "{}", ran.stderr);
    assert_eq!(
        fs::read_to_string(folder.path().join("notities.txt")).unwrap(),
        notes
    );
}
