use std::collections::BTreeMap;

use waardenscan_document::BlockKind;

use crate::{
    line::{Line, PageLines},
    line_numbers,
};

/// Running headers and footers stand in this part of the page's height.
const ZONE: f32 = 0.15;

/// How many rows from the edge may be running ones.
const MAX_ROWS: usize = 6;

/// Takes the running headers, footers and page numbers out of the lines of
/// each page and returns them, in the same order of pages, each with its kind.
///
/// A line is a running one if the author marked it so, or if it stands at the
/// edge with the same words (numbers apart) at the same height of at least two
/// pages. Numbers of lines in the margin are, too.
pub(crate) fn take(pages: &mut [PageLines], heights: &[f32]) -> Vec<Vec<(BlockKind, Line)>> {
    let count = pages.len();
    let numbers = line_numbers::take(pages);
    // Where most pages have lines marked so, these are all.
    let has_marked = |page: &&PageLines| page.lines.iter().any(|line| line.artifact);
    let marked = 2 * pages.iter().filter(has_marked).count() > count;
    let repeated = if marked {
        BTreeMap::new()
    } else {
        repeated(pages, heights)
    };
    pages
        .iter_mut()
        .zip(heights)
        .zip(numbers)
        .map(|((page, &height), numbers)| {
            let lines = &mut page.lines;
            let mut running: Vec<_> = numbers
                .map(|line| (BlockKind::Header, line))
                .into_iter()
                .collect();
            for kind in [BlockKind::Header, BlockKind::Footer] {
                let rows = running_rows(lines, height, kind, &repeated, count);
                running.extend(drain(lines, kind, |line| rows.contains(&line.row)));
            }
            if !marked {
                for kind in [BlockKind::Header, BlockKind::Footer] {
                    let row = lone_row(lines, height, kind);
                    running.extend(drain(lines, kind, |line| Some(line.row) == row));
                }
            }
            // What the author marked, wherever it stands.
            let middle = 0.5 * height;
            running.extend(drain(lines, BlockKind::Header, |line| {
                line.artifact && line.baseline < middle
            }));
            running.extend(drain(lines, BlockKind::Footer, |line| line.artifact));
            running
        })
        .collect()
}

/// Running lines that come once, as in a document of one page or on its first,
/// stand this near to the edge, in points: inside the margin that the usual
/// page leaves, 2 cm at least.
const MARGIN: f32 = 54.0;

/// Finds the row in the margin that is a running one although no other page
/// shows it: short, not large, and apart from the text.
fn lone_row(lines: &[Line], height: f32, kind: BlockKind) -> Option<usize> {
    let turn = lines.first()?.turn;
    let of_text = || lines.iter().filter(|line| line.turn == turn);
    let outer = match kind {
        BlockKind::Header => of_text().min_by(|a, b| a.baseline.total_cmp(&b.baseline)),
        _ => of_text().max_by(|a, b| a.baseline.total_cmp(&b.baseline)),
    }?;
    let in_margin = match kind {
        BlockKind::Header => outer.baseline < MARGIN,
        _ => outer.baseline > height - MARGIN,
    };
    let mut sizes: Vec<f32> = of_text().map(|line| line.size).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied()?;
    let mut row = of_text().filter(|line| line.row == outer.row);
    let plain = row.all(|line| {
        line.size <= 1.05 * usual
            && line.text.chars().count() <= LONE_CHARS
            && !line.text.ends_with(['.', ';', ':', ','])
    });
    let others = of_text().filter(|line| line.row != outer.row).count();
    (in_margin && plain && others >= 3 && times_apart(lines, outer.row, kind) > 1.8)
        .then_some(outer.row)
}

/// The longest line that may be a running one although it comes once.
const LONE_CHARS: usize = 80;

type Key = (bool, i32, String);

/// Counts on how many pages each line at an edge stands.
fn repeated(pages: &[PageLines], heights: &[f32]) -> BTreeMap<Key, usize> {
    let mut counts = BTreeMap::new();
    for (page, &height) in pages.iter().zip(heights) {
        let lines = &page.lines;
        for kind in [BlockKind::Header, BlockKind::Footer] {
            let edge = edge_rows(lines, height, kind);
            let mut keys: Vec<_> = lines
                .iter()
                .filter(|line| edge.contains(&line.row))
                .map(|line| key(line, kind))
                .collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                *counts.entry(key).or_insert(0) += 1;
            }
        }
    }
    counts
}

/// Returns the rows near an edge, from the edge inwards.
fn edge_rows(lines: &[Line], height: f32, kind: BlockKind) -> Vec<usize> {
    let first_turn = lines.first().map(|line| line.turn);
    let mut rows: Vec<usize> = lines
        .iter()
        .filter(|line| Some(line.turn) == first_turn)
        .filter(|line| match kind {
            BlockKind::Header => line.baseline < ZONE * height,
            _ => line.baseline > (1.0 - ZONE) * height,
        })
        .map(|line| line.row)
        .collect();
    rows.dedup();
    if kind != BlockKind::Header {
        rows.reverse();
    }
    rows.truncate(MAX_ROWS);
    rows
}

fn key(line: &Line, kind: BlockKind) -> Key {
    (
        kind == BlockKind::Header,
        height_step(line),
        mask(&line.text),
    )
}

/// Returns the running rows of one edge of a page.
fn running_rows(
    lines: &[Line],
    height: f32,
    kind: BlockKind,
    repeated: &BTreeMap<Key, usize>,
    pages: usize,
) -> Vec<usize> {
    let edge = edge_rows(lines, height, kind);
    // What most pages have is running; what a few have may be chance, unless
    // it stands apart.
    let often = (2 * pages / 5).max(3);
    let mut running = Vec::new();
    for &row in &edge {
        let of_row = || lines.iter().filter(|line| line.row == row);
        let times = |line: &Line| times(repeated, line, kind);
        // A row of several numbers is of a table.
        let numbers = of_row().all(|line| is_page_number(&line.text));
        if numbers && of_row().count() > 1 {
            break;
        }
        let always = of_row().all(|line| line.artifact || times(line) >= often)
            || numbers && of_row().all(|line| times(line) >= 2 || pages < 3);
        let perhaps = of_row().all(|line| line.artifact || times(line) >= 2 && !line.bold);
        if !always && !perhaps {
            break;
        }
        running.push((row, always));
    }
    // A row that may be chance counts only with a gap below the last of them.
    while let Some(&(row, always)) = running.last() {
        if always && times_apart(lines, row, kind) > 0.0 || times_apart(lines, row, kind) > 1.8 {
            break;
        }
        running.pop();
    }
    running.into_iter().map(|(row, _)| row).collect()
}

/// Returns how far a row stands from the next one inwards, in its size;
/// infinite where there is none.
fn times_apart(lines: &[Line], row: usize, kind: BlockKind) -> f32 {
    let Some(line) = lines.iter().find(|line| line.row == row) else {
        return 0.0;
    };
    lines
        .iter()
        .filter(|other| match kind {
            BlockKind::Header => other.row > row,
            _ => other.row < row,
        })
        .filter(|other| other.turn == line.turn)
        .map(|other| (other.baseline - line.baseline).abs() / line.size)
        .fold(f32::INFINITY, f32::min)
}

/// Returns on how many pages the line stands. It may be a little higher or
/// lower than on others.
fn times(counts: &BTreeMap<Key, usize>, line: &Line, kind: BlockKind) -> usize {
    let (header, step, text) = key(line, kind);
    [step - 1, step, step + 1]
        .into_iter()
        .filter_map(|step| counts.get(&(header, step, text.clone())))
        .sum()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the cast saturates, and steps of 4 points are few"
)]
fn height_step(line: &Line) -> i32 {
    (line.baseline / 4.0).round() as i32
}

/// Replaces each number, Arabic or Roman, by one sign.
fn mask(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let bare = word.trim_matches(|char: char| !char.is_alphanumeric());
        let roman = !bare.is_empty() && bare.bytes().all(|byte| b"ivxIVX".contains(&byte));
        let mut masked = String::new();
        if roman {
            masked.push('#');
        } else {
            for char in word.chars() {
                if !char.is_ascii_digit() {
                    masked.push(char);
                } else if !masked.ends_with('#') {
                    masked.push('#');
                }
            }
        }
        masked
    });
    words.collect::<Vec<_>>().join(" ")
}

/// "12", "- 12 -", "Pagina 3 van 12", "blz. 3", "iv".
fn is_page_number(text: &str) -> bool {
    let masked = mask(text).to_lowercase();
    let mut words = masked
        .split([' ', '/', '|'])
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some()
        && masked.contains('#')
        && words.all(|word| {
            matches!(
                word.trim_end_matches('.'),
                "#" | "-" | "–" | "pagina" | "page" | "blz" | "p" | "pag" | "van" | "of"
            )
        })
}

fn drain(
    lines: &mut Vec<Line>,
    kind: BlockKind,
    mut taken: impl FnMut(&Line) -> bool,
) -> Vec<(BlockKind, Line)> {
    let (running, rest) = std::mem::take(lines)
        .into_iter()
        .partition(|line| taken(line));
    *lines = rest;
    let running: Vec<Line> = running;
    running.into_iter().map(|line| (kind, line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_masked() {
        assert_eq!(mask("Pagina 12 van 140"), "Pagina # van #");
        assert_eq!(mask("iv"), "#");
        assert_eq!(mask("Begroting 2025"), "Begroting #");
        assert_eq!(mask("Wonen"), "Wonen");
    }

    #[test]
    fn page_numbers_are_known() {
        for text in [
            "12",
            "- 3 -",
            "Pagina 3 van 12",
            "3/12",
            "iv",
            "blz. 4",
            "p. 4",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["Wonen", "12 scholen", "€ 12", "", "van"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
