use std::{fs, path::Path};

use waardenscan_document::{Document, ReadError, Reader};
use waardenscan_pdf::{Highlight, HighlightError, PdfReader, Places};

use crate::support::{name, samples, shared};

/// A highlight on the first passage of each page that has a place.
fn some(document: &Document, places: &Places) -> Vec<Highlight> {
    let mut page = None;
    let passages = document.passages().filter_map(|passage| {
        let words = places.words(passage.block);
        let regions: Vec<_> = words.iter().flat_map(|it| it.regions.clone()).collect();
        let first = regions.first()?.page_index;
        if page == Some(first) {
            return None;
        }
        page = Some(first);
        Some(Highlight {
            regions,
            colour: [255, 220, 120],
            author: "Noor (é)".to_owned(),
            subject: "Vertrouwen".to_owned(),
            note: "Een opmerking (met haakjes) \\ en een €".to_owned(),
            at: Some("2026-01-02T03:04:05.678Z".to_owned()),
        })
    });
    passages.collect()
}

/// Highlights a file; what comes out starts with what went in and reads the
/// same. Returns the number of highlights, or why there are none.
fn highlighted(path: &Path) -> Result<usize, HighlightError> {
    let bytes = fs::read(path).unwrap();
    let reader = PdfReader::new();
    let (document, places) = reader.read_with_places(&bytes)?;
    let highlights = some(&document, &places);
    let copy = reader.highlight(&bytes, &highlights)?;
    assert!(copy.starts_with(&bytes), "{}", name(path));
    assert_eq!(copy, reader.highlight(&bytes, &highlights).unwrap());
    let (again, found) = reader.read_with_places(&copy).unwrap();
    assert_eq!(again.blocks(), document.blocks(), "{}", name(path));
    assert_eq!(found, places, "{}", name(path));
    Ok(highlights.len())
}

#[test]
fn a_highlighted_copy_reads_as_the_file_does() {
    for path in samples() {
        match highlighted(&path) {
            Ok(highlights) => assert!(highlights > 0, "{}", name(&path)),
            // The scanned one, without text recognition.
            Err(HighlightError::Read(ReadError::NoText { .. })) => {}
            Err(other) => panic!("{}: {other}", name(&path)),
        }
    }
    // With every kind of cross-reference table, and pages that are turned.
    for path in shared("pdf-truth") {
        let outcome = highlighted(&path);
        println!("{}: {outcome:?}", name(&path));
        assert!(
            matches!(
                outcome,
                Ok(_) | Err(HighlightError::Protected | HighlightError::Read(_))
            ),
            "{}: {outcome:?}",
            name(&path)
        );
    }
}

#[test]
fn a_protected_file_is_left_alone() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/empty-user.pdf");
    assert_eq!(highlighted(&file), Err(HighlightError::Protected));
}

#[test]
fn any_file_is_highlighted_or_refused() {
    for path in shared("torture/pdf") {
        let bytes = fs::read(&path).unwrap();
        let reader = PdfReader::new();
        if let Ok((document, places)) = reader.read_with_places(&bytes) {
            let highlights = some(&document, &places);
            if let Ok(copy) = reader.highlight(&bytes, &highlights) {
                let again = reader.read(&copy);
                assert!(again.is_ok(), "{}: {again:?}", name(&path));
            }
        }
    }
}
