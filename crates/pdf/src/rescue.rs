//! The text of pages whose text layer is none: by the second reader, and by
//! text recognition.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use waardenscan_document::{Block, ReadError, Warning, WarningKind};

use crate::{
    Ocr, PdfOptions, RecognisedWord, Recogniser,
    content::Content,
    line::{self, PageLines},
    ocr::{self, DPI},
    quality::{Doubt, ENOUGH_WORDS, Quality, judge},
    render, second,
};

/// Beside a picture that fills the page, recognised text takes the place of
/// the text layer only where it has this many words and so many times those of
/// the layer: a cover stays as its author wrote it.
const MUCH: usize = 40;
const MUCH_MORE: usize = 2;

/// Text is only found in a picture where the recogniser is this sure of its
/// words, on average: it reads words into photographs too. Our choice: printed
/// pages have over 80, photographs under 50.
const SURE: usize = 60;

/// Reads with the second reader the pages that are garbled, or all of them
/// where no page has text. Returns the blocks it found, by page, and takes
/// those pages off the list of doubts.
pub(crate) fn second_opinion(
    content: &mut Content,
    bytes: &[u8],
    options: &PdfOptions,
) -> BTreeMap<usize, Vec<Block>> {
    let mut found = BTreeMap::new();
    let garbled = content
        .doubts
        .iter()
        .any(|(_, doubt)| *doubt == Doubt::Garbled);
    let nothing = content.lines.iter().all(PageLines::is_empty);
    let few = bytes.len() <= options.second_reader_max_bytes
        && content.pages.len() <= options.second_reader_max_pages;
    if !(few && !content.doubts.is_empty() && (garbled || nothing)) {
        return found;
    }
    // What stops it, the outcome of the pages tells.
    let Ok(pages) = second::read(bytes, options.max_pages) else {
        return found;
    };
    let mut pages: BTreeMap<usize, Vec<Block>> = pages.into_iter().enumerate().collect();
    content.doubts.retain(|&(index, doubt)| {
        let blocks = pages.remove(&index).unwrap_or_default();
        let texts = || blocks.iter().map(|block| block.text.as_str());
        let words = texts().flat_map(|text| text.split(' ')).count();
        let usable = match doubt {
            Doubt::NoText => true,
            Doubt::Garbled => words >= ENOUGH_WORDS,
            Doubt::LittleText { .. } | Doubt::Asked | Doubt::Unsure => false,
        };
        if !usable || judge(texts()) != Quality::Readable {
            return true;
        }
        let message = "the text of the page comes from a second reader, without structure";
        let warning = Warning::new(WarningKind::SecondReader, message);
        content.warnings.push(warning.on_page(index));
        found.insert(index, blocks);
        false
    });
    found
}

/// Puts the blocks of the second reader after those of the pages before
/// theirs.
pub(crate) fn insert(blocks: Vec<Block>, found: BTreeMap<usize, Vec<Block>>) -> Vec<Block> {
    if found.is_empty() {
        return blocks;
    }
    let mut merged = Vec::with_capacity(blocks.len());
    let mut found = found.into_iter().peekable();
    for block in blocks {
        while let Some((_, blocks)) = found.next_if(|(page, _)| block.page_index >= Some(*page)) {
            merged.extend(blocks);
        }
        merged.push(block);
    }
    merged.extend(found.flat_map(|(_, blocks)| blocks));
    merged
}

/// Recognises the text of the doubtful pages and takes those where it was
/// found off the list, and warns of the others. Returns why recognition
/// failed, where it did on every page.
pub(crate) fn recognise(
    content: &mut Content,
    pdf: &Pdf,
    options: &PdfOptions,
    recogniser: Option<&dyn Recogniser>,
) -> Option<ReadError> {
    let recogniser = recogniser.filter(|_| options.ocr != Ocr::Off);
    let mut failed = None;
    if let Some(recogniser) = recogniser.filter(|_| !content.doubts.is_empty()) {
        match recogniser.check() {
            Ok(()) => failed = pages(content, pdf, options, recogniser),
            Err(error) => content
                .warnings
                .push(Warning::new(WarningKind::NoRecogniser, error.to_string())),
        }
    }
    warn(content);
    failed
}

fn pages(
    content: &mut Content,
    pdf: &Pdf,
    options: &PdfOptions,
    recogniser: &dyn Recogniser,
) -> Option<ReadError> {
    let doubts = std::mem::take(&mut content.doubts);
    let (mut done, mut failures, mut first_failure) = (0, 0, None);
    let tried = doubts.len().min(options.ocr_max_pages);
    let left = doubts.len() - tried;
    for (number, (index, doubt)) in doubts.into_iter().enumerate() {
        if number >= tried {
            content.doubts.push((index, doubt));
            continue;
        }
        match page(pdf, index, recogniser) {
            Ok(words) => {
                let sure = sure_lines(&words);
                if is_usable(&words, doubt) {
                    use_words(content, index, &words);
                    done += 1;
                } else if sure.len() >= ENOUGH_WORDS && is_usable(&sure, doubt) {
                    use_words(content, index, &sure);
                    done += 1;
                    let message = "only part of the text of the page was recognised (OCR)";
                    let warning = Warning::new(WarningKind::Recognised, message);
                    content.warnings.push(warning.on_page(index));
                } else if doubt != Doubt::NoText {
                    content.doubts.push((index, doubt));
                } else if ocr::kept(&words).count() >= ENOUGH_WORDS {
                    content.doubts.push((index, Doubt::Unsure));
                }
                // Else a picture, and not of text.
            }
            Err(cause) => {
                let warning = Warning::new(WarningKind::Damaged, cause.clone());
                content.warnings.push(warning.on_page(index));
                content.doubts.push((index, doubt));
                failures += 1;
                first_failure.get_or_insert(cause);
            }
        }
    }
    if done > 0 {
        let pages = if done == 1 { "page" } else { "pages" };
        content.warnings.push(Warning::new(
            WarningKind::Recognised,
            format!("the text of {done} {pages} was recognised (OCR) and may hold errors"),
        ));
    }
    if left > 0 {
        let most = options.ocr_max_pages;
        content.warnings.push(Warning::new(
            WarningKind::LimitReached,
            format!("the text of {left} pages was not recognised: the limit is {most} pages"),
        ));
    }
    (failures > 0 && failures == tried)
        .then_some(first_failure)
        .flatten()
        .map(|cause| ReadError::ParserFailed { cause })
}

/// Recognises the text of one page.
fn page(
    pdf: &Pdf,
    index: usize,
    recogniser: &dyn Recogniser,
) -> Result<Vec<RecognisedWord>, String> {
    let page = pdf.pages().get(index).ok_or("the page is gone")?;
    let image = render::draw(page, DPI).map_err(|error| error.to_string())?;
    recogniser
        .recognise(&image, DPI)
        .map_err(|error| error.to_string())
}

/// Returns the words of the lines that the recogniser is sure of: in drawings
/// it reads the lines between words as well.
fn sure_lines(words: &[RecognisedWord]) -> Vec<RecognisedWord> {
    let lines = words.chunk_by(|a, b| (a.paragraph, a.line) == (b.paragraph, b.line));
    let sure = lines.filter(|line| is_sure(&ocr::kept(line).collect::<Vec<_>>()));
    sure.flatten().cloned().collect()
}

fn is_sure(words: &[&RecognisedWord]) -> bool {
    let confidences = words.iter().map(|word| usize::from(word.confidence));
    !words.is_empty() && confidences.sum::<usize>() >= SURE * words.len()
}

fn is_usable(words: &[RecognisedWord], doubt: Doubt) -> bool {
    let kept: Vec<&RecognisedWord> = ocr::kept(words).collect();
    let enough = match doubt {
        Doubt::LittleText { words } => MUCH.max(MUCH_MORE * words),
        Doubt::NoText | Doubt::Garbled | Doubt::Asked | Doubt::Unsure => 1,
    };
    kept.len() >= enough
        && is_sure(&kept)
        && judge(kept.iter().map(|word| word.text.as_str())) == Quality::Readable
}

/// Lets the recognised words take the place of the text layer.
fn use_words(content: &mut Content, index: usize, words: &[RecognisedWord]) {
    let ink = ocr::ink(words, DPI);
    if let Some(page) = content.pages.get_mut(index) {
        page.recognised = true;
    }
    if let Some(lines) = content.lines.get_mut(index) {
        *lines = line::lines(&ink);
    }
    if let Some(kept) = content.inks.get_mut(index) {
        *kept = ink;
    }
}

/// Warns of the pages without usable text. A few covers in a document with
/// text are as they should be.
fn warn(content: &mut Content) {
    let little = |doubt: &Doubt| matches!(doubt, Doubt::LittleText { .. });
    let covers = content
        .doubts
        .iter()
        .filter(|(_, doubt)| little(doubt))
        .count();
    let mostly = 2 * covers > content.pages.len();
    let warnings = content.doubts.iter().filter_map(|&(index, doubt)| {
        let (kind, message) = match doubt {
            Doubt::NoText => (WarningKind::NoText, "the page has no text"),
            Doubt::Unsure => (
                WarningKind::NoText,
                "the text recognised on the page (OCR) is too doubtful to use",
            ),
            Doubt::Garbled => (WarningKind::GarbledText, "the text of the page is garbled"),
            Doubt::LittleText { .. } if mostly => (
                WarningKind::NoText,
                "a picture fills the page, with little text beside it",
            ),
            Doubt::LittleText { .. } | Doubt::Asked => return None,
        };
        Some(Warning::new(kind, message).on_page(index))
    });
    content.warnings.extend(warnings);
    content
        .warnings
        .sort_by_key(|warning| (warning.page_index.is_none(), warning.page_index));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_blocks_come_in_the_order_of_pages() {
        let block = |page| Block::paragraph(format!("{page}")).on_page(page);
        let found = BTreeMap::from([(1, vec![block(1)]), (4, vec![block(4)])]);
        let merged = insert(vec![block(0), block(2), block(3)], found);
        let pages: Vec<_> = merged.iter().filter_map(|block| block.page_index).collect();
        assert_eq!(pages, [0, 1, 2, 3, 4]);
    }
}
