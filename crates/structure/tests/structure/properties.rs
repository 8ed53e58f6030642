//! What holds for any document.

use proptest::prelude::*;
use waardenscan_document::{Block, BlockKind, Cell, Document, Format, SectionRole};
use waardenscan_structure::Structure;

fn block() -> impl Strategy<Value = Block> {
    let words = prop::sample::select(vec![
        "Artikel 3",
        "Toelichting",
        "de raad van de gemeente",
        "gelet op artikel 3;",
        "Colofon",
        "“",
        "”",
        "€ 12",
        ".....",
        "besluit:",
        "Doel: ",
        "visie",
        "3",
        "Bijlage",
        "É",
        "",
    ]);
    let text = prop::collection::vec(prop_oneof![words.prop_map(str::to_owned), ".{0,12}"], 0..6);
    (0..5_u8, 1..9_u8, text, 0..3_usize).prop_map(|(kind, level, text, table)| {
        let text = text.join(" ");
        match kind {
            0 => Block::heading(level, text),
            1 => Block::list_item(level, text),
            2 => Block {
                cell: Some(Cell {
                    table,
                    row: 0,
                    column: 0,
                    header: false,
                }),
                ..Block::new(BlockKind::TableCell, text)
            },
            3 => Block::new(BlockKind::Footnote, text),
            _ => Block::paragraph(text),
        }
    })
}

proptest! {
    #[test]
    fn every_block_has_one_role_with_a_confidence(blocks in prop::collection::vec(block(), 0..30)) {
        let count = blocks.len();
        let document = Document::builder(Format::Pdf).blocks(blocks).build();
        let structure = Structure::of(&document, Some("map/Besluitenlijst 3.pdf"));
        prop_assert_eq!(structure.roles().len(), count);
        for index in 0..count {
            let confidence = structure.role(index).confidence;
            prop_assert!(confidence > 0.3 && confidence < 1.0);
        }
        prop_assert!((0.0..=1.0).contains(&structure.kind().confidence));
        prop_assert_eq!(structure.role(count).is, SectionRole::Overig);
        prop_assert_eq!(&Structure::of(&document, Some("map/Besluitenlijst 3.pdf")), &structure);
    }
}
