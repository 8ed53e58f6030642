use std::{fs, path::Path, process::Command};

use waardenscan_document::{Document, Passage, Reader, Rect, Region, Span};
use waardenscan_pdf::{PdfReader, Places};

use crate::support::{is_installed, name, samples, shared};

/// Counts the words of the passages, and those with a place.
fn placed(document: &Document, places: &Places) -> (usize, usize) {
    let words = document
        .passages()
        .flat_map(|passage| places.words(passage.block));
    words.fold((0, 0), |(all, placed), word| {
        (all + 1, placed + usize::from(!word.regions.is_empty()))
    })
}

fn lies_on_page(document: &Document, region: &Region) -> bool {
    let Rect {
        left,
        top,
        right,
        bottom,
    } = region.rect;
    document.pages().get(region.page_index).is_some_and(|page| {
        0.0 <= left
            && left <= right
            && right <= page.width
            && 0.0 <= top
            && top <= bottom
            && bottom <= page.height
    })
}

/// Reads with places, checks what holds for every file, and returns the counts
/// of [`placed`]; `None` for a file that gives no document.
fn check(path: &Path) -> Option<(usize, usize)> {
    let bytes = fs::read(path).unwrap();
    let (document, places) = PdfReader::new().read_with_places(&bytes).ok()?;
    assert_eq!(PdfReader::new().read(&bytes).as_ref(), Ok(&document));
    for (index, block) in document.blocks().iter().enumerate() {
        let words = places.words(index);
        assert!(
            words
                .iter()
                .map(|word| word.span.get(&block.text).unwrap())
                .eq(block.text.split(' ').filter(|word| !word.is_empty()))
        );
        for region in words.iter().flat_map(|word| &word.regions) {
            assert!(
                lies_on_page(&document, region),
                "{}: {region:?}",
                name(path)
            );
        }
    }
    let counts = placed(&document, &places);
    println!("{}: {} of {} words placed", name(path), counts.1, counts.0);
    Some(counts)
}

#[test]
fn nearly_all_words_have_a_place() {
    let files = samples().into_iter().chain(shared("pdf-truth"));
    // A tenth of the real files keeps the test short.
    let files = files.chain(shared("corpus/pdf").into_iter().step_by(10));
    for path in files {
        if let Some((words, placed)) = check(&path) {
            assert!(1000 * placed >= 995 * words, "{}", name(&path));
        }
    }
}

/// A word as poppler's `pdftotext -bbox` gives it.
struct Word {
    text: String,
    page_index: usize,
    rect: Rect,
}

fn poppler(path: &Path) -> Vec<Word> {
    let output = Command::new("pdftotext")
        .arg("-bbox")
        .arg(path)
        .arg("-")
        .output()
        .unwrap();
    let html = String::from_utf8(output.stdout).unwrap();
    let mut pages: usize = 0;
    let mut words = Vec::new();
    for line in html.lines().map(str::trim) {
        pages += usize::from(line.starts_with("<page "));
        let Some(word) = line.strip_prefix("<word ") else {
            continue;
        };
        let (attributes, text) = word.split_once('>').unwrap();
        let edges: Vec<f32> = attributes
            .split('"')
            .filter_map(|part| part.parse().ok())
            .collect();
        let text = text.trim_end_matches("</word>");
        words.push(Word {
            text: text
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">"),
            page_index: pages - 1,
            rect: Rect {
                left: edges[0],
                top: edges[1],
                right: edges[2],
                bottom: edges[3],
            },
        });
    }
    words
}

/// Tells whether the rectangles share half of the smaller one.
fn overlap(a: Rect, b: Rect) -> bool {
    let area = |rect: Rect| (rect.right - rect.left).max(0.0) * (rect.bottom - rect.top).max(0.0);
    let shared = Rect {
        left: a.left.max(b.left),
        top: a.top.max(b.top),
        right: a.right.min(b.right),
        bottom: a.bottom.min(b.bottom),
    };
    area(shared) >= 0.5 * area(a).min(area(b))
}

#[test]
fn words_stand_where_poppler_finds_them() {
    if !is_installed("pdftotext") {
        return;
    }
    for path in samples() {
        let bytes = fs::read(&path).unwrap();
        let Ok((document, places)) = PdfReader::new().read_with_places(&bytes) else {
            continue;
        };
        let mut ours: Vec<(&str, Region)> = Vec::new();
        for (index, block) in document.blocks().iter().enumerate() {
            for word in places.words(index) {
                let text = word.span.get(&block.text).unwrap();
                ours.extend(word.regions.iter().map(|&region| (text, region)));
            }
        }
        let theirs = poppler(&path);
        // The text has no labels ("2.1", "Tabel") and no dotted leaders.
        let letters = |word: &Word| {
            word.text
                .chars()
                .filter(|char| char.is_alphabetic())
                .count()
        };
        let compared: Vec<&Word> = theirs
            .iter()
            .filter(|word| letters(word) >= 2 && !word.text.contains(".."))
            .collect();
        let stands = |word: &&&Word| {
            // A line's end leaves a part of the word and its hyphen.
            let part = word.text.trim_end_matches('-');
            ours.iter().any(|(text, region)| {
                region.page_index == word.page_index
                    && text.contains(part)
                    && overlap(region.rect, word.rect)
            })
        };
        let found = compared.iter().filter(stands).count();
        println!("{}: {found} of {} words", name(&path), compared.len());
        assert!(1000 * found >= 990 * compared.len(), "{}", name(&path));
    }
}

#[test]
fn a_phrase_has_a_rectangle_a_line() {
    let path = &samples()[0];
    let bytes = fs::read(path).unwrap();
    let (document, places) = PdfReader::new().read_with_places(&bytes).unwrap();
    let long = |passage: &Passage<'_>| passage.text.len() > 300;
    let passage = document.passages().find(long).unwrap();
    let whole = places.regions(passage.block, Span::new(0, passage.text.len()));
    assert!((3..=12).contains(&whole.len()), "{whole:?}");
    for (above, below) in whole.iter().zip(whole.iter().skip(1)) {
        assert!(above.rect.top < below.rect.top && !overlap(above.rect, below.rect));
    }
    let first = places.words(passage.block)[0].clone();
    assert_eq!(places.regions(passage.block, first.span), first.regions);
    assert_eq!(places.regions(passage.block, Span::new(0, 0)), []);
    assert_eq!(places.regions(usize::MAX, Span::new(0, 9)), []);
}
