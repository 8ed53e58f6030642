//! WordStat `.cat`: categories and terms, indented with tabs; a term is
//! followed by its weight in parentheses, and joins its words with `_`.

use crate::dictionary::Category;
use crate::{ExchangeError, File, Report};

/// Levels at most; deeper lines are refused.
const MOST_LEVELS: usize = 32;

pub(crate) fn write(categories: &[Category]) -> File {
    let mut text = String::new();
    for category in categories {
        add(category, 0, &mut text);
    }
    File {
        name: "lexicon.cat".into(),
        bytes: text.into_bytes(),
    }
}

fn add(category: &Category, level: usize, text: &mut String) {
    let tabs = "\t".repeat(level);
    text.push_str(&format!("{tabs}{}\n", category.name));
    for term in &category.terms {
        text.push_str(&format!("{tabs}\t{} (1)\n", term.replace(' ', "_")));
    }
    for inner in &category.inner {
        add(inner, level + 1, text);
    }
}

pub(crate) fn read(file: &File, report: &mut Report) -> Result<Vec<Category>, ExchangeError> {
    // The categories that are open, the highest first, under one for all.
    let mut open = vec![Category::default()];
    for (number, line) in (1..).zip(file.text()?.lines()) {
        let content = line.trim();
        if content.is_empty() {
            continue;
        }
        let fault = |message: &str| ExchangeError::Syntax {
            line: number,
            message: message.into(),
        };
        let indent = line.split(|letter: char| !letter.is_whitespace()).next();
        let level = indent.unwrap_or_default().matches('\t').count();
        if level > MOST_LEVELS {
            return Err(fault("te diep ingesprongen"));
        }
        if level >= open.len() {
            return Err(fault("te ver ingesprongen: er staat geen categorie boven"));
        }
        close(&mut open, level + 1);
        match content.rsplit_once(" (") {
            Some((term, weight)) if is_weight(weight) => {
                if level == 0 {
                    return Err(fault("een term staat buiten elke categorie"));
                }
                if weight != "1)" {
                    report.add("gewicht van WordStat vervalt", content);
                }
                let last = open.last_mut().into_iter();
                last.for_each(|category| category.terms.push(term.trim().to_owned()));
            }
            _ => open.push(Category::new(content)),
        }
    }
    close(&mut open, 1);
    Ok(open.into_iter().next().unwrap_or_default().inner)
}

/// Puts the categories past the first `kept` into those above them.
fn close(open: &mut Vec<Category>, kept: usize) {
    while open.len() > kept {
        if let (Some(category), Some(above)) = (open.pop(), open.last_mut()) {
            above.inner.push(category);
        }
    }
}

fn is_weight(text: &str) -> bool {
    let digits = text.strip_suffix(')');
    digits.is_some_and(|digits| digits.parse::<f64>().is_ok())
}
