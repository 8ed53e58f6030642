use proptest::prelude::*;
use waardenscan_exchange::{File, Format, export, import};
use waardenscan_lexicon::Lexicon;

/// Replaces a piece of one CSV table and says what comes of it.
fn with(table: &str, old: &str, new: &str) -> String {
    let mut files = export(&Lexicon::builtin(), Format::Csv).unwrap().files;
    let file = files.iter_mut().find(|file| file.name == table).unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    assert!(text.contains(old), "{table} has no {old}");
    file.bytes = text.replacen(old, new, 1).into_bytes();
    import(&files, Format::Csv).unwrap_err().to_string()
}

#[test]
fn a_fault_in_a_table_is_named_with_its_place() {
    assert_eq!(
        with("indicatoren.csv", ";gewicht;", ";gewiht;"),
        "indicatoren: onbekende kolom `gewiht`; zij heeft waarde, term, soort, gewicht, \
         uitdrukking, pool, alleen_in, niet_in, bij, niet_bij, voorbeelden, tegenvoorbeelden, bron"
    );
    let kind = with("indicatoren.csv", ";patroon;", ";patron;");
    assert!(kind.starts_with("indicatoren, rij "), "{kind}");
    assert!(
        kind.contains("kolom soort: `patron` is er geen; kies uit woord"),
        "{kind}"
    );
    assert!(with("indicatoren.csv", ";0,", ";nul,").contains("kolom gewicht: `nul,"));
    assert!(with("indicatoren.csv", "vertrouwen;", "vertrouwn;").contains("bestaat niet"));
    let missing = import(
        &[File {
            name: "lexicon.csv".into(),
            bytes: b"sleutel;inhoud\n".to_vec(),
        }],
        Format::Csv,
    );
    assert_eq!(
        missing.unwrap_err().to_string(),
        "clusters: deze tabel ontbreekt"
    );
}

#[test]
fn a_fault_in_a_dictionary_is_named_with_its_line() {
    for (format, text, wanted) in [
        (
            Format::Liwc,
            "%\n1\tA\n%\nwoord\t2\n",
            "regel 4: categorie `2` bestaat niet",
        ),
        (
            Format::Liwc,
            "woord\t1\n",
            "regel 0: de categorieën staan niet tussen twee regels met `%`",
        ),
        (
            Format::Wordstat,
            "A\n\t\tWOORD (1)\n",
            "regel 2: te ver ingesprongen: er staat geen categorie boven",
        ),
        (
            Format::Wordstat,
            "WOORD (1)\n",
            "regel 1: een term staat buiten elke categorie",
        ),
        (
            Format::Lexicoder,
            "woord\n",
            "regel 1: er staat geen `+categorie` boven deze term",
        ),
        (
            Format::Quanteda,
            "- los\n",
            "regel 0: bovenaan staan geen categorieën",
        ),
        (
            Format::Lexicoder,
            "+leeg\n",
            "er staat geen enkele waarde met een bruikbare term in",
        ),
    ] {
        let file = File {
            name: "proef".into(),
            bytes: text.into(),
        };
        let error = import(&[file], format).unwrap_err();
        assert_eq!(error.to_string(), wanted);
    }
    for format in Format::ALL {
        let file = File {
            name: "proef".into(),
            bytes: vec![0xff, 0xfe, 0x00],
        };
        assert!(import(&[file], format).is_err(), "{}", format.name());
        assert!(import(&[], format).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is pasted into a file, it is read or refused.
    #[test]
    fn no_paste_breaks_a_reader(
        at in 0usize..2000,
        cut in 0usize..40,
        paste in prop_oneof![any::<Vec<u8>>(), "[\\[\\]{}<>|*'\"=,.:#%+\\\\\t\n 0-9a-z-]{0,12}".prop_map(String::into_bytes)],
        which in 0usize..7,
    ) {
        let (name, format) = [
            ("klein.yml", Format::Quanteda), ("klein.dic", Format::Liwc), ("klein.cat", Format::Wordstat),
            ("klein.lc3", Format::Lexicoder), ("klein.ykd", Format::Yoshikoder),
            ("klein.ttl", Format::Skos), ("klein.jsonld", Format::SkosJsonLd),
        ][which];
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exchange/files/");
        let mut bytes = std::fs::read(format!("{folder}{name}")).unwrap();
        let start = at.min(bytes.len());
        let end = (start + cut).min(bytes.len());
        bytes.splice(start..end, paste);
        let _ = import(&[File { name: name.into(), bytes }], format);
    }
}
