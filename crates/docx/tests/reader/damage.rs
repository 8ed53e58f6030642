//! Broken files: whatever they hold, reading ends, with a document or an
//! error, and never with a panic.

use proptest::prelude::*;
use waardenscan_document::{Block, BlockKind, Document, WarningKind};

use crate::{
    found::{read, texts},
    made::{Parts, docx, fixtures, odt, relationships, word_parts, zipped},
};

/// Reads a file and checks what must hold of every document.
fn check(bytes: &[u8]) -> Option<Document> {
    let document = read(bytes).ok()?;
    for block in document.blocks() {
        assert!(!block.text.is_empty());
        assert_eq!(block.text.trim(), block.text);
        assert!(!block.text.contains("  "), "{:?}", block.text);
        check_places(&document, block);
    }
    Some(document)
}

/// Every place lies inside its text, on boundaries of characters.
fn check_places(document: &Document, block: &Block) {
    for link in &block.links {
        let words = link.span.get(&block.text);
        assert!(words.is_some_and(|words| !words.is_empty()), "{link:?}");
        assert!(!link.target.is_empty());
    }
    for image in &block.images {
        assert!(block.text.is_char_boundary(image.at), "{image:?}");
        assert!(!image.alternative.is_empty());
    }
    assert_eq!(block.remark.is_some(), block.kind == BlockKind::Comment);
    let about = block.remark.iter().flat_map(|remark| &remark.about);
    let about: Vec<_> = about.collect();
    for anchor in &about {
        let text = &document.blocks()[anchor.block].text;
        assert!(anchor.span.get(text).is_some(), "{anchor:?}");
        assert!(!anchor.span.is_empty() || about.len() == 1);
    }
    assert!(about.is_sorted_by(|a, b| a.block < b.block), "{about:?}");
}

/// The parts with the part `index` replaced.
fn with(parts: &Parts, index: usize, content: Vec<u8>) -> Vec<u8> {
    let mut parts = parts.clone();
    parts[index].1 = content;
    zipped(&parts)
}

/// Calls `broken` with every part of every fixture, and with a way to read
/// the fixture with that part changed.
fn each_part(broken: impl Fn(&[u8], &dyn Fn(&[&[u8]]))) {
    for fixture in fixtures() {
        for (index, (_, content)) in fixture.parts.iter().enumerate() {
            broken(content, &|pieces| {
                check(&with(&fixture.parts, index, pieces.concat()));
            });
        }
    }
}

/// Where `byte` stands in `text`.
fn places(text: &[u8], byte: u8) -> impl Iterator<Item = usize> {
    let is_there = move |&(_, &other): &(usize, &u8)| other == byte;
    text.iter().enumerate().filter(is_there).map(|(at, _)| at)
}

/// Where the tags of `text` start and end.
fn tags(text: &[u8]) -> Vec<(usize, usize)> {
    places(text, b'<')
        .filter_map(|start| Some((start, start + places(&text[start..], b'>').next()? + 1)))
        .collect()
}

#[test]
fn a_missing_part_is_no_panic() {
    for fixture in fixtures() {
        for index in 0..fixture.parts.len() {
            let mut parts = fixture.parts.clone();
            parts.remove(index);
            check(&zipped(&parts));
        }
    }
}

#[test]
fn a_missing_or_doubled_tag_is_no_panic() {
    each_part(|text, read| {
        for (start, end) in tags(text) {
            read(&[&text[..start], &text[end..]]);
            read(&[&text[..end], &text[start..]]);
        }
    });
}

#[test]
fn a_missing_or_odd_attribute_is_no_panic() {
    each_part(|text, read| {
        for equals in places(text, b'=') {
            let quote = text.get(equals + 1).copied().unwrap_or_default();
            let before = &text[..equals];
            let name = before.iter().rposition(|&byte| byte == b' ');
            let value = (equals + 2).min(text.len());
            let length = places(&text[value..], quote).next();
            let (Some(name), Some(length)) = (name, length) else {
                continue;
            };
            read(&[&text[..name], &text[value + length + 1..]]);
            for odd in ["", "-1", "4294967295", "18446744073709551615", "é%1%2%3%%"] {
                read(&[&text[..value], odd.as_bytes(), &text[value + length..]]);
            }
        }
    });
}

#[test]
fn xml_that_ends_anywhere_is_no_panic() {
    each_part(|text, read| {
        for (start, end) in tags(text) {
            read(&[&text[..start]]);
            read(&[&text[..end - 1]]);
        }
    });
}

#[test]
fn a_file_that_ends_anywhere_keeps_what_it_has() {
    let whole =
        docx("<w:p><w:r><w:t>eerste</w:t></w:r></w:p><w:p><w:r><w:t>tweede</w:t></w:r></w:p>");
    let mut kept = 0;
    for end in 0..whole.len() {
        let document = check(&whole[..end]);
        kept += usize::from(document.is_some_and(|document| {
            texts(&document, BlockKind::Paragraph).first() == Some(&"eerste")
        }));
    }
    // Without its directory the text is still there.
    assert!(kept > 100, "{kept}");
}

#[test]
fn open_elements_lose_nothing() {
    let document = read(&docx("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cel")).unwrap();
    assert_eq!(texts(&document, BlockKind::TableCell), ["cel"]);
    let document = read(&odt("<text:list><text:list-item><text:p>punt")).unwrap();
    assert_eq!(texts(&document, BlockKind::Paragraph), ["punt"]);
}

#[test]
fn boxes_within_boxes_are_left_out_past_a_limit() {
    let word = "<w:p><w:r><w:t>a</w:t><w:txbxContent>".repeat(20_000);
    let open_text = "<text:p>a<draw:text-box>".repeat(20_000);
    for bytes in [docx(&word), odt(&open_text)] {
        let document = check(&bytes).unwrap();
        assert!((10..100).contains(&document.blocks().len()));
        let reached = document.warnings().iter();
        assert!(
            reached
                .clone()
                .any(|warning| warning.kind == WarningKind::LimitReached)
        );
    }
}

#[test]
fn a_target_that_is_repeated_very_often_is_left_out_past_a_limit() {
    let target = format!("https://{}.example/", "a".repeat(100_000));
    let link = "<w:p><w:hyperlink r:id='x'><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>";
    let document = read(&zipped(&word_parts(&format!(
        "== document\n{}\n== links document\nx {target}",
        link.repeat(1000)
    ))))
    .unwrap();
    assert_eq!(document.blocks().len(), 1000);
    let links = document.blocks().iter().map(|block| block.links.len());
    assert!((100..200).contains(&links.sum::<usize>()));
    assert_eq!(document.warnings()[0].kind, WarningKind::LimitReached);
}

#[test]
fn parts_that_refer_to_each_other_in_circles_end() {
    let mut parts = word_parts(
        "== document\n<w:p><w:r><w:t>tekst</w:t><w:footnoteReference w:id='1'/></w:r></w:p>\
         <w:sectPr><w:headerReference r:id='h'/></w:sectPr>\n== footnotes\n\
         <w:footnote w:id='1'><w:p><w:r><w:t>noot</w:t><w:footnoteReference w:id='1'/></w:r></w:p></w:footnote>",
    );
    let circles = [
        ("h", "header", "document.xml"),
        ("f", "footnotes", "footnotes.xml"),
        ("e", "endnotes", "document.xml"),
        ("c", "comments", "_rels/document.xml.rels"),
        ("s", "styles", "document.xml"),
        ("d", "diagramData", "../_rels/.rels"),
        ("x", "hyperlink", "document.xml"),
    ];
    for (name, part) in &mut parts {
        if name == "word/_rels/document.xml.rels" {
            *part = relationships(&circles);
        }
    }
    let document = check(&zipped(&parts)).unwrap();
    assert_eq!(texts(&document, BlockKind::Paragraph), ["tekst"]);
    assert_eq!(texts(&document, BlockKind::Footnote), ["noot"]);
    assert_eq!(texts(&document, BlockKind::Header), ["tekst"]);
}

/// Elements in any order and nesting.
fn soup(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[a-z ]{0,6}",
        prop::sample::select(names).prop_map(|name| {
            let bare = name.split(' ').next().unwrap_or(name);
            format!("<{name}></{bare}>")
        }),
    ];
    leaf.prop_recursive(6, 60, 6, move |inner| {
        (
            prop::sample::select(names),
            prop::collection::vec(inner, 0..6),
        )
            .prop_map(|(name, inner)| {
                let bare = name.split(' ').next().unwrap_or(name);
                format!("<{name}>{}</{bare}>", inner.concat())
            })
    })
}

const WORD: &[&str] = &[
    "w:p",
    "w:r",
    "w:t",
    "w:pPr",
    "w:rPr",
    "w:del",
    "w:ins",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:trPr",
    "w:tcPr",
    "w:cellDel",
    "w:txbxContent",
    "w:sdt",
    "w:sectPr",
    "w:instrText",
    "w:vanish",
    "mc:AlternateContent",
    "mc:Choice Requires='w'",
    "mc:Fallback",
    "w:footnote w:id='1'",
    "w:fldChar w:fldCharType='begin'",
    "w:fldChar w:fldCharType='separate'",
    "w:fldChar w:fldCharType='end'",
    "w:fldSimple w:instr='TOC'",
    "w:pStyle w:val='Kop1'",
    "w:footnoteReference w:id='1' w:customMarkFollows='1'",
    "m:d",
    "m:e",
    "m:sup",
    "m:t",
    "m:naryPr",
    "a:txBody",
    "a:p",
    "a:t",
    "w:outlineLvl w:val='2'",
    "w:gridSpan w:val='3'",
    "w:hyperlink w:anchor='x'",
    "w:fldSimple w:instr='HYPERLINK a'",
    "w:commentRangeStart w:id='1'",
    "w:commentRangeEnd w:id='1'",
    "w:commentReference w:id='1'",
    "w:comment w:id='1'",
    "wp:docPr descr='beeld'",
    "v:shape alt='vorm'",
];

const OPEN_TEXT: &[&str] = &[
    "text:p",
    "text:h text:outline-level='2'",
    "text:span",
    "text:list",
    "text:list-item",
    "text:list-header",
    "text:note",
    "text:note-citation",
    "text:note-body",
    "table:table",
    "table:table-row",
    "table:table-cell",
    "table:covered-table-cell",
    "table:table-header-rows",
    "draw:text-box",
    "draw:frame",
    "office:annotation",
    "text:section",
    "text:table-of-content",
    "text:soft-page-break",
    "text:s",
    "text:tracked-changes",
    "style:header",
    "text:a xlink:href='x'",
    "office:annotation office:name='a'",
    "office:annotation-end office:name='a'",
    "dc:creator",
    "svg:title",
    "svg:desc",
    "draw:custom-shape",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes);
        check(&[b"PK\x03\x04".as_slice(), &bytes].concat());
    }

    #[test]
    fn any_changed_byte_is_no_panic(at in 0usize..1500, to in any::<u8>()) {
        let mut bytes = docx("<w:p><w:r><w:t>tekst</w:t></w:r></w:p>");
        let at = at % bytes.len();
        bytes[at] = to;
        check(&bytes);
    }

    #[test]
    fn any_nesting_is_no_panic(word in soup(WORD), open_text in soup(OPEN_TEXT)) {
        check(&docx(&word));
        check(&zipped(&word_parts(&format!(
            "== document\n{word}\n== footnotes\n{word}\n== comments\n\
             <w:comment w:id='1'><w:p><w:r><w:t>opmerking</w:t></w:r></w:p></w:comment>"
        ))));
        check(&odt(&open_text));
    }

    #[test]
    fn a_link_has_its_own_words_whatever_the_pieces(
        before in "[a-zé ]{0,6}",
        words in "[a-zé ]{0,6}",
        after in "[a-zé ]{0,6}",
    ) {
        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let (first, own, last) = (run(&before), run(&words), run(&after));
        let word = docx(&format!("<w:p>{first}<w:hyperlink w:anchor='x'>{own}</w:hyperlink>{last}</w:p>"));
        let open_text = odt(&format!("<text:p>{before}<text:a xlink:href='#x'>{words}</text:a>{after}</text:p>"));
        let trimmed = words.split_whitespace().collect::<Vec<_>>().join(" ");
        for bytes in [word, open_text] {
            let document = check(&bytes);
            let found = document.iter().flat_map(Document::blocks).flat_map(|block| {
                block.links.iter().filter_map(|link| link.span.get(&block.text))
            });
            let expected = (!trimmed.is_empty()).then_some(trimmed.as_str());
            prop_assert_eq!(found.collect::<Vec<_>>(), Vec::from_iter(expected));
        }
    }

    #[test]
    fn runs_in_any_pieces_make_the_same_text(pieces in prop::collection::vec("[a-zé .&]{0,5}", 1..8)) {
        let escape = |text: &str| text.replace('&', "&amp;");
        let runs: String = pieces
            .iter()
            .map(|piece| format!("<w:r><w:t>{}</w:t></w:r>", escape(piece)))
            .collect();
        let whole = escape(&pieces.concat());
        let of = |bytes: Vec<u8>| check(&bytes).map(|document| document.blocks().to_vec());
        let in_pieces = of(docx(&format!("<w:p>{runs}</w:p>")));
        prop_assert_eq!(&in_pieces, &of(docx(&format!("<w:p><w:r><w:t>{whole}</w:t></w:r></w:p>"))));
        prop_assert_eq!(&in_pieces, &of(odt(&format!("<text:p>{whole}</text:p>"))));
    }
}
