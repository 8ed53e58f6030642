//! Numbers in the margin that count the lines of a page.

use crate::line::Line;

/// Fewer numbers than this are a list, or a column of a table.
const FEWEST: usize = 10;

/// How far apart the edges of the numbers lie at most, in points.
const TOLERANCE: f32 = 3.0;

/// Takes the line numbers out of the lines of a page and returns them as one
/// line: numbers below one another that go up by one or by five, with no other
/// text above, below or beyond them.
pub(crate) fn take(lines: &mut Vec<Line>) -> Option<Line> {
    let turn = lines.first()?.turn;
    let numbers = || {
        lines
            .iter()
            .filter(|line| line.turn == turn && is_number(line))
    };
    let mut edges: Vec<f32> = numbers().map(|line| line.right).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|b, a| *b - *a <= TOLERANCE);
    let found = edges.into_iter().find(|&edge| {
        let column: Vec<&Line> = numbers().filter(|line| ends_at(line, edge)).collect();
        counts(&column) && stands_apart(&column, lines)
    })?;
    let (column, rest): (Vec<Line>, Vec<Line>) = std::mem::take(lines)
        .into_iter()
        .partition(|line| line.turn == turn && is_number(line) && ends_at(line, found));
    *lines = rest;
    column.into_iter().reduce(|mut all, next| {
        all.text.push(' ');
        all.text.push_str(&next.text);
        all.left = all.left.min(next.left);
        all
    })
}

fn is_number(line: &Line) -> bool {
    line.text.len() <= 3 && line.text.bytes().all(|byte| byte.is_ascii_digit())
}

fn ends_at(line: &Line, edge: f32) -> bool {
    (0.0..=2.0 * TOLERANCE).contains(&(line.right - edge + TOLERANCE))
}

fn counts(column: &[&Line]) -> bool {
    let numbers: Vec<usize> = column.iter().filter_map(|l| l.text.parse().ok()).collect();
    let mut steps = numbers.iter().zip(numbers.iter().skip(1));
    let step = |(a, b): (&usize, &usize)| b.checked_sub(*a);
    let first = steps.clone().next().and_then(step);
    numbers.len() >= FEWEST && matches!(first, Some(1 | 5)) && steps.all(|pair| step(pair) == first)
}

/// Tells whether the column lies left or right of all text beside it.
fn stands_apart(column: &[&Line], lines: &[Line]) -> bool {
    let (Some(first), Some(last)) = (column.first(), column.last()) else {
        return false;
    };
    let left = column.iter().map(|l| l.left).fold(f32::INFINITY, f32::min);
    let right = column.iter().map(|l| l.right).fold(0.0, f32::max);
    let beside = || {
        let rows = first.row..=last.row;
        let text = lines.iter().filter(|line| !is_number(line));
        text.filter(move |line| line.turn == first.turn && rows.contains(&line.row))
    };
    beside().next().is_some()
        && (beside().all(|line| line.left > right) || beside().all(|line| line.right < left))
}
