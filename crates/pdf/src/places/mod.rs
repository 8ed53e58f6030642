//! Where the words of a document stand on its pages.
//!
//! Blocks are made of lines that are joined, cut and cleaned on the way, and
//! keep no letters. So the words are found back: the text of a block is laid
//! beside the letters that stand within its regions. This costs nothing where
//! it is not asked for, and holds whatever the layout does.

mod letters;
mod search;

use waardenscan_document::{Block, Document, Rect, Region, Span};

use crate::glyph::PageInk;
use letters::{LetterId, Letters};

/// The places of the words of one document, by block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    blocks: Vec<Vec<WordPlace>>,
}

/// A word and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct WordPlace {
    /// The word within the block's text: a longest run without spaces.
    pub span: Span,
    /// One rectangle for each line it stands on, in reading order: one, or two
    /// where a line end cuts the word. Each lies on its page. Empty where the
    /// place is not known.
    pub regions: Vec<Region>,
    /// Whether it runs up or down the page.
    sideways: bool,
}

impl Places {
    /// Finds the words of a document among the letters of its pages.
    pub(crate) fn find(document: &Document, inks: &[PageInk]) -> Self {
        let mut letters = Letters::new(inks, document.pages());
        let blocks = document.blocks().iter();
        Self {
            blocks: blocks.map(|block| words(block, &mut letters)).collect(),
        }
    }

    /// Returns the words of a block in the order of its text; none for an
    /// index outside the document.
    #[must_use]
    pub fn words(&self, block: usize) -> &[WordPlace] {
        self.blocks
            .get(block)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Returns where the words stand that share a byte with `span` of a
    /// block's text: one rectangle for each line, in reading order.
    #[must_use]
    pub fn regions(&self, block: usize, span: Span) -> Vec<Region> {
        let words = self.words(block).iter();
        let of_span = words.filter(|word| word.span.overlaps(span));
        let mut lines: Vec<Region> = Vec::new();
        for word in of_span {
            for &next in &word.regions {
                match lines
                    .last_mut()
                    .filter(|last| goes_on(last, &next, word.sideways))
                {
                    Some(last) => last.rect = last.rect.cover(next.rect),
                    None => lines.push(next),
                }
            }
        }
        lines
    }
}

/// Tells whether two regions stand on one line of text, which runs along the
/// page or sideways: side by side, and the gap between them not as wide as one
/// between columns.
fn goes_on(last: &Region, next: &Region, sideways: bool) -> bool {
    let rows = |rect: Rect| (rect.top, rect.bottom);
    let columns = |rect: Rect| (rect.left, rect.right);
    let beside = |across: fn(Rect) -> (f32, f32), along: fn(Rect) -> (f32, f32)| {
        let (a, b) = (across(last.rect), across(next.rect));
        let size = length(a).min(length(b));
        let gap = -overlap(along(last.rect), along(next.rect));
        overlap(a, b) > 0.5 * size && gap < WIDEST_GAP * size
    };
    last.page_index == next.page_index
        && if sideways {
            beside(columns, rows)
        } else {
            beside(rows, columns)
        }
}

/// The widest gap between the words of one line, in heights of its letters.
const WIDEST_GAP: f32 = 3.0;

fn length((start, end): (f32, f32)) -> f32 {
    end - start
}

/// Returns how long two intervals overlap; the gap between them, below zero,
/// where they do not.
fn overlap(a: (f32, f32), b: (f32, f32)) -> f32 {
    a.1.min(b.1) - a.0.max(b.0)
}

/// Finds the words of one block; those of its label only lead the way.
fn words(block: &Block, letters: &mut Letters) -> Vec<WordPlace> {
    let label = block.label.as_deref().unwrap_or_default();
    let in_label: Vec<&str> = label.split(' ').filter(|word| !word.is_empty()).collect();
    let spans: Vec<Span> = spans(&block.text).collect();
    let in_text = spans.iter().filter_map(|span| span.get(&block.text));
    let wanted: Vec<&str> = in_label.iter().copied().chain(in_text).collect();
    let found = find(&wanted, &block.regions, letters);
    letters.use_up(found.iter().flatten());
    let in_text = found.iter().skip(in_label.len());
    spans
        .into_iter()
        .zip(in_text)
        .map(|(span, word)| WordPlace {
            span,
            regions: letters.regions(word),
            sideways: letters.is_sideways(word),
        })
        .collect()
}

/// Most text is drawn in the order in which it is read; some is drawn letter
/// by letter in another, and is found by where the letters stand.
fn find(wanted: &[&str], regions: &[Region], letters: &Letters) -> Vec<Vec<LetterId>> {
    let missing = |found: &[Vec<LetterId>]| found.iter().filter(|word| word.is_empty()).count();
    let drawn = search::search(wanted, letters, &letters.as_drawn(regions));
    if missing(&drawn) == 0 {
        return drawn;
    }
    let in_rows = search::search(wanted, letters, &letters.in_rows(regions));
    if missing(&in_rows) < missing(&drawn) {
        in_rows
    } else {
        drawn
    }
}

/// Returns the spans of the words of a text.
fn spans(text: &str) -> impl Iterator<Item = Span> {
    let mut end = 0;
    text.split(' ').filter_map(move |word| {
        let start = end;
        end = start + word.len() + 1;
        (!word.is_empty()).then(|| Span::new(start, start + word.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_what_spaces_leave(text in "[a-zë€ ]{0,30}") {
            let words: Vec<&str> = spans(&text).map(|span| span.get(&text).unwrap()).collect();
            prop_assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
        }
    }

    fn region(left: f32, top: f32, right: f32, bottom: f32) -> Region {
        let rect = Rect {
            left,
            top,
            right,
            bottom,
        };
        Region {
            page_index: 0,
            rect,
        }
    }

    #[test]
    fn words_on_one_line_are_one_region() {
        let line = region(10.0, 10.0, 50.0, 22.0);
        for (next, wanted) in [
            (region(53.0, 10.0, 80.0, 22.0), true),
            (region(53.0, 14.0, 80.0, 24.0), true),
            (region(10.0, 24.0, 50.0, 36.0), false),
            (region(300.0, 10.0, 350.0, 22.0), false),
            (
                Region {
                    page_index: 1,
                    ..region(53.0, 10.0, 80.0, 22.0)
                },
                false,
            ),
        ] {
            assert_eq!(goes_on(&line, &next, false), wanted, "{next:?}");
        }
        let upwards = region(10.0, 50.0, 22.0, 90.0);
        assert!(goes_on(&upwards, &region(10.0, 20.0, 22.0, 47.0), true));
        assert!(!goes_on(&upwards, &region(24.0, 50.0, 36.0, 90.0), true));
    }
}
