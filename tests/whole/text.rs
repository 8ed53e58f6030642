//! `waardenscan text`.

use serde_json::Value;

use crate::binary::run_in;
use crate::places::{root, samples};

#[test]
fn a_verordening_has_its_articles() {
    let ran = run_in(
        &samples(),
        "text kesterbeek-verordening-jeugdhulp-2025.docx --format json",
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(text["format"], "docx");
    let blocks = text["blocks"].as_array().unwrap();
    let labels: Vec<&str> = blocks
        .iter()
        .filter(|block| block["kind"] == "heading")
        .filter_map(|block| block["label"].as_str())
        .collect();
    assert!(
        labels.contains(&"Artikel 1") && labels.contains(&"Artikel 20"),
        "{labels:?}"
    );
    let member = blocks.iter().find(|block| block["label"] == "1.").unwrap();
    let path: Vec<&str> = member["path"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(
        path.iter().any(|heading| heading.starts_with("Artikel 1")),
        "{path:?}"
    );
}

#[test]
fn a_pdf_has_pages_and_headings() {
    let ran = run_in(
        &samples(),
        "text aldermeer-beleidsplan-sociaal-domein-2020.pdf --format json",
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(text["format"], "pdf");
    assert!(text["pages"].as_u64().unwrap() > 5);
    let blocks = text["blocks"].as_array().unwrap();
    let last = blocks
        .iter()
        .filter_map(|block| block["page"].as_u64())
        .max();
    assert_eq!(last, text["pages"].as_u64(), "the last page has text");
    assert!(blocks.iter().any(|block| block["kind"] == "heading"));
}

/// The words of a sample as its source writes them, against those we read.
#[test]
fn the_samples_lose_no_words() {
    for entry in std::fs::read_dir(samples().join("sources")).unwrap() {
        let source = entry.unwrap().path();
        let name = source.file_stem().unwrap().to_str().unwrap();
        let made = ["pdf", "docx"].map(|ending| samples().join(format!("{name}.{ending}")));
        let Some(made) = made.iter().find(|path| path.exists()) else {
            panic!("{name} was not made; run cargo xtask samples");
        };
        let Ok(document) = waardenscan::read_document(&std::fs::read(made).unwrap()) else {
            continue;
        };
        let text: Vec<String> = document
            .blocks()
            .iter()
            .map(waardenscan::Block::labelled_text)
            .collect();
        let read = words(&text.join(" "));
        let source = std::fs::read_to_string(&source).unwrap();
        let body = source.splitn(3, "+++").nth(2).unwrap();
        let written = words(body);
        let lost: Vec<&String> = written
            .iter()
            .filter(|word| !read.contains(*word))
            .collect();
        assert!(
            lost.len() * 200 <= written.len(),
            "{name}: {} of {} distinct words are lost: {lost:?}",
            lost.len(),
            written.len()
        );
    }
}

/// The distinct words of letters.
fn words(text: &str) -> std::collections::BTreeSet<String> {
    text.split(|letter: char| !letter.is_alphabetic())
        .filter(|word| word.chars().count() > 2)
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn what_cannot_be_read_ends_with_three_and_the_reason() {
    let ran = run_in(root(), "text README.md");
    assert_eq!(ran.code, 3);
    assert!(
        ran.stderr.contains("README.md") && ran.stderr.contains("not a PDF"),
        "{}",
        ran.stderr
    );
    let ran = run_in(&samples(), "text veenhorst-brief-gescand.pdf --ocr off");
    assert_eq!(ran.code, 3);
    assert!(
        ran.stderr.contains("scan") && ran.stderr.contains("--ocr auto"),
        "{}",
        ran.stderr
    );
}
