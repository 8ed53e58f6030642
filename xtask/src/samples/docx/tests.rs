use std::io::{Cursor, Read};

use super::*;
use crate::samples::markdown;

const SOURCE: &str = "+++
title = \"Verordening <A> & B\"
municipality = \"Aldermeer\"
kind = \"verordening\"
year = 2024
source = \"beleid\"
author = \"Raad van Aldermeer\"
header = \"Verordening\"
footer = \"Gemeente Aldermeer\"
output = \"docx\"
layout = \"plain\"
toc = true
+++

# Hoofdstuk 1 Algemeen

## Artikel 1 Begrippen

1. In deze verordening wordt verstaan onder:
   1. wet: de Wmo;[^1]
   2. college:
      1. burgemeester; of
      2. wethouders.
2. Andere begrippen volgen de wet.

## Artikel 2 Melding

Een melding is vormvrij. Zij bevat:

1. een naam;
2. een vraag.

# Toelichting

### Artikel 2

| Jaar | Meldingen |
|---|---|
| 2023 | 1.200 |

[^1]: Wet maatschappelijke ondersteuning.
";

/// Returns a part of the DOCX made from [`SOURCE`].
fn part(name: &str) -> String {
    let sample = markdown::parse("verordening", SOURCE).unwrap();
    let bytes = write(&sample, &[3, 3, 4, 5, 5]).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// A numbering and a level in it.
type Numbered = (String, String);

/// Returns the style, the place in a numbering and the text of each
/// paragraph of the document's body.
fn paragraphs() -> Vec<(String, Option<Numbered>, String)> {
    let document = part("word/document.xml");
    let paragraphs = document.split("<w:p ").skip(1).map(|paragraph| {
        let value = |key: &str| {
            let (_, rest) = paragraph.split_once(key)?;
            Some(rest.split_once('"')?.0.to_owned())
        };
        let place = value("<w:numId w:val=\"").zip(value("<w:ilvl w:val=\""));
        let texts = paragraph.split("<w:t ").skip(1);
        let texts = texts.filter_map(|text| text.split_once('>')?.1.split_once("</w:t>"));
        let text = texts.map(|(text, _)| text).collect();
        (value("<w:pStyle w:val=\"").unwrap_or_default(), place, text)
    });
    paragraphs.collect()
}

#[test]
fn labels_are_word_numbering_and_not_text() {
    let place = |level: &str| Some(("3".to_owned(), level.to_owned()));
    let found: Vec<_> = paragraphs()
        .into_iter()
        .skip_while(|(style, ..)| style != "Hoofdstuk")
        .collect();
    let found: Vec<_> = found
        .iter()
        .map(|(style, place, text)| (&**style, place.clone(), &**text))
        .collect();
    assert_eq!(
        found,
        [
            ("Hoofdstuk", None, "Algemeen"),
            ("Artikel", None, "Begrippen"),
            (
                "Lijstalinea",
                place("1"),
                "In deze verordening wordt verstaan onder:"
            ),
            ("Lijstalinea", place("2"), "wet: de Wmo;"),
            ("Lijstalinea", place("2"), "college:"),
            ("Lijstalinea", place("3"), "burgemeester; of"),
            ("Lijstalinea", place("3"), "wethouders."),
            ("Lijstalinea", place("1"), "Andere begrippen volgen de wet."),
            ("Artikel", None, "Melding"),
            ("Plattetekst", None, "Een melding is vormvrij. Zij bevat:"),
            ("Lijstalinea", place("2"), "een naam;"),
            ("Lijstalinea", place("2"), "een vraag."),
            ("Kop1", None, "Toelichting"),
            ("Kop3", None, "Artikel 2"),
            ("Tabeltekst", None, "Jaar"),
            ("Tabeltekst", None, "Meldingen"),
            ("Tabeltekst", None, "2023"),
            ("Tabeltekst", None, "1.200"),
            ("", None, ""),
        ]
    );
    let numbering = part("word/numbering.xml");
    for label in ["Hoofdstuk %1", "Artikel %1", "%2.", "%3.", "%4°"] {
        assert!(
            numbering.contains(&format!("<w:lvlText w:val=\"{label}\" />")),
            "{label}"
        );
    }
}

#[test]
fn headings_have_the_names_that_word_knows() {
    let styles = part("word/styles.xml");
    for (id, name, level) in [("Kop1", "heading 1", 0), ("Kop4", "heading 4", 3)] {
        let (_, style) = styles.split_once(&format!("w:styleId=\"{id}\"")).unwrap();
        let (style, _) = style.split_once("</w:style>").unwrap();
        assert!(
            style.contains(&format!("<w:name w:val=\"{name}\" />")),
            "{style}"
        );
        assert!(
            style.contains(&format!("<w:outlineLvl w:val=\"{level}\" />")),
            "{style}"
        );
    }
}

#[test]
fn the_contents_list_chapters_and_articles_with_their_pages() {
    let contents: Vec<_> = paragraphs()
        .into_iter()
        .filter(|(style, ..)| style.starts_with("Inhopg"))
        .map(|(style, _, text)| (style, text))
        .collect();
    let expected = [
        ("Inhopg1", "Hoofdstuk 1 Algemeen3"),
        ("Inhopg2", "Artikel 1 Begrippen3"),
        ("Inhopg2", "Artikel 2 Melding4"),
        ("Inhopg1", "Toelichting5"),
    ];
    assert_eq!(
        contents,
        expected.map(|(style, text)| (style.to_owned(), text.to_owned()))
    );
}

#[test]
fn the_package_has_what_docx_rs_leaves_out() {
    assert!(
        part("docProps/core.xml").contains("<dc:title>Verordening &lt;A&gt; &amp; B</dc:title>")
    );
    assert!(part("word/footnotes.xml").contains("<w:footnoteRef />"));
    assert_eq!(
        part("word/document.xml").matches("<w:tblHeader />").count(),
        1
    );
    assert!(part("word/styles.xml").contains("<w:lang w:val=\"nl-NL\" />"));
    assert!(part("word/footer1.xml").contains("PAGE"));
}
