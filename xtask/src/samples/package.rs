//! The parts of a DOCX → its bytes.

use std::io::Cursor;

use anyhow::Result;
use docx_rs::Docx;
use waardenscan_word::{Properties, edit};

use super::model::{FrontMatter, Layout};
use super::styles;

/// Packs a document.
///
/// # Errors
/// When the archive cannot be written.
pub(super) fn pack(front: &FrontMatter, docx: Docx) -> Result<Vec<u8>> {
    let properties = Properties {
        title: &front.title,
        author: &front.author,
        moment: &front.moment(),
        note_mark: styles::NOTE_MARK,
    };
    let mut file = Cursor::new(Vec::new());
    let hyphenate = |parts: &mut docx_rs::XMLDocx| {
        if front.layout == Layout::TwoColumns {
            edit(&mut parts.settings, |settings| {
                settings.replacen("<w:compat>", "<w:autoHyphenation /><w:compat>", 1)
            });
        }
    };
    waardenscan_word::pack(docx, &properties, hyphenate, &mut file)?;
    Ok(file.into_inner())
}
