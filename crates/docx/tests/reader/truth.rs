//! Files whose content is known exactly, as JSON beside them.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;
use waardenscan_document::{Block, BlockKind, Document};

use crate::{
    found::{read, texts},
    made::{files, shared},
};

/// Words in a text, as a multiset.
type Words = BTreeMap<String, usize>;

fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> Words {
    let mut words = Words::new();
    for text in texts {
        let parts = text.split(|c: char| !c.is_alphanumeric());
        for word in parts.filter(|word| !word.is_empty()) {
            *words.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    words
}

/// The share of `of` that is also in `among`.
fn share(of: &Words, among: &Words) -> f64 {
    let total: usize = of.values().sum();
    let shared: usize = of
        .iter()
        .map(|(word, count)| among.get(word).copied().unwrap_or(0).min(*count))
        .sum();
    f64::from(u32::try_from(shared).unwrap()) / f64::from(u32::try_from(total).unwrap())
}

struct Truth(Value);

impl Truth {
    fn beside(file: &Path) -> Self {
        let json = fs::read_to_string(file.with_extension("json")).unwrap();
        Self(serde_json::from_str(&json).unwrap())
    }

    fn strings(&self, key: &str) -> Vec<&str> {
        let list = self.0[key].as_array().unwrap();
        list.iter().map(|text| text.as_str().unwrap()).collect()
    }

    fn blocks(&self) -> impl Iterator<Item = &Value> {
        self.0["blocks"].as_array().unwrap().iter()
    }

    /// The texts of all blocks, cells and notes.
    fn texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        for block in self.blocks() {
            texts.extend(block["text"].as_str());
            let rows = block["rows"].as_array().into_iter().flatten();
            texts.extend(rows.flat_map(cells));
        }
        for key in ["footnotes", "endnotes", "textboxes"] {
            texts.extend(self.strings(key));
        }
        texts
    }
}

fn cells(row: &Value) -> impl Iterator<Item = &str> {
    let cells = row.as_array().unwrap().iter();
    cells.map(|cell| cell.as_str().unwrap())
}

/// What stands apart from the document's own text.
fn is_apart(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Header | BlockKind::Footer | BlockKind::Comment
    )
}

fn check_words(document: &Document, truth: &Truth, floor: (f64, f64), name: &str) {
    let expected = words(truth.texts());
    let own = document.blocks().iter().filter(|block| !is_apart(block));
    let found = words(own.map(|block| block.text.as_str()));
    let (recall, precision) = (share(&expected, &found), share(&found, &expected));
    println!("{name}: recall {recall:.4}, precision {precision:.4}");
    assert!(recall >= floor.0 && precision >= floor.1, "{name}");
}

fn check_outline(document: &Document, truth: &Truth, name: &str) {
    let headings = document
        .blocks()
        .iter()
        .filter(|block| block.kind == BlockKind::Heading);
    let found: Vec<_> = headings
        .map(|block| (block.text.as_str(), block.level.map(u64::from)))
        .collect();
    let headings = truth.blocks().filter(|block| block["kind"] == "h");
    let expected: Vec<_> = headings
        .map(|block| (block["text"].as_str().unwrap(), block["level"].as_u64()))
        .collect();
    assert_eq!(found, expected, "{name}");
}

/// Label and nesting of every heading, list item and paragraph.
fn check_labels(document: &Document, truth: &Truth, name: &str) {
    for expected in truth.blocks().filter(|block| block["kind"] != "table") {
        let text = expected["text"]
            .as_str()
            .unwrap()
            .replace(['\t', '\u{A0}'], " ");
        let same = |block: &&Block| block.text == text;
        let found = document.blocks().iter().find(same);
        let found = found.unwrap_or_else(|| panic!("{name}: no block says {text}"));
        assert_eq!(
            found.label.as_deref(),
            expected["label"].as_str(),
            "{name}: {text}"
        );
        assert_eq!(
            found.in_contents,
            expected["kind"] == "toc",
            "{name}: {text}"
        );
        if expected["kind"] == "li" {
            assert_eq!(found.kind, BlockKind::ListItem, "{name}: {text}");
            assert_eq!(
                found.level.map(u64::from),
                expected["level"].as_u64(),
                "{name}: {text}"
            );
        }
    }
}

/// The cells of each outer table, row by row, the empty ones left out.
fn check_tables(document: &Document, truth: &Truth, name: &str) {
    let found: Vec<String> = texts(document, BlockKind::TableCell)
        .into_iter()
        .map(str::to_owned)
        .collect();
    let tables = truth.blocks().filter(|block| block["kind"] == "table");
    let rows = tables.flat_map(|table| table["rows"].as_array().unwrap());
    let nested = |text: &str| text.contains(" | ") || text.contains(" / ");
    let expected: Vec<String> = rows
        .flat_map(cells)
        .flat_map(|cell| match nested(cell) {
            // The table within a cell is written out in one line.
            true => cell
                .split(['\n', '|', '/'])
                .map(|part| part.trim().to_owned())
                .collect(),
            false => vec![cell.replace(['\n', '\u{A0}'], " ")],
        })
        .filter(|cell| !cell.is_empty())
        .collect();
    assert_eq!(found, expected, "{name}");
}

fn check_apart(document: &Document, truth: &Truth, name: &str) {
    let own = document.blocks().iter().filter(|block| !is_apart(block));
    let body: Vec<&str> = own.map(|block| block.text.as_str()).collect();
    for unwanted in truth.strings("must_not_in_body") {
        assert!(
            !body.iter().any(|text| text.contains(unwanted)),
            "{name}: {unwanted}"
        );
    }
    assert_eq!(
        texts(document, BlockKind::Footnote),
        truth.strings("footnotes"),
        "{name}"
    );
    assert_eq!(
        texts(document, BlockKind::Endnote),
        truth.strings("endnotes"),
        "{name}"
    );
    let headers = texts(document, BlockKind::Header);
    assert!(
        truth
            .strings("headers")
            .iter()
            .all(|text| headers.contains(text)),
        "{name}"
    );
    let footers = texts(document, BlockKind::Footer);
    for text in truth.strings("footers") {
        assert!(
            footers.iter().any(|footer| footer.starts_with(text)),
            "{name}"
        );
    }
    let metadata = document.metadata();
    assert_eq!(
        metadata.title.as_deref(),
        truth.0["meta"]["title"].as_str(),
        "{name}"
    );
    assert_eq!(
        metadata.author.as_deref(),
        truth.0["meta"]["creator"].as_str(),
        "{name}"
    );
}

#[test]
fn docx_with_known_content_is_read_exactly() {
    let Some(folder) = shared("docx-truth") else {
        return;
    };
    for file in files(&folder, &["docx"]) {
        let name = file.file_name().unwrap().to_string_lossy();
        let truth = Truth::beside(&file);
        let document = read(&fs::read(&file).unwrap()).unwrap();
        check_words(&document, &truth, (1.0, 0.995), &name);
        check_outline(&document, &truth, &name);
        check_labels(&document, &truth, &name);
        check_tables(&document, &truth, &name);
        check_apart(&document, &truth, &name);
        assert!(document.warnings().is_empty(), "{name}");
    }
}

#[test]
fn odt_with_known_content_is_read_exactly() {
    let Some(folder) = shared("docx-truth") else {
        return;
    };
    for file in files(&folder, &["odt"]) {
        let name = file.file_name().unwrap().to_string_lossy();
        let truth = Truth::beside(&file);
        let document = read(&fs::read(&file).unwrap()).unwrap();
        check_words(&document, &truth, (0.995, 0.995), &name);
        check_outline(&document, &truth, &name);
        // Labels are not compared: the program that wrote these files lost
        // that the numbers of articles run on over chapters.
        check_tables(&document, &truth, &name);
        check_apart(&document, &truth, &name);
    }
}
