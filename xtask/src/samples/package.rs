//! The parts of a DOCX → its bytes, with what docx-rs cannot write.

use std::io::{Cursor, Write};

use anyhow::{Context, Result};
use docx_rs::{Docx, XMLDocx};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::model::{FrontMatter, Layout};
use super::styles;

/// Packs a document.
///
/// # Errors
/// When the archive cannot be written.
pub(super) fn pack(front: &FrontMatter, docx: Docx) -> Result<Vec<u8>> {
    let mut parts = docx.build();
    parts.doc_props.core = core_properties(front).into_bytes();
    parts.styles = edit(parts.styles, |styles| {
        let language = "<w:rPrDefault><w:rPr><w:lang w:val=\"nl-NL\" />";
        styles
            .replacen("<w:rPrDefault><w:rPr>", language, 1)
            .replacen(
                "w:styleId=\"Normal\"",
                "w:default=\"1\" w:styleId=\"Normal\"",
                1,
            )
    })?;
    parts.document = edit(parts.document, |document| {
        // Only the heads of tables have a height; they return on each page.
        document.replace("<w:trHeight ", "<w:tblHeader /><w:trHeight ")
    })?;
    if front.layout == Layout::TwoColumns {
        parts.settings = edit(parts.settings, |settings| {
            settings.replacen("<w:compat>", "<w:autoHyphenation /><w:compat>", 1)
        })?;
    }
    parts.footnotes = edit(parts.footnotes, with_marks)?;
    zip(parts)
}

fn edit(part: Vec<u8>, change: impl FnOnce(&str) -> String) -> Result<Vec<u8>> {
    let part = String::from_utf8(part).context("docx-rs wrote something else than UTF-8")?;
    Ok(change(&part).into_bytes())
}

/// Puts its own mark before the text of each footnote.
fn with_marks(footnotes: &str) -> String {
    let mark = format!(
        "<w:r><w:rPr><w:rStyle w:val=\"{}\" /></w:rPr><w:footnoteRef /></w:r>",
        styles::NOTE_MARK
    );
    let mut marked = String::new();
    for (index, note) in footnotes.split("<w:footnote ").enumerate() {
        if index == 0 {
            marked.push_str(note);
        } else {
            marked.push_str("<w:footnote ");
            marked.push_str(&note.replacen("</w:pPr>", &format!("</w:pPr>{mark}"), 1));
        }
    }
    marked
}

/// The properties that a document shows in its file's details: docx-rs has no
/// way to set the title and the author.
fn core_properties(front: &FrontMatter) -> String {
    let title = escape(&front.title);
    let author = escape(&front.author);
    let moment = front.moment();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>nl-NL</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:modified>\
         </cp:coreProperties>"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Writes the parts under the names that docx-rs relates them by. Its own
/// `pack` leaves them uncompressed.
fn zip(parts: XMLDocx) -> Result<Vec<u8>> {
    let mut named = vec![
        ("[Content_Types].xml".to_owned(), parts.content_type),
        ("_rels/.rels".to_owned(), parts.rels),
        ("docProps/app.xml".to_owned(), parts.doc_props.app),
        ("docProps/core.xml".to_owned(), parts.doc_props.core),
        ("docProps/custom.xml".to_owned(), parts.doc_props.custom),
        (
            "word/_rels/document.xml.rels".to_owned(),
            parts.document_rels,
        ),
        ("word/styles.xml".to_owned(), parts.styles),
        ("word/settings.xml".to_owned(), parts.settings),
        ("word/fontTable.xml".to_owned(), parts.font_table),
        ("word/comments.xml".to_owned(), parts.comments),
        (
            "word/commentsExtended.xml".to_owned(),
            parts.comments_extended,
        ),
        ("word/numbering.xml".to_owned(), parts.numberings),
        ("word/footnotes.xml".to_owned(), parts.footnotes),
    ];
    let numbered = |name: &'static str, parts: Vec<Vec<u8>>| {
        (1..)
            .zip(parts)
            .map(move |(number, part)| (name.replace('#', &format!("{number}")), part))
    };
    named.extend(numbered("word/header#.xml", parts.headers));
    named.extend(numbered("word/footer#.xml", parts.footers));
    // The text last: the sample that lacks its end then lacks its text.
    named.push(("word/document.xml".to_owned(), parts.document));

    // Without a clock the archive's times stay at the format's first, 1980.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in named {
        archive.start_file(name, options)?;
        archive.write_all(&part)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_footnote_gets_its_mark_once() {
        let note = "<w:footnote w:id=\"1\"><w:p><w:pPr></w:pPr><w:r>a</w:r></w:p></w:footnote>";
        let marked = with_marks(&format!("<w:footnotes>{note}{note}</w:footnotes>"));
        assert_eq!(marked.matches("<w:footnoteRef />").count(), 2);
        assert_eq!(marked.matches("</w:pPr><w:r><w:rPr>").count(), 2);
    }
}
