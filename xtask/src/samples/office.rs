//! DOCX → PDF, through LibreOffice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use lopdf::{Document, Object, ObjectId};
use tempfile::TempDir;

use crate::program::Program;

pub(super) const SOFFICE: Program = Program {
    name: "soffice",
    package: "libreoffice-writer fonts-liberation2 fonts-crosextra-carlito hyphen-nl",
};

/// A LibreOffice with a folder and settings of its own, both gone afterwards.
pub(super) struct Office {
    folder: TempDir,
}

impl Office {
    pub(super) fn new() -> Result<Self> {
        Ok(Self {
            folder: TempDir::new().context("cannot make a scratch folder")?,
        })
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Converts a DOCX; `tagged` gives a PDF that knows its own structure.
    pub(super) fn convert(&self, docx: &[u8], tagged: bool) -> Result<Vec<u8>> {
        let input = self.folder().join("sample.docx");
        fs::write(&input, docx)?;
        let settings = format!(
            "-env:UserInstallation=file://{}/profile",
            self.folder().display()
        );
        let filter = format!(
            "pdf:writer_pdf_Export:{{\"UseTaggedPDF\":{{\"type\":\"boolean\",\"value\":\"{tagged}\"}},\
             \"ExportBookmarks\":{{\"type\":\"boolean\",\"value\":\"true\"}}}}"
        );
        let mut command = SOFFICE.command();
        command
            .args([
                settings.as_str(),
                "--headless",
                "--convert-to",
                filter.as_str(),
                "--outdir",
            ])
            .arg(self.folder())
            .arg(&input);
        SOFFICE.output(&mut command)?;
        fs::read(input.with_extension("pdf")).context("LibreOffice wrote no PDF")
    }
}

/// Returns the page numbers, from 1, of all headings in the outline of a PDF
/// that LibreOffice wrote.
pub(super) fn heading_pages(pdf: &[u8]) -> Result<Vec<usize>> {
    let pdf = Document::load_mem(pdf)?;
    let pages: BTreeMap<ObjectId, u32> = pdf
        .get_pages()
        .into_iter()
        .map(|(number, id)| (id, number))
        .collect();
    let outline = pdf
        .catalog()?
        .get(b"Outlines")
        .and_then(|outline| pdf.dereference(outline))?;
    let mut found = Vec::new();
    let mut waiting = vec![outline.1.as_dict()?];
    while let Some(entry) = waiting.pop() {
        if let Ok(target) = entry.get(b"Dest").and_then(Object::as_array) {
            let page = target
                .first()
                .context("a heading leads nowhere")?
                .as_reference()?;
            let number = pages.get(&page).context("a heading leads to no page")?;
            found.push(usize::try_from(*number)?);
        }
        // The next heading waits until all below this one have been seen.
        for key in [&b"Next"[..], b"First"] {
            if let Ok(reference) = entry.get(key).and_then(Object::as_reference) {
                waiting.push(pdf.get_dictionary(reference)?);
            }
        }
    }
    Ok(found)
}

/// Replaces what LibreOffice writes differently each time by what follows from
/// `moment`, a date as PDF writes it. Nothing moves: lengths stay.
pub(super) fn settle(pdf: &mut [u8], moment: &str) {
    overwrite(pdf, b"/CreationDate(", moment.as_bytes());
    let mut identity = moment
        .bytes()
        .map(|byte| format!("{byte:02X}"))
        .collect::<String>();
    identity.truncate(32);
    overwrite(pdf, b"/DocChecksum /", identity.as_bytes());
    overwrite(pdf, b"/ID [ <", identity.as_bytes());
    overwrite(pdf, b">\n<", identity.as_bytes());
}

/// Writes `value` behind the last place where `key` stands.
fn overwrite(pdf: &mut [u8], key: &[u8], value: &[u8]) {
    let place = pdf.windows(key.len()).rposition(|window| window == key);
    let target = place.and_then(|place| pdf.get_mut(place + key.len()..));
    if let Some(target) = target.and_then(|target| target.get_mut(..value.len())) {
        target.copy_from_slice(value);
    }
}
