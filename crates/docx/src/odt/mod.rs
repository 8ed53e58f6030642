//! Open Document text: which parts belong to a document, and in what order
//! they are read.

mod body;
mod formula;
mod lists;
mod styles;

use waardenscan_document::{Document, Format, Metadata, ReadError};

use crate::{
    package::Package,
    range::Room,
    text::clean,
    xml::{Event, Ns, Xml},
};

use body::{Body, Formulas};
use formula::formula;
use styles::Styles;

/// The parts of a document that are read; in a flat file they are one.
pub(crate) const PARTS: [&str; 3] = ["content.xml", "styles.xml", "meta.xml"];

/// Reads the document.
pub(crate) fn read(mut package: Package<'_>) -> Result<Document, ReadError> {
    if is_encrypted(&mut package) {
        return Err(ReadError::Encrypted);
    }
    let max_blocks = package.limits().max_blocks;
    let [content_part, styles_part, meta_part] = PARTS;
    let Some(text) = package.text(content_part) else {
        return Err(package.into_error("it has no content"));
    };
    let layout = package.text(styles_part).unwrap_or_default();
    let mut styles = Styles::default();
    package.parse(styles_part, &layout, |xml| styles.parse(xml));
    package.parse(content_part, &text, |xml| styles.parse(xml));
    styles.resolve_all();
    let formulas = formulas(&mut package);

    let room = Room::default();
    let mut content = package.parse(content_part, &text, |xml| {
        Body::new(&styles, formulas, max_blocks, &room).read(xml)
    });
    drop(text);
    if !package.is_flat() {
        let mut running = package.parse(styles_part, &layout, |xml| {
            Body::new(&styles, Formulas::new(), max_blocks, &room)
                .with_comments_from(content.comments)
                .read(xml)
        });
        // What every page repeats is on no page of its own; a break in it ends none.
        for draft in &mut running.whole.drafts {
            draft.block.page_index = None;
        }
        content.whole.drafts.extend(running.whole.drafts);
    }
    let mut metadata = Metadata::default();
    package.parse_part(meta_part, |xml| meta(xml, &mut metadata));
    if metadata.language.is_none() {
        metadata.language = styles.language;
    }
    let problem = (!content.is_text).then_some("its content is no text");
    content
        .whole
        .into_document(Format::Odt, metadata, &room, package, problem)
}

/// Formulas that are read.
const MAX_FORMULAS: usize = 1_000;

/// Reads the objects of the document that are formulas.
fn formulas(package: &mut Package<'_>) -> Formulas {
    let objects: Vec<String> = package
        .names()
        .filter_map(|name| name.strip_suffix("/content.xml"))
        .take(MAX_FORMULAS)
        .map(str::to_owned)
        .collect();
    let mut formulas = Formulas::new();
    for object in objects {
        let part = format!("{object}/content.xml");
        if let Some(text) = package.parse_part(&part, formula).flatten() {
            formulas.insert(object, text);
        }
    }
    formulas
}

/// Whether the manifest names a key for any part (ODF 1.3 Part 2, 3.4).
fn is_encrypted(package: &mut Package<'_>) -> bool {
    let found = package.parse_part("meta-inf/manifest.xml", |xml| {
        loop {
            match xml.next() {
                Event::Start(element) if element.name() == (Ns::OdfManifest, "encryption-data") => {
                    return true;
                }
                Event::Eof => return false,
                _ => {}
            }
        }
    });
    found.unwrap_or(false)
}

/// Reads what the document says about itself (ODF 1.3 Part 3, 4.3).
fn meta(xml: &mut Xml<'_>, metadata: &mut Metadata) {
    let mut keywords: Vec<String> = Vec::new();
    let mut editor = None;
    let mut open: Option<(Ns, String, String)> = None;
    let mut name = String::new();
    loop {
        match xml.next() {
            Event::Start(element) => {
                let (ns, local) = element.name();
                let given = element.attribute(Ns::OdfMeta, "name");
                name = clean(&given.unwrap_or_default());
                open = Some((ns, local.to_owned(), String::new()));
            }
            Event::Text(text, _) => {
                if let Some((.., collected)) = &mut open {
                    collected.push_str(&text);
                }
            }
            Event::End(_) => {
                let Some((ns, local, text)) = open.take() else {
                    continue;
                };
                let text = clean(&text);
                if text.is_empty() {
                    continue;
                }
                let place = match (ns, local.as_str()) {
                    (Ns::DublinCore, "title") => &mut metadata.title,
                    (Ns::DublinCore, "subject") => &mut metadata.subject,
                    (Ns::DublinCore, "language") => &mut metadata.language,
                    (Ns::DublinCore, "date") => &mut metadata.modified,
                    (Ns::DublinCore, "creator") => &mut editor,
                    (Ns::OdfMeta, "initial-creator") => &mut metadata.author,
                    (Ns::OdfMeta, "creation-date") => &mut metadata.created,
                    (Ns::OdfMeta, "generator") => &mut metadata.producer,
                    (Ns::OdfMeta, "keyword") => {
                        keywords.push(text);
                        continue;
                    }
                    (Ns::OdfMeta, "user-defined") => {
                        if !name.is_empty() {
                            let place = metadata.custom.entry(std::mem::take(&mut name));
                            place.or_insert(text);
                        }
                        continue;
                    }
                    _ => continue,
                };
                place.get_or_insert(text);
            }
            Event::Eof => break,
        }
    }
    metadata.keywords = Some(keywords.join(", ")).filter(|keywords| !keywords.is_empty());
    metadata.author = metadata.author.take().or(editor);
}
