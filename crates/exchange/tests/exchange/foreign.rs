use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use waardenscan_exchange::{File, Format, Report, export, import};
use waardenscan_lexicon::{Lexicon, Parts};

const DICTIONARIES: [(&str, Format); 7] = [
    ("klein.yml", Format::Quanteda),
    ("klein.dic", Format::Liwc),
    ("klein.cat", Format::Wordstat),
    ("klein.lc3", Format::Lexicoder),
    ("klein.ykd", Format::Yoshikoder),
    ("klein.ttl", Format::Skos),
    ("klein.jsonld", Format::SkosJsonLd),
];

fn file(name: &str) -> File {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchange/files");
    File {
        name: name.into(),
        bytes: std::fs::read(folder.join(name)).unwrap(),
    }
}

/// What was read, and what the report says of it.
fn shown(parts: &Parts, report: &Report) -> String {
    let mut text = String::new();
    for value in &parts.values {
        writeln!(
            text,
            "{} ({}) in {}: {}",
            value.name, value.id, value.cluster, value.definition
        )
        .unwrap();
        for indicator in &value.indicators {
            writeln!(text, "  {} {}", indicator.kind.name(), indicator.term).unwrap();
        }
        let notes = [&value.resident, &value.organisation];
        for note in notes.into_iter().flatten() {
            writeln!(text, "  {note}").unwrap();
        }
        for other in [&value.related, &value.sources, &value.examples.positive]
            .into_iter()
            .flatten()
        {
            writeln!(text, "  + {other}").unwrap();
        }
    }
    for (what, names) in report.remarks() {
        writeln!(text, "{what}: {}", names.join("; ")).unwrap();
    }
    text
}

#[test]
fn dictionaries_of_other_tools_are_read_with_a_report() {
    for (name, format) in DICTIONARIES {
        let read = import(&[file(name)], format).unwrap();
        insta::assert_snapshot!(name, shown(&read.parts, &read.report));
        let lexicon = read.parts.into_lexicon().unwrap();
        assert!(!lexicon.values().is_empty(), "{name}");
    }
}

/// What an export holds is read back, by name and term.
#[test]
fn what_is_written_is_read() {
    for (name, format) in DICTIONARIES {
        let lexicon = import(&[file(name)], format)
            .unwrap()
            .parts
            .into_lexicon()
            .unwrap();
        for (_, other) in DICTIONARIES {
            let written = export(&lexicon, other).unwrap();
            let read = import(&written.files, other)
                .unwrap()
                .parts
                .into_lexicon()
                .unwrap();
            for value in lexicon.values() {
                let same = read.values().iter().find(|one| one.name == value.name);
                let same =
                    same.unwrap_or_else(|| panic!("{name}, {}: no {}", other.name(), value.name));
                for indicator in &value.indicators {
                    let kept = same.indicators.iter().any(|one| one.term == indicator.term);
                    let lost = written.report.remarks().any(|(_, names)| {
                        names.contains(&format!("{}: {}", value.id, indicator.term))
                    });
                    let named =
                        indicator.term == value.name.to_lowercase() || indicator.term == value.name;
                    assert!(
                        kept || lost || named,
                        "{name}, {}: {} is gone",
                        other.name(),
                        indicator.term
                    );
                }
            }
        }
    }
}

#[test]
fn every_indicator_of_the_builtin_lexicon_goes_over_or_is_named() {
    let lexicon = Lexicon::builtin();
    for (_, format) in DICTIONARIES {
        let written = export(&lexicon, format).unwrap();
        assert_eq!(export(&lexicon, format).unwrap(), written, "the same bytes");
        let named: BTreeSet<&String> = written
            .report
            .remarks()
            .flat_map(|(_, names)| names)
            .collect();
        let read = import(&written.files, format).unwrap();
        let read = read.parts.into_lexicon().unwrap();
        assert_eq!(read.values().len(), lexicon.values().len());
        for value in lexicon.values() {
            let same = read
                .values()
                .iter()
                .find(|one| one.name == value.name)
                .unwrap();
            for indicator in &value.indicators {
                let kept = same.indicators.iter().any(|one| one.term == indicator.term);
                // A pattern of choices goes over as its phrases.
                let spelt = !matches!(format, Format::Skos | Format::SkosJsonLd)
                    && indicator.sequences(200).is_some();
                let name = format!("{}: {}", value.id, indicator.term);
                assert!(
                    kept || spelt || named.contains(&name),
                    "{}: {name}",
                    format.name()
                );
            }
        }
    }
}

#[test]
fn a_small_lexicon_as_each_format_writes_it() {
    let lexicon = import(&[file("klein.ttl")], Format::Skos)
        .unwrap()
        .parts
        .into_lexicon()
        .unwrap();
    for (name, format) in DICTIONARIES {
        let written = export(&lexicon, format).unwrap();
        let text = String::from_utf8(written.files[0].bytes.clone()).unwrap();
        insta::assert_snapshot!(format!("written_{name}"), text);
    }
}
