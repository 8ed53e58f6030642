use waardenscan_lexicon::{Lexicon, SourceFile};

const MANIFEST: &str = "id = 'proef'\nnaam = 'Proef'\nversie = '1'\ntaal = 'nl'\n\
    omschrijving = 'Proef'\nclusters = [{ id = 'c', naam = 'C' }]\n";

const VALUE: &str = "id = 'a'\nnaam = 'A'\ncluster = 'c'\ndefinitie = 'D'\nindicatoren = [\n\
    { term = 'vertrouwen', soort = 'woord', gewicht = 0.7, uitdrukking = 'impliciet' },\n]\n";

fn fingerprint(value_path: &str, value: &str) -> String {
    let file = |path: &str, text: &str| SourceFile {
        path: path.into(),
        text: text.into(),
    };
    let files = [file(value_path, value), file("lexicon.toml", MANIFEST)];
    Lexicon::from_files(&files)
        .unwrap()
        .fingerprint()
        .to_owned()
}

#[test]
fn layout_does_not_count() {
    let plain = fingerprint("a.toml", VALUE);
    assert_eq!(plain.len(), 64);
    let commented = format!("# Van de werkgroep.\n\n{}", VALUE.replace(" = ", "="));
    assert_eq!(fingerprint("waarden/ander.toml", &commented), plain);
    assert_eq!(fingerprint("a.toml", &VALUE.replace("0.7", "0.70")), plain);
    let illustrated = VALUE.replace("naam = 'A'", "naam = 'A'\nvoorbeelden = ['Vertrouwen.']");
    let illustrated = illustrated.replace(
        "'impliciet'",
        "'impliciet', tegenvoorbeelden = ['Rust.'], bron = 'de werkgroep'",
    );
    assert_eq!(fingerprint("a.toml", &illustrated), plain);
}

#[test]
fn everything_said_counts() {
    let plain = fingerprint("a.toml", VALUE);
    for (old, new) in [
        ("0.7", "0.71"),
        ("'woord'", "'stam'"),
        ("'vertrouwen'", "'vertrouwt'"),
        ("'impliciet'", "'uitdrukkelijk'"),
        ("'impliciet'", "'impliciet', pool = 'tegenpool'"),
        ("'impliciet'", "'impliciet', alleen_in = ['visie']"),
        ("'impliciet'", "'impliciet', niet_in = ['visie']"),
        ("'impliciet'", "'impliciet', bij = ['elkaar']"),
        ("'impliciet'", "'impliciet', niet_bij = ['elkaar']"),
        ("'D'", "'E'"),
        ("id = 'a'", "id = 'b'"),
        ("naam = 'A'", "naam = 'A'\ninwoner = 'I'"),
        ("naam = 'A'", "naam = 'A'\norganisatie = 'I'"),
        ("naam = 'A'", "naam = 'A'\nverwant = ['a']"),
        (
            "]\n",
            "]\nuitsluitingen = [{ patroon = 'x', werking = 'overlap' }]\n",
        ),
    ] {
        let changed = VALUE.replacen(old, new, 1);
        assert_ne!(changed, VALUE);
        assert_ne!(fingerprint("a.toml", &changed), plain, "{new}");
    }
}
