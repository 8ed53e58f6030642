//! Lexicoder `.lc3`: `+category`, then a term a line.

use crate::dictionary::Category;
use crate::{ExchangeError, File};

pub(crate) fn write(categories: &[Category]) -> File {
    let mut text = String::new();
    for category in categories {
        text.push_str(&format!("+{}\n", category.name));
        for term in &category.terms {
            text.push_str(&format!("{term}\n"));
        }
    }
    File {
        name: "lexicon.lc3".into(),
        bytes: text.into_bytes(),
    }
}

pub(crate) fn read(file: &File) -> Result<Vec<Category>, ExchangeError> {
    let mut categories: Vec<Category> = Vec::new();
    for (line, text) in (1..).zip(file.text()?.lines()) {
        let text = text.trim();
        if let Some(name) = text.strip_prefix('+') {
            categories.push(Category::new(name.trim()));
        } else if !text.is_empty() {
            let Some(category) = categories.last_mut() else {
                return Err(ExchangeError::Syntax {
                    line,
                    message: "er staat geen `+categorie` boven deze term".into(),
                });
            };
            category.terms.push(text.to_owned());
        }
    }
    Ok(categories)
}
