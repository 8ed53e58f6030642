//! What leaves a project, read back.

use std::io::{Cursor, Read, Write};
use std::sync::OnceLock;

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use quick_xml::events::Event;
use serde_json::{Value, json};
use waardenscan::{Block, Document, Format};
use waardenscan_archive::{GivenMetadata, SuggestionFilter, SuggestionOrder};
use waardenscan_report::{
    ExportFormat, ExportOptions, ImportError, ImportOptions, Which, read_judgements,
};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::archive::{Archive, sha256};

/// Texts that break formats, each with a word of the lexicon.
fn texts() -> Vec<String> {
    let starts = [
        "=cmd()",
        "+31",
        "-1",
        "@SUM(A1)",
        "\tEen tab en",
        "Een stuurteken \u{1b}[31m en",
        "שלום \u{202e}omgekeerd",
        "😀 👩‍👩‍👧",
        "\"Aanhaling\"; <b>&amp;</b>",
        "_x0041_",
        "Bel 06-12345678:",
        &"a😀é ".repeat(13_000),
    ];
    starts
        .map(|start| format!("{start} wij hebben vertrouwen in de mensen die hier wonen."))
        .into()
}

/// A project with those texts and a decision of each kind.
fn decided() -> Archive {
    let mut archive = Archive::new();
    let mut document = Document::builder(Format::Docx);
    for text in texts() {
        document = document.block(Block::paragraph(text));
    }
    let given = GivenMetadata {
        municipality: Some("Veenhorst".to_owned()),
        kind: Some("beleidsplan".to_owned()),
        year: Some(2024),
        title: Some("=Plan".to_owned()),
        ..GivenMetadata::default()
    };
    archive.add("archief/plan.docx", given, document.build());
    let on = |block: usize, kind: &str| {
        json!({
            "who": "Noor",
            "document": "archief/plan.docx",
            "block": block,
            "value": "vertrouwen",
            "kind": kind,
        })
    };
    archive.decide(on(0, "accept"));
    let mut rejected = on(1, "reject");
    rejected["reason"] = "=2+2".into();
    archive.decide(rejected);
    let mut changed = on(2, "change");
    changed["other"] = "nabijheid".into();
    archive.decide(changed);
    archive.decide(on(3, "doubt"));
    let mut added = on(7, "add");
    added["value"] = "nabijheid".into();
    added["start"] = 0.into();
    added["end"] = 1.into();
    archive.decide(added);
    archive.decide(on(4, "accept"));
    archive.decide(json!({ "who": "Noor", "kind": "undo", "undoes": "6" }));
    archive
}

const ALL: ExportOptions = ExportOptions {
    which: Which::All,
    personal_data: true,
};

fn lines(archive: &Archive, options: ExportOptions) -> Vec<Value> {
    let lines = archive.export(ExportFormat::Jsonl, options);
    let lines = String::from_utf8(lines).unwrap();
    let lines = lines.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_finding_has_the_state_that_the_project_gives_it() {
    let archive = decided();
    let found = lines(&archive, ALL);
    let (project, _) = archive.project();
    let stored = project
        .suggestions(
            &SuggestionFilter::default(),
            SuggestionOrder::Strongest,
            None,
            100,
        )
        .unwrap()
        .suggestions;
    assert_eq!(stored.len(), texts().len());
    for suggestion in stored {
        let is_it = |line: &&Value| {
            line["block"] == suggestion.block && line["value"] == suggestion.suggestion.value
        };
        let line = found.iter().find(is_it).unwrap();
        assert_eq!(line["state"], json!(suggestion.state));
        assert_eq!(line["score"], json!(suggestion.suggestion.score));
        assert_eq!(line["decision"]["number"], json!(suggestion.decision));
    }
    // And what analysts found besides: changed to, and added.
    let own: Vec<_> = found
        .iter()
        .filter(|line| line["score"].is_null())
        .collect();
    let own: Vec<_> = own
        .iter()
        .map(|line| (&line["block"], &line["value"], &line["state"]))
        .collect();
    let accepted = json!("accepted");
    let nearness = json!("nabijheid");
    assert_eq!(
        own,
        [
            (&json!(2), &nearness, &accepted),
            (&json!(7), &nearness, &accepted)
        ]
    );
}

#[test]
fn only_what_was_asked_for_leaves() {
    let archive = decided();
    let count = |which| {
        lines(
            &archive,
            ExportOptions {
                which,
                personal_data: true,
            },
        )
        .len()
    };
    assert_eq!(count(Which::All), texts().len() + 2);
    assert_eq!(count(Which::Decided), 6);
    assert_eq!(count(Which::Accepted), 3);
}

#[test]
fn personal_data_are_blackened_out_unless_asked_for() {
    let archive = decided();
    for format in [
        ExportFormat::Csv,
        ExportFormat::Jsonl,
        ExportFormat::WebAnnotation,
        ExportFormat::LabelStudio,
    ] {
        let shown = |options| {
            let bytes = archive.export(format, options);
            String::from_utf8(bytes).unwrap().contains("12345678")
        };
        assert!(shown(ALL), "{format:?}");
        assert!(!shown(ExportOptions::default()), "{format:?}");
    }
}

#[test]
fn a_table_with_commas_is_whole_and_starts_no_formula() {
    let archive = decided();
    let bytes = archive.export(ExportFormat::Csv, ALL);
    let mut table = csv::Reader::from_reader(bytes.as_slice());
    let headers = table.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let rows: Vec<_> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), texts().len() + 2);
    for row in &rows {
        for cell in row {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell:.20}");
        }
        let block: usize = row[column("blok")].parse().unwrap();
        let text = &texts()[block];
        let passage = &row[column("passage")];
        assert_eq!(passage.strip_prefix('\'').unwrap_or(passage), text);
        let words = &row[column("woorden")];
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn a_workbook_is_whole() {
    let archive = decided();
    let bytes = archive.export(ExportFormat::Xlsx, ALL);
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(
        workbook.sheet_names(),
        [
            "Bevindingen",
            "Vervolg Bevindingen",
            "Woorden",
            "Warmtekaart",
            "Besluiten",
            "Codeboek",
            "Verantwoording"
        ]
    );
    let cell = |data: &Data| data.to_string();
    let table = |workbook: &mut Xlsx<_>, name: &str| -> Vec<Vec<String>> {
        let range = workbook.worksheet_range(name).unwrap();
        range
            .rows()
            .map(|row| row.iter().map(cell).collect())
            .collect()
    };
    let found = table(&mut workbook, "Bevindingen");
    let rest = table(&mut workbook, "Vervolg Bevindingen");
    let column = |name: &str| found[0].iter().position(|header| header == name).unwrap();
    for (number, row) in found.iter().enumerate().skip(1) {
        let block: usize = row[column("blok")].parse().unwrap();
        let mut passage = row[column("passage")].clone();
        for more in rest.iter().skip(1) {
            if more[1] == (number + 1).to_string() && more[2] == "passage" {
                passage = passage.trim_end_matches(" […]").to_owned() + &more[3];
            }
        }
        // The reader leaves control characters spelled as the format has them.
        assert_eq!(passage.replace("_x001B_", "\u{1b}"), texts()[block]);
    }
    assert_eq!(table(&mut workbook, "Besluiten").len(), 8);
    let map = table(&mut workbook, "Warmtekaart");
    let trust = map[0].iter().position(|header| header == "Vertrouwen");
    // All but what was rejected, changed or doubted.
    assert_eq!(map[1][trust.unwrap()], (texts().len() - 3).to_string());
}

#[test]
fn selections_of_a_package_hold_the_words_that_they_name() {
    let archive = decided();
    let bytes = archive.export(ExportFormat::Qdpx, ALL);
    let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = package
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    assert_eq!(names.len(), 2);
    let mut read = |name: &str| {
        let mut text = String::new();
        let mut file = package.by_name(name).unwrap();
        file.read_to_string(&mut text).unwrap();
        text
    };
    let project = read("project.qde");
    let text: Vec<char> = read(&names[0]).chars().collect();
    let mut selected = Vec::new();
    let mut xml = quick_xml::Reader::from_str(&project);
    loop {
        match xml.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(start) if start.name().as_ref() == "PlainTextSelection" => {
                let point = |name: &str| -> usize {
                    let value = start.try_get_attribute(name).unwrap().unwrap().value;
                    value.parse().unwrap()
                };
                let (from, to) = (point("startPosition"), point("endPosition"));
                selected.push(text[from..to].iter().collect::<String>());
            }
            _ => {}
        }
    }
    assert_eq!(selected.len(), texts().len() + 2);
    let words = selected.iter().filter(|words| *words == "vertrouwen");
    // Changed to and added: the words of the other value, and one character.
    assert_eq!(words.count(), texts().len() + 1);
    assert!(selected.contains(&"😀".to_owned()));
    assert!(!project.contains('\u{1b}'));
}

#[test]
fn values_are_called_what_analysts_call_them() {
    let mut archive = decided();
    let passage = lines(&archive, ALL)[0]["passage"].clone();
    let key = json!({ "passage": sha256(passage.as_str().unwrap()), "value": "vertrouwen" });
    for mut entry in [
        json!({ "kind": "rename_value", "of": "vertrouwen", "name": "Elkaar vertrouwen" }),
        json!({ "kind": "merge_value", "of": "nabijheid", "into": "vertrouwen" }),
        json!({ "kind": "split_value", "of": "vertrouwen", "id": "begin", "name": "Beginnen",
            "evidence": [key] }),
    ] {
        entry["who"] = "Noor".into();
        archive.decide(entry);
    }
    let found = lines(&archive, ALL);
    let called = |block: usize, value: &str| {
        let is_it = |line: &&Value| line["block"] == block && line["value"] == value;
        let line = found.iter().find(is_it).unwrap();
        let under = &line["under"];
        [&line["name"], &under["value"], &under["name"]].map(|it| it.as_str().unwrap().to_owned())
    };
    // Split off, renamed, taken in: the id is always that of the lexicon.
    assert_eq!(
        called(0, "vertrouwen"),
        ["Elkaar vertrouwen", "begin", "Beginnen"]
    );
    assert_eq!(
        called(1, "vertrouwen"),
        ["Elkaar vertrouwen", "vertrouwen", "Elkaar vertrouwen"]
    );
    assert_eq!(
        called(7, "nabijheid"),
        ["Nabijheid", "vertrouwen", "Elkaar vertrouwen"]
    );
    for format in [
        ExportFormat::Csv,
        ExportFormat::Qdc,
        ExportFormat::WebAnnotation,
        ExportFormat::LabelStudio,
    ] {
        let text = String::from_utf8(archive.export(format, ALL)).unwrap();
        assert!(text.contains("Elkaar vertrouwen"), "{format:?}");
        let ids = [
            ",vertrouwen,",
            "\"vertrouwen\"",
            ":vertrouwen\"",
            ": vertrouwen<",
        ];
        assert!(ids.iter().any(|id| text.contains(id)), "{format:?}");
    }
    // They come back under their new names, too.
    let (project, run) = archive.project();
    for format in [ExportFormat::Xlsx, ExportFormat::Csv, ExportFormat::Qdpx] {
        let read = read_judgements(project, run, &bram(), &archive.export(format, ALL)).unwrap();
        assert_eq!(
            (read.decisions, read.problems),
            (vec![], vec![]),
            "{format:?}"
        );
    }
}

fn bram() -> ImportOptions {
    ImportOptions {
        who: "Bram".to_owned(),
        missing_is_rejected: false,
    }
}

#[test]
fn a_table_that_nobody_touched_decides_nothing() {
    let archive = decided();
    let (project, run) = archive.project();
    for format in [ExportFormat::Xlsx, ExportFormat::Csv, ExportFormat::Qdpx] {
        let table = archive.export(format, ALL);
        let judgements = read_judgements(project, run, &bram(), &table).unwrap();
        assert_eq!(judgements.problems, Vec::<String>::new());
        assert_eq!(judgements.decisions, []);
        assert_eq!(judgements.unchanged, texts().len() + 2);
    }
}

#[test]
fn a_table_that_was_filled_in_is_taken_over() {
    let mut archive = decided();
    let table = archive.export(ExportFormat::Csv, ALL);
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|head| head == name).unwrap();
    let (block, value) = (column("blok"), column("waarde"));
    let (decision, reason, other) = (column("besluit"), column("reden"), column("andere_waarde"));
    // As a Dutch spreadsheet saves it.
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(&header).unwrap();
    for row in reader.records() {
        let mut row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        if row[value] == "Vertrouwen" {
            match row[block].as_str() {
                "4" => row[decision] = "Akkoord".to_owned(),
                "5" => {
                    row[decision] = "afgewezen".to_owned();
                    row[reason] = "gaat over geld".to_owned();
                }
                "6" => {
                    row[decision] = "andere waarde".to_owned();
                    row[other] = "Nabijheid".to_owned();
                }
                "7" => row[decision] = "misschien".to_owned(),
                "0" => row[decision].clear(),
                _ => {}
            }
        }
        writer.write_record(&row).unwrap();
    }
    let table = writer.into_inner().unwrap();
    let (project, run) = archive.project();
    let judgements = read_judgements(project, run, &bram(), &table).unwrap();
    assert_eq!(judgements.decisions.len(), 3);
    assert_eq!(judgements.problems.len(), 2, "{:?}", judgements.problems);
    assert!(judgements.problems[1].contains("\"misschien\" is no decision"));
    archive.decide_all(&judgements.decisions);
    let state = |block: usize| {
        let found = lines(&archive, ALL);
        let is_it = |line: &&Value| line["block"] == block && line["value"] == "vertrouwen";
        let line = found.iter().find(is_it).unwrap().clone();
        (line["state"].clone(), line["decision"]["reason"].clone())
    };
    assert_eq!(state(4), (json!("accepted"), Value::Null));
    assert_eq!(state(5), (json!("rejected"), json!("gaat over geld")));
    assert_eq!(state(6), (json!("changed"), Value::Null));
    // A second time there is nothing left to decide.
    let (project, run) = archive.project();
    let again = read_judgements(project, run, &bram(), &table).unwrap();
    assert_eq!(again.decisions, []);
}

/// A package with another entry of the codings.
fn recoded(package: &[u8], change: impl FnOnce(String) -> Vec<u8>) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let codings = std::io::read_to_string(from.by_name("project.qde").unwrap()).unwrap();
    let options = SimpleFileOptions::default();
    to.start_file("project.qde", options).unwrap();
    to.write_all(&change(codings)).unwrap();
    for index in 0..from.len() {
        let entry = from.by_index_raw(index).unwrap();
        if entry.name().unwrap() != "project.qde" {
            to.raw_copy_file(entry).unwrap();
        }
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn codings_that_cannot_be_used_are_named() {
    let archive = decided();
    let (project, run) = archive.project();
    let package = archive.export(ExportFormat::Qdpx, ALL);
    let read = |change: &dyn Fn(String) -> String| {
        let package = recoded(&package, |codings| change(codings).into_bytes());
        let read = read_judgements(project, run, &bram(), &package).unwrap();
        assert_eq!(read.decisions, []);
        read.problems
    };
    let all = texts().len() + 2;
    // Before its passage, after the text, and with its end before its start.
    let attribute = |name: &'static str, value: &'static str| {
        move |codings: String| {
            let mut pieces = codings.split(name);
            let first = pieces.next().unwrap().to_owned();
            pieces.fold(first, |made, piece| {
                let (_, rest) = piece.split_once('"').unwrap();
                made + name + value + "\"" + rest
            })
        }
    };
    for (name, value) in [
        ("endPosition=\"", "0"),
        ("endPosition=\"", "-1"),
        ("startPosition=\"", "999999999"),
        ("startPosition=\"", "18446744073709551615"),
    ] {
        let problems = read(&attribute(name, value));
        assert_eq!(problems.len(), all, "{name}{value}");
        assert!(problems[0].starts_with("document archief/plan.docx: a coding from "));
    }
    let problems = read(&|codings| {
        codings
            .replace("plan.docx", "ander.docx")
            .replace("TextSource guid=\"", "TextSource guid=\"x")
    });
    assert_eq!(
        problems,
        ["document archief/ander.docx: the project has no such document"]
    );
    let problems = read(&|codings| codings.replace("targetGUID=\"", "targetGUID=\"x"));
    assert_eq!(problems.len(), all);
    assert!(problems[0].contains("is no value"), "{}", problems[0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in the codings, reading them ends with an answer.
    #[test]
    fn mutated_codings_never_end_the_program(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        kept in any::<prop::sample::Index>(),
    ) {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        let package = MADE.get_or_init(|| decided().export(ExportFormat::Qdpx, ALL));
        let package = recoded(package, |codings| {
            let mut codings = codings.into_bytes();
            for (at, byte) in &changes {
                let at = at.index(codings.len());
                codings[at] = *byte;
            }
            // Half of them are cut short.
            let length = kept.index(2 * codings.len()).min(codings.len());
            codings.truncate(length);
            codings
        });
        let archive = decided();
        let (project, run) = archive.project();
        let _ = read_judgements(project, run, &bram(), &package);
    }
}

#[test]
fn what_is_no_table_is_refused() {
    let archive = decided();
    let (project, run) = archive.project();
    for table in [
        "",
        "a;b\n1;2\n",
        "PK\u{3}\u{4} cut short",
        "\u{0}\u{1}\u{2}",
    ] {
        let read = read_judgements(project, run, &bram(), table.as_bytes());
        assert!(matches!(read, Err(ImportError::Table(_))), "{table:?}");
    }
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let archive = decided();
    for format in [
        ExportFormat::Csv,
        ExportFormat::Jsonl,
        ExportFormat::Xlsx,
        ExportFormat::Qdpx,
        ExportFormat::Qdc,
        ExportFormat::WebAnnotation,
        ExportFormat::LabelStudio,
        #[cfg(feature = "parquet")]
        ExportFormat::Parquet,
    ] {
        let first = archive.export(format, ALL);
        assert!(first == archive.export(format, ALL), "{format:?}");
    }
}

#[test]
fn an_empty_project_gives_whole_files() {
    let archive = Archive::new();
    for format in [ExportFormat::WebAnnotation, ExportFormat::LabelStudio] {
        let bytes = archive.export(format, ALL);
        serde_json::from_slice::<Value>(&bytes).unwrap();
    }
    let bytes = archive.export(ExportFormat::Xlsx, ALL);
    let _: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let bytes = archive.export(ExportFormat::Qdpx, ALL);
    assert_eq!(ZipArchive::new(Cursor::new(bytes)).unwrap().len(), 1);
}
