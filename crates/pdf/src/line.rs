use waardenscan_document::Rect;

use crate::{
    chars::raised,
    color::Color,
    glyph::{Glyph, Mark, PageInk, Turn},
    label,
    ruling::Rulings,
    slanted::{self, Slanted},
    tree::Tag,
};

/// Text that stands on one baseline without a wide gap, in points, turned
/// upright.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    /// The text with single spaces.
    pub(crate) text: String,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) baseline: f32,
    /// The font size of most of it.
    pub(crate) size: f32,
    /// Whether it is bold but for a sign or two.
    pub(crate) bold: bool,
    /// Whether most of it is italic.
    pub(crate) italic: bool,
    /// The colour that it begins in, if nearly all of it has that.
    pub(crate) color: Option<Color>,
    pub(crate) turn: Turn,
    /// Number of the row of lines on its page that it stands in.
    pub(crate) row: usize,
    /// The widths of its first word and of a space, to tell whether the word
    /// would have fitted on the line above.
    pub(crate) first_word: f32,
    /// The element of the structure tree that its last glyph belongs to: a
    /// label before a text often is in an element of its own.
    pub(crate) tag: Option<Tag>,
    /// Whether the author calls all of it no part of the text.
    pub(crate) artifact: bool,
    /// Whether it stands in the lower half of the page's text.
    pub(crate) at_foot: bool,
    /// Whether it stands under the rule that parts notes from the text.
    pub(crate) in_notes: bool,
    /// Whether it belongs to a table of contents.
    pub(crate) in_contents: bool,
    /// The table whose place it holds; it has no text then.
    pub(crate) table: Option<TablePlace>,
    /// Where its text begins after a label such as "2." or "•".
    pub(crate) body_left: f32,
}

/// A table among the lines of its page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TablePlace {
    /// Its number on the page.
    pub(crate) number: usize,
    pub(crate) bottom: f32,
}

impl Line {
    /// The top of its letters: what most fonts take of the size.
    pub(crate) fn top(&self) -> f32 {
        self.baseline - 0.8 * self.size
    }

    /// The bottom of its letters, or of the table.
    pub(crate) fn bottom(&self) -> f32 {
        let table = self.table.map(|table| table.bottom);
        table.unwrap_or(self.baseline + 0.22 * self.size)
    }

    /// Its place on the page as shown.
    pub(crate) fn rect(&self) -> Rect {
        self.turn.restore(Rect {
            left: self.left,
            top: self.top(),
            right: self.right,
            bottom: self.bottom(),
        })
    }
}

/// Glyphs that follow one another on one baseline.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fragment {
    pub(crate) glyphs: Vec<Glyph>,
    left: f32,
    right: f32,
    baseline: f32,
    size: f32,
}

/// Letters that are kerned overlap by less than this, in sizes.
const WIDEST_OVERLAP: f32 = 0.3;

impl Fragment {
    pub(crate) fn push(&mut self, glyph: Glyph) {
        if self.glyphs.is_empty() {
            self.left = glyph.left;
            self.right = glyph.right;
            self.baseline = glyph.baseline;
            self.size = glyph.size;
        } else if glyph.size > self.size && glyph.char != ' ' {
            self.baseline = glyph.baseline;
            self.size = glyph.size;
        }
        // Some fonts say that letters are wider than they are.
        if let Some(last) = self.glyphs.last_mut()
            && last.left < glyph.left
            && glyph.left < last.right - WIDEST_OVERLAP * glyph.size
        {
            last.right = glyph.left;
            self.right = glyph.left;
        }
        if glyph.char != ' ' {
            self.right = self.right.max(glyph.right);
        }
        self.glyphs.push(glyph);
    }

    /// Tells whether the next glyph drawn goes on where this fragment ends.
    fn continues(&self, next: &Glyph, page: &Dividers<'_>) -> bool {
        let Some(last) = self.glyphs.last() else {
            return true;
        };
        let size = self.size.max(next.size);
        let gap = next.left - last.right;
        let widest = if last.char == ' ' && last.mark == next.mark {
            1.5
        } else {
            1.0
        };
        let onwards = gap > -0.5 * size || next.left > last.left && gap > -1.5 * size;
        last.turn == next.turn
            && (next.baseline - self.baseline).abs() < 0.45 * size
            && onwards
            && gap < widest * size
            && !page.divide(last, next)
    }

    /// Tells whether this glyph was drawn before, for a bolder look.
    fn repeats(&self, next: &Glyph) -> bool {
        self.glyphs.last().is_some_and(|last| {
            last.char == next.char
                && last.char != ' '
                && (last.left - next.left).abs() < 0.12 * next.size
                && (last.baseline - next.baseline).abs() < 0.12 * next.size
        })
    }

    fn visible(&self) -> impl Iterator<Item = &Glyph> {
        self.glyphs.iter().filter(|glyph| glyph.char != ' ')
    }
}

/// The lines and rulings of one page.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageLines {
    /// From the top down and in a row from left to right; text in other turns
    /// than most of the page comes after the rest.
    pub(crate) lines: Vec<Line>,
    /// Turned as most of the text.
    pub(crate) rulings: Rulings,
    /// In the order of drawing.
    pub(crate) slanted: Vec<Slanted>,
}

impl PageLines {
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.slanted.is_empty()
    }
}

/// What tells whether letters side by side belong together.
pub(crate) struct Dividers<'p> {
    pub(crate) marks: &'p [Mark],
    pub(crate) rulings: &'p Rulings,
}

impl Dividers<'_> {
    fn tag(&self, glyph: &Glyph) -> Option<Tag> {
        self.marks.get(glyph.mark)?.tag
    }

    fn is_artifact(&self, glyph: &Glyph) -> bool {
        self.marks.get(glyph.mark).is_some_and(|mark| mark.artifact)
    }

    /// Tells whether two letters on one baseline stand in different cells.
    fn divide(&self, last: &Glyph, next: &Glyph) -> bool {
        let gap = next.left - last.right;
        let cell = |glyph| self.tag(glyph).and_then(|tag| tag.cell);
        let cells = last.mark != next.mark && cell(last) != cell(next);
        let height = next.baseline - 0.3 * next.size;
        cells || gap > 0.2 * next.size && self.rulings.divides(last.right, next.left, height)
    }
}

/// Makes the lines of one page.
pub(crate) fn lines(ink: &PageInk) -> PageLines {
    let turns = turns(&ink.glyphs);
    let mut page = PageLines {
        slanted: slanted::texts(ink),
        ..PageLines::default()
    };
    let mut row = 0;
    for (index, &turn) in turns.iter().enumerate() {
        let rulings = Rulings::of(&ink.rulings, turn);
        let glyphs = ink.glyphs.iter().filter(|glyph| glyph.turn == turn);
        let dividers = Dividers {
            marks: &ink.marks,
            rulings: &rulings,
        };
        for fragments in rows(fragments(glyphs, &dividers)) {
            for fragment in joined(fragments, &dividers) {
                page.lines.extend(line(&fragment, row, &dividers));
            }
            row += 1;
        }
        if index == 0 {
            page.rulings = rulings;
            mark_foot(&mut page.lines);
        }
    }
    page
}

fn mark_foot(lines: &mut [Line]) {
    let top = lines.iter().map(Line::top).fold(f32::INFINITY, f32::min);
    let bottom = lines
        .iter()
        .map(Line::bottom)
        .fold(f32::NEG_INFINITY, f32::max);
    let middle = f32::midpoint(top, bottom);
    for line in lines {
        line.at_foot = line.baseline > middle;
    }
}

/// The turns in use, the most frequent first.
fn turns(glyphs: &[Glyph]) -> Vec<Turn> {
    let mut turns: Vec<(usize, Turn)> = Turn::STRAIGHT
        .into_iter()
        .map(|turn| {
            (
                glyphs.iter().filter(|glyph| glyph.turn == turn).count(),
                turn,
            )
        })
        .filter(|&(count, _)| count > 0)
        .collect();
    turns.sort_by_key(|&(count, turn)| (std::cmp::Reverse(count), turn));
    turns.into_iter().map(|(_, turn)| turn).collect()
}

/// Cuts the glyphs, in the order of drawing, where they do not go on.
fn fragments<'a>(glyphs: impl Iterator<Item = &'a Glyph>, page: &Dividers<'_>) -> Vec<Fragment> {
    let mut fragments: Vec<Fragment> = Vec::new();
    let mut current = Fragment::default();
    for &glyph in glyphs {
        if current.repeats(&glyph) {
            continue;
        }
        if !current.continues(&glyph, page) {
            fragments.push(std::mem::take(&mut current));
        }
        if !(current.glyphs.is_empty() && glyph.char == ' ') {
            current.push(glyph);
        }
    }
    fragments.push(current);
    fragments.retain(|fragment| fragment.visible().next().is_some());
    fragments
}

/// Groups the fragments that stand side by side, from the top down.
fn rows(mut fragments: Vec<Fragment>) -> Vec<Vec<Fragment>> {
    fragments.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Vec<Fragment>> = Vec::new();
    for fragment in fragments {
        // A small raised mark must find the row of the text it belongs to,
        // which stands lower and so comes later.
        let beside =
            |row: &&mut Vec<Fragment>| row.iter().any(|other| side_by_side(other, &fragment));
        match rows.last_mut().filter(beside) {
            Some(row) => row.push(fragment),
            None => rows.push(vec![fragment]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        row.dedup_by(|b, a| {
            (a.left - b.left).abs() < 0.15 * b.size
                && (a.baseline - b.baseline).abs() < 0.15 * b.size
                && a.visible()
                    .map(|glyph| glyph.char)
                    .eq(b.visible().map(|glyph| glyph.char))
        });
    }
    rows
}

/// Tells whether the lower part of the letters overlaps by half.
fn side_by_side(a: &Fragment, b: &Fragment) -> bool {
    let overlap =
        a.baseline.min(b.baseline) - (a.baseline - 0.5 * a.size).max(b.baseline - 0.5 * b.size);
    overlap > 0.25 * a.size.min(b.size)
}

/// Joins the neighbours in a row that belong to one line: those without a wide
/// gap, and a label with what it labels.
fn joined(row: Vec<Fragment>, page: &Dividers<'_>) -> Vec<Fragment> {
    let mut joined: Vec<Fragment> = Vec::with_capacity(row.len());
    let spaced = justified(&row);
    for (index, next) in row.into_iter().enumerate() {
        let of_line = spaced.get(index).copied().unwrap_or(false);
        match joined
            .last_mut()
            .filter(|last| of_line || belongs(last, &next, page))
        {
            Some(last) => {
                if next.left - last.right > 0.1 * next.size
                    && let Some(&end) = last.glyphs.last()
                    && is_label(last, &next)
                {
                    last.glyphs.push(Glyph {
                        char: ' ',
                        left: end.right,
                        right: end.right,
                        ..end
                    });
                }
                for glyph in next.glyphs {
                    last.push(glyph);
                }
            }
            None => joined.push(next),
        }
    }
    joined
}

/// Tells of each fragment whether it goes on the line of the one before: where
/// a narrow column is filled by few words, these stand far but evenly apart.
fn justified(row: &[Fragment]) -> Vec<bool> {
    let word = |fragment: &Fragment| fragment.visible().all(|glyph| !glyph.char.is_numeric());
    let gaps: Vec<Option<f32>> = std::iter::once(None)
        .chain(row.iter().zip(row.iter().skip(1)).map(|(a, b)| {
            let gap = b.left - a.right;
            (word(a) && word(b) && gap > 0.0 && gap < 2.5 * b.size).then_some(gap)
        }))
        .collect();
    let near = |a: Option<f32>, b: Option<f32>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 0.08 * a.max(b),
        _ => false,
    };
    let at = |index: Option<usize>| index.and_then(|index| gaps.get(index).copied().flatten());
    (0..row.len())
        .map(|index| {
            let gap = at(Some(index));
            near(gap, at(index.checked_sub(1))) || near(gap, at(Some(index + 1)))
        })
        .collect()
}

fn belongs(last: &Fragment, next: &Fragment, page: &Dividers<'_>) -> bool {
    let gap = next.left - last.right;
    let size = last.size.max(next.size);
    let alike = size < 1.6 * last.size.min(next.size) || gap < 0.3 * size;
    let near = (alike && gap > -0.5 * size && gap < 0.8 * size)
        || (gap > -0.1 * size && gap < LABEL_GAP * size && is_label(last, next));
    let divided = || {
        let (last, next) = (last.visible().last(), next.visible().next());
        last.zip(next)
            .is_some_and(|(last, next)| page.divide(last, next))
    };
    near && !divided()
}

/// How far a label stands from its text at most, in sizes.
const LABEL_GAP: f32 = 8.0;

/// Tells whether a fragment is the label of the next. A bare number is one
/// only where both are bold: before a heading.
fn is_label(fragment: &Fragment, next: &Fragment) -> bool {
    if fragment.glyphs.len() > 24 {
        return false;
    }
    let text: String = fragment.glyphs.iter().map(|glyph| glyph.char).collect();
    let text = text.trim();
    let bold = |fragment: &Fragment| fragment.visible().all(|glyph| glyph.bold);
    let word = next
        .visible()
        .next()
        .is_some_and(|glyph| glyph.char.is_alphabetic());
    label::stands_apart(text)
        || (word && label::is_chapter_number(text) && bold(fragment) && bold(next))
}

/// How wide a gap must be for a space where the font has its own spaces, and
/// where it has none, in sizes.
const GAP_WITH_SPACES: f32 = 0.25;
const GAP_WITHOUT_SPACES: f32 = 0.15;

/// Makes a line of glyphs; `None` where they show nothing.
pub(crate) fn line(fragment: &Fragment, row: usize, page: &Dividers<'_>) -> Option<Line> {
    let (size, baseline) = main_size(fragment);
    let threshold = space_threshold(fragment, size);
    let mut line = Line {
        text: String::with_capacity(fragment.glyphs.len() + 8),
        left: f32::INFINITY,
        right: f32::NEG_INFINITY,
        baseline,
        size,
        bold: false,
        italic: false,
        color: fragment.visible().next().map(|glyph| glyph.color),
        turn: fragment.glyphs.first()?.turn,
        row,
        first_word: 0.0,
        tag: page.tag(fragment.visible().last()?),
        artifact: true,
        at_foot: false,
        in_notes: false,
        in_contents: false,
        table: None,
        body_left: f32::INFINITY,
    };
    let (mut bold, mut italic, mut colored, mut count) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut space = false;
    for glyph in &fragment.glyphs {
        if glyph.char == ' ' {
            space = true;
            continue;
        }
        space |= glyph.left - line.right > threshold;
        if space && !line.text.is_empty() {
            line.text.push(' ');
            if line.first_word == 0.0 {
                line.first_word = line.right - line.left;
            }
            if line.body_left.is_infinite() {
                line.body_left = glyph.left;
            }
        }
        space = false;
        let lifted = glyph.size < 0.85 * size && baseline - glyph.baseline > 0.12 * size;
        let raised = raised(glyph.char).filter(|_| lifted);
        line.text.push(raised.unwrap_or(glyph.char));
        line.left = line.left.min(glyph.left);
        line.right = line.right.max(glyph.right);
        bold += usize::from(glyph.bold);
        italic += usize::from(glyph.italic);
        colored += usize::from(Some(glyph.color) == line.color);
        count += 1;
        line.artifact &= page.is_artifact(glyph);
    }
    // A hyphen at the line's end with a space after it is the author's.
    if space && line.text.ends_with('-') {
        line.text.push(' ');
    }
    line.bold = 20 * bold >= 19 * count;
    line.italic = 2 * italic > count;
    line.color = line.color.filter(|_| 20 * colored >= 19 * count);
    if line.first_word == 0.0 {
        line.first_word = line.right - line.left;
        line.body_left = line.left;
    }
    (count > 0).then_some(line)
}

/// The size that most glyphs have, and the baseline of the first of them.
fn main_size(fragment: &Fragment) -> (f32, f32) {
    let mut sizes: Vec<f32> = fragment.visible().map(|glyph| glyph.size).collect();
    let size = median(&mut sizes).unwrap_or(fragment.size);
    let baseline = fragment
        .visible()
        .find(|glyph| (glyph.size - size).abs() < 0.05 * size)
        .map_or(fragment.baseline, |glyph| glyph.baseline);
    (size, baseline)
}

/// The gap from which on two letters belong to two words, in points. Letters
/// that are set wide apart count their usual distance in.
fn space_threshold(fragment: &Fragment, size: f32) -> f32 {
    let spaces = fragment
        .glyphs
        .iter()
        .filter(|glyph| glyph.char == ' ')
        .count();
    let has_spaces = spaces * 12 >= fragment.glyphs.len();
    let share = if has_spaces {
        GAP_WITH_SPACES
    } else {
        GAP_WITHOUT_SPACES
    };
    let pairs = fragment.glyphs.iter().zip(fragment.glyphs.iter().skip(1));
    let mut gaps: Vec<f32> = pairs
        .filter(|(a, b)| a.char != ' ' && b.char != ' ')
        .map(|(a, b)| b.left - a.right)
        .collect();
    let enough = gaps.len() >= 4;
    let usual = median(&mut gaps).filter(|_| enough).unwrap_or(0.0).max(0.0);
    share * size + usual
}

/// Returns the middle one of some values, the higher of two.
fn median(values: &mut [f32]) -> Option<f32> {
    let middle = values.len() / 2;
    let (_, &mut median, _) = values
        .get(middle)
        .is_some()
        .then(|| values.select_nth_unstable_by(middle, f32::total_cmp))?;
    Some(median)
}
