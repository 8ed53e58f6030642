//! What a document says about itself.

use std::borrow::Cow;

use waardenscan_document::Metadata;

use crate::{
    text::clean,
    xml::{Element, Event, Ns, Xml},
};

/// Reads the core properties (ECMA-376 Part 2, 8.3).
pub(super) fn core(xml: &mut Xml<'_>, metadata: &mut Metadata) {
    each_text(xml, |name, text| {
        let place = match name {
            (Ns::DublinCore, "title") => &mut metadata.title,
            (Ns::DublinCore, "creator") => &mut metadata.author,
            (Ns::DublinCore, "subject") => &mut metadata.subject,
            (Ns::DublinCore, "language") => &mut metadata.language,
            (Ns::CoreProperties, "keywords") => &mut metadata.keywords,
            (Ns::Terms, "created") => &mut metadata.created,
            (Ns::Terms, "modified") => &mut metadata.modified,
            _ => return,
        };
        *place = Some(text);
    });
}

/// Reads the application's properties: which program made the file.
pub(super) fn app(xml: &mut Xml<'_>, metadata: &mut Metadata) {
    each_text(xml, |name, text| {
        if name == (Ns::AppProperties, "Application") {
            metadata.producer = Some(text);
        }
    });
}

/// Reads the properties that the author or the author's organisation added
/// (ECMA-376 Part 1, 22.3); of a list, the values between commas.
pub(super) fn custom(xml: &mut Xml<'_>, metadata: &mut Metadata) {
    let mut name = String::new();
    let mut values: Vec<String> = Vec::new();
    let mut value: Option<(String, String)> = None;
    loop {
        match xml.next() {
            Event::Start(element) => match (element.depth(), element.name()) {
                (2, (_, "property")) => {
                    name = clean(&own(&element, "name"));
                    values.clear();
                }
                (3.., (_, kind)) => value = Some((kind.to_owned(), String::new())),
                _ => {}
            },
            Event::Text(text, _) => {
                if let Some((_, collected)) = &mut value {
                    collected.push_str(&text);
                }
            }
            Event::End(depth) => {
                if let Some((kind, text)) = value.take() {
                    values.extend(readable(&kind, &text));
                }
                if depth == 1 && !name.is_empty() && !values.is_empty() {
                    let value = values.join(", ");
                    let place = metadata.custom.entry(std::mem::take(&mut name));
                    place.or_insert(value);
                }
            }
            Event::Eof => return,
        }
    }
}

/// A value as text; none where it is empty or no text can show it.
fn readable(kind: &str, text: &str) -> Option<String> {
    let text = clean(text);
    match (kind, text.as_str()) {
        (_, "") => None,
        // Bytes, streams and what lies on a clipboard.
        (
            "blob" | "oblob" | "stream" | "ostream" | "vstream" | "storage" | "ostorage" | "cf",
            _,
        ) => None,
        ("bool", "1") => Some("true".to_owned()),
        ("bool", "0") => Some("false".to_owned()),
        _ => Some(text),
    }
}

fn own(element: &Element<'_>, local: &str) -> String {
    let value = element.attribute(element.name().0, local);
    value.map_or_else(String::new, Cow::into_owned)
}

/// Calls `take` with the name and the text of every element directly below
/// the root.
fn each_text(xml: &mut Xml<'_>, mut take: impl FnMut((Ns, &str), String)) {
    let mut open: Option<(Ns, String, String)> = None;
    loop {
        match xml.next() {
            Event::Start(element) => {
                let (ns, local) = element.name();
                let local = local.to_owned();
                if xml.depth() == 2 {
                    open = Some((ns, local, String::new()));
                }
            }
            Event::Text(text, _) => {
                if let Some((.., collected)) = &mut open {
                    collected.push_str(&text);
                }
            }
            Event::End(1) => {
                if let Some((ns, local, text)) = open.take() {
                    let text = clean(&text);
                    if !text.is_empty() {
                        take((ns, &local), text);
                    }
                }
            }
            Event::End(_) => {}
            Event::Eof => return,
        }
    }
}
