//! The waardendocument, read back.

use std::io::Cursor;

use serde_json::{Value, json};
use waardenscan::{Block, BlockKind, Document, Format, read_document};
use waardenscan_archive::GivenMetadata;
use waardenscan_report::{
    WaardendocumentOptions, write_waardendocument, write_waardendocument_html,
};

use crate::archive::Archive;
use crate::html;

/// A project in which something was accepted and written.
fn written() -> Archive {
    let mut archive = Archive::new();
    let texts = [
        "Wij hebben vertrouwen in de mensen die hier wonen.",
        "Wij staan dichtbij: in de wijk & op <b>tijd</b>, met vertrouwen.",
        "Bel 06-12345678: wij hebben vertrouwen in wie ons belt.",
        "Vertrouwen houdt op waar het geld ophoudt, vinden wij.",
    ];
    for (path, year) in [("archief/plan.docx", 2024), ("archief/nota.docx", 2025)] {
        let mut document = Document::builder(Format::Docx).block(Block::heading(1, "1 Toegang"));
        for text in texts {
            document = document.block(Block::paragraph(text));
        }
        let given = GivenMetadata {
            municipality: Some("Veenhorst".to_owned()),
            kind: Some("beleidsplan".to_owned()),
            year: Some(year),
            title: Some(format!("Plan <{year}>")),
            ..GivenMetadata::default()
        };
        archive.add(path, given, document.build());
    }
    let judge = |path: &str, block: usize, kind: &str| {
        json!({
            "who": "Noor & Bram",
            "document": path,
            "block": block,
            "value": "vertrouwen",
            "kind": kind,
        })
    };
    for block in [1, 2, 3] {
        archive.decide(judge("archief/plan.docx", block, "accept"));
    }
    archive.decide(judge("archief/nota.docx", 1, "accept"));
    archive.decide(judge("archief/plan.docx", 4, "doubt"));
    let write = |part: &str, words: &str| {
        json!({
            "who": "Noor & Bram",
            "kind": "describe_value",
            "of": "vertrouwen",
            "part": part,
            "words": words,
        })
    };
    archive.decide(write(
        "resident",
        "Minder formulieren.\nMeer <i>praten</i>.",
    ));
    archive.decide(json!({
        "who": "Noor & Bram",
        "kind": "write_dilemma",
        "card": "1",
        "between": ["vertrouwen", "zekerheid"],
        "question": "Durven wij los te laten?",
        "words": "Ook als het misgaat?",
    }));
    archive
}

fn page(archive: &Archive, options: &WaardendocumentOptions) -> String {
    let (project, run) = archive.project();
    let mut page = Vec::new();
    write_waardendocument_html(project, run, options, &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

fn word(archive: &Archive, options: &WaardendocumentOptions) -> Vec<u8> {
    let (project, run) = archive.project();
    let mut file = Cursor::new(Vec::new());
    write_waardendocument(project, run, options, &mut file).unwrap();
    file.into_inner()
}

#[test]
fn a_page_says_what_was_accepted_and_written() {
    let page = page(&written(), &WaardendocumentOptions::default());
    html::check(&page);
    for said in [
        "Waardendocument Veenhorst",
        "Gevonden in 2 van de 2 documenten, in 4 passages.",
        "Minder formulieren.",
        "Meer &lt;i&gt;praten&lt;/i&gt;.",
        "Durven wij los te laten?",
        "Plan &lt;2024&gt; (plan.docx), 1 Toegang",
        "in de wijk &amp; op &lt;b&gt;tijd&lt;/b&gt;",
        "en op nog één plaats",
        "Nog te schrijven.",
        "Twijfel over 1 voorstel.",
        "Noor &amp; Bram",
        "niet met een steekproef nagegaan",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("12345678"));
    // Every decision that is referred to is in the list.
    let references = page.split("href=\"#besluit-").skip(1);
    let mut count = 0;
    for reference in references {
        let number = reference.split('"').next().unwrap();
        assert!(
            page.contains(&format!("id=\"besluit-{number}\"")),
            "{number}"
        );
        count += 1;
    }
    assert_eq!(count, 3, "a text that stands twice is one quote");
}

#[test]
fn a_word_document_says_the_same() {
    let archive = written();
    let bytes = word(&archive, &WaardendocumentOptions::default());
    let document = read_document(&bytes).unwrap();
    let page = page(&archive, &WaardendocumentOptions::default());
    let of = |kind: BlockKind| {
        let blocks = document.blocks().iter();
        let blocks = blocks.filter(move |block| block.kind == kind);
        blocks.map(|block| block.text.as_str()).collect::<Vec<_>>()
    };
    let headings = of(BlockKind::Heading);
    for heading in [
        "Hoe dit document tot stand kwam",
        "Vertrouwen",
        "Wat merkt de inwoner hiervan?",
        "Wat betekent het voor de organisatie?",
        "Spanningen",
        "Open punten",
        "Besluiten",
        "Documenten",
    ] {
        assert!(headings.contains(&heading), "{heading}: {headings:?}");
        assert!(page.contains(heading));
    }
    let notes = of(BlockKind::Footnote);
    assert_eq!(notes.len(), 3, "{notes:?}");
    assert!(
        notes[0].contains("(nota.docx), 1 Toegang en op nog één plaats; besluit 4"),
        "{notes:?}"
    );
    let text: Vec<&str> = document
        .blocks()
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    let text = text.join("\n");
    assert!(text.contains("in de wijk & op <b>tijd</b>"));
    assert!(text.contains("Nog te schrijven."));
    assert!(!text.contains("12345678"));
    let metadata = document.metadata();
    assert_eq!(metadata.title.as_deref(), Some("Waardendocument Veenhorst"));
}

#[test]
fn the_same_project_gives_the_same_documents() {
    let archive = written();
    let options = WaardendocumentOptions::default();
    assert!(word(&archive, &options) == word(&archive, &options));
    assert_eq!(page(&archive, &options), page(&archive, &options));
}

#[test]
fn passages_that_are_not_quoted_are_named() {
    let options = WaardendocumentOptions {
        quotes: 1,
        personal_data: true,
    };
    let archive = written();
    let page = page(&archive, &options);
    assert_eq!(page.matches("<blockquote>").count(), 1);
    assert!(page.contains("Ook in 2 passages"));
    assert_eq!(page.matches("href=\"#besluit-").count(), 3);
    read_document(&word(&archive, &options)).unwrap();
}

#[test]
fn an_empty_project_gives_a_document_that_says_so() {
    let archive = Archive::new();
    let options = WaardendocumentOptions::default();
    let page = page(&archive, &options);
    html::check(&page);
    assert!(page.contains("Er is nog geen passage aanvaard."));
    assert!(page.contains("Nog niemand heeft de voorstellen nagekeken."));
    read_document(&word(&archive, &options)).unwrap();
}

/// As a decision may come from anywhere, names and texts may hold anything.
#[test]
fn hostile_texts_stay_texts() {
    let mut archive = written();
    let hostile = "</p><script>alert(1)</script>\u{1b}\u{0}]]>";
    let entries: [Value; 2] = [
        json!({
            "who": hostile,
            "kind": "describe_value",
            "of": "zekerheid",
            "part": "organisation",
            "words": hostile,
        }),
        json!({ "who": hostile, "kind": "rename_value", "of": "zekerheid", "name": hostile }),
    ];
    for entry in entries {
        archive.decide(entry);
    }
    let options = WaardendocumentOptions::default();
    let page = page(&archive, &options);
    assert!(!page.contains("<script"));
    let document = read_document(&word(&archive, &options)).unwrap();
    let texts = document.blocks().iter();
    assert!(
        texts
            .clone()
            .any(|block| block.text.contains("<script>alert(1)</script>"))
    );
}
