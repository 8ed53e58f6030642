use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use waardenscan_exchange::{File, Format, export, import};
use waardenscan_lexicon::{
    Cluster, Effect, Evidence, Exclusion, Indicator, Kind, Lexicon, Neighbour, Parts, Pole,
    SectionRole, Signal, Tension, Value,
};

fn there_and_back(lexicon: &Lexicon, format: Format) -> Lexicon {
    let written = export(lexicon, format).unwrap();
    assert!(written.report.is_empty());
    assert_eq!(export(lexicon, format).unwrap(), written, "the same bytes");
    let read = import(&written.files, format).unwrap();
    assert!(read.report.is_empty());
    read.parts.into_lexicon().unwrap()
}

#[test]
fn the_builtin_lexicon_comes_back_from_tables() {
    let lexicon = Lexicon::builtin();
    for format in [Format::Csv, Format::Xlsx] {
        let back = there_and_back(&lexicon, format);
        assert_eq!(back, lexicon, "{}", format.name());
        assert_eq!(back.fingerprint(), lexicon.fingerprint());
    }
}

#[test]
fn its_own_files_say_the_same() {
    let lexicon = Lexicon::builtin();
    assert_eq!(lexicon.parts().into_lexicon().unwrap(), lexicon);
}

/// What spreadsheets of other settings make of the same table.
#[test]
fn commas_and_decimal_points_are_read_too() {
    let lexicon = Lexicon::builtin();
    let written = export(&lexicon, Format::Csv).unwrap();
    let files: Vec<File> = written
        .files
        .iter()
        .map(|file| {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';')
                .has_headers(false)
                .from_reader(file.bytes.strip_prefix("\u{feff}".as_bytes()).unwrap());
            let mut writer = csv::Writer::from_writer(Vec::new());
            for record in reader.records() {
                let record = record.unwrap();
                writer
                    .write_record(record.iter().map(|cell| {
                        let number = cell.replace(',', ".");
                        if number.parse::<f64>().is_ok() {
                            number
                        } else {
                            cell.to_owned()
                        }
                    }))
                    .unwrap();
            }
            File {
                name: file.name.clone(),
                bytes: writer.into_inner().unwrap(),
            }
        })
        .collect();
    let read = import(&files, Format::Csv).unwrap();
    assert_eq!(read.parts.into_lexicon().unwrap(), lexicon);
}

/// Text with what spreadsheets, CSV and TOML trip over; trimmed, as the reader
/// trims it.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z ,.]{1,8}",
        1 => select(vec![
            "=", "+1", "-", "@", "'", "\"", ";", "\\", "\\u{7}", "\n", "\r\n", "\t", "é", "€",
            "\u{7}", "\u{2028}", "_x000D_", "\u{feff}",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..6)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("not empty", |text| !text.is_empty())
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 0..3)
}

fn indicator() -> impl Strategy<Value = Indicator> {
    let roles = || subsequence(SectionRole::ALL.to_vec(), 0..3);
    let pole = prop::option::of(select(Pole::ALL.to_vec()));
    let neighbour = || {
        prop::collection::vec(select(vec!["elkaar", "{a|b c} <~2> [gaan]"]), 0..3).prop_map(
            |terms| {
                terms
                    .into_iter()
                    .map(|term| Neighbour::new(term).unwrap())
                    .collect()
            },
        )
    };
    (
        (0.001f64..1.0, select(Evidence::ALL.to_vec()), pole),
        (roles(), roles()),
        (neighbour(), neighbour()),
        (texts(), texts(), prop::option::of(text())),
        "[a-z]{2,6}",
        select(Kind::ALL.to_vec()),
    )
        .prop_map(|(about, roles, near, texts, word, kind)| {
            let term = match kind {
                Kind::Part => format!("-{word}"),
                Kind::Phrase => format!("{word} {word}"),
                Kind::Pattern => format!("{{{word}*|x y}} <3> [{word}]"),
                _ => word,
            };
            let mut indicator = Indicator::new(&term, kind, about.0, about.1).unwrap();
            indicator.pole = about.2;
            indicator.scope.only_in = roles.0;
            indicator.scope.not_in = roles.1;
            indicator.scope.near = near.0;
            indicator.scope.not_near = near.1;
            indicator.examples.positive = texts.0;
            indicator.examples.negative = texts.1;
            indicator.source = texts.2;
            indicator
        })
}

fn parts() -> impl Strategy<Value = Parts> {
    (
        (text(), text(), text(), text()),
        prop::collection::vec(indicator(), 1..5),
        (prop::option::of(text()), prop::option::of(text())),
        (texts(), texts(), texts()),
        (text(), any::<bool>()),
    )
        .prop_map(|(about, indicators, notes, texts, (question, tense))| {
            let mut value = Value::new("een", &about.1, "c", &about.2);
            value.indicators = indicators;
            (value.resident, value.organisation) = notes;
            value.examples.positive = texts.0;
            value.examples.negative = texts.1;
            value.sources = texts.2;
            value.related = vec!["twee".into()];
            let mut other = Value::new("twee", "Twee", "c", "D");
            other.indicators =
                vec![Indicator::new("twee", Kind::Word, 1.0, Evidence::Implied).unwrap()];
            other.exclusions = vec![
                Exclusion::new("-", Effect::Overlap)
                    .or_else(|_| Exclusion::new("geen twee", Effect::FalseFriend))
                    .unwrap(),
            ];
            let mut tension = Tension::new(["een".into(), "twee".into()], question);
            tension.signals = vec![Signal::new("een <3> twee").unwrap()];
            Parts {
                id: "proef".into(),
                name: about.0,
                version: "1".into(),
                language: "nl".into(),
                description: about.3,
                clusters: vec![Cluster::new("c", "C")],
                values: vec![value, other],
                tensions: if tense { vec![tension] } else { Vec::new() },
                signals: vec![Signal::new("op gespannen voet").unwrap()],
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_said_comes_back(parts in parts()) {
        // Chance may make an indicator twice.
        let Ok(lexicon) = parts.clone().into_lexicon() else {
            return Err(TestCaseError::reject("a faulty lexicon"));
        };
        prop_assert_eq!(&lexicon.parts(), &parts);
        for format in [Format::Csv, Format::Xlsx] {
            prop_assert_eq!(&there_and_back(&lexicon, format).parts(), &parts, "{}", format.name());
        }
    }
}
