//! What the bytes are, told by content alone.

use waardenscan_document::OtherFormat;

use crate::{
    package::Package,
    relationships::Relationships,
    xml::{Event, Ns, Xml},
};

/// What encloses a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    Zip,
    /// One XML file with all parts of a Word document.
    FlatWord,
    /// One XML file that is an Open Document text.
    FlatOpenText,
    /// An OLE file that holds an encrypted package.
    Encrypted,
    /// Nothing of ours; what it is, where that can be told.
    Foreign(Option<OtherFormat>),
}

/// What a zip package holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A Word document, with the name of its main part.
    Word(String),
    OpenText,
    Foreign(OtherFormat),
}

const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Bytes that the start of a flat file is looked for in.
const HEAD: usize = 4096;

/// Tells what encloses the document.
pub(crate) fn container(bytes: &[u8]) -> Container {
    if bytes.starts_with(OLE) {
        return ole(bytes);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Container::Foreign(Some(OtherFormat::RichText));
    }
    if bytes.starts_with(b"MIME-Version:") {
        return Container::Foreign(Some(OtherFormat::WebArchive));
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if contains(head, b"PK\x03\x04") {
        return Container::Zip;
    }
    flat(head)
}

/// An OLE file names its streams in UTF-16.
fn ole(bytes: &[u8]) -> Container {
    let names = |name: &str| {
        let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &utf16)
    };
    if names("EncryptedPackage") {
        return Container::Encrypted;
    }
    Container::Foreign(Some(if names("WordDocument") {
        OtherFormat::OldWord
    } else if names("Workbook") {
        OtherFormat::OldExcel
    } else if names("PowerPoint Document") {
        OtherFormat::OldPowerPoint
    } else if names("__nameid_version1.0") {
        OtherFormat::OutlookMessage
    } else {
        // Its directory is lost; most of them are one of these.
        OtherFormat::OldOffice
    }))
}

/// Looks at the root element of an XML file.
fn flat(head: &[u8]) -> Container {
    let (text, _) = crate::xml::decode(head.to_vec());
    let start = text.trim_start();
    if !start.starts_with('<') {
        return Container::Foreign(None);
    }
    let mut xml = Xml::new(start, 8);
    loop {
        match xml.next() {
            Event::Start(element) => {
                return match element.name() {
                    (Ns::FlatPackage, "package") => Container::FlatWord,
                    (Ns::OdfOffice, "document") => {
                        let kind = element.attribute(Ns::OdfOffice, "mimetype");
                        match kind.as_deref().and_then(open_document) {
                            Some(Content::Foreign(what)) => Container::Foreign(Some(what)),
                            _ => Container::FlatOpenText,
                        }
                    }
                    (_, root) if root.eq_ignore_ascii_case("html") => {
                        Container::Foreign(Some(OtherFormat::Html))
                    }
                    (_, "wordDocument") => Container::Foreign(Some(OtherFormat::Word2003Xml)),
                    _ => Container::Foreign(Some(OtherFormat::Xml)),
                };
            }
            Event::Text(..) => {}
            Event::End(_) | Event::Eof => return Container::Foreign(None),
        }
    }
}

/// Tells what a package holds, as far as its names and its few words about
/// itself go.
pub(crate) fn content(package: &mut Package<'_>) -> Content {
    if let Some(known) = package
        .text("mimetype")
        .and_then(|kind| open_document(kind.trim()))
    {
        return known;
    }
    if let Some(main) = main_part(package) {
        return match main.split('/').next() {
            Some("xl") => Content::Foreign(OtherFormat::ExcelWorkbook),
            Some("ppt") => Content::Foreign(OtherFormat::PowerPoint),
            Some("visio") => Content::Foreign(OtherFormat::Visio),
            _ => Content::Word(main),
        };
    }
    if package.has("content.xml") {
        Content::OpenText
    } else {
        Content::Foreign(OtherFormat::Zip)
    }
}

/// What an Open Document media type stands for.
fn open_document(kind: &str) -> Option<Content> {
    let kind = kind.strip_prefix("application/vnd.oasis.opendocument.")?;
    Some(match kind.split('-').next().unwrap_or_default() {
        "text" => Content::OpenText,
        "spreadsheet" => Content::Foreign(OtherFormat::OpenDocumentSpreadsheet),
        "presentation" => Content::Foreign(OtherFormat::OpenDocumentPresentation),
        _ => Content::Foreign(OtherFormat::OpenDocument),
    })
}

/// The main part: what the package's relationships name, else what its
/// content types name, else a part where one usually stands.
fn main_part(package: &mut Package<'_>) -> Option<String> {
    let relationships = Relationships::of(package, "");
    let related = relationships
        .of_kind("officeDocument")
        .map(|(_, target)| target.to_owned())
        .find(|target| package.has(target));
    related
        .or_else(|| typed_main_part(package).filter(|name| package.has(name)))
        .or_else(|| {
            let usual = ["word/document.xml", "word/document2.xml", "xl/workbook.xml"];
            let usual = usual.into_iter().find(|name| package.has(name));
            usual.map(str::to_owned)
        })
        .or_else(|| {
            let document = |name: &&str| name.ends_with("/document.xml");
            package.names().find(document).map(str::to_owned)
        })
}

fn typed_main_part(package: &mut Package<'_>) -> Option<String> {
    package.parse_part("[content_types].xml", |xml| {
        loop {
            match xml.next() {
                Event::Start(element) if element.name() == (Ns::ContentTypes, "Override") => {
                    let value = |name| element.attribute(Ns::ContentTypes, name);
                    let kind = value("ContentType").unwrap_or_default();
                    if kind.ends_with(".main+xml") {
                        let name = value("PartName").unwrap_or_default();
                        return Some(crate::part_name::normalised(&name));
                    }
                }
                Event::Eof => return None,
                _ => {}
            }
        }
    })?
}

pub(crate) fn contains(bytes: &[u8], pattern: &[u8]) -> bool {
    bytes.windows(pattern.len()).any(|window| window == pattern)
}
