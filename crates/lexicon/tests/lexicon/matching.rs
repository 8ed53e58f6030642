use std::fmt::Write;

use waardenscan_document::SectionRole;
use waardenscan_dutch::{Dutch, Words};
use waardenscan_lexicon::{ClassCache, Lexicon, Matcher, SourceFile};

/// Reads a lexicon of one value with these indicators (soort, term) and
/// exclusions, whose tension signal is `schuurt <2> met`.
fn lexicon(indicators: &[(&str, &str)], exclusions: &[&str]) -> Lexicon {
    let manifest = "id = 'proef'\nnaam = 'Proef'\nversie = '1'\ntaal = 'nl'\n\
        omschrijving = 'Proef'\nclusters = [{ id = 'c', naam = 'C' }]\n\
        spanningssignalen = ['schuurt <2> met']\n\
        [[spanningen]]\nwaarden = ['a', 'b']\nvraag = 'Wat nu?'\nsignalen = ['snel <3> zorgvuldig']\n";
    let mut value = "naam = 'W'\ncluster = 'c'\ndefinitie = 'D'\nindicatoren = [\n".to_owned();
    for (kind, term) in indicators {
        writeln!(
            value,
            "{{ term = '{term}', soort = '{kind}', gewicht = 0.5, uitdrukking = 'impliciet' }},"
        )
        .unwrap();
    }
    value += "]\n";
    let other = format!("id = 'b'\n{value}");
    value += "uitsluitingen = [\n";
    for term in exclusions {
        writeln!(value, "{{ patroon = '{term}', werking = 'overlap' }},").unwrap();
    }
    value += "]\n";
    let file = |path: &str, text: String| SourceFile {
        path: path.into(),
        text,
    };
    Lexicon::from_files(&[
        file("lexicon.toml", manifest.into()),
        file("a.toml", format!("id = 'a'\n{value}")),
        file("b.toml", other),
    ])
    .unwrap()
}

/// What the matches of value `a` read, in order.
fn found(lexicon: &Lexicon, text: &str) -> Vec<String> {
    let (dutch, mut words, mut classes) = (Dutch::new(), Words::new(), ClassCache::default());
    let matcher = Matcher::new(lexicon, &dutch);
    let analysis = dutch.analyse(text, &mut words);
    let matches = matcher.find(&dutch, &analysis, &words, &mut classes);
    let own = matches.iter().filter(|found| found.value == 0);
    own.map(|found| found.span.get(text).unwrap().to_owned())
        .collect()
}

#[track_caller]
fn finds(kind: &str, term: &str, text: &str, wanted: &[&str]) {
    assert_eq!(
        found(&lexicon(&[(kind, term)], &[]), text),
        wanted,
        "{kind} {term}"
    );
}

#[test]
fn each_kind_finds_its_own() {
    finds("woord", "één", "Een plan en één regisseur.", &["één"]);
    finds(
        "stam",
        "effectief",
        "Effectieve, effectief, effectiviteit.",
        &["Effectieve", "effectief"],
    );
    finds(
        "frase",
        "eigen kracht",
        "Op eigen, eigen kracht.",
        &["eigen kracht"],
    );
    finds(
        "deel",
        "vertrouwen-",
        "De vertrouwensband en het vertrouwen.",
        &["vertrouwensband"],
    );
    finds(
        "deel",
        "-gelijkheid",
        "Kansengelijkheid is geen mogelijkheid.",
        &["Kansengelijkheid"],
    );
    finds(
        "lemma",
        "samenwerken",
        "Wij hebben samengewerkt; zij samenwerken.",
        &["samengewerkt", "samenwerken"],
    );
    finds(
        "lemma",
        "samenwerken",
        "De gemeente werkt met scholen samen.",
        &["werkt met scholen samen"],
    );
    // Two choices of one family find it once.
    finds(
        "patroon",
        "{[samenwerken]|[samenwerking]}",
        "De gemeente werkt met scholen samen.",
        &["werkt met scholen samen"],
    );
    finds(
        "patroon",
        "wacht*",
        "Wachttijden en wachtlijsten.",
        &["Wachttijden", "wachtlijsten"],
    );
}

#[test]
fn gaps_are_bounded_and_end_with_the_sentence() {
    let term = "{minder|geen} <2> {wachttijd|lange rijen}";
    finds("patroon", term, "Minder wachttijd.", &["Minder wachttijd"]);
    finds(
        "patroon",
        term,
        "Geen erg lange wachttijd.",
        &["Geen erg lange wachttijd"],
    );
    finds("patroon", term, "Geen al te lange wachttijd.", &[]);
    finds(
        "patroon",
        term,
        "Geen hele lange rijen.",
        &["Geen hele lange rijen"],
    );
    finds(
        "patroon",
        term,
        "Wij willen minder. Wachttijd is er niet.",
        &[],
    );
}

#[test]
fn the_nearest_end_counts_from_each_start() {
    finds(
        "patroon",
        "samen <4> werken",
        "Samen werken en samen beter werken.",
        &["Samen werken", "samen beter werken"],
    );
}

#[test]
fn an_exclusion_takes_matches_of_its_own_value_only() {
    let lexicon = lexicon(
        &[("woord", "vertrouwen")],
        &["{wij|we} vertrouwen <2> hiermee"],
    );
    assert_eq!(found(&lexicon, "Wij vertrouwen u hiermee."), [""; 0]);
    assert_eq!(
        found(&lexicon, "Wij vertrouwen u. Hiermee sluit ik."),
        ["vertrouwen"]
    );

    let (dutch, mut words, mut classes) = (Dutch::new(), Words::new(), ClassCache::default());
    let matcher = Matcher::new(&lexicon, &dutch);
    let analysis = dutch.analyse("Wij vertrouwen u hiermee.", &mut words);
    let matches = matcher.find(&dutch, &analysis, &words, &mut classes);
    assert_eq!(
        matches.iter().map(|found| found.value).collect::<Vec<_>>(),
        [1]
    );
}

#[test]
fn signals_name_their_tension() {
    let lexicon = lexicon(&[("woord", "vertrouwen")], &[]);
    let (dutch, mut words, mut classes) = (Dutch::new(), Words::new(), ClassCache::default());
    let matcher = Matcher::new(&lexicon, &dutch);
    let text = "Snel en toch zorgvuldig werken: dat schuurt soms met elkaar.";
    let analysis = dutch.analyse(text, &mut words);
    let signals = matcher.find_signals(&dutch, &analysis, &words, &mut classes);
    let read: Vec<_> = signals
        .iter()
        .map(|signal| (signal.tension, signal.span.get(text).unwrap()))
        .collect();
    assert_eq!(
        read,
        [
            (Some(0), "Snel en toch zorgvuldig"),
            (None, "schuurt soms met")
        ]
    );
}

#[test]
fn a_cache_given_to_another_matcher_starts_anew() {
    let (dutch, mut words, mut classes) = (Dutch::new(), Words::new(), ClassCache::default());
    let analysis = dutch.analyse("Vertrouwen en respect.", &mut words);
    for word in ["vertrouwen", "respect", "vertrouwen"] {
        let lexicon = lexicon(&[("woord", word)], &[]);
        let matcher = Matcher::new(&lexicon, &dutch);
        let matches = matcher.find(&dutch, &analysis, &words, &mut classes);
        let read = words.get(analysis.tokens[matches[0].tokens.start].word);
        assert_eq!(read.form, word);
    }
}

#[test]
fn a_word_may_be_of_any_length() {
    let long = format!("veilig{}", "a".repeat(300_000));
    let text = format!("{long} veilig");
    finds("patroon", "veilig*", &text, &[&long, "veilig"]);
    finds("stam", "veilig", &text, &["veilig"]);
}

#[test]
fn a_turning_point_lets_both_orders_match() {
    let term = "zelf <~2> [bepalen] wie";
    let text = "Zelf mag zij bepalen wie komt. Zij bepaalt wie er zelf komt. Bepaal zelf wie.";
    finds(
        "patroon",
        term,
        text,
        &["Zelf mag zij bepalen wie", "bepaalt wie er zelf"],
    );
    finds(
        "patroon",
        "zelf <~1> zelf",
        "Zelf en zelf.",
        &["Zelf en zelf"],
    );
}

#[test]
fn neighbours_stand_beside_a_hit_anywhere_in_the_passage() {
    let lexicon = scoped("bij = ['[inwoner]', 'eigen regie'], niet_bij = ['regie <3> aannemer']");
    for (text, wanted) in [
        ("De regie is er. Inwoners merken dat.", 1),
        ("De regie is er. Niemand merkt dat.", 0),
        // What shares a word with the hit is not beside it.
        ("Eigen regie telt.", 0),
        ("Eigen regie, en nog eens regie.", 1),
        ("De inwoner houdt regie, ook over de aannemer.", 1),
        (
            "De inwoner houdt regie; regie van de aannemer is er niet.",
            1,
        ),
    ] {
        assert_eq!(found(&lexicon, text).len(), wanted, "{text}");
    }
}

#[test]
fn sections_are_for_who_knows_them() {
    let lexicon = scoped("alleen_in = ['visie', 'overig'], niet_in = ['overig']");
    assert_eq!(found(&lexicon, "De regie."), ["regie"]);
    let scope = &lexicon.values()[0].indicators[0].scope;
    let allowed: Vec<_> = SectionRole::ALL
        .into_iter()
        .filter(|&role| scope.allows(role))
        .collect();
    assert_eq!(allowed, [SectionRole::Visie]);
    assert!(!scope.is_everywhere());
}

/// A lexicon of the one word `regie` with more keys.
fn scoped(keys: &str) -> Lexicon {
    let value = format!(
        "id = 'a'\nnaam = 'A'\ncluster = 'c'\ndefinitie = 'D'\nindicatoren = [{{ \
         term = 'regie', soort = 'woord', gewicht = 0.5, uitdrukking = 'impliciet', {keys} }}]\n"
    );
    let file = |path: &str, text: &str| SourceFile {
        path: path.into(),
        text: text.into(),
    };
    let manifest = "id = 'x'\nnaam = 'X'\nversie = '1'\ntaal = 'nl'\nomschrijving = 'O'\n\
                    clusters = [{ id = 'c', naam = 'C' }]\n";
    Lexicon::from_files(&[file("lexicon.toml", manifest), file("a.toml", &value)]).unwrap()
}
