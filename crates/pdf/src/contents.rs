//! Tables of contents.

use std::ops::Range;

use crate::line::Line;

/// A run of fewer entries than this may be a list of figures.
const FEWEST: usize = 6;

/// Marks the entries of a table of contents on one page: a row that ends in a
/// page number, after a dotted leader, on a page under the heading "Inhoud",
/// or in a run of rows whose numbers go up to at most `pages`. The parts of an
/// entry's row become one line.
///
/// `inside` tells whether the page before ended within the table, and then
/// whether this one does.
pub(crate) fn mark(lines: Vec<Line>, inside: &mut bool, pages: usize) -> Vec<Line> {
    let mut marked = Vec::with_capacity(lines.len());
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match rows
            .last_mut()
            .filter(|row| row.last().is_some_and(|last| last.row == line.row))
        {
            Some(row) => row.push(line),
            None => rows.push(vec![line]),
        }
    }
    let mut misses = 0;
    let run = run(&rows, pages);
    for (number, row) in rows.into_iter().enumerate() {
        let in_run = run.contains(&number);
        if row.len() == 1 && row.first().is_some_and(|line| is_title(&line.text)) {
            *inside = true;
            misses = 0;
            marked.extend(row.into_iter().map(of_contents));
            continue;
        }
        match entry(&row, *inside || in_run) {
            Some(line) => {
                misses = 0;
                marked.push(of_contents(line));
            }
            None => {
                misses += 1;
                // An entry of two lines has its number on the second.
                *inside &= misses <= 2;
                let of_run = |line| if in_run { of_contents(line) } else { line };
                marked.extend(row.into_iter().map(of_run));
            }
        }
    }
    marked
}

/// Finds the longest run of rows that end in page numbers which never go down
/// and stand below one another, with at most two rows between two of them.
fn run(rows: &[Vec<Line>], pages: usize) -> Range<usize> {
    let mut longest = (0, 0..0);
    let mut open: Option<(usize, Range<usize>, PageNumber)> = None;
    for (index, row) in rows.iter().enumerate() {
        let Some(next) = page_number(row).filter(|next| next.page <= pages) else {
            continue;
        };
        let follows = |last: &PageNumber, rows: &Range<usize>| {
            next.page >= last.page && (next.right - last.right).abs() < 4.0 && index - rows.end <= 2
        };
        open = match open.filter(|(_, rows, last)| follows(last, rows)) {
            Some((count, rows, _)) => Some((count + 1, rows.start..index + 1, next)),
            None => Some((1, index..index + 1, next)),
        };
        if let Some((count, rows, last)) = &open
            && *count > longest.0
            && *count >= FEWEST
            && climbs(*count, last)
        {
            longest = (*count, rows.clone());
        }
    }
    longest.1
}

/// Tells whether so many entries lead to pages apart: shares and counts stay
/// low or jump about.
const fn climbs(count: usize, last: &PageNumber) -> bool {
    2 * last.page > count
}

/// The number at the end of a row, apart from its title.
struct PageNumber {
    page: usize,
    right: f32,
}

fn page_number(row: &[Line]) -> Option<PageNumber> {
    let (last, titles) = row.split_last()?;
    let page = last.text.parse().ok()?;
    let words = |line: &Line| {
        line.text
            .chars()
            .filter(|char| char.is_alphabetic())
            .count()
            > 2
    };
    let title = titles.iter().any(words) && titles.len() <= 2;
    (title && last.table.is_none()).then_some(PageNumber {
        page,
        right: last.right,
    })
}

fn of_contents(line: Line) -> Line {
    Line {
        in_contents: true,
        ..line
    }
}

fn is_title(text: &str) -> bool {
    let title = text.trim_end_matches([':', '.']).to_lowercase();
    matches!(
        title.as_str(),
        "inhoud" | "inhoudsopgave" | "inhoudsopgaaf" | "inhoudstafel" | "contents"
    )
}

fn entry(row: &[Line], inside: bool) -> Option<Line> {
    let (first, last) = (row.first()?, row.last()?);
    let text: Vec<&str> = row.iter().map(|line| line.text.as_str()).collect();
    let text = text.join(" ");
    let (title, number) = text.rsplit_once([' ', '.', '…', '_'])?;
    let number = number.trim();
    let page = !number.is_empty()
        && number.len() <= 4
        && (number.bytes().all(|byte| byte.is_ascii_digit())
            || number.bytes().all(|byte| b"ivx".contains(&byte)));
    let bare = title.trim_end_matches([' ', '.', '…', '_', '·']);
    let leader = title.get(bare.len()..).unwrap_or_default();
    let dots = leader.chars().filter(|&char| char != ' ').count();
    let led = dots >= 4 || leader.contains('…') || leader.contains("..");
    let letters = bare.chars().any(char::is_alphabetic);
    if !(page && letters && (led || inside && (row.len() >= 2 || number.len() <= 3))) {
        return None;
    }
    let (right, mut line) = (last.right, first.clone());
    line.text = format!("{bare} {number}");
    line.right = right;
    Some(line)
}
