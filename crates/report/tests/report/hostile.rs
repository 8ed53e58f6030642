//! Names and texts that try to break out of the page.

use proptest::prelude::*;
use waardenscan::{Block, Document, Format, Metadata, Warning, WarningKind};
use waardenscan_archive::{Failure, FailureKind, GivenMetadata};

use crate::archive::Archive;
use crate::html;

/// Pieces of HTML, of our own ids and of Unicode at its worst, with words of
/// the lexicon among them.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<script>alert(1)</script>",
        "</script>",
        "</style>",
        "</details></section>",
        "<!--",
        "]]>",
        "\" onmouseover=\"alert(1)",
        "' x='",
        "<img src=x onerror=alert(1)>",
        "&lt;",
        "&amp",
        "&#0;",
        "javascript:alert(1)",
        "https://a.example/\"><b>",
        "\0",
        "\u{1b}[31m",
        "\u{85}",
        "\u{fffe}",
        "\u{10ffff}",
        "\u{202e}",
        "😀",
        "e\u{301}",
        "\r\n",
        "=cmd()",
        "#documenten",
        "maatwerk",
        " passende hulp dichtbij ",
        "geen vertrouwen",
        " in de wijk",
        "ß",
        "İ",
    ]);
    prop::collection::vec(
        prop_oneof![4 => piece.prop_map(str::to_owned), 1 => any::<String>()],
        0..8,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn stays_within_its_place(
        texts in prop::collection::vec(hostile(), 1..4),
        path in hostile(),
        title in prop::option::of(hostile()),
        municipality in prop::option::of(hostile()),
        url in prop::option::of(hostile()),
        failed in hostile(),
    ) {
        let mut archive = Archive::new();
        let document = Document::builder(Format::Docx)
            .metadata(Metadata { title: title.clone(), ..Metadata::default() })
            .block(Block::heading(1, texts[0].as_str()).with_label(texts[0].as_str()))
            .blocks(texts.iter().map(|text| Block::paragraph(text.as_str()).with_label(text.as_str())))
            .warnings([Warning::new(WarningKind::Damaged, texts[0].as_str())])
            .build();
        let given = GivenMetadata {
            municipality: municipality.clone(),
            kind: title.clone(),
            year: Some(-1),
            source: municipality,
            title,
            url,
        };
        archive.add(&format!("a{path}"), given, document);
        let path = format!("b{failed}");
        let failure = Failure { kind: FailureKind::Damaged, found: None, message: failed.clone() };
        archive.add_failure(&path, failure);
        html::check(&archive.report());
    }
}
