//! Formulas, which Open Document keeps as MathML in parts of their own,
//! written on one line: a fraction with a slash, a power with ^.

use crate::{
    text::clean,
    xml::{Event, Ns, Xml},
};

/// Reads a part; `None` where it is no formula.
pub(super) fn formula(xml: &mut Xml<'_>) -> Option<String> {
    let mut written = String::new();
    // For each open element: what it joins its parts with, and how many it
    // has so far.
    let mut open: Vec<(&'static [&'static str], usize)> = Vec::new();
    loop {
        match xml.next() {
            Event::Start(element) => {
                let (Ns::MathMl, local) = element.name() else {
                    return None;
                };
                // The same formula in the language of its editor.
                if local == "annotation" {
                    let outside = element.depth() - 1;
                    xml.skip_to(outside);
                    continue;
                }
                if let Some((signs, parts)) = open.last_mut() {
                    let sign = parts.checked_sub(1).and_then(|part| signs.get(part));
                    written.push_str(sign.unwrap_or(&""));
                    *parts += 1;
                }
                open.push((signs_between(local), 0));
            }
            Event::Text(text, _) => written.push_str(text.trim()),
            Event::End(_) => {
                open.pop();
            }
            Event::Eof => return Some(clean(&written)).filter(|formula| !formula.is_empty()),
        }
    }
}

/// What stands between the parts of an element.
fn signs_between(local: &str) -> &'static [&'static str] {
    match local {
        "mfrac" => &["/"],
        "msup" | "mover" => &["^"],
        "msub" | "munder" => &["_"],
        "msubsup" | "munderover" => &["_", "^"],
        _ => &[],
    }
}
