//! Numbers in the margin that count the lines of a page.

use crate::line::{Line, PageLines};

/// Fewer numbers than this are a list, or a column of a table.
const FEWEST: usize = 10;

/// How far the left or right edges of the numbers lie apart at most, in points.
const TOLERANCE: f32 = 3.0;

/// Takes the line numbers out of the lines of each page and returns them, in
/// the order of pages, as one line: numbers below one another that go up by one
/// or by five, with no other text above, below or beyond them.
///
/// The rows of a table may be numbered too, but begin seldom in the midst of a
/// sentence; a fifth of the lines of running text does, and more.
pub(crate) fn take(pages: &mut [PageLines]) -> Vec<Option<Line>> {
    let columns: Vec<Option<Vec<usize>>> = pages
        .iter()
        .map(|page| {
            let column = |edge: fn(&Line) -> f32| column(&page.lines, edge);
            column(|line| line.left).or_else(|| column(|line| line.right))
        })
        .collect();
    let numbered = pages.iter().zip(&columns);
    let numbered = numbered.filter(|(_, column)| column.is_some());
    let text = || numbered.clone().flat_map(|(page, _)| &page.lines);
    let text = || text().filter(|line| !is_number(line));
    let reads_on = text().filter(|line| line.text.starts_with(char::is_lowercase));
    let running = 5 * reads_on.count() >= text().count();
    let pages = pages.iter_mut().zip(columns);
    let pages = pages.map(|(page, column)| numbers(&mut page.lines, &column.filter(|_| running)?));
    pages.collect()
}

/// Takes lines by their places and joins them.
fn numbers(lines: &mut Vec<Line>, places: &[usize]) -> Option<Line> {
    let (mut numbers, mut rest) = (Vec::new(), Vec::new());
    for (place, line) in std::mem::take(lines).into_iter().enumerate() {
        if places.contains(&place) {
            numbers.push(line);
        } else {
            rest.push(line);
        }
    }
    *lines = rest;
    numbers.into_iter().reduce(|mut all, next| {
        all.text.push(' ');
        all.text.push_str(&next.text);
        all.left = all.left.min(next.left);
        all.right = all.right.max(next.right);
        all
    })
}

/// Finds the numbers that share an edge and count the lines.
fn column(lines: &[Line], edge: impl Fn(&Line) -> f32) -> Option<Vec<usize>> {
    let turn = lines.first()?.turn;
    let numbers = || {
        let lines = lines.iter().enumerate();
        lines.filter(|(_, line)| line.turn == turn && is_number(line))
    };
    let mut edges: Vec<f32> = numbers().map(|(_, line)| edge(line)).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|b, a| *b - *a <= TOLERANCE);
    edges.into_iter().find_map(|at| {
        let column = numbers().filter(|(_, line)| (0.0..=TOLERANCE).contains(&(edge(line) - at)));
        let (places, column): (Vec<usize>, Vec<&Line>) = column.unzip();
        (counts(&column) && stands_apart(&column, lines)).then_some(places)
    })
}

fn is_number(line: &Line) -> bool {
    line.text.len() <= 3 && line.text.bytes().all(|byte| byte.is_ascii_digit())
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
