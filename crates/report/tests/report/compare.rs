//! Comparisons of the projects that the files in `compare/` describe.
//!
//! A file says what is compared, then its documents, each with how many
//! passages carry which values ("-": none), then what was decided.

use std::fmt::Write;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Reader, Xlsx};
use serde_json::{Value, json};
use waardenscan::{Block, Document, Format};
use waardenscan_archive::GivenMetadata;
use waardenscan_report::Which;
use waardenscan_report::compare::{CompareError, CompareOptions, Comparison, GroupBy, compare};

use crate::archive::Archive;
use crate::html;

/// What a file of `compare/` describes.
struct Described {
    archive: Archive,
    options: CompareOptions,
}

fn read(text: &str) -> Described {
    let mut archive = Archive::new();
    let mut options = CompareOptions {
        by: GroupBy::Kind,
        only: Vec::new(),
        which: Which::All,
    };
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let Some((name, value)) = line
            .split_once(": ")
            .filter(|(name, _)| !name.contains(' '))
        {
            match name {
                "by" => {
                    options.by = match value {
                        "municipality" => GroupBy::Municipality,
                        "year" => GroupBy::Year,
                        "source" => GroupBy::Source,
                        _ => GroupBy::Kind,
                    }
                }
                "only" => options.only = value.split(',').map(str::to_owned).collect(),
                _ => options.which = Which::Accepted,
            }
        } else if let Some(decision) = line.strip_prefix("! ") {
            archive.decide(serde_json::from_str(decision).unwrap());
        } else if line.contains('|') {
            add(&mut archive, line);
        } else if let [kind, document, block, value, ..] = words[..] {
            let mut decision = json!({
                "who": "Noor",
                "kind": kind,
                "document": document,
                "block": block.parse::<u64>().unwrap(),
                "value": value,
            });
            if let Some(other) = words.get(4) {
                decision["other"] = json!(other);
            }
            if kind == "add" {
                decision["start"] = json!(0);
                decision["end"] = json!(3);
            }
            archive.decide(decision);
        }
    }
    Described { archive, options }
}

fn add(archive: &mut Archive, line: &str) {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let text = |place: usize| {
        let text = parts.get(place).filter(|text| !text.is_empty());
        text.map(|text| (*text).to_owned())
    };
    let given = GivenMetadata {
        municipality: text(1),
        kind: text(2),
        year: text(3).map(|year| year.parse().unwrap()),
        source: text(5),
        ..GivenMetadata::default()
    };
    let mut document = Document::builder(Format::Docx);
    for passages in parts[4].split(", ") {
        let (values, count) = passages.rsplit_once(' ').unwrap();
        for number in 0..count.parse::<usize>().unwrap() {
            let words: Vec<&str> = values.split('+').map(words).collect();
            let sentence = format!("Punt {number} van {}: {}.", parts[0], words.join(" en "));
            document = document.block(Block::paragraph(&sentence));
        }
    }
    archive.add(parts[0], given, document.build());
}

/// A wording that carries a value.
fn words(value: &str) -> &'static str {
    match value {
        "vertrouwen" => "wij hebben vertrouwen",
        "maatwerk" => "hier hoort maatwerk bij",
        "druk" => "er is geen maatwerk",
        "nabijheid" => "de inwoner vindt hulp dichtbij",
        "gelijkheid" => "er is gelijke behandeling",
        "zekerheid" => "dat geeft bestaanszekerheid",
        _ => "de vergadering begint om acht uur",
    }
}

/// What a comparison says, for people to read.
fn told(comparison: &Comparison) -> String {
    let mut told = comparison.account.join("\n");
    for group in &comparison.groups {
        let passages: usize = group.values.iter().map(|it| it.passages).sum();
        write!(
            told,
            "\n\n{} ({}): {} documenten, {} zonder, {} van {} passages",
            group.name, group.phrase, group.documents, group.without, passages, group.passages
        )
        .unwrap();
    }
    let name = |value: usize| comparison.values[value].name.as_str();
    for step in &comparison.steps {
        let [from, to] = &step.phrases;
        write!(told, "\n\n== {from} → {to}\n{}", step.summary.join("\n")).unwrap();
        for row in &step.rows {
            let q = row.q.map_or(String::new(), |q| format!(" (q {q:.3})"));
            let (name, verdict) = (name(row.value), row.verdict);
            write!(told, "\n- {name}: {verdict:?}{q}\n  {}", row.conclusion).unwrap();
        }
    }
    for pair in &comparison.together.pairs {
        let [one, other] = pair.values.map(name);
        let (passages, documents) = (pair.passages, pair.documents);
        write!(
            told,
            "\n\nsamen: {one} en {other}, {passages} in {documents}"
        )
        .unwrap();
    }
    for year in &comparison.years {
        let shares: Vec<String> = year.shares.iter().map(|it| format!("{it:.3}")).collect();
        let (year, documents) = (year.year, year.documents);
        write!(
            told,
            "\n{year}: {documents} documenten, {}",
            shares.join(" ")
        )
        .unwrap();
    }
    told
}

#[test]
fn conclusions_say_what_the_figures_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/compare");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 5);
    for path in paths {
        let described = read(&fs::read_to_string(&path).unwrap());
        let (project, run) = described.archive.project();
        let comparison = compare(project, run, &described.options).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        insta::assert_snapshot!(format!("compare_{name}"), told(&comparison));
        every_format_says_the_same(&comparison);
        // The same project gives the same bytes.
        let again = compare(project, run, &described.options).unwrap();
        assert_eq!(xlsx(&comparison), xlsx(&again));
    }
}

fn xlsx(comparison: &Comparison) -> Vec<u8> {
    let mut book = Cursor::new(Vec::new());
    comparison.write_xlsx(&mut book).unwrap();
    book.into_inner()
}

fn every_format_says_the_same(comparison: &Comparison) {
    let mut page = Vec::new();
    comparison.write_html(&mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    html::check(&page);
    let mut data = Vec::new();
    comparison.write_json(&mut data).unwrap();
    let data: Value = serde_json::from_slice(&data).unwrap();
    let mut book = Xlsx::new(Cursor::new(xlsx(comparison))).unwrap();
    let table = book.worksheet_range("Vergelijking").unwrap();
    let mut rows = table.rows().skip(1);
    for (step, said) in comparison
        .steps
        .iter()
        .zip(data["steps"].as_array().unwrap())
    {
        for (row, said) in step.rows.iter().zip(said["rows"].as_array().unwrap()) {
            let conclusion = html::escaped(&row.conclusion);
            assert!(page.contains(&conclusion), "{conclusion}");
            assert_eq!(said["conclusion"], row.conclusion);
            let cells = rows.next().unwrap();
            assert_eq!(cells[4].to_string(), row.conclusion);
            assert_eq!(cells[7].to_string(), row.passages[0].to_string());
        }
    }
    assert!(rows.next().is_none());
}

#[test]
fn groups_that_are_not_there_are_named() {
    let text = "by: kind\na.docx | A | beleidsplan | 2020 | vertrouwen 2";
    let described = read(text);
    let (project, run) = described.archive.project();
    let wrong = |only: &[&str]| {
        let only = only.iter().map(|name| (*name).to_owned()).collect();
        let options = CompareOptions {
            only,
            ..described.options.clone()
        };
        compare(project, run, &options).unwrap_err()
    };
    let error = wrong(&["beleidsplan", "casus"]);
    assert!(matches!(&error, CompareError::UnknownGroup { name, .. } if name == "casus"));
    assert!(error.to_string().contains("beleidsplan"), "{error}");
    let error = wrong(&["beleidsplan", "Beleidsplan"]);
    assert!(matches!(error, CompareError::Twice { .. }), "{error}");
}

/// A project without documents, or of which nothing is known, is no error.
#[test]
fn nothing_to_compare_is_said() {
    for text in ["by: year", "by: year\na.docx | | | | vertrouwen 2"] {
        let described = read(text);
        let (project, run) = described.archive.project();
        let comparison = compare(project, run, &described.options).unwrap();
        assert!(comparison.steps.is_empty());
        every_format_says_the_same(&comparison);
    }
}
