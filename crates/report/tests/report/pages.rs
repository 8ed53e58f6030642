//! Dilemma cards and the accountability pack.

use serde_json::json;
use waardenscan::{Block, Document, Format};
use waardenscan_archive::GivenMetadata;
use waardenscan_report::{write_accountability, write_dilemmas};

use crate::archive::Archive;
use crate::html;

fn page(archive: &Archive) -> String {
    let (project, run) = archive.project();
    let mut page = Vec::new();
    write_dilemmas(project, run, false, &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

#[test]
fn a_card_has_its_question_and_what_was_accepted() {
    let mut archive = Archive::new();
    let texts = [
        "Wij hebben vertrouwen in de mensen die hier wonen, bel 06-12345678.",
        "Wij staan dichtbij, in de wijk en op straat, voor wie dat nodig heeft.",
    ];
    let mut document = Document::builder(Format::Docx);
    for text in texts {
        document = document.block(Block::paragraph(text));
    }
    archive.add("plan.docx", GivenMetadata::default(), document.build());
    archive.decide(json!({
        "who": "Noor", "document": "plan.docx", "block": 0,
        "value": "vertrouwen", "kind": "accept",
    }));
    archive.decide(json!({
        "who": "Noor", "document": "plan.docx", "block": 1,
        "value": "nabijheid", "kind": "add", "start": 10, "end": 18,
    }));
    assert!(page(&archive).contains("nog geen kaarten"));
    archive.decide(json!({
        "who": "Noor", "kind": "write_dilemma", "card": "1",
        "between": ["vertrouwen", "nabijheid"],
        "question": "Wie <laat> los?", "words": "Denk aan de balie.",
    }));
    let page = page(&archive);
    html::check(&page);
    for said in [
        "Wie &lt;laat&gt; los?",
        "Denk aan de balie.",
        "Wij hebben vertrouwen",
        "Wij staan dichtbij",
        "plan.docx",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert_eq!(page.matches("<article>").count(), 1);
    assert!(!page.contains("12345678"));
}

#[test]
fn a_tension_that_a_passage_shows_is_a_card() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus-samples");
    let (project, run) = crate::samples::scanned(folder);
    let mut page = Vec::new();
    write_dilemmas(&project, run, false, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    html::check(&page);
    let mut tensions = 0;
    for document in project.documents(run).unwrap() {
        for passage in project.suggested_passages(&document).unwrap() {
            for tension in &passage.tensions {
                tensions += 1;
                let question = tension.question.replace('&', "&amp;");
                assert!(page.contains(&question), "{question}");
            }
        }
    }
    assert_eq!(tensions > 0, page.contains("<article>"));
}

#[test]
fn the_accountability_of_the_samples_names_every_file_and_no_passage() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus-samples");
    let (project, run) = crate::samples::scanned(folder);
    let mut page = Vec::new();
    write_accountability(&project, run, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    html::check(&page);
    for document in project.documents(run).unwrap() {
        assert!(page.contains(&document.path), "{}", document.path);
        for passage in project.suggested_passages(&document).unwrap() {
            let text = passage.text.replace('&', "&amp;");
            assert!(text.len() < 40 || !page.contains(&text), "{text}");
        }
    }
    for said in [
        "algoritmeregister",
        "De ingebouwde waardenlijst is gemeten",
        "Nog niemand",
    ] {
        assert!(page.contains(said), "{said}");
    }
}
