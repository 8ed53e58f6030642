//! Pages as pictures.

use axum::http::StatusCode;
use tempfile::TempDir;
use waardenscan::Scanner;

use super::site::Site;

/// One sample with pages, scanned with the built-in lexicon.
fn site() -> (Site, std::path::PathBuf) {
    let folder = TempDir::new().unwrap();
    let archive = folder.path().join("archief");
    std::fs::create_dir(&archive).unwrap();
    let name = "brinkland-dienstverleningsconcept-2024.pdf";
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus-samples");
    std::fs::copy(samples.join(name), archive.join(name)).unwrap();
    let scanner = Scanner::builder().build().unwrap();
    (Site::scanned(folder, &scanner, false), archive.join(name))
}

fn number(text: &str, attribute: &str) -> f32 {
    let value = text.split(&format!(" {attribute}=\"")).nth(1).unwrap();
    value.split('"').next().unwrap().parse().unwrap()
}

/// Finds, within a row or column of pixels, whether any is dark.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels of a page, not below zero"
)]
fn has_ink(luma: &[u8], width: usize, area: [f32; 4]) -> bool {
    let [left, top, right, bottom] = area.map(|it| it.max(0.0) as usize);
    (top..bottom).any(|y| {
        let row = luma
            .get(y * width + left..y * width + right)
            .unwrap_or_default();
        row.iter().any(|&pixel| pixel < 128)
    })
}

#[test]
fn marks_stand_on_the_ink_of_their_words() {
    let (site, path) = site();
    let noor = site.browser("Noor");
    let page = noor.get("/nakijken?beeld=pagina").text();
    let picture = page
        .split("<img src=\"")
        .nth(1)
        .expect("a picture")
        .split('"')
        .next()
        .unwrap();
    let answer = noor.get(picture);
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.starts_with(b"\x89PNG"));
    let index: usize = picture.rsplit('/').next().unwrap().parse().unwrap();
    // Four dots a point: half a point is two pixels.
    let bytes = std::fs::read(path).unwrap();
    let reader = waardenscan::pdf::PdfReader::new();
    let image = reader.render_page(&bytes, index - 1, 72.0 * 4.0).unwrap();
    let (width, luma) = (image.width() as usize, image.luma());
    let marks: Vec<&str> = page
        .split("<rect")
        .skip(1)
        .filter(|it| it.contains("own"))
        .collect();
    assert!(!marks.is_empty());
    for mark in marks {
        let [x, y, w, h] = ["x", "y", "width", "height"].map(|name| number(mark, name));
        let scaled = |area: [f32; 4]| area.map(|it| it * 4.0);
        let inside = scaled([x, y, x + w, y + h]);
        assert!(has_ink(&luma, width, inside), "no ink within the mark");
        // The first and the last letter begin and end within two points (and
        // the margin of one) of the edges.
        let left = scaled([x, y, x + 3.0, y + h]);
        let right = scaled([x + w - 3.0, y, x + w, y + h]);
        assert!(
            has_ink(&luma, width, left),
            "the mark begins too early: {mark}"
        );
        assert!(
            has_ink(&luma, width, right),
            "the mark ends too late: {mark}"
        );
    }
}

#[test]
fn a_file_that_changed_is_not_shown_as_what_was_scanned() {
    let (site, path) = site();
    let noor = site.browser("Noor");
    let shown = noor.get("/nakijken?beeld=pagina");
    let picture = shown
        .text()
        .split("<img src=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(noor.get(&picture).status, StatusCode::OK);
    assert_eq!(
        noor.get(&picture).status,
        StatusCode::OK,
        "and once more, from memory"
    );
    let far = picture.rsplit_once('/').unwrap().0.to_owned() + "/999";
    assert_eq!(noor.get(&far).status, StatusCode::NOT_FOUND);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.extend_from_slice(b"\n% anders\n");
    std::fs::write(&path, bytes).unwrap();
    let page = noor.get("/nakijken?beeld=pagina").text();
    assert!(
        page.contains("na het scannen gewijzigd") && page.contains("id=\"passage\""),
        "{page}"
    );
    assert_eq!(noor.get(&picture).status, StatusCode::NOT_FOUND);
    std::fs::remove_file(&path).unwrap();
    let page = noor.get("/nakijken?beeld=pagina").text();
    assert!(page.contains("niet meer op zijn plek"), "{page}");
    assert!(!page.contains("<img"));
}
