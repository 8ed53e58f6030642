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

/// What a part says of the marks of notes.
#[derive(Debug, Default)]
pub(super) struct MarksFound {
    /// Outside sections: in the settings of the document.
    pub(super) whole: NoteMarks,
    /// In each section, in order.
    pub(super) sections: Vec<NoteMarks>,
}

/// Reads how notes are marked, where `usual` holds unless something else is
/// set.
pub(super) fn note_marks(xml: &mut Xml<'_>, usual: NoteMarks) -> MarksFound {
    let mut found = MarksFound {
        whole: usual,
        sections: Vec::new(),
    };
    let mut section: Option<(usize, NoteMarks)> = None;
    // The kind of notes whose properties are open, and how deep they are.
    let mut of_endnotes: Option<(usize, bool)> = None;
    loop {
        let mut is_past = false;
        match xml.next() {
            Event::Start(element) => {
                let (ns, local) = element.name();
                let depth = element.depth();
                let marks = section
                    .as_mut()
                    .map_or(&mut found.whole, |(_, marks)| marks);
                let marks = of_endnotes.map(|(_, of_endnotes)| match of_endnotes {
                    true => &mut marks.endnotes,
                    false => &mut marks.footnotes,
                });
                match (ns, local, marks) {
                    (Ns::Word, "sectPr", _) => section = Some((depth, usual)),
                    (Ns::Word, "footnotePr", _) => of_endnotes = Some((depth, false)),
                    (Ns::Word, "endnotePr", _) => of_endnotes = Some((depth, true)),
                    // How things were before.
                    (Ns::Word, "sectPrChange", _) => is_past = true,
                    (Ns::Word, property, Some(marks)) => {
                        if let Some(value) = word(&element, "val") {
                            marks.set(property, &value);
                        }
                    }
                    _ => {}
                }
            }
            Event::End(depth) => {
                of_endnotes = of_endnotes.filter(|(start, _)| depth >= *start);
                if let Some((_, marks)) = section.take_if(|(start, _)| depth < *start) {
                    found.sections.push(marks);
                }
            }
            Event::Text(_) => {}
            Event::Eof => return found,
        }
        if is_past {
            let outside = xml.depth() - 1;
            xml.skip_to(outside);
        }
    }
}

impl Marks {
    fn set(&mut self, property: &str, value: &str) {
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
