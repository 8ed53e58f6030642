//! How notes are marked, as the settings of the document and of its sections
//! have it.

use crate::{
    numerals::NumberFormat,
    xml::{Event, Ns, Xml},
};

use super::styles::word;

/// How notes of one kind are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) format: NumberFormat,
    pub(super) start: u32,
    pub(super) restart: Restart,
}

/// Where the numbers of notes begin anew (ECMA-376 Part 1, 17.18.74).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Restart {
    Never,
    Section,
    Page,
}

/// How footnotes and endnotes are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoteMarks {
    pub(super) footnotes: Marks,
    pub(super) endnotes: Marks,
}

impl Default for NoteMarks {
    /// Where nothing is set (ECMA-376 Part 1, 17.11.17 and 17.11.18).
    fn default() -> Self {
        let marks = |format| Marks {
            format,
            start: 1,
            restart: Restart::Never,
        };
        Self {
            footnotes: marks(NumberFormat::Decimal),
            endnotes: marks(NumberFormat::LowerRoman),
        }
    }
}

impl NoteMarks {
    pub(super) const fn of(&mut self, is_endnote: bool) -> &mut Marks {
        if is_endnote {
            &mut self.endnotes
        } else {
            &mut self.footnotes
        }
    }
}

/// Reads how notes are marked in sections that do not say so.
pub(super) fn note_marks(xml: &mut Xml<'_>) -> NoteMarks {
    let mut found = NoteMarks::default();
    let mut of_endnotes = None;
    loop {
        match xml.next() {
            Event::Start(element) => match element.name() {
                (Ns::Word, "footnotePr") => of_endnotes = Some(false),
                (Ns::Word, "endnotePr") => of_endnotes = Some(true),
                (Ns::Word, property) => {
                    if let (Some(of_endnotes), Some(value)) = (of_endnotes, word(&element, "val")) {
                        found.of(of_endnotes).set(property, &value);
                    }
                }
                _ => {}
            },
            Event::End(1) => of_endnotes = None,
            Event::End(_) | Event::Text(..) => {}
            Event::Eof => return found,
        }
    }
}

impl Marks {
    /// Takes over what the element `property` sets.
    pub(super) fn set(&mut self, property: &str, value: &str) {
        match property {
            "numFmt" => self.format = NumberFormat::from_word(value),
            "numStart" => self.start = value.trim().parse().unwrap_or(1),
            "numRestart" => {
                self.restart = match value {
                    "eachSect" => Restart::Section,
                    "eachPage" => Restart::Page,
                    _ => Restart::Never,
                }
            }
            _ => {}
        }
    }
}
