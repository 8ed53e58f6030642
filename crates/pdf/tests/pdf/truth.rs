use std::fs;

use waardenscan_document::{Block, BlockKind, Document};

use crate::support::{in_order, name, read, shared, words};

/// In three files of two columns tables run out of the page, and LibreOffice
/// left the cells outside it out of the file: this many words. No operator of
/// the content streams shows one of them: "Verschil", the header of the last
/// column, is 21 times in the known text and not once in the streams.
const ABSENT: [(&str, usize); 3] = [("d0_lo2.pdf", 81), ("d2_lo2.pdf", 114), ("d4_lo2.pdf", 50)];

/// Percentages of the words over all files with known text: those found in
/// order of the words that are in the files at all and of all words, and those
/// that are right of ours.
const FOUND_IN_ORDER: f64 = 99.99;
const FOUND_OF_ALL: f64 = 99.69;
const RIGHT: f64 = 99.99;

/// In each file of one column.
const FOUND_IN_ONE_COLUMN: f64 = 99.99;

fn percent(part: usize, whole: usize) -> f64 {
    let float = |count: usize| f64::from(u32::try_from(count).unwrap());
    100.0 * float(part) / float(whole)
}

#[test]
fn words_come_in_order() {
    let (mut found, mut wanted, mut shown, mut given) = (0, 0, 0, 0);
    for path in shared("pdf-truth") {
        let truth = fs::read_to_string(path.with_extension("txt")).unwrap();
        let truth: Vec<String> = truth.split_whitespace().map(str::to_owned).collect();
        let text = words(&read(&path).unwrap());
        let common = in_order(&truth, &text);
        println!(
            "{}: {:.2} % found in order, {:.2} % right",
            name(&path),
            percent(common, truth.len()),
            percent(common, text.len()),
        );
        if name(&path).ends_with("1.pdf") {
            assert!(
                percent(common, truth.len()) >= FOUND_IN_ONE_COLUMN,
                "{}",
                name(&path)
            );
        }
        let absent = ABSENT.iter().find(|(file, _)| *file == name(&path));
        found += common;
        wanted += truth.len();
        shown += truth.len() - absent.map_or(0, |&(_, words)| words);
        given += text.len();
    }
    if wanted > 0 {
        println!("{found} words in order of {shown} shown, {wanted} known, {given} given");
        for (whole, floor) in [
            (shown, FOUND_IN_ORDER),
            (wanted, FOUND_OF_ALL),
            (given, RIGHT),
        ] {
            let share = percent(found, whole);
            assert!(share >= floor, "{found} of {whole}: {share}");
        }
    }
}

fn of_kind(document: &Document, kind: BlockKind) -> Vec<String> {
    let of_kind = document.blocks().iter().filter(|block| block.kind == kind);
    of_kind.map(Block::labelled_text).collect()
}

/// A line of the known text that is numbered is a heading, and no other is; the
/// title, which is the first line, may be either.
#[test]
fn numbered_lines_are_headings() {
    for path in shared("pdf-truth") {
        let truth = fs::read_to_string(path.with_extension("txt")).unwrap();
        let numbered = |line: &&str| {
            line.starts_with(|char: char| char.is_ascii_digit()) && !line.ends_with('.')
        };
        let wanted: Vec<&str> = truth.lines().filter(numbered).collect();
        let given = of_kind(&read(&path).unwrap(), BlockKind::Heading);
        let missing: Vec<_> = wanted
            .iter()
            .filter(|line| !given.iter().any(|g| g == *line))
            .collect();
        let extra: Vec<_> = given
            .iter()
            .filter(|line| !wanted.contains(&line.as_str()) && !truth.starts_with(*line))
            .collect();
        println!(
            "{}: {} headings, missing {missing:?}, extra {extra:?}",
            name(&path),
            wanted.len()
        );
        assert!(
            percent(wanted.len() - missing.len(), wanted.len()) >= 97.0,
            "{missing:?}"
        );
        assert!(percent(extra.len(), wanted.len()) <= 3.0, "{extra:?}");
    }
}

/// The rows of tables, each with its cells side by side.
fn rows(document: &Document) -> Vec<String> {
    let mut rows: Vec<((usize, usize), String)> = Vec::new();
    for block in document.blocks() {
        let Some(cell) = block.cell else { continue };
        let place = (cell.table, cell.row);
        match rows.last_mut().filter(|(last, _)| *last == place) {
            Some((_, row)) => {
                row.push(' ');
                row.push_str(&block.labelled_text());
            }
            None => rows.push((place, block.labelled_text())),
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// In the files of one column every row of every table is found, cell by cell.
#[test]
fn table_rows_are_found() {
    for path in shared("pdf-truth") {
        if !name(&path).ends_with("1.pdf") {
            continue;
        }
        let truth = fs::read_to_string(path.with_extension("txt")).unwrap();
        let wanted: Vec<&str> = truth
            .lines()
            .filter(|line| line.starts_with("Programma ") && line.ends_with(['%', 'l']))
            .collect();
        let given = rows(&read(&path).unwrap());
        let missing: Vec<_> = wanted
            .iter()
            .filter(|line| !given.iter().any(|row| row == *line))
            .collect();
        println!(
            "{}: {} rows, missing {missing:?}",
            name(&path),
            wanted.len()
        );
        assert!(!wanted.is_empty() && missing.is_empty(), "{missing:?}");
    }
}
