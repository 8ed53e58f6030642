//! `waardenscan lexicon`.

use std::fs;

use serde_json::Value;

use crate::binary::run_in;
use crate::places::{root, samples};

#[test]
fn the_lexicons_of_the_project_are_in_order() {
    for lexicon in [
        "",
        "sociaal-domein",
        "lexicons/sociaal-domein",
        "lexicons/vijf-b",
    ] {
        let ran = run_in(root(), &format!("lexicon check {lexicon}"));
        assert_eq!(ran.code, 0, "{lexicon}: {}", ran.stdout);
    }
}

#[test]
fn a_faulty_lexicon_names_its_errors_in_dutch_and_is_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let value = |text: &str| fs::write(folder.path().join("eigen/vertrouwen.toml"), text).unwrap();
    fs::create_dir(folder.path().join("eigen")).unwrap();
    fs::copy(
        root().join("lexicons/sociaal-domein/lexicon.toml"),
        folder.path().join("eigen/lexicon.toml"),
    )
    .unwrap();
    value("id = \"vertrouwen\"\nnaam = \"Vertrouwen\"\ncluster = \"relatei\"\n");
    let ran = run_in(folder.path(), "lexicon check eigen");
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert!(ran.stdout.contains("vertrouwen.toml:3"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("relatie"),
        "bedoelde u …?: {}",
        ran.stdout
    );

    let ran = run_in(folder.path(), "lexicon check eigen --json");
    assert_eq!(ran.code, 1);
    let problems: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(
        problems
            .as_array()
            .unwrap()
            .iter()
            .any(|problem| problem["line"] == 3)
    );

    let sample = samples().join("aldermeer-casus-gezin-dijkstraat.docx");
    let ran = run_in(
        folder.path(),
        &format!("scan {} --lexicon eigen", sample.display()),
    );
    assert_eq!(ran.code, 3, "{}", ran.stdout);
    assert!(ran.stderr.contains("relatei"), "{}", ran.stderr);
}

#[test]
fn one_value_is_shown_with_what_points_to_it() {
    let ran = run_in(root(), "lexicon show sociaal-domein maatwerk");
    assert_eq!(ran.code, 0);
    assert!(
        ran.stdout
            .contains("Maatwerk en menselijke maat (maatwerk)"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("maatwerkvoorziening"), "its exclusions");
    let ran = run_in(root(), "lexicon show --json");
    let lexicon: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(lexicon["values"].as_array().unwrap().len(), 32);
}

#[test]
fn a_lexicon_of_ones_own_replaces_the_builtin_one() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("eigen");
    fs::create_dir(&own).unwrap();
    fs::write(
        own.join("lexicon.toml"),
        "id = \"eigen\"\nnaam = \"Eigen lexicon\"\nversie = \"1\"\ntaal = \"nl\"\n\
         omschrijving = \"Eén waarde.\"\n\n[[clusters]]\nid = \"zorg\"\nnaam = \"Zorg\"\n",
    )
    .unwrap();
    fs::write(
        own.join("rust.toml"),
        "id = \"rust\"\nnaam = \"Rust\"\ncluster = \"zorg\"\ndefinitie = \"Kalmte in huis.\"\n\
         indicatoren = [\n  { term = \"rust\", soort = \"woord\", gewicht = 0.8, uitdrukking = \"uitdrukkelijk\" },\n]\n",
    )
    .unwrap();
    let ran = run_in(folder.path(), "lexicon check eigen");
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    let sample = samples().join("aldermeer-casus-gezin-dijkstraat.docx");
    let ran = run_in(
        folder.path(),
        &format!("scan {} --lexicon eigen --format jsonl", sample.display()),
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for line in ran.stdout.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        assert_eq!(record["value"], "rust");
    }
}

#[test]
fn the_five_bs_are_a_lexicon_to_scan_with() {
    let folder = tempfile::tempdir().unwrap();
    let gold = folder.path().join("voorbeelden.jsonl");
    fs::write(
        &gold,
        [
            ("Wij blijven beleefd.", "beleefd"),
            ("Wij bieden een luisterend oor.", "betrokken"),
            ("Wij zoeken de vraag achter de vraag.", "behulpzaam"),
            ("U krijgt een brief in heldere taal.", "begrijpelijk"),
            ("De gemeente komt haar afspraken na.", "betrouwbaar"),
        ]
        .iter()
        .enumerate()
        .map(|(id, (text, value))| {
            format!(
                "{{\"id\": \"{id}\", \"text\": \"{text}\", \
                 \"labels\": [{{\"value\": \"{value}\", \"kind\": \"e\"}}]}}\n"
            )
        })
        .collect::<String>(),
    )
    .unwrap();
    let ran = run_in(
        root(),
        &format!(
            "evaluate --gold {} --lexicon lexicons/vijf-b --json",
            gold.display()
        ),
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let found: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(found["micro"]["f1"], 1.0, "{found}");

    let ran = run_in(
        root(),
        &format!(
            "scan {} --lexicon lexicons/vijf-b --format jsonl",
            samples().display()
        ),
    );
    let values: Vec<String> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["value"].to_string())
        .collect();
    assert!(!values.is_empty());
    assert!(values.iter().all(|value| value.starts_with("\"be")));
}
