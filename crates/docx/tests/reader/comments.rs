//! Comments added to files, read back.

use waardenscan_document::{Block, Document, Span};
use waardenscan_docx::{Comment, CommentError, WordReader};

use crate::{
    found::read,
    made::{fixtures, odt, word_parts, zipped},
};

fn comment(block: usize, span: Span, number: usize) -> Comment {
    Comment {
        block,
        span,
        author: "Noor van Dijk".to_owned(),
        at: Some("2026-01-02T03:04:05Z".to_owned()),
        paragraphs: vec![format!("opmerking {number}"), "<&> \u{1b} 😀".to_owned()],
    }
}

/// A comment on each block and on each word of it.
fn on_every_word(document: &Document) -> Vec<Comment> {
    let mut spans = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        spans.push((index, Span::new(0, block.text.len())));
        let words = block.text.split(' ');
        let start = block.text.as_ptr() as usize;
        for word in words {
            let from = word.as_ptr() as usize - start;
            spans.push((index, Span::new(from, from + word.len())));
        }
    }
    let numbered = spans.into_iter().enumerate();
    numbered
        .map(|(number, (index, span))| comment(index, span, number))
        .collect()
}

/// The blocks but for the comments that were added.
fn own_blocks(document: &Document) -> Vec<&Block> {
    let blocks = document.blocks().iter();
    let added = |block: &&Block| block.text.starts_with("opmerking ");
    blocks.filter(|block| !added(block)).collect()
}

#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) comments: usize,
    pub(crate) without_place: usize,
    /// Those that hold more than their words: letters that are written as one.
    pub(crate) wider: usize,
}

/// Adds a comment on every word of a file; checks that the copy reads as the
/// file does and that each comment is about its words.
pub(crate) fn check(bytes: &[u8]) -> Counts {
    let document = read(bytes).unwrap();
    let comments = on_every_word(&document);
    let commented = WordReader::default().comment(bytes, &comments).unwrap();
    let copy = read(&commented.bytes).unwrap();
    assert_eq!(copy.warnings(), document.warnings());
    let (own, originals) = (own_blocks(&copy), document.blocks());
    assert_eq!(own.len(), originals.len());
    for (own, original) in own.iter().zip(originals) {
        // What comments are about is told by number of the block.
        let without_remark = |block: &Block| Block {
            remark: None,
            ..block.clone()
        };
        assert_eq!(without_remark(own), without_remark(original));
    }
    let added = copy.blocks().iter().filter_map(|block| {
        let number = block.text.strip_prefix("opmerking ")?;
        let (number, rest) = number.split_once(' ').unwrap();
        assert_eq!(rest, "<&> \u{fffd} 😀");
        Some((number.parse::<usize>().unwrap(), block))
    });
    let mut found = 0;
    let mut counts = Counts {
        comments: comments.len(),
        ..Counts::default()
    };
    for (number, block) in added {
        found += 1;
        let asked = &comments[number];
        let remark = block.remark.as_ref().unwrap();
        assert_eq!(remark.author.as_deref(), Some("Noor van Dijk"));
        let [about] = remark.about[..] else {
            panic!("{remark:?}");
        };
        let text = &originals[asked.block].text;
        let words = about.span.get(&copy.blocks()[about.block].text).unwrap();
        let asked = asked.span.get(text).unwrap();
        assert!(words.contains(asked), "\"{asked}\" or \"{words}\"");
        counts.wider += usize::from(words != asked);
    }
    assert_eq!(found + commented.without_place, comments.len());
    counts.without_place = commented.without_place;
    counts
}

#[test]
fn comments_stand_on_their_words_in_every_construct() {
    let mut table = String::new();
    for fixture in fixtures() {
        if fixture.name.starts_with("docx-") {
            let counts = check(&zipped(&fixture.parts));
            let Counts {
                comments,
                without_place,
                wider,
            } = counts;
            let name = fixture.name;
            table.push_str(&format!(
                "{name}: of {comments} comments {without_place} without a place, {wider} wider\n"
            ));
        }
    }
    insta::assert_snapshot!(table);
}

/// The main part of a copy of a document, with comments on the words of its
/// first block.
fn main_part(body: &str, words: &[&str]) -> String {
    let bytes = zipped(&word_parts(&format!("== document\n{body}")));
    let document = read(&bytes).unwrap();
    let text = &document.blocks()[0].text;
    let comments = words.iter().enumerate().map(|(number, words)| {
        let start = text.find(words).unwrap();
        comment(0, Span::new(start, start + words.len()), number)
    });
    let comments: Vec<Comment> = comments.collect();
    let copy = WordReader::default().comment(&bytes, &comments).unwrap();
    assert_eq!(copy.without_place, 0);
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(copy.bytes)).unwrap();
    let part = package.by_name("word/document.xml").unwrap();
    let text = std::io::read_to_string(part).unwrap();
    let (_, body) = text.split_once("<w:body>").unwrap();
    body.replace("><w:", ">\n<w:")
}

#[test]
fn runs_are_split_and_nothing_else_is_changed() {
    insta::assert_snapshot!(main_part(
        "<w:p><w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>Wij bouwen &amp; leren samen.</w:t>\
         <w:tab/><w:t xml:space=\"preserve\">Met zorg</w:t></w:r>\
         <w:ins w:id=\"1\" w:author=\"N\"><w:r><w:t> en plezier</w:t></w:r></w:ins>\
         <w:del w:id=\"2\" w:author=\"N\"><w:r><w:delText> en haast</w:delText></w:r></w:del></w:p>",
        &[
            "bouwen & leren",
            "leren samen. Met",
            "Met zorg",
            "Wij",
            "plezier",
            "zorg en plezier"
        ],
    ));
}

#[test]
fn what_cannot_be_given_comments_is_refused() {
    let one = [comment(0, Span::new(0, 1), 0)];
    let refused = |bytes: &[u8]| WordReader::default().comment(bytes, &one).unwrap_err();
    assert_eq!(
        refused(&odt("<text:p>één</text:p>")),
        CommentError::NoPackage
    );
    assert_eq!(refused(b"geen document"), CommentError::NoPackage);
    let whole = zipped(&word_parts(
        "== document\n<w:p><w:r><w:t>een</w:t></w:r></w:p>",
    ));
    for length in [whole.len() / 2, whole.len() - 10] {
        let error = refused(&whole[..length]);
        assert!(
            matches!(error, CommentError::Damaged { .. } | CommentError::Read(_)),
            "{error:?}"
        );
    }
    let broken = "== document\n<w:p><w:r><w:t>een</w:t></w:r></w:p><w:p><w:r></w:p>";
    let error = refused(&zipped(&word_parts(broken)));
    assert!(matches!(error, CommentError::Damaged { .. }), "{error:?}");
    // Blocks and words that are not there have no place.
    let absent = [
        comment(7, Span::new(0, 1), 0),
        comment(0, Span::new(2, 99), 1),
    ];
    let copy = WordReader::default().comment(&whole, &absent).unwrap();
    assert_eq!((copy.without_place, copy.bytes == whole), (2, true));
}
