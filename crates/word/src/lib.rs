//! Packs what docx-rs makes into DOCX files that are whole, and the same each
//! time.
//!
//! docx-rs writes most of what a document needs, but has no way to say its
//! language, that the head of a table returns on each page, the mark of a
//! footnote before its text, or title and author; and it leaves the package
//! uncompressed and dates it by the clock. [`pack`] puts that right in the parts
//! that docx-rs hands out. The cost is that it knows how docx-rs writes them, so
//! that its version is an exact one, and tests read every file back.
//!
//! ```
//! use docx_rs::{Docx, Paragraph, Run};
//! use waardenscan_word::{Properties, pack};
//!
//! let docx = Docx::new().add_paragraph(Paragraph::new().add_run(Run::new().add_text("Samen")));
//! let properties = Properties {
//!     title: "Waarden",
//!     author: "Noor",
//!     moment: "2026-01-02T03:04:05Z",
//!     note_mark: "Voetnootmarkering",
//! };
//! let mut file = std::io::Cursor::new(Vec::new());
//! pack(docx, &properties, |_| {}, &mut file)?;
//! assert!(file.into_inner().starts_with(b"PK"));
//! # Ok::<(), waardenscan_word::PackError>(())
//! ```

use std::io::{Seek, Write};

use docx_rs::{Docx, XMLDocx};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Why a package could not be written.
pub type PackError = zip::result::ZipError;

/// What a document says about itself, and the style that its notes need.
#[derive(Clone, Copy, Debug)]
pub struct Properties<'a> {
    /// Its title; without characters that XML cannot hold, as all of these.
    pub title: &'a str,
    /// Who made it.
    pub author: &'a str,
    /// When, UTC, ISO 8601: the only date in the file.
    pub moment: &'a str,
    /// Id of the character style of the marks of footnotes.
    pub note_mark: &'a str,
}

/// Writes a document in Dutch as a package, after `change` had its parts. Rows of
/// tables with a height are their heads, which return on each page.
///
/// # Errors
///
/// [`PackError`] when `out` fails.
pub fn pack(
    docx: Docx,
    properties: &Properties<'_>,
    change: impl FnOnce(&mut XMLDocx),
    out: &mut (impl Write + Seek),
) -> Result<(), PackError> {
    let mut parts = docx.build();
    parts.doc_props.core = core(properties).into_bytes();
    edit(&mut parts.styles, |styles| {
        let language = "<w:rPrDefault><w:rPr><w:lang w:val=\"nl-NL\" />";
        let normal = "w:styleId=\"Normal\"";
        styles
            .replacen("<w:rPrDefault><w:rPr>", language, 1)
            .replacen(normal, &format!("w:default=\"1\" {normal}"), 1)
    });
    edit(&mut parts.document, |document| {
        document.replace("<w:trHeight ", "<w:tblHeader /><w:trHeight ")
    });
    edit(&mut parts.footnotes, |notes| {
        with_marks(notes, properties.note_mark)
    });
    change(&mut parts);
    zip(parts, out)
}

/// Changes the text of a part.
pub fn edit(part: &mut Vec<u8>, change: impl FnOnce(&str) -> String) {
    // docx-rs writes UTF-8.
    if let Ok(text) = std::str::from_utf8(part) {
        *part = change(text).into_bytes();
    }
}

/// Puts its own mark before the text of each footnote.
fn with_marks(footnotes: &str, style: &str) -> String {
    let mark = format!(
        "</w:pPr><w:r><w:rPr><w:rStyle w:val=\"{style}\" /></w:rPr><w:footnoteRef /></w:r>"
    );
    let notes = footnotes.split("<w:footnote ").enumerate();
    let marked = notes.map(|(index, note)| match index {
        0 => note.to_owned(),
        _ => note.replacen("</w:pPr>", &mark, 1),
    });
    marked.collect::<Vec<String>>().join("<w:footnote ")
}

/// The properties that a document shows in its file's details.
fn core(properties: &Properties<'_>) -> String {
    let [title, author, moment] =
        [properties.title, properties.author, properties.moment].map(escaped);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>\
         <dc:language>nl-NL</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:modified>\
         </cp:coreProperties>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Writes the parts under the names that docx-rs relates them by, the text last:
/// a file that lacks its end lacks its text then, and not what explains it.
fn zip(parts: XMLDocx, out: &mut (impl Write + Seek)) -> Result<(), PackError> {
    let named = [
        ("[Content_Types].xml", parts.content_type),
        ("_rels/.rels", parts.rels),
        ("docProps/app.xml", parts.doc_props.app),
        ("docProps/core.xml", parts.doc_props.core),
        ("docProps/custom.xml", parts.doc_props.custom),
        ("word/_rels/document.xml.rels", parts.document_rels),
        ("word/styles.xml", parts.styles),
        ("word/settings.xml", parts.settings),
        ("word/fontTable.xml", parts.font_table),
        ("word/comments.xml", parts.comments),
        ("word/commentsExtended.xml", parts.comments_extended),
        ("word/numbering.xml", parts.numberings),
        ("word/footnotes.xml", parts.footnotes),
    ];
    let named = named.map(|(name, part)| (name.to_owned(), part));
    let numbered = |name: &'static str, parts: Vec<Vec<u8>>| {
        let parts = (1..).zip(parts);
        parts.map(move |(number, part)| (format!("word/{name}{number}.xml"), part))
    };
    let running = numbered("header", parts.headers).chain(numbered("footer", parts.footers));
    let document = ("word/document.xml".to_owned(), parts.document);

    // Without a clock the package's times stay at the format's first, 1980.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut package = ZipWriter::new(out);
    for (name, part) in named.into_iter().chain(running).chain([document]) {
        package.start_file(name, options)?;
        package.write_all(&part)?;
    }
    package.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_footnote_gets_its_mark_once() {
        let note = "<w:footnote w:id=\"1\"><w:p><w:pPr></w:pPr><w:r>a</w:r></w:p></w:footnote>";
        let marked = with_marks(&format!("<w:footnotes>{note}{note}</w:footnotes>"), "Mark");
        assert_eq!(marked.matches("<w:footnoteRef />").count(), 2);
        assert_eq!(marked.matches("</w:pPr><w:r><w:rPr>").count(), 2);
    }
}
