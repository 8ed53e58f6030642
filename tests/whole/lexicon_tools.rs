//! `waardenscan lexicon diff` and what `check` and `show` do with documents.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::binary::run_in;
use crate::places::samples;

/// Writes a lexicon of one value, `rust`, with these lines as indicators.
pub(crate) fn write_lexicon(folder: &Path, indicators: &[&str]) {
    fs::create_dir_all(folder).unwrap();
    fs::write(
        folder.join("lexicon.toml"),
        "id = \"eigen\"\nnaam = \"Eigen lexicon\"\nversie = \"1\"\ntaal = \"nl\"\n\
         omschrijving = \"Eén waarde.\"\n\n[[clusters]]\nid = \"zorg\"\nnaam = \"Zorg\"\n",
    )
    .unwrap();
    let lines: String = indicators
        .iter()
        .map(|line| format!("  {{ {line} }},\n"))
        .collect();
    fs::write(
        folder.join("rust.toml"),
        format!(
            "id = \"rust\"\nnaam = \"Rust\"\ncluster = \"zorg\"\n\
             definitie = \"Kalmte in huis.\"\nindicatoren = [\n{lines}]\n"
        ),
    )
    .unwrap();
}

const RUST: &str =
    "term = \"rust\", soort = \"woord\", gewicht = 0.8, uitdrukking = \"uitdrukkelijk\"";
const GEZIN: &str =
    "term = \"gezin\", soort = \"lemma\", gewicht = 0.6, uitdrukking = \"impliciet\"";

#[test]
fn hits_are_shown_in_their_context() {
    let folder = tempfile::tempdir().unwrap();
    write_lexicon(&folder.path().join("eigen"), &[RUST, GEZIN]);
    let sample = samples().join("aldermeer-casus-gezin-dijkstraat.docx");
    fs::copy(sample, folder.path().join("casus.docx")).unwrap();
    let show = |rest: &str| run_in(folder.path(), &format!("lexicon show eigen rust {rest}"));

    let ran = show("--indicator gezin --in casus.docx");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("[gezin]"), "{}", ran.stdout);
    assert!(ran.stdout.contains("van 1 document"), "{}", ran.stdout);
    assert_eq!(show("--indicator 2 --in casus.docx").stdout, ran.stdout);

    let ran = show("--indicator gezin --in casus.docx --json");
    for line in ran.stdout.lines() {
        let hit: Value = serde_json::from_str(line).unwrap();
        assert_eq!(hit["indicator"], "gezin");
        assert!(
            hit["hit"]
                .as_str()
                .unwrap()
                .to_lowercase()
                .contains("gezin")
        );
    }
    let ran = show("--indicator 9 --in casus.docx");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("from 1 to 2"), "{}", ran.stderr);
}

#[test]
fn a_term_is_too_common_where_it_is_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    write_lexicon(
        &folder.path().join("eigen"),
        &["term = \"[zijn]\", soort = \"patroon\", gewicht = 0.8, uitdrukking = \"impliciet\""],
    );
    let sample = samples().join("aldermeer-casus-gezin-dijkstraat.docx");
    let check = format!("lexicon check eigen --archive {}", sample.display());
    let ran = run_in(folder.path(), &check);
    assert_eq!(ran.code, 0, "a warning is no error: {}", ran.stdout);
    assert!(ran.stdout.contains("van de 100 passages"), "{}", ran.stdout);
}

#[test]
fn a_difference_names_what_changed_and_which_suggestions_it_touches() {
    let folder = tempfile::tempdir().unwrap();
    write_lexicon(&folder.path().join("oud"), &[RUST, GEZIN]);
    let heavier = RUST.replace("0.8", "0.9");
    write_lexicon(&folder.path().join("nieuw"), &[&heavier]);
    let sample = samples().join("aldermeer-casus-gezin-dijkstraat.docx");
    let scan = format!(
        "scan {} --lexicon oud --project p.sqlite --format jsonl",
        sample.display()
    );
    let suggestions = run_in(folder.path(), &scan).stdout.lines().count();

    let ran = run_in(folder.path(), "lexicon diff oud nieuw");
    assert_eq!(
        ran.stdout,
        "rust\n  ~ gewicht `rust`: 0.8 → 0.9\n  - indicator `gezin`: lemma, gewicht 0.6\n"
    );
    let ran = run_in(
        folder.path(),
        "lexicon diff oud oud --project p.sqlite --json",
    );
    let same: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(same, serde_json::json!({"changes": [], "suggestions": []}));

    let ran = run_in(
        folder.path(),
        "lexicon diff oud nieuw --project p.sqlite --json",
    );
    let record: Value = serde_json::from_str(&ran.stdout).unwrap();
    let touched = record["suggestions"].as_array().unwrap();
    assert_eq!(touched.len(), suggestions, "every hit was of these two");
    assert!(suggestions > 0);
    assert!(touched.iter().any(|one| one["effect"] == "lost"));
    let ran = run_in(
        folder.path(),
        "lexicon diff oud nieuw --project geen.sqlite",
    );
    assert_eq!(ran.code, 2, "{}", ran.stderr);
}

#[test]
fn a_lexicon_goes_to_a_workbook_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &str| run_in(folder.path(), arguments);
    for (format, path) in [("xlsx", "lexicon.xlsx"), ("csv", "tabellen")] {
        let ran = run(&format!("lexicon export --to {format} --out {path}"));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(ran.stdout.contains("alles is overgegaan"), "{}", ran.stdout);
        let ran = run(&format!(
            "lexicon import {path} --from {format} --out {format}-terug"
        ));
        assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
        let ran = run(&format!("lexicon diff sociaal-domein {format}-terug"));
        assert_eq!(ran.stdout, "De lexicons zeggen hetzelfde.\n");
        let ran = run(&format!(
            "lexicon import {path} --from {format} --out {format}-terug"
        ));
        assert_eq!(ran.code, 2, "a lexicon is not overwritten");
    }
}

#[test]
fn what_a_format_cannot_hold_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let export = |rest: &str| {
        run_in(
            folder.path(),
            &format!("lexicon export --to liwc --out w.dic{rest}"),
        )
    };
    let ran = export("");
    assert!(
        ran.stdout
            .contains("gewichten en uitdrukking vervallen (32): "),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("; …"));
    assert!(!export(" --all").stdout.contains("; …"));
    let ran = run_in(
        folder.path(),
        "lexicon import w.dic --from liwc --out terug",
    );
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    assert!(
        ran.stdout
            .contains("gewicht 0,5 gezet, nog te schatten (32)"),
        "{}",
        ran.stdout
    );
}

#[test]
fn candidates_come_from_labelled_passages_and_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    write_lexicon(&folder.path().join("eigen"), &[RUST]);
    let mut gold = String::new();
    for document in 0..12 {
        let with = format!("Thuis heerst kalmte en orde, ook in huis {document}.");
        let without = format!("De begroting van jaar {document} sluit.");
        for (text, values) in [(with, "{\"value\":\"rust\",\"kind\":\"i\"}"), (without, "")] {
            gold += &format!(
                "{{\"id\":\"{document}{}\",\"document\":\"d{document}\",\"text\":\"{text}\",\"labels\":[{values}]}}\n",
                values.len()
            );
        }
    }
    fs::write(folder.path().join("gold.jsonl"), gold).unwrap();
    let run = |arguments: &[&str]| crate::binary::run_with(folder.path(), arguments);
    let suggest = [
        "lexicon",
        "suggest",
        "eigen",
        "--gold",
        "gold.jsonl",
        "--value",
        "rust",
    ];
    let ran = run(&[&suggest[..], &["--json"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let found: Value = serde_json::from_str(&ran.stdout).unwrap();
    let kalmte = found
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["term"] == "kalmte")
        .unwrap();
    assert_eq!(
        (
            &kalmte["passages"],
            &kalmte["documents"],
            &kalmte["other_documents"]
        ),
        (&12.into(), &12.into(), &0.into())
    );
    assert_eq!(kalmte["examples"].as_array().unwrap().len(), 3);
    // (12 + 4 × .5) / (12 + 4)
    assert_eq!(kalmte["precision"], 0.875);
    assert!(run(&suggest).stdout.contains("kalmte"));

    let ran = run(&[&suggest[..], &["--accept", "kalmte"]].concat());
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let written = fs::read_to_string(folder.path().join("eigen/rust.toml")).unwrap();
    assert!(
        written.contains("bron = \"gold.jsonl: 12 van 12 passages, 12 documenten\""),
        "{written}"
    );
    let ran = run(&["lexicon", "check", "eigen"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    // What has a hit now is no candidate any more.
    let ran = run(&[&suggest[..], &["--accept", "kalmte"]].concat());
    assert_eq!(ran.code, 2, "{}", ran.stdout);
}
