//! Yoshikoder `.ykd`: XML with `cnode` for a category and `pnode` for a term.

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use crate::dictionary::Category;
use crate::{ExchangeError, File};

/// Categories within categories at most; deeper ones are refused.
const MOST_LEVELS: usize = 32;

pub(crate) fn write(name: &str, categories: &[Category]) -> Result<File, ExchangeError> {
    let mut writer = Writer::new_with_indent(Vec::new(), b'\t', 1);
    let root = Category {
        inner: categories.to_vec(),
        ..Category::new(name)
    };
    // As Yoshikoder itself writes them.
    let dictionary = BytesStart::new("dictionary")
        .with_attributes([("style", "050805"), ("patternengine", "substring")]);
    let mut events = vec![
        Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)),
        Event::Start(dictionary),
    ];
    add(&root, &mut events);
    events.push(Event::End(BytesEnd::new("dictionary")));
    events.push(Event::Text(BytesText::new("\n")));
    for event in events {
        writer
            .write_event(event)
            .map_err(|error| ExchangeError::Syntax {
                line: 0,
                message: error.to_string(),
            })?;
    }
    Ok(File {
        name: "lexicon.ykd".into(),
        bytes: writer.into_inner(),
    })
}

fn add(category: &Category, events: &mut Vec<Event<'static>>) {
    let description = category.description.clone().unwrap_or_default();
    let start = BytesStart::new("cnode").with_attributes([
        ("name", category.name.as_str()),
        ("desc", description.as_str()),
    ]);
    events.push(Event::Start(start.into_owned()));
    for term in &category.terms {
        let term = BytesStart::new("pnode").with_attributes([("name", term.as_str())]);
        events.push(Event::Empty(term.into_owned()));
    }
    for inner in &category.inner {
        add(inner, events);
    }
    events.push(Event::End(BytesEnd::new("cnode")));
}

pub(crate) fn read(file: &File) -> Result<Vec<Category>, ExchangeError> {
    let text = file.text()?;
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Category> = vec![Category::default()];
    loop {
        let line = |reader: &Reader<&[u8]>| {
            let read = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let before = text.as_bytes().get(..read).unwrap_or_default();
            before.iter().filter(|&&byte| byte == b'\n').count() + 1
        };
        let event = reader.read_event().map_err(|error| ExchangeError::Syntax {
            line: line(&reader),
            message: error.to_string(),
        })?;
        match event {
            Event::Start(node) if node.name().as_ref() == "cnode" => {
                if open.len() > MOST_LEVELS {
                    return Err(ExchangeError::Syntax {
                        line: line(&reader),
                        message: "de categorieën zijn te diep genest".into(),
                    });
                }
                open.push(category(&node)?);
            }
            Event::Empty(node) if node.name().as_ref() == "cnode" => {
                let category = category(&node)?;
                open.last_mut()
                    .into_iter()
                    .for_each(|last| last.inner.push(category.clone()));
            }
            Event::End(node) if node.name().as_ref() == "cnode" && open.len() > 1 => {
                if let (Some(category), Some(last)) = (open.pop(), open.last_mut()) {
                    last.inner.push(category);
                }
            }
            Event::Start(node) | Event::Empty(node) if node.name().as_ref() == "pnode" => {
                let term = attribute(&node, "name")?;
                open.last_mut()
                    .into_iter()
                    .for_each(|last| last.terms.extend(term.clone()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    // The outermost node is the dictionary itself.
    let mut roots = open.into_iter().next().unwrap_or_default().inner;
    match roots.as_mut_slice() {
        [root] if root.terms.is_empty() => Ok(std::mem::take(&mut root.inner)),
        _ => Ok(roots),
    }
}

fn category(node: &BytesStart<'_>) -> Result<Category, ExchangeError> {
    Ok(Category {
        description: attribute(node, "desc")?,
        ..Category::new(attribute(node, "name")?.unwrap_or_default())
    })
}

fn attribute(node: &BytesStart<'_>, name: &str) -> Result<Option<String>, ExchangeError> {
    let fault = |message: String| ExchangeError::Syntax { line: 0, message };
    let attribute = node
        .try_get_attribute(name)
        .map_err(|error| fault(error.to_string()))?;
    let Some(attribute) = attribute else {
        return Ok(None);
    };
    let value = quick_xml::escape::unescape(&attribute.value);
    let value = value.map_err(|error| fault(error.to_string()))?;
    Ok(Some(value.into_owned()))
}
