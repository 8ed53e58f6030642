//! Text that runs neither along nor across its page: watermarks, stamps, names
//! on maps. It is kept apart from the running text.

use std::collections::BTreeMap;

use waardenscan_document::{Block, BlockKind, Rect, Region};

use crate::{
    chars::tidy,
    glyph::{Glyph, PageInk, Turn},
    hyphen::{Words, join},
    line::{Dividers, Fragment, Line, PageLines, line},
    ruling::Rulings,
};

/// Slanted lines below one another, or one alone.
#[derive(Clone, Debug)]
pub(crate) struct Slanted {
    lines: Vec<Line>,
    /// Its place on the page.
    rect: Rect,
}

/// Returns the slanted texts of a page in the order of drawing.
pub(crate) fn texts(ink: &PageInk) -> Vec<Slanted> {
    let rulings = Rulings::default();
    let dividers = Dividers {
        marks: &ink.marks,
        rulings: &rulings,
    };
    let glyphs = ink.glyphs.iter();
    let slanted = glyphs.filter(|glyph| matches!(glyph.turn, Turn::Slanted(..)));
    let mut texts: Vec<Slanted> = Vec::new();
    for chain in chains(slanted) {
        let Some(rect) = chain.iter().map(place).reduce(Rect::cover) else {
            continue;
        };
        let Some(line) = line(&straightened(&chain), 0, &dividers) else {
            continue;
        };
        match texts.last_mut().filter(|text| text.goes_on(&line)) {
            Some(text) => {
                text.lines.push(line);
                text.rect = text.rect.cover(rect);
            }
            None => texts.push(Slanted {
                lines: vec![line],
                rect,
            }),
        }
    }
    texts
}

/// Cuts glyphs, in the order of drawing, where the next does not begin near
/// the end of the one before. Text along a curve turns a little with each.
fn chains<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> Vec<Vec<Glyph>> {
    let mut chains: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match chains.last_mut().filter(|chain| follows(chain, glyph)) {
            Some(chain) if repeats(chain, glyph) => {}
            Some(chain) => chain.push(*glyph),
            None => chains.push(vec![*glyph]),
        }
    }
    chains
}

fn start(glyph: &Glyph) -> (f32, f32) {
    glyph.turn.on_page(glyph.left, glyph.baseline)
}

fn end(glyph: &Glyph) -> (f32, f32) {
    glyph.turn.on_page(glyph.right, glyph.baseline)
}

fn distance(a: (f32, f32), b: (f32, f32)) -> f32 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// How far the next glyph begins from the end of another, along it.
fn gap(last: &Glyph, next: &Glyph) -> f32 {
    let (from, to) = (end(last), start(next));
    let (dx, dy) = last.turn.direction();
    (to.0 - from.0) * dx + (to.1 - from.1) * dy
}

fn follows(chain: &[Glyph], next: &Glyph) -> bool {
    chain.last().is_some_and(|last| {
        let size = last.size.max(next.size);
        let (a, b) = (last.turn.direction(), next.turn.direction());
        // Within 45 degrees.
        let same_way = a.0 * b.0 + a.1 * b.1 > 0.7;
        same_way && distance(end(last), start(next)) < size && size < 1.6 * last.size.min(next.size)
    })
}

/// Tells whether the glyph was drawn before, for a bolder look.
fn repeats(chain: &[Glyph], next: &Glyph) -> bool {
    chain.last().is_some_and(|last| {
        last.char == next.char && distance(start(last), start(next)) < 0.12 * next.size
    })
}

/// The place of a glyph on the page; tops and bottoms as of lines.
fn place(glyph: &Glyph) -> Rect {
    glyph.turn.restore(Rect {
        left: glyph.left,
        top: glyph.baseline - 0.8 * glyph.size,
        right: glyph.right,
        bottom: glyph.baseline + 0.22 * glyph.size,
    })
}

/// Lays glyphs on the baseline of the first, as far apart as they are.
fn straightened(chain: &[Glyph]) -> Fragment {
    let mut fragment = Fragment::default();
    let mut before: Option<&Glyph> = None;
    for glyph in chain {
        let laid = match (before, fragment.glyphs.last()) {
            (Some(before), Some(last)) => {
                let left = last.right + gap(before, glyph);
                Glyph {
                    left,
                    right: left + (glyph.right - glyph.left),
                    baseline: last.baseline,
                    turn: last.turn,
                    ..*glyph
                }
            }
            _ => *glyph,
        };
        fragment.push(laid);
        before = Some(glyph);
    }
    fragment
}

impl Slanted {
    /// The text of its lines.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|line| line.text.as_str())
    }

    /// Tells whether a line stands below the last one, in the same direction.
    fn goes_on(&self, next: &Line) -> bool {
        self.lines.last().is_some_and(|last| {
            let down = (next.baseline - last.baseline) / last.size;
            let beside = last.left.max(next.left) < last.right.min(next.right);
            let alike = (last.size - next.size).abs() < 0.1 * last.size;
            last.turn == next.turn && alike && beside && (0.8..1.6).contains(&down)
        })
    }

    fn block(&self, kind: BlockKind, page_index: usize, words: &Words) -> Block {
        let mut text = String::new();
        for line in self.texts() {
            join(&mut text, line, words);
        }
        let rect = self.rect;
        Block {
            regions: vec![Region { page_index, rect }],
            ..Block::new(kind, tidy(&text)).on_page(page_index)
        }
    }

    fn is_artifact(&self) -> bool {
        self.lines.iter().all(|line| line.artifact)
    }

    /// What it says and where it begins, to three millimetres.
    fn key(&self) -> (String, i32, i32) {
        let text: Vec<&str> = self.texts().collect();
        (text.join(" "), step(self.rect.left), step(self.rect.top))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the cast saturates, and steps of 8 points are few"
)]
fn step(place: f32) -> i32 {
    (place / 8.0).round() as i32
}

/// Makes blocks of the slanted texts of each page: text boxes, but running
/// headers of what comes again in the same place of another page, as
/// watermarks do, and of what the author calls no part of the text.
pub(crate) fn blocks(pages: &[PageLines], words: &Words) -> Vec<Vec<Block>> {
    let mut times: BTreeMap<(String, i32, i32), usize> = BTreeMap::new();
    for text in pages.iter().flat_map(|page| &page.slanted) {
        *times.entry(text.key()).or_default() += 1;
    }
    let kind = |text: &Slanted| {
        if text.is_artifact() || times.get(&text.key()).is_some_and(|&times| times > 1) {
            BlockKind::Header
        } else {
            BlockKind::TextBox
        }
    };
    let pages = pages.iter().enumerate().map(|(page_index, page)| {
        let mut blocks: Vec<Block> = Vec::new();
        for text in &page.slanted {
            let next = text.block(kind(text), page_index, words);
            match blocks.last_mut() {
                Some(last) if is_number(last) && is_number(&next) && last.kind == next.kind => {
                    add(last, &next);
                }
                _ if next.text.is_empty() => {}
                _ => blocks.push(next),
            }
        }
        blocks
    });
    pages.collect()
}

fn is_number(block: &Block) -> bool {
    !block.text.contains(char::is_alphabetic)
}

/// The numbers of the houses on a map are many.
fn add(numbers: &mut Block, next: &Block) {
    numbers.text.push(' ');
    numbers.text.push_str(&next.text);
    for (region, next) in numbers.regions.iter_mut().zip(&next.regions) {
        region.rect = region.rect.cover(next.rect);
    }
}
