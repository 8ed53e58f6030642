use unicode_normalization::char::decompose_canonical;
use waardenscan_document::{Page, Rect, Region};

use crate::{
    chars::lowered,
    glyph::{Glyph, PageInk, Turn},
};

/// A letter that is drawn on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// What it is compared by.
    pub(super) key: char,
    /// Whether a space, a gap or a line end stands before it.
    pub(super) begins: bool,
    glyph: Glyph,
    used: bool,
}

/// Which letter of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LetterId {
    page: usize,
    index: usize,
}

/// The letters of all pages.
#[derive(Debug, Default)]
pub(super) struct Letters {
    pages: Vec<PageLetters>,
}

#[derive(Debug, Default)]
struct PageLetters {
    /// In the order of drawing.
    letters: Vec<Letter>,
    /// The edges of the page.
    bounds: (f32, f32),
}

/// How far outside its block's region a letter's middle may lie, in points:
/// what rounding and raised marks take.
const SLACK: f32 = 1.5;

/// Passes on the characters a character is compared by: its letters and marks
/// apart, raised digits lowered.
pub(super) fn keys(char: char, mut emit: impl FnMut(char)) {
    if char.is_ascii() {
        emit(char);
    } else {
        decompose_canonical(lowered(char), emit);
    }
}

impl Letters {
    /// Takes the visible letters of the pages.
    pub(super) fn new(inks: &[PageInk], pages: &[Page]) -> Self {
        let pages = inks.iter().zip(pages).map(|(ink, page)| PageLetters {
            letters: letters(&ink.glyphs),
            bounds: (page.width, page.height),
        });
        Self {
            pages: pages.collect(),
        }
    }

    pub(super) fn get(&self, id: LetterId) -> Option<&Letter> {
        self.pages.get(id.page)?.letters.get(id.index)
    }

    /// Returns the unused letters within the regions in the order of drawing.
    pub(super) fn as_drawn(&self, regions: &[Region]) -> Vec<LetterId> {
        regions
            .iter()
            .flat_map(|region| self.within(region))
            .collect()
    }

    /// Returns the unused letters within the regions from the top down, and in
    /// a row from left to right.
    pub(super) fn in_rows(&self, regions: &[Region]) -> Vec<LetterId> {
        let mut rows = Vec::new();
        for region in regions {
            let mut letters: Vec<(LetterId, Glyph)> = self
                .within(region)
                .filter_map(|id| Some((id, self.get(id)?.glyph)))
                .collect();
            letters.sort_by(|(_, a), (_, b)| {
                a.turn.cmp(&b.turn).then(a.baseline.total_cmp(&b.baseline))
            });
            let same_row = |(_, a): &(LetterId, Glyph), (_, b): &(LetterId, Glyph)| {
                a.turn == b.turn && b.baseline - a.baseline < 0.3 * a.size.min(b.size)
            };
            for row in letters.chunk_by_mut(same_row) {
                row.sort_by(|(_, a), (_, b)| a.left.total_cmp(&b.left));
                rows.extend(row.iter().map(|&(id, _)| id));
            }
        }
        rows
    }

    fn within(&self, region: &Region) -> impl Iterator<Item = LetterId> {
        let page = region.page_index;
        let letters = self.pages.get(page).map(|page| page.letters.as_slice());
        let letters = letters.unwrap_or_default().iter().enumerate();
        letters
            .filter(|(_, letter)| !letter.used && holds(region.rect, rect(&letter.glyph)))
            .map(move |(index, _)| LetterId { page, index })
    }

    /// Leaves letters out from now on.
    pub(super) fn use_up<'a>(&mut self, ids: impl IntoIterator<Item = &'a LetterId>) {
        for id in ids {
            let page = self.pages.get_mut(id.page);
            if let Some(letter) = page.and_then(|page| page.letters.get_mut(id.index)) {
                letter.used = true;
            }
        }
    }

    /// Returns where the letters of one word stand: a region for each line.
    pub(super) fn regions(&self, word: &[LetterId]) -> Vec<Region> {
        let mut regions: Vec<Region> = Vec::new();
        let mut before: Option<&Glyph> = None;
        for &id in word {
            let Some(letter) = self.get(id) else { continue };
            let glyph = &letter.glyph;
            let region = Region {
                page_index: id.page,
                rect: self.on_page(id.page, rect(glyph)),
            };
            match regions.last_mut().filter(|last| {
                last.page_index == id.page && before.is_some_and(|before| beside(before, glyph))
            }) {
                Some(last) => last.rect = last.rect.cover(region.rect),
                None => regions.push(region),
            }
            before = Some(glyph);
        }
        regions
    }

    /// Tells whether the text runs up or down the page.
    pub(super) fn is_sideways(&self, word: &[LetterId]) -> bool {
        let first = word.first().and_then(|&id| self.get(id));
        first.is_some_and(|letter| matches!(letter.glyph.turn, Turn::Left | Turn::Right))
    }

    /// Cuts off what sticks out of the page.
    fn on_page(&self, page: usize, rect: Rect) -> Rect {
        let (width, height) = self.pages.get(page).map_or((0.0, 0.0), |page| page.bounds);
        Rect {
            left: rect.left.clamp(0.0, width.max(0.0)),
            top: rect.top.clamp(0.0, height.max(0.0)),
            right: rect.right.clamp(0.0, width.max(0.0)),
            bottom: rect.bottom.clamp(0.0, height.max(0.0)),
        }
    }
}

fn letters(glyphs: &[Glyph]) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(glyphs.len());
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        let begins = before.is_none_or(|before| before.char == ' ' || !touches(before, glyph));
        let repeats = before.is_some_and(|before| repeats(before, glyph));
        if repeats {
            continue;
        }
        if glyph.char != ' ' {
            let mut begins = begins;
            keys(glyph.char, |key| {
                letters.push(Letter {
                    key,
                    begins: std::mem::take(&mut begins),
                    glyph: *glyph,
                    used: false,
                });
            });
        }
        before = Some(glyph);
    }
    letters
}

/// Tells whether a letter is drawn once more, for a bolder look.
fn repeats(before: &Glyph, next: &Glyph) -> bool {
    before.char == next.char
        && before.char != ' '
        && (before.left - next.left).abs() < 0.12 * next.size
        && (before.baseline - next.baseline).abs() < 0.12 * next.size
}

/// Tells whether two letters stand on one line.
fn beside(before: &Glyph, next: &Glyph) -> bool {
    before.turn == next.turn
        && (before.baseline - next.baseline).abs() < 0.45 * before.size.max(next.size)
        && next.left - before.left > -0.5 * next.size
}

/// Tells whether two letters stand on one line without a gap.
fn touches(before: &Glyph, next: &Glyph) -> bool {
    beside(before, next) && next.left - before.right < 0.15 * next.size
}

/// The place of a letter on the page as shown; tops and bottoms as of lines.
fn rect(glyph: &Glyph) -> Rect {
    glyph.turn.restore(Rect {
        left: glyph.left,
        top: glyph.baseline - 0.8 * glyph.size,
        right: glyph.right,
        bottom: glyph.baseline + 0.22 * glyph.size,
    })
}

fn holds(outer: Rect, inner: Rect) -> bool {
    let x = f32::midpoint(inner.left, inner.right);
    let y = f32::midpoint(inner.top, inner.bottom);
    (outer.left - SLACK..=outer.right + SLACK).contains(&x)
        && (outer.top - SLACK..=outer.bottom + SLACK).contains(&y)
}
