//! The settings of a document that its text depends on.

use crate::{
    numerals::NumberFormat,
    xml::{Event, Ns, Xml},
};

use super::{body::Marks, styles::word};

/// The marks of footnotes and endnotes where nothing is set (ECMA-376 Part 1,
/// 17.11.17 and 17.11.18).
pub(super) fn default_marks() -> (Marks, Marks) {
    let endnotes = Marks {
        format: NumberFormat::LowerRoman,
        ..Marks::default()
    };
    (Marks::default(), endnotes)
}

/// Reads how footnotes and endnotes are marked.
pub(super) fn note_marks(xml: &mut Xml<'_>) -> (Marks, Marks) {
    let (mut footnotes, mut endnotes) = default_marks();
    let mut of_endnotes = None;
    loop {
        match xml.next() {
            Event::Start(element) => {
                let (ns, local) = element.name();
                let value = word(&element, "val");
                let marks = match of_endnotes {
                    Some(true) => Some(&mut endnotes),
                    Some(false) => Some(&mut footnotes),
                    None => None,
                };
                match (ns, local, marks, value) {
                    (Ns::Word, "footnotePr", ..) => of_endnotes = Some(false),
                    (Ns::Word, "endnotePr", ..) => of_endnotes = Some(true),
                    (Ns::Word, "numFmt", Some(marks), Some(name)) => {
                        marks.format = NumberFormat::from_word(&name);
                    }
                    (Ns::Word, "numStart", Some(marks), Some(start)) => {
                        marks.next = start.trim().parse().unwrap_or(1);
                    }
                    _ => {}
                }
            }
            Event::End(1) => of_endnotes = None,
            Event::End(_) | Event::Text(_) => {}
            Event::Eof => return (footnotes, endnotes),
        }
    }
}
