use waardenscan_document::ReadError;

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
