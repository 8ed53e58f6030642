use waardenscan_lexicon::{
    Change, Evidence, Indicator, Kind, Lexicon, SourceFile, add_indicator, differences,
};

const MANIFEST: &str = "id = 'proef'\nnaam = 'Proef'\nversie = '1'\ntaal = 'nl'\n\
    omschrijving = 'Proef'\nclusters = [{ id = 'c', naam = 'C' }]\n\
    spanningssignalen = ['schuurt']\n\
    [[spanningen]]\nwaarden = ['a', 'b']\nvraag = 'Wat nu?'\n";

const VALUE: &str = "id = 'a'\nnaam = 'A'\ncluster = 'c'\ndefinitie = 'D'\nindicatoren = [\n\
    # Van de werkgroep.\n\
    { term = 'vertrouwen', soort = 'woord', gewicht = 0.7, uitdrukking = 'impliciet' }, # ja\n]\n\
    uitsluitingen = [{ patroon = 'x', werking = 'overlap' }]\n";

const OTHER: &str = "id = 'b'\nnaam = 'B'\ncluster = 'c'\ndefinitie = 'D'\n\n\
    [[indicatoren]]\nterm = 'rust'\nsoort = 'woord'\ngewicht = 0.7\nuitdrukking = 'impliciet'\n\n\
    [[uitsluitingen]]\npatroon = 'x'\nwerking = 'overlap'\n";

fn files(manifest: &str, value: &str) -> Vec<SourceFile> {
    let file = |path: &str, text: &str| SourceFile {
        path: path.into(),
        text: text.into(),
    };
    vec![
        file("a.toml", value),
        file("b.toml", OTHER),
        file("lexicon.toml", manifest),
    ]
}

fn changes(manifest: &str, value: &str) -> Vec<String> {
    let before = Lexicon::from_files(&files(MANIFEST, VALUE)).unwrap();
    let after = Lexicon::from_files(&files(manifest, value)).unwrap();
    assert_eq!(differences(&before, &before), []);
    let shown = |change: Change| {
        let [term, before, after] =
            [change.term, change.before, change.after].map(|text| text.unwrap_or("·".into()));
        let value = change.value.unwrap_or("·".into());
        format!("{value} {} {term}: {before} → {after}", change.what)
    };
    differences(&before, &after)
        .into_iter()
        .map(shown)
        .collect()
}

#[test]
fn every_change_is_named() {
    for (old, new, wanted) in [
        ("0.7", "0.75", "a gewicht vertrouwen: 0.7 → 0.75"),
        (
            "'impliciet'",
            "'omschreven'",
            "a uitdrukking vertrouwen: impliciet → omschreven",
        ),
        (
            "'impliciet'",
            "'impliciet', pool = 'tegenpool'",
            "a pool vertrouwen: · → tegenpool",
        ),
        (
            "'impliciet'",
            "'impliciet', niet_in = ['visie']",
            "a niet_in vertrouwen: · → visie",
        ),
        (
            "'impliciet'",
            "'impliciet', bij = ['x', 'y']",
            "a bij vertrouwen: · → x; y",
        ),
        (
            "'impliciet'",
            "'impliciet', voorbeelden = ['V.']",
            "a voorbeelden vertrouwen: · → V.",
        ),
        (
            "'impliciet'",
            "'impliciet', bron = 'B'",
            "a bron vertrouwen: · → B",
        ),
        ("'D'", "'E'", "a definitie ·: D → E"),
        (
            "naam = 'A'",
            "naam = 'A'\ninwoner = 'I'",
            "a inwoner ·: · → I",
        ),
        (
            "naam = 'A'",
            "naam = 'A'\nverwant = ['b']",
            "a verwant ·: · → b",
        ),
        (
            "patroon = 'x'",
            "patroon = 'y'",
            "a uitsluiting y: · → overlap",
        ),
        (
            "'overlap'",
            "'valse_vriend'",
            "a uitsluiting x: overlap → valse_vriend",
        ),
        (
            "'vertrouwen'",
            "'vertrouwt'",
            "a indicator vertrouwt: · → woord, gewicht 0.7",
        ),
    ] {
        let changed = VALUE.replacen(old, new, 1);
        assert_ne!(changed, VALUE);
        let found = changes(MANIFEST, &changed);
        assert_eq!(found.first().map(String::as_str), Some(wanted));
    }
    for (old, new, wanted) in [
        (
            "'Wat nu?'",
            "'En nu?'",
            "· spanning a – b: Wat nu? [] → En nu? []",
        ),
        ("['a', 'b']", "['b', 'a']", ""),
        (
            "['schuurt']",
            "[]",
            "· spanningssignaal schuurt: schuurt → ·",
        ),
        ("naam = 'C'", "naam = 'D'", "· cluster c: C → D"),
        ("versie = '1'", "versie = '2'", "· versie ·: 1 → 2"),
    ] {
        let changed = MANIFEST.replacen(old, new, 1);
        assert_ne!(changed, MANIFEST);
        assert_eq!(changes(&changed, VALUE).join("\n"), wanted);
    }
}

#[test]
fn an_indicator_is_added_where_authors_would() {
    let mut added = Indicator::new("op zijn \"woord\"", Kind::Word, 0.6, Evidence::Implied);
    assert!(
        added
            .unwrap_err()
            .to_string()
            .contains("komt in geen woord voor")
    );
    added = Indicator::new("op zijn woord", Kind::Phrase, 0.6, Evidence::Implied);
    let mut indicator = added.unwrap();
    indicator.source = Some("gold.jsonl: 3 van 4".into());

    let files = files(MANIFEST, VALUE);
    let changed = add_indicator(&files, "a", &indicator).unwrap();
    let line = "{ term = \"op zijn woord\", soort = \"frase\", gewicht = 0.6, \
                uitdrukking = \"impliciet\", bron = \"gold.jsonl: 3 van 4\" }";
    // All else stays, comments too.
    let wanted = VALUE.replace(
        "'impliciet' }, # ja",
        &format!("'impliciet' }},\n  {line}, # ja"),
    );
    assert_eq!((changed.path.as_str(), changed.text), ("a.toml", wanted));

    let without_comma = VALUE.replace("'impliciet' },", "'impliciet' }");
    let changed = add_indicator(&self::files(MANIFEST, &without_comma), "a", &indicator);
    assert!(
        changed
            .unwrap()
            .text
            .contains(&format!("'impliciet' }},\n  {line}, # ja"))
    );

    let changed = add_indicator(&files, "b", &indicator).unwrap();
    assert!(changed.text.starts_with(OTHER.trim_end()));
    assert!(changed.text.ends_with(
        "\n\n[[indicatoren]]\nterm = \"op zijn woord\"\nsoort = \"frase\"\n\
        gewicht = 0.6\nuitdrukking = \"impliciet\"\nbron = \"gold.jsonl: 3 van 4\"\n"
    ));

    let again = Indicator::new("vertrouwen", Kind::Word, 0.6, Evidence::Implied).unwrap();
    assert_eq!(
        add_indicator(&files, "a", &again),
        None,
        "it is there already"
    );
    assert_eq!(
        add_indicator(&files, "c", &indicator),
        None,
        "there is no such value"
    );
}
