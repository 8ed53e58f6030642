//! `waardenscan dutch`.

use serde_json::{Value, json};

use crate::binary::run_with_input;

/// Runs a task on one line and returns the object it prints.
fn task(task: &str, line: &str) -> Value {
    let ran = run_with_input(&["dutch", task], &format!("{line}\n"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn a_line_gives_its_sentences() {
    let sentences = task(
        "sentences",
        "Het college beslist op grond van art. 4, lid 2. De inwoner krijgt bericht.",
    );
    let expected = json!({"sentences": [
        "Het college beslist op grond van art. 4, lid 2.",
        "De inwoner krijgt bericht.",
    ]});
    assert_eq!(sentences, expected);
}

#[test]
fn tokens_say_where_they_stand_in_code_points() {
    let tokens = task("tokens", "Eén gezin, één plan.");
    let token = &tokens["tokens"][2];
    assert_eq!(
        token,
        &json!({"text": "één", "start": 11, "end": 14, "form": "één"})
    );
}

#[test]
fn lemmas_and_stems_stand_side_by_side() {
    let lemmas = task("lemmas", "Gemeenten werken");
    assert_eq!(lemmas["tokens"][0]["form"], "gemeenten");
    assert_eq!(lemmas["tokens"][0]["lemma"], "gemeente");
    assert_eq!(lemmas["tokens"][0]["stem"], "gemeent");
}

#[test]
fn a_compound_has_parts_and_what_it_may_be_looked_up_under() {
    let compound = task("compounds", "vertrouwensband");
    assert_eq!(compound["word"], "vertrouwensband");
    assert_eq!(compound["parts"], json!(["vertrouwen", "band"]));
    let values = compound["values"].as_array().unwrap();
    assert!(values.contains(&json!("vertrouwen")), "{values:?}");
    let stranger = task("compounds", "treinverbinding");
    assert!(
        !stranger["values"]
            .as_array()
            .unwrap()
            .contains(&json!("verbinding"))
    );
}

#[test]
fn every_line_in_is_a_line_out() {
    let ran = run_with_input(&["dutch", "tokens"], "een\n\n\ntwee");
    assert_eq!(ran.stdout.lines().count(), 4);
    assert_eq!(ran.stdout.lines().nth(1), Some("{\"tokens\":[]}"));
}
