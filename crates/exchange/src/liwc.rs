//! LIWC `.dic`: numbered categories between `%` lines, then a term a line with
//! the numbers of its categories.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::dictionary::Category;
use crate::{ExchangeError, File};

pub(crate) fn write(categories: &[Category]) -> File {
    let mut text = "%\n".to_owned();
    // A term stands once, with all its categories, as LIWC asks.
    let mut terms: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, category) in (1..).zip(categories) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{number}\t{}", category.name);
        for term in &category.terms {
            terms.entry(term).or_default().push(number);
        }
    }
    text.push_str("%\n");
    for (term, numbers) in terms {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "{term}\t{}", numbers.join("\t"));
    }
    File {
        name: "lexicon.dic".into(),
        bytes: text.into_bytes(),
    }
}

pub(crate) fn read(file: &File) -> Result<Vec<Category>, ExchangeError> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut categories: Vec<Category> = Vec::new();
    let mut marks = 0;
    for (line, text) in (1..).zip(file.text()?.lines()) {
        let text = text.trim_end();
        if text.trim() == "%" {
            marks += 1;
            continue;
        }
        if text.trim().is_empty() {
            continue;
        }
        if marks == 0 {
            break;
        }
        let mut columns = text
            .split('\t')
            .map(str::trim)
            .filter(|one| !one.is_empty());
        let first = columns.next().unwrap_or_default();
        if marks == 1 {
            numbers.insert(first, categories.len());
            categories.push(Category::new(columns.next().unwrap_or(first)));
            continue;
        }
        for number in columns {
            let index = numbers.get(number).copied();
            let Some(category) = index.and_then(|index| categories.get_mut(index)) else {
                return Err(ExchangeError::Syntax {
                    line,
                    message: format!("categorie `{number}` bestaat niet"),
                });
            };
            category.terms.push(first.to_owned());
        }
    }
    if marks < 2 {
        return Err(ExchangeError::Syntax {
            line: 0,
            message: "de categorieën staan niet tussen twee regels met `%`".into(),
        });
    }
    Ok(categories)
}
