//! `waardenscan scan`.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::binary::{run_in, run_with};
use crate::places::samples;

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Scans the samples in the folder above them, so that paths are the same on
/// every machine, and writes into `folder`.
pub(crate) fn scan_samples(folder: &Path, more: &[&str]) -> crate::binary::Ran {
    // What is printed must not depend on whether Tesseract is installed.
    let mut arguments = vec!["scan", "corpus-samples", "--ocr", "off"];
    arguments.extend(more);
    let project = folder.join("p.sqlite");
    let out = folder.join("r.html");
    if !more.contains(&"--project") {
        arguments.extend(["--project", project.to_str().unwrap()]);
    }
    if !more.contains(&"--out") {
        arguments.extend(["--out", out.to_str().unwrap()]);
    }
    run_with(samples().parent().unwrap(), &arguments)
}

#[test]
fn the_first_command_of_the_readme_works() {
    let folder = tempfile::tempdir().unwrap();
    let ran = scan_samples(folder.path(), &[]);
    assert_eq!(
        ran.code, 1,
        "a truncated sample and a scan cannot be read: {}",
        ran.stderr
    );
    insta::assert_snapshot!("scan_samples", ran.stdout);
    let report = fs::read_to_string(folder.path().join("r.html")).unwrap();
    assert!(report.contains("lang=\"nl\""));
    assert!(folder.path().join("p.sqlite").exists());
}

#[test]
fn any_number_of_jobs_gives_the_same_bits() {
    let one = tempfile::tempdir().unwrap();
    let eight = tempfile::tempdir().unwrap();
    let ran_one = scan_samples(one.path(), &["--jobs", "1", "--format", "jsonl"]);
    let ran_eight = scan_samples(eight.path(), &["--jobs", "8", "--format", "jsonl"]);
    assert_eq!(ran_one.stdout, ran_eight.stdout);
    assert!(!ran_one.stdout.is_empty());
    let report = |folder: &Path| fs::read(folder.join("r.html")).unwrap();
    assert!(
        report(one.path()) == report(eight.path()),
        "the reports differ"
    );
    assert_eq!(
        contents(&one.path().join("p.sqlite")),
        contents(&eight.path().join("p.sqlite"))
    );
}

/// Everything in a project but times and keys.
fn contents(path: &Path) -> String {
    let ran = run_with(
        path.parent().unwrap(),
        &["project", "dump", path.to_str().unwrap()],
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("\nsuggestion\t"));
    ran.stdout
}

#[test]
fn jsonl_has_the_fields_of_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let ran = scan_samples(folder.path(), &["--format", "jsonl"]);
    let records = lines(&ran.stdout);
    assert!(records.len() > 100);
    for record in &records {
        for field in [
            "document",
            "page",
            "path",
            "passage",
            "value",
            "score",
            "stance",
            "hits",
            "explanation",
        ] {
            assert!(
                record.get(field).is_some(),
                "{field} is missing in {record}"
            );
        }
        for field in ["text", "start", "end", "indicator", "weight"] {
            assert!(
                record["hits"][0].get(field).is_some(),
                "{field} is missing in {record}"
            );
        }
    }
    let documents: Vec<&str> = records
        .iter()
        .map(|record| record["document"].as_str().unwrap())
        .collect();
    assert!(documents.is_sorted(), "in the order of the input");
    assert!(
        ran.stderr
            .contains("not analysed: corpus-samples/veenhorst-brief-gescand.pdf")
    );
}

#[test]
fn json_holds_all_documents_and_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let ran = scan_samples(folder.path(), &["--format", "json"]);
    let scan: Value = serde_json::from_str(&ran.stdout).unwrap();
    let documents = scan["documents"].as_array().unwrap();
    let analysed = documents
        .iter()
        .filter(|document| document["analysed"] == true)
        .count();
    assert_eq!(scan["summary"]["analysed"], analysed);
    assert_eq!(scan["summary"]["failed"], documents.len() - analysed);
    let suggestions: usize = documents
        .iter()
        .map(|document| document["suggestions"].as_array().unwrap().len())
        .sum();
    assert_eq!(scan["summary"]["suggestions"], suggestions);
    let plan = "corpus-samples/aldermeer-beleidsplan-sociaal-domein-2020.pdf";
    let given = &documents
        .iter()
        .find(|document| document["path"] == plan)
        .unwrap()["given"];
    assert_eq!(given["municipality"], "Aldermeer");
    assert_eq!(given["year"], 2020);
}

#[test]
fn the_ending_of_out_chooses_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let sample = samples().join("aldermeer-casus-gezin-dijkstraat.docx");
    let sample = sample.to_str().unwrap();
    let ran = run_with(
        folder.path(),
        &["scan", sample, "--out", "s.jsonl", "--format", "table"],
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.is_empty());
    assert!(!lines(&fs::read_to_string(folder.path().join("s.jsonl")).unwrap()).is_empty());
    let ran = run_with(folder.path(), &["scan", sample, "--out", "t.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        fs::read_to_string(folder.path().join("t.txt"))
            .unwrap()
            .contains("1 file: 1 analysed")
    );
}

#[test]
fn a_second_scan_does_not_read_what_the_first_one_wrote() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(
        samples().join("aldermeer-casus-gezin-dijkstraat.docx"),
        folder.path().join("casus.docx"),
    )
    .unwrap();
    let first = run_in(folder.path(), "scan .");
    let second = run_in(folder.path(), "scan .");
    assert_eq!((first.code, second.code), (0, 0), "{}", second.stdout);
    assert_eq!(first.stdout, second.stdout);
    let project = rusqlite::Connection::open(folder.path().join("waardenscan.sqlite")).unwrap();
    let count = |sql: &str| {
        project
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!(count("SELECT count(*) FROM document"), 1);
    assert_eq!(
        count("SELECT count(*) FROM run WHERE finished_at IS NOT NULL"),
        2
    );
}

#[test]
fn lists_and_patterns_choose_what_is_scanned() {
    let folder = tempfile::tempdir().unwrap();
    let sample = samples().join("aldermeer-casus-gezin-dijkstraat.docx");
    fs::create_dir(folder.path().join("map")).unwrap();
    for name in ["een.docx", "map/twee.docx", "map/oud.docx"] {
        fs::copy(&sample, folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("map/notitie.txt"), "Geen document.").unwrap();
    fs::write(folder.path().join("map/metadata.csv"), "naam\n").unwrap();
    fs::write(folder.path().join("lijst"), "een.docx\0m*/t*\0").unwrap();
    let ran = run_in(
        folder.path(),
        "scan map --include *.docx --exclude oud* --files-from lijst --format json",
    );
    assert_eq!(ran.code, 1, "the sidecar has a fault: {}", ran.stderr);
    let scan: Value = serde_json::from_str(&ran.stdout).unwrap();
    let documents = scan["documents"].as_array().unwrap();
    let found: Vec<(&str, Option<&str>)> = documents
        .iter()
        .map(|it| (it["path"].as_str().unwrap(), it["failure"]["kind"].as_str()))
        .collect();
    let expected = [
        ("map/metadata.csv", Some("sidecar")),
        ("map/twee.docx", None),
        ("een.docx", None),
    ];
    assert_eq!(found, expected);
    let wrong = run_in(folder.path(), "scan map --include [z-a]");
    assert_eq!(wrong.code, 2, "{}", wrong.stderr);
}

#[test]
fn offsets_in_the_project_cut_out_the_hits() {
    let folder = tempfile::tempdir().unwrap();
    scan_samples(folder.path(), &[]);
    let project = rusqlite::Connection::open(folder.path().join("p.sqlite")).unwrap();
    let count = |sql: &str| {
        project
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    let wrong = "SELECT count(*) FROM hit JOIN suggestion ON suggestion.id = hit.suggestion
        JOIN passage ON passage.id = suggestion.passage
        WHERE substr(passage.text, start + 1, end - start) <> hit.text";
    assert_eq!(count(wrong), 0);
    assert!(count("SELECT count(*) FROM hit") > 200);
    assert_eq!(count("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

#[test]
fn personal_data_is_blackened_unless_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let text = "Wij geven vertrouwen; mail jan.jansen@voorbeeld.nl of bel 06-12345678.";
    // The least Open Document text in one file (ODF 1.3, part 3, section 3.1).
    let document = format!(
        r#"<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
            office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
            <text:p>{text}</text:p></office:text></office:body></office:document>"#
    );
    std::fs::write(folder.join("casus.fodt"), document).unwrap();
    let scans = [
        ("scan casus.fodt --format jsonl", None),
        ("scan casus.fodt --format json", None),
        ("scan casus.fodt --out r.html", Some("r.html")),
    ];
    for (scan, file) in scans {
        let shown = |arguments: &str| {
            let ran = run_in(folder, arguments);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            let written = file.map(|file| std::fs::read_to_string(folder.join(file)).unwrap());
            ran.stdout + &written.unwrap_or_default()
        };
        let masked = shown(&format!("{scan} --in-process"));
        let whole = shown(&format!("{scan} --in-process --with-personal-data"));
        assert!(masked.contains('█'), "{masked}");
        for word in ["jan.jansen", "12345678"] {
            assert!(!masked.contains(word), "{scan}: {word}");
            assert!(whole.contains(word), "{scan}: {word}");
        }
    }
    // Analysts check the text itself.
    let dump = run_in(folder, "project dump waardenscan.sqlite");
    assert!(dump.stdout.contains(text), "{}", dump.stderr);
}
