use waardenscan_document::{Block, BlockKind, ReadError};

use crate::support::{in_order, name, read, shared, words};

#[test]
fn two_renditions_of_a_budget_have_the_same_words() {
    let files = shared("corpus/pdf");
    let text = |end: &str| {
        let file = files.iter().find(|path| name(path).ends_with(end))?;
        Some(words(&read(file).unwrap()))
    };
    let (Some(a), Some(b)) = (
        text("__begroting_2025.pdf"),
        text("begroting_2025_4536a0d7.pdf"),
    ) else {
        return;
    };
    let common = in_order(&a, &b);
    println!("{} and {} words, {common} in common", a.len(), b.len());
    assert!(common * 1000 >= a.len().max(b.len()) * 995);
}

#[test]
fn scans_and_garbled_files_are_told_apart() {
    for (file, wanted) in [
        (
            "jaarrekening-2019-wassenaar.pdf",
            ReadError::Garbled { pages: 203 },
        ),
        ("beleidskompas__12191.pdf", ReadError::NoText { pages: 1 }),
        ("pdflab__1848-scan.pdf", ReadError::NoText { pages: 3 }),
    ] {
        for path in shared("corpus/pdf")
            .iter()
            .filter(|path| name(path).ends_with(file))
        {
            assert_eq!(read(path).err(), Some(wanted.clone()), "{file}");
        }
    }
}

/// On its third page each heading but one shares an element of the structure
/// tree with the text below it.
#[test]
fn a_bold_line_before_a_line_break_is_a_heading() {
    for path in shared("corpus/pdf")
        .iter()
        .filter(|path| name(path).ends_with("Aa_en_Hunze_coalitieakkoord.pdf"))
    {
        let document = read(path).unwrap();
        let on_page = |block: &&Block| block.page_index == Some(2);
        let of_page = document.blocks().iter().filter(on_page);
        let headings = of_page.filter(|block| block.kind == BlockKind::Heading);
        assert_eq!(headings.count(), 5);
    }
}

#[test]
fn the_same_bytes_give_the_same_document() {
    for path in shared("corpus/pdf")
        .iter()
        .filter(|path| name(path).contains("besluitenlijst"))
        .take(3)
    {
        assert_eq!(read(path), read(path), "{}", name(path));
    }
}
