//! The parts of a DOCX → its bytes.

use std::io::{Seek, Write};

use docx_rs::Docx;
use waardenscan_word::{Properties, edit};

use super::styles;
use crate::ReportError;
use crate::xml::holdable;

/// The attribute that tells paragraphs of a part apart.
const PARAGRAPH: &str = "w14:paraId=\"";

pub(super) fn pack(
    docx: Docx,
    title: &str,
    moment: &str,
    out: &mut (impl Write + Seek),
) -> Result<(), ReportError> {
    let properties = Properties {
        title: &holdable(title),
        author: "Waardenscan",
        moment: &holdable(moment),
        note_mark: styles::NOTE_MARK,
    };
    let number = |parts: &mut docx_rs::XMLDocx| {
        let running = parts.headers.iter_mut().chain(&mut parts.footers);
        for part in running.chain([&mut parts.document, &mut parts.footnotes]) {
            edit(part, numbered);
        }
    };
    waardenscan_word::pack(docx, &properties, number, out)?;
    Ok(())
}

/// Numbers the paragraphs of a part anew: docx-rs counts on from one document
/// to the next, so that no two would be the same.
fn numbered(part: &str) -> String {
    let mut pieces = part.split(PARAGRAPH);
    let mut made = pieces.next().unwrap_or_default().to_owned();
    for (number, piece) in (1..).zip(pieces) {
        let rest = piece.split_once('"').map_or(piece, |(_, rest)| rest);
        made.push_str(&format!("{PARAGRAPH}{number:08x}\"{rest}"));
    }
    made
}
