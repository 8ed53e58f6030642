//! The parts of a DOCX → its bytes, with what docx-rs cannot write: the
//! language, heads of tables that return, marks of footnotes, the title.

use std::io::{Seek, Write};

use docx_rs::{Docx, XMLDocx};
use maud::{Render, html};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

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
    let mut parts = docx.build();
    parts.doc_props.core = core_properties(title, moment).into_bytes();
    parts.styles = edit(parts.styles, |styles| {
        let language = "<w:rPrDefault><w:rPr><w:lang w:val=\"nl-NL\" />";
        styles
            .replacen("<w:rPrDefault><w:rPr>", language, 1)
            .replacen(
                "w:styleId=\"Normal\"",
                "w:default=\"1\" w:styleId=\"Normal\"",
                1,
            )
    });
    // Only the heads of tables have a height.
    parts.document = edit(parts.document, |document| {
        numbered(&document.replace("<w:trHeight ", "<w:tblHeader /><w:trHeight "))
    });
    parts.footnotes = edit(parts.footnotes, |notes| numbered(&with_marks(notes)));
    for part in parts.headers.iter_mut().chain(&mut parts.footers) {
        *part = edit(std::mem::take(part), numbered);
    }
    zip(parts, out)
}

fn edit(part: Vec<u8>, change: impl FnOnce(&str) -> String) -> Vec<u8> {
    match String::from_utf8(part) {
        Ok(text) => change(&text).into_bytes(),
        // docx-rs writes UTF-8.
        Err(error) => error.into_bytes(),
    }
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

/// Puts its own mark before the text of each footnote.
fn with_marks(footnotes: &str) -> String {
    let mark = format!(
        "</w:pPr><w:r><w:rPr><w:rStyle w:val=\"{}\" /></w:rPr><w:footnoteRef /></w:r>",
        styles::NOTE_MARK
    );
    let notes = footnotes.split("<w:footnote ");
    let marked: Vec<String> = notes
        .enumerate()
        .map(|(index, note)| match index {
            0 => note.to_owned(),
            _ => note.replacen("</w:pPr>", &mark, 1),
        })
        .collect();
    marked.join("<w:footnote ")
}

/// The properties that a document shows in its file's details.
fn core_properties(title: &str, moment: &str) -> String {
    let title = html! { (holdable(title)) }.render().into_string();
    let moment = html! { (holdable(moment)) }.render().into_string();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>Waardenscan</dc:creator>\
         <dc:language>nl-NL</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:modified>\
         </cp:coreProperties>"
    )
}

/// Writes the parts under the names that docx-rs relates them by. Its own
/// `pack` leaves them uncompressed and dates them by the clock.
fn zip(parts: XMLDocx, out: &mut (impl Write + Seek)) -> Result<(), ReportError> {
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
        ("word/document.xml".to_owned(), parts.document),
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
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut package = ZipWriter::new(out);
    for (name, part) in named {
        package.start_file(name, options)?;
        package.write_all(&part)?;
    }
    package.finish()?;
    Ok(())
}
