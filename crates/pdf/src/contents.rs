//! Tables of contents.

use crate::line::Line;

/// Marks the entries of a table of contents on one page: a row that ends in a
/// page number, after a dotted leader, or on a page under the heading
/// "Inhoud". The parts of an entry's row become one line.
///
/// `inside` tells whether the page before ended within the table, and then
/// whether this one does.
pub(crate) fn mark(lines: Vec<Line>, inside: &mut bool) -> Vec<Line> {
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
    for row in rows {
        if row.len() == 1 && row.first().is_some_and(|line| is_title(&line.text)) {
            *inside = true;
            misses = 0;
            marked.extend(row.into_iter().map(of_contents));
            continue;
        }
        match entry(&row, *inside) {
            Some(line) => {
                misses = 0;
                marked.push(of_contents(line));
            }
            None => {
                misses += 1;
                // An entry of two lines has its number on the second.
                *inside &= misses <= 2;
                marked.extend(row);
            }
        }
    }
    marked
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
