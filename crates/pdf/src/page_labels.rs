use hayro_syntax::{
    Pdf,
    object::{Array, Dict, Name, Object, String as PdfString},
};

use crate::pdf_string;

/// A number tree that is deeper than this is no tree.
const MAX_DEPTH: usize = 16;

/// Labels of this many letters or more are nonsense.
const MAX_LETTERS: u32 = 50;

/// A run of pages numbered in one style (ISO 32000-2, 12.4.2).
#[derive(Clone, Debug, Default, PartialEq)]
struct Run {
    first_page: usize,
    style: Option<Style>,
    prefix: String,
    start: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Style {
    Decimal,
    UpperRoman,
    LowerRoman,
    UpperLetters,
    LowerLetters,
}

/// Returns the printed number of each of `count` pages, where the file says.
pub(crate) fn read(pdf: &Pdf, count: usize) -> Vec<Option<String>> {
    let mut runs = Vec::new();
    let tree = pdf
        .xref()
        .get::<Dict<'_>>(pdf.xref().root_id())
        .and_then(|catalog| catalog.get::<Dict<'_>>(b"PageLabels"));
    if let Some(tree) = tree {
        collect(&tree, MAX_DEPTH, &mut runs);
    }
    runs.sort_by_key(|run| run.first_page);
    (0..count).map(|page| label(&runs, page)).collect()
}

fn collect(node: &Dict<'_>, depth: usize, runs: &mut Vec<Run>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    if let Some(kids) = node.get::<Array<'_>>(b"Kids") {
        for kid in kids.iter::<Dict<'_>>() {
            collect(&kid, depth, runs);
        }
    }
    let Some(numbers) = node.get::<Array<'_>>(b"Nums") else {
        return;
    };
    let mut numbers = numbers.iter::<Object<'_>>();
    while let (Some(page), Some(entry)) = (numbers.next(), numbers.next()) {
        let first_page = page.into_i32().and_then(|page| usize::try_from(page).ok());
        if let (Some(first_page), Some(entry)) = (first_page, entry.into_dict()) {
            runs.push(run(first_page, &entry));
        }
    }
}

fn run(first_page: usize, entry: &Dict<'_>) -> Run {
    let style = entry
        .get::<Name<'_>>(b"S")
        .and_then(|style| match style.as_str() {
            "D" => Some(Style::Decimal),
            "R" => Some(Style::UpperRoman),
            "r" => Some(Style::LowerRoman),
            "A" => Some(Style::UpperLetters),
            "a" => Some(Style::LowerLetters),
            _ => None,
        });
    let prefix = entry.get::<PdfString<'_>>(b"P");
    Run {
        first_page,
        style,
        prefix: prefix
            .map(|prefix| pdf_string::decode(prefix.as_bytes()))
            .unwrap_or_default(),
        start: entry.get::<u32>(b"St").unwrap_or(1),
    }
}

fn label(runs: &[Run], page: usize) -> Option<String> {
    let run = runs.iter().rev().find(|run| run.first_page <= page)?;
    let number = u32::try_from(page - run.first_page)
        .ok()?
        .checked_add(run.start)?;
    let number = match run.style {
        None => String::new(),
        Some(Style::Decimal) => number.to_string(),
        Some(Style::LowerRoman) => roman(number),
        Some(Style::UpperRoman) => roman(number).to_uppercase(),
        Some(Style::LowerLetters) => letters(number),
        Some(Style::UpperLetters) => letters(number).to_uppercase(),
    };
    let label = format!("{}{number}", run.prefix);
    (!label.is_empty()).then_some(label)
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number >= MAX_LETTERS * 1000 {
        return number.to_string();
    }
    let mut roman = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            roman.push_str(sign);
            number -= value;
        }
    }
    roman
}

/// a to z, then aa to zz and so on.
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else {
        return String::new();
    };
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    let times = (index / 26 + 1).min(MAX_LETTERS);
    (0..times).map(|_| letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_labelled_by_their_run() {
        let runs = [
            Run {
                first_page: 0,
                style: Some(Style::LowerRoman),
                start: 1,
                ..Run::default()
            },
            Run {
                first_page: 3,
                style: Some(Style::Decimal),
                start: 1,
                ..Run::default()
            },
            Run {
                first_page: 5,
                style: Some(Style::UpperLetters),
                start: 27,
                prefix: "Bijlage ".to_owned(),
            },
        ];
        let labels: Vec<_> = (0..6).filter_map(|page| label(&runs, page)).collect();
        assert_eq!(labels, ["i", "ii", "iii", "1", "2", "Bijlage AA"]);
        assert_eq!(label(&runs[1..], 0), None);
    }

    #[test]
    fn roman_numbers_are_written() {
        for (number, wanted) in [
            (4, "iv"),
            (19, "xix"),
            (40, "xl"),
            (1994, "mcmxciv"),
            (0, ""),
        ] {
            assert_eq!(roman(number), wanted);
        }
    }
}
