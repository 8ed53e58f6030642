//! The radar of definitions over the documents of `definitions/documents.txt`.

use std::fmt::Write;
use std::io::Cursor;
use std::path::Path;

use calamine::{Reader, Xlsx};
use serde_json::Value;
use waardenscan::{Block, Document, Format, Lexicon};
use waardenscan_archive::GivenMetadata;
use waardenscan_report::definitions::{DefinitionOptions, Definitions, definitions};

use crate::archive::Archive;
use crate::html;

/// "=": a document, "#": a heading, else a passage.
fn project() -> Archive {
    let mut archive = Archive::new();
    let text = include_str!("definitions/documents.txt");
    for part in text.split("\n= ").skip(1) {
        let (about, blocks) = part.split_once('\n').unwrap();
        let about: Vec<&str> = about.split(" | ").collect();
        let mut document = Document::builder(Format::Docx);
        for line in blocks.lines() {
            document = document.block(match line.strip_prefix("# ") {
                Some(heading) => Block::heading(1, heading),
                None => Block::paragraph(line),
            });
        }
        let given = GivenMetadata {
            municipality: Some(about[1].to_owned()),
            year: Some(about[2].parse().unwrap()),
            ..GivenMetadata::default()
        };
        archive.add(about[0], given, document.build());
    }
    archive
}

fn radar(archive: &Archive, all: bool) -> Definitions {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/lexicon");
    let lexicon = Lexicon::load(&folder).unwrap();
    let (project, run) = archive.project();
    let options = DefinitionOptions {
        all,
        ..DefinitionOptions::default()
    };
    definitions(project, run, &lexicon, options).unwrap()
}

fn told(radar: &Definitions) -> String {
    let mut told = String::new();
    for (number, one) in radar.definitions.iter().enumerate() {
        let (values, places) = (one.values.join(", "), one.shown_places());
        writeln!(
            told,
            "{number} {} [{values}]: {}\n  {places}",
            one.term, one.text
        )
        .unwrap();
    }
    for name in &radar.names {
        writeln!(told, "\n{}: in alle {:?}", name.term, name.shared).unwrap();
        for meaning in &name.meanings {
            writeln!(told, "- {:?} {:?}", meaning.definitions, meaning.words).unwrap();
        }
    }
    for meaning in &radar.meanings {
        writeln!(
            told,
            "\nhetzelfde: {:?} {:?}",
            meaning.definitions, meaning.words
        )
        .unwrap();
    }
    told
}

#[test]
fn definitions_are_found_and_compared() {
    let mut archive = project();
    archive.decide(serde_json::json!({
        "who": "Noor", "kind": "rename_value", "of": "maatwerk", "name": "Doen wat nodig is",
    }));
    let radar = radar(&archive, false);
    insta::assert_snapshot!("definitions", told(&radar));
    let mut page = Vec::new();
    radar.write_html(&mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    html::check(&page);
    assert!(!page.contains("12345678"), "personal data");
    let mut data = Vec::new();
    radar.write_json(&mut data).unwrap();
    let data: Value = serde_json::from_slice(&data).unwrap();
    let mut book = Cursor::new(Vec::new());
    radar.write_xlsx(&mut book).unwrap();
    let mut book = Xlsx::new(book).unwrap();
    let table = book.worksheet_range("Alle definities").unwrap();
    assert_eq!(table.height(), radar.definitions.len() + 1);
    for (number, one) in radar.definitions.iter().enumerate() {
        assert!(page.contains(&html::escaped(&one.text)), "{}", one.text);
        assert_eq!(data["definitions"][number]["text"], one.text);
        assert_eq!(table[(number + 1, 2)].to_string(), one.text);
    }
}

#[test]
fn every_defined_word_counts_when_asked_for() {
    let archive = project();
    let [some, all] = [false, true].map(|all| radar(&archive, all).definitions);
    let terms = |of: &[waardenscan_report::definitions::Definition]| -> Vec<String> {
        of.iter().map(|one| one.term.clone()).collect()
    };
    assert!(terms(&all).contains(&"inwoner".to_owned()));
    assert!(!terms(&some).contains(&"inwoner".to_owned()));
    assert!(terms(&some).iter().all(|term| terms(&all).contains(term)));
}
