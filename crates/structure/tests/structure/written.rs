//! Documents written for these tests: a line with the kind, then one block a
//! line with the role it must get.

use std::fs;
use std::path::Path;

use waardenscan_document::{Block, BlockKind, Cell, Document, Format};
use waardenscan_structure::Structure;

#[test]
fn every_block_has_its_role_and_every_document_its_kind() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let mut checked = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        check(
            &path.display().to_string(),
            &fs::read_to_string(&path).unwrap(),
        );
        checked += 1;
    }
    assert_eq!(checked, 5);
}

fn check(name: &str, written: &str) {
    let (first, lines) = written.split_once('\n').unwrap();
    let mut document = Document::builder(Format::Docx);
    let mut expected = Vec::new();
    for line in lines.lines() {
        let (role, rest) = line.split_once('\t').unwrap();
        let (kind, text) = rest.split_once('\t').unwrap();
        expected.push(format!("{role}: {text}"));
        document = document.block(block(kind, text));
    }
    let document = document.build();
    let structure = Structure::of(&document, None);
    let blocks = document.blocks().iter().enumerate();
    let found: Vec<String> = blocks
        .map(|(index, block)| format!("{}: {}", structure.role(index).is.name(), block.text))
        .collect();
    assert_eq!(found, expected, "{name}");
    let kind = structure.kind().is.name();
    assert_eq!(first, format!("soort\t{kind}"), "{name}");
}

fn block(kind: &str, text: &str) -> Block {
    let (kind, number) = kind.split_once(' ').unwrap_or((kind, "1"));
    let number: u8 = number.parse().unwrap();
    match kind {
        "heading" => Block::heading(number, text),
        "list_item" => Block::list_item(1, text),
        "table_cell" => Block {
            cell: Some(Cell {
                table: number.into(),
                row: 0,
                column: 0,
                header: false,
            }),
            ..Block::new(BlockKind::TableCell, text)
        },
        _ => Block::paragraph(text),
    }
}
