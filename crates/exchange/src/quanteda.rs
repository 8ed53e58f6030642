//! quanteda: YAML, a mapping of categories to lists, nested at will.

use saphyr::{LoadableYamlNode, Mapping, Scalar, Yaml, YamlEmitter};

use crate::dictionary::Category;
use crate::{ExchangeError, File};

/// Categories within categories at most; deeper ones are refused.
const MOST_LEVELS: usize = 32;

pub(crate) fn write(categories: &[Category]) -> File {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = YamlEmitter::new(&mut text).dump(&mapping(categories));
    File {
        name: "lexicon.yml".into(),
        bytes: (text + "\n").into_bytes(),
    }
}

fn mapping(categories: &[Category]) -> Yaml<'static> {
    let mut mapping = Mapping::new();
    for category in categories {
        let content = if category.inner.is_empty() {
            Yaml::Sequence(category.terms.iter().cloned().map(string).collect())
        } else {
            self::mapping(&category.inner)
        };
        mapping.insert(string(category.name.clone()), content);
    }
    Yaml::Mapping(mapping)
}

fn string(text: String) -> Yaml<'static> {
    Yaml::Value(Scalar::String(text.into()))
}

pub(crate) fn read(file: &File) -> Result<Vec<Category>, ExchangeError> {
    let documents = Yaml::load_from_str(file.text()?).map_err(|error| ExchangeError::Syntax {
        line: error.marker().line(),
        message: error.to_string(),
    })?;
    let Some(Yaml::Mapping(mapping)) = documents.first() else {
        return Err(fault("bovenaan staan geen categorieën"));
    };
    categories(mapping, 0)
}

fn categories(mapping: &Mapping<'_>, level: usize) -> Result<Vec<Category>, ExchangeError> {
    if level > MOST_LEVELS {
        return Err(fault("de categorieën zijn te diep genest"));
    }
    let mut categories = Vec::new();
    for (name, content) in mapping {
        let mut category = Category::new(scalar(name).unwrap_or_default());
        add(content, level, &mut category)?;
        categories.push(category);
    }
    Ok(categories)
}

fn add(content: &Yaml<'_>, level: usize, category: &mut Category) -> Result<(), ExchangeError> {
    match content {
        Yaml::Mapping(inner) => category.inner.extend(categories(inner, level + 1)?),
        Yaml::Sequence(items) if level <= MOST_LEVELS => {
            for item in items {
                add(item, level + 1, category)?;
            }
        }
        other => category.terms.extend(scalar(other)),
    }
    Ok(())
}

/// A term as written: quanteda reads `yes` and `12` as words too.
fn scalar(yaml: &Yaml<'_>) -> Option<String> {
    match yaml {
        Yaml::Value(Scalar::String(text)) => Some(text.to_string()),
        Yaml::Value(Scalar::Boolean(yes)) => Some(yes.to_string()),
        Yaml::Value(Scalar::Integer(number)) => Some(number.to_string()),
        Yaml::Value(Scalar::FloatingPoint(number)) => Some(number.to_string()),
        Yaml::Representation(text, _, _) => Some(text.to_string()),
        _ => None,
    }
}

fn fault(message: &str) -> ExchangeError {
    ExchangeError::Syntax {
        line: 0,
        message: message.into(),
    }
}
