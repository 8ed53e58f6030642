use std::collections::VecDeque;

use crate::line::Line;

/// Lines that are read one after another, from the top down, and the space
/// they were set in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    pub(crate) lines: Vec<Line>,
    pub(crate) left: f32,
    pub(crate) right: f32,
}

/// The narrowest gutter between columns of text, in sizes of their letters.
const GUTTER: f32 = 0.7;

/// The narrowest column of text, in points: an inch.
const NARROWEST: f32 = 72.0;

/// Splits the lines of a page, given row by row, into columns in reading
/// order.
///
/// From the top down, as many rows as share a gutter are taken together; what
/// stands left of it is read before what stands right of it, if both sides
/// look like running text and not like the cells of a table.
pub(crate) fn columns(lines: Vec<Line>) -> Vec<Column> {
    let (upright, turned) = match lines.first().map(|line| line.turn) {
        Some(turn) => lines.into_iter().partition(|line| line.turn == turn),
        None => return Vec::new(),
    };
    let mut columns = split(upright);
    if !turned.is_empty() {
        columns.push(column(turned));
    }
    columns
}

fn split(lines: Vec<Line>) -> Vec<Column> {
    let edges = extent(&lines);
    let mut rows: VecDeque<_> = rows(lines).into();
    let mut columns = Vec::new();
    let mut plain = Vec::new();
    while !rows.is_empty() {
        match gutter(rows.make_contiguous(), edges) {
            Some(Gutter { rows: count, at }) => {
                flush(&mut plain, &mut columns);
                let lines = rows.drain(..count).flatten();
                let (left, right) = lines.partition(|line| line.right <= at);
                columns.extend(split(left));
                columns.extend(split(right));
            }
            None => plain.extend(rows.pop_front().unwrap_or_default()),
        }
    }
    flush(&mut plain, &mut columns);
    columns
}

fn flush(plain: &mut Vec<Line>, columns: &mut Vec<Column>) {
    if !plain.is_empty() {
        columns.push(column(std::mem::take(plain)));
    }
}

fn column(lines: Vec<Line>) -> Column {
    // A table may be wider than the column it stands in.
    let (mut left, mut right) = extent(lines.iter().filter(|line| line.table.is_none()));
    if left > right {
        (left, right) = extent(&lines);
    }
    Column { lines, left, right }
}

fn extent<'a>(lines: impl IntoIterator<Item = &'a Line>) -> (f32, f32) {
    lines
        .into_iter()
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(left, right), line| {
            (left.min(line.left), right.max(line.right))
        })
}

fn rows(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let same = |row: &&mut Vec<Line>| row.last().is_some_and(|last| last.row == line.row);
        match rows.last_mut().filter(same) {
            Some(row) => row.push(line),
            None => rows.push(vec![line]),
        }
    }
    rows
}

struct Gutter {
    /// How many rows it runs along, from the first.
    rows: usize,
    /// A place inside it.
    at: f32,
}

/// Finds the gutter that the first rows share, between the edges of the text.
fn gutter(rows: &[Vec<Line>], edges: (f32, f32)) -> Option<Gutter> {
    let mut free = vec![edges];
    let mut count = 0;
    for row in rows {
        let shared = narrowed(&free, row);
        if shared.is_empty() {
            break;
        }
        free = shared;
        count += 1;
    }
    let rows = rows.get(..count)?;
    free.iter().find_map(|&(from, to)| {
        let at = f32::midpoint(from, to);
        let kept = rows.len() - trailing_heading(rows, at);
        let rows = rows.get(..kept)?;
        let (before, after): (Vec<_>, Vec<_>) =
            rows.iter().flatten().partition(|line| line.right <= at);
        (is_text(&before) && is_text(&after) && side_by_side(&before, &after))
            .then_some(Gutter { rows: kept, at })
    })
}

/// Returns what of the free intervals the row leaves free.
fn narrowed(free: &[(f32, f32)], row: &[Line]) -> Vec<(f32, f32)> {
    let size = row
        .iter()
        .map(|line| line.size)
        .fold(0.0, f32::max)
        .min(12.0);
    let mut gaps = Vec::with_capacity(row.len() + 1);
    let mut from = f32::NEG_INFINITY;
    for line in row {
        gaps.push((from, line.left));
        from = line.right.max(from);
    }
    gaps.push((from, f32::INFINITY));
    let mut shared = Vec::new();
    for &(a, b) in free {
        for &(c, d) in &gaps {
            let (left, right) = (a.max(c), b.min(d));
            if right - left >= GUTTER * size {
                shared.push((left, right));
            }
        }
    }
    shared
}

/// Counts the rows at the end that are a heading over what comes below both
/// columns rather than the end of the left one.
fn trailing_heading(rows: &[Vec<Line>], at: f32) -> usize {
    let right = rows.iter().flatten().filter(|line| line.left >= at);
    let right = right.map(Line::bottom).fold(f32::NEG_INFINITY, f32::max);
    let mut below = rows.iter().rev().map(Vec::as_slice);
    let mut count = 0;
    let mut lowest: Option<&Line> = None;
    while let Some([line]) = below.next() {
        let beside = line.left >= at || line.top() < right;
        if beside || !(line.bold || lowest.is_some_and(|other| other.bold)) {
            break;
        }
        count += 1;
        lowest = Some(line);
        let gap = rows
            .iter()
            .rev()
            .nth(count)
            .and_then(|row| row.first())
            .map_or(0.0, |above| line.baseline - above.baseline);
        if gap > 1.8 * line.size {
            return count;
        }
    }
    0
}

/// Tells whether lines look like running text: most of those that are alone in
/// their row about as wide as the widest, and that wide enough.
fn is_text(lines: &[&Line]) -> bool {
    let alone: Vec<&Line> = lines
        .iter()
        .filter(|line| line.table.is_none())
        .filter(|line| lines.iter().filter(|other| other.row == line.row).count() == 1)
        .copied()
        .collect();
    let (left, right) = extent(alone.iter().copied());
    let width = right - left;
    let wide = alone
        .iter()
        .filter(|line| line.right - line.left >= 0.7 * width)
        .count();
    let chars: usize = alone.iter().map(|line| line.text.len()).sum();
    wide >= 3 && 5 * wide >= 2 * alone.len() && width >= NARROWEST && chars >= 14 * alone.len()
}

/// Tells whether two groups of lines stand beside each other for at least half
/// the height of the lower.
fn side_by_side(a: &[&Line], b: &[&Line]) -> bool {
    let span = |lines: &[&Line]| {
        let tops = lines
            .iter()
            .map(|line| line.top())
            .fold(f32::INFINITY, f32::min);
        let bottoms = lines
            .iter()
            .map(|line| line.bottom())
            .fold(f32::NEG_INFINITY, f32::max);
        (tops, bottoms)
    };
    let ((a_top, a_bottom), (b_top, b_bottom)) = (span(a), span(b));
    let overlap = a_bottom.min(b_bottom) - a_top.max(b_top);
    overlap >= 0.5 * (a_bottom - a_top).min(b_bottom - b_top)
}
