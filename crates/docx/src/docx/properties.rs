//! What a document says about itself.

use waardenscan_document::Metadata;

use crate::{
    text::clean,
    xml::{Event, Ns, Xml},
};

/// Reads the core properties (ECMA-376 Part 2, 8.3).
pub(super) fn core(xml: &mut Xml<'_>, metadata: &mut Metadata) {
    each_text(xml, |name, text| {
        let place = match name {
            (Ns::DublinCore, "title") => &mut metadata.title,
            (Ns::DublinCore, "creator") => &mut metadata.author,
            (Ns::DublinCore, "subject") => &mut metadata.subject,
            (Ns::DublinCore, "language") => &mut metadata.language,
            (Ns::CoreProperties, "keywords") => &mut metadata.keywords,
            (Ns::Terms, "created") => &mut metadata.created,
            (Ns::Terms, "modified") => &mut metadata.modified,
            _ => return,
        };
        *place = Some(text);
    });
}

/// Reads the application's properties: which program made the file.
pub(super) fn app(xml: &mut Xml<'_>, metadata: &mut Metadata) {
    each_text(xml, |name, text| {
        if name == (Ns::AppProperties, "Application") {
            metadata.producer = Some(text);
        }
    });
}

/// Calls `take` with the name and the text of every element directly below
/// the root.
fn each_text(xml: &mut Xml<'_>, mut take: impl FnMut((Ns, &str), String)) {
    let mut open: Option<(Ns, String, String)> = None;
    loop {
        match xml.next() {
            Event::Start(element) => {
                let (ns, local) = element.name();
                let local = local.to_owned();
                if xml.depth() == 2 {
                    open = Some((ns, local, String::new()));
                }
            }
            Event::Text(text) => {
                if let Some((.., collected)) = &mut open {
                    collected.push_str(&text);
                }
            }
            Event::End(1) => {
                if let Some((ns, local, text)) = open.take() {
                    let text = clean(&text);
                    if !text.is_empty() {
                        take((ns, &local), text);
                    }
                }
            }
            Event::End(_) => {}
            Event::Eof => return,
        }
    }
}
