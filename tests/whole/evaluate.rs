//! `waardenscan evaluate`.

use std::fs;

use serde_json::Value;

use crate::binary::run_in;
use crate::places::shared;

#[test]
fn figures_are_counted_right() {
    let folder = tempfile::tempdir().unwrap();
    let gold = [
        r#"{"id":"1","text":"De hulp is laagdrempelig en voor iedereen toegankelijk.","labels":[{"value":"toegankelijkheid","kind":"e"}]}"#,
        r#"{"id":"2","text":"De vergadering sluit om 21.15 uur.","labels":[{"value":"respect","kind":"i"}]}"#,
        "",
    ];
    fs::write(folder.path().join("gold.jsonl"), gold.join("\n")).unwrap();
    let ran = run_in(folder.path(), "evaluate --gold gold.jsonl --json");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let figures: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(figures["passages"], 2);
    assert_eq!(figures["micro"]["recall"], 0.5);
    assert_eq!(figures["recall_explicit"], 1.0);
    assert_eq!(figures["recall_implicit"], 0.0);
    for field in ["macro", "wss95_pairs", "auc", "ece", "values", "baselines"] {
        assert!(figures.get(field).is_some(), "{field} is missing");
    }
    let all = &figures["baselines"]["all_positive"];
    assert_eq!(all["recall"], 1.0);
    assert_eq!(all["precision"], 2.0 / 64.0);
}

#[test]
fn a_faulty_gold_file_names_the_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("gold.jsonl"),
        "{\"id\":\"1\",\"text\":\"a\",\"labels\":[]}\n{\"id\":2}\n",
    )
    .unwrap();
    let ran = run_in(folder.path(), "evaluate --gold gold.jsonl");
    assert_eq!(ran.code, 3);
    assert!(ran.stderr.contains("gold.jsonl, line 2"), "{}", ran.stderr);
}

#[test]
fn labels_of_unknown_values_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("gold.jsonl"),
        "{\"id\":\"1\",\"text\":\"a\",\"labels\":[{\"value\":\"moed\",\"kind\":\"e\"}]}\n",
    )
    .unwrap();
    let ran = run_in(folder.path(), "evaluate --gold gold.jsonl --json");
    assert_eq!(ran.code, 0);
    assert!(ran.stderr.contains("moed"), "{}", ran.stderr);
    let figures: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(figures["unknown_values"], serde_json::json!(["moed"]));
}

/// The quality that the built-in lexicon must keep on real passages.
#[test]
fn real_passages_are_suggested_as_well_as_before() {
    let Some(gold) = shared("gold/dev.jsonl") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let ran = run_in(
        folder.path(),
        &format!("evaluate --gold {} --json", gold.display()),
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let figures: Value = serde_json::from_str(&ran.stdout).unwrap();
    let f1 = |figure: &Value| figure["f1"].as_f64().unwrap();
    assert!(
        f1(&figures["micro"]) >= 0.64,
        "micro-F1 {}",
        figures["micro"]
    );
    assert!(f1(&figures["micro"]) > f1(&figures["baselines"]["names_only"]));
    assert!(f1(&figures["micro"]) > f1(&figures["baselines"]["all_positive"]));
}
