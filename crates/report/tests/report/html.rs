//! Just enough of an HTML reader to judge our own pages.

use std::collections::{BTreeMap, BTreeSet};

/// Elements without an end tag.
const VOID: [&str; 3] = ["meta", "input", "br"];
/// Every element that the templates use.
const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "circle",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "input",
    "label",
    "li",
    "line",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "path",
    "polyline",
    "q",
    "script",
    "section",
    "select",
    "span",
    "strong",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];
/// Every attribute that the templates use. No `src`, no `style`, no `on…`.
const ATTRIBUTES: &[&str] = &[
    "aria-label",
    "aria-labelledby",
    "aria-pressed",
    "autocomplete",
    "charset",
    "class",
    "colspan",
    "content",
    "cx",
    "cy",
    "d",
    "data-d",
    "data-e",
    "data-h",
    "data-n",
    "data-r",
    "data-s",
    "data-v",
    "dominant-baseline",
    "height",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "label",
    "lang",
    "max",
    "min",
    "name",
    "open",
    "points",
    "r",
    "rel",
    "role",
    "rowspan",
    "scope",
    "spellcheck",
    "step",
    "stroke-width",
    "tabindex",
    "text-anchor",
    "title",
    "transform",
    "type",
    "value",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// A tag or a text between tags.
#[derive(Debug)]
pub(crate) enum Part {
    Open {
        name: String,
        attributes: BTreeMap<String, String>,
    },
    Close(String),
    Text(String),
}

/// Takes a page apart. Panics where it is not well formed as we write it.
pub(crate) fn parse(page: &str) -> Vec<Part> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a doctype");
    let mut parts = Vec::new();
    let mut open: Vec<String> = Vec::new();
    while !rest.is_empty() {
        let raw = open
            .last()
            .is_some_and(|name| name == "style" || name == "script");
        let tag_at = if raw { rest.find("</") } else { rest.find('<') };
        let (text, after) = rest.split_at(tag_at.unwrap_or(rest.len()));
        if !text.is_empty() {
            assert!(raw || !text.contains('>'), "a bare > in {text:?}");
            parts.push(Part::Text(unescaped(text)));
        }
        let Some(tag) = after.strip_prefix('<') else {
            break;
        };
        let (tag, after) = tag.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "tags are nested");
            parts.push(Part::Close(name.to_owned()));
        } else {
            let (name, attributes) = opening(tag);
            if !VOID.contains(&name.as_str()) {
                open.push(name.clone());
            }
            parts.push(Part::Open { name, attributes });
        }
    }
    assert_eq!(open, Vec::<String>::new(), "every tag is closed");
    parts
}

fn opening(tag: &str) -> (String, BTreeMap<String, String>) {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut attributes = BTreeMap::new();
    while !rest.is_empty() {
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(value) => value.split_once('"').expect("a quote is closed"),
            None => ("", after),
        };
        let twice = attributes.insert(attribute.to_owned(), unescaped(value));
        assert!(twice.is_none(), "{attribute} stands twice in <{tag}>");
        rest = after.trim_start();
    }
    (name.to_owned(), attributes)
}

/// A text as pages write it.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// Checks what must hold for every page, whatever it is about: only known
/// elements and attributes, unique ids, links that arrive, nothing loaded.
pub(crate) fn check(page: &str) {
    let parts = parse(page);
    let mut ids = BTreeSet::new();
    let mut links = BTreeSet::new();
    for part in &parts {
        let Part::Open { name, attributes } = part else {
            continue;
        };
        assert!(
            ELEMENTS.contains(&name.as_str()),
            "<{name}> is not of the templates"
        );
        for (attribute, value) in attributes {
            assert!(
                ATTRIBUTES.contains(&attribute.as_str()),
                "{attribute} in <{name}>"
            );
            match attribute.as_str() {
                "id" => assert!(ids.insert(value.as_str()), "the id {value} stands twice"),
                "href" => {
                    assert_eq!(name, "a");
                    match value.strip_prefix('#') {
                        Some(id) => drop(links.insert(id)),
                        None => assert!(
                            value.to_lowercase().starts_with("https://")
                                || value.to_lowercase().starts_with("http://"),
                            "{value}"
                        ),
                    }
                }
                _ => {}
            }
        }
    }
    assert_eq!(
        links.difference(&ids).collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "links that go nowhere"
    );
    let forbidden = |c: char| c.is_control() && c != '\n' && c != '\t';
    assert!(!page.contains(forbidden), "a control character");
}

/// Returns the texts of the marks of each passage: by its id, by the class of
/// the value, all pieces one after another; and its whole text.
pub(crate) fn marks(page: &str) -> BTreeMap<String, (BTreeMap<String, String>, String)> {
    let mut passages: BTreeMap<String, (BTreeMap<String, String>, String)> = BTreeMap::new();
    let mut id = String::new();
    let mut open: Vec<String> = Vec::new();
    let mut in_text = false;
    let mut in_label = false;
    for part in parse(page) {
        match part {
            Part::Open { name, attributes } => {
                let class = attributes.get("class").map_or("", String::as_str);
                match (name.as_str(), class) {
                    ("li", "p") => id.clone_from(&attributes["id"]),
                    ("p", "t") => in_text = true,
                    ("b", _) => in_label = true,
                    ("mark", class) => {
                        open.push(class.split(' ').next().unwrap_or_default().to_owned());
                    }
                    _ => {}
                }
            }
            Part::Close(name) => match name.as_str() {
                "p" => in_text = false,
                "b" => in_label = false,
                "mark" => drop(open.pop()),
                _ => {}
            },
            Part::Text(text) if in_text && !in_label => {
                let (marks, whole) = passages.entry(id.clone()).or_default();
                whole.push_str(&text);
                for class in &open {
                    marks.entry(class.clone()).or_default().push_str(&text);
                }
            }
            Part::Text(_) => {}
        }
    }
    passages
}
