//! Office Open XML text: which parts belong to a document, and in what order
//! they are read.

mod body;
mod fields;
mod numbering;
mod properties;
mod settings;
mod styles;

use std::collections::BTreeMap;

use waardenscan_document::{
    Block, BlockKind, Document, Format, Metadata, Page, ReadError, Warning, WarningKind,
};

use crate::{
    flow::flatten, package::Package, part_name::beside, relationships::Relationships, xml::Xml,
};

use body::{Annexes, Body, Content};
use numbering::Numbering;
use properties::{app, core};
use settings::note_marks;
use styles::Styles;

/// Reads the document whose main part is `main`.
pub(crate) fn read(mut package: Package<'_>, main: &str) -> Result<Document, ReadError> {
    let max_blocks = package.limits().max_blocks;
    // The main part comes first, so that it gets the first of the allowance.
    let Some(text) = package.text(main) else {
        return Err(package.into_error("its main part cannot be read"));
    };
    let relationships = Relationships::of(&mut package, main);
    let parts = Parts {
        main,
        relationships,
    };
    let styles = parts
        .parse(&mut package, "styles", Styles::parse)
        .unwrap_or_default();
    let numbering = parts
        .parse(&mut package, "numbering", Numbering::parse)
        .unwrap_or_default();
    let annexes = parts.annexes(&mut package, &styles, &numbering);

    let content = package.parse(main, &text, |xml| {
        Body::new(&styles, &numbering, annexes, max_blocks).read(xml)
    });
    drop(text);
    if content.is_full {
        package.warn_full();
    }
    if let Some(what) = content.unsupported {
        package.warn(Warning::new(
            WarningKind::Unsupported,
            format!("{what} was left out"),
        ));
    }
    let metadata = metadata(&mut package, &styles);
    build(package, content, metadata)
}

fn build(
    package: Package<'_>,
    mut content: Content,
    metadata: Metadata,
) -> Result<Document, ReadError> {
    if content.blocks.is_empty() {
        return Err(if package.is_whole() && content.is_word {
            ReadError::NoContent
        } else {
            package.into_error("its main part is no Word document")
        });
    }
    let pages = if content.page_breaks == 0 {
        // Whether it all fits on one page was not stored.
        for block in &mut content.blocks {
            block.page_index = None;
        }
        Vec::new()
    } else {
        vec![Page::default(); content.page_breaks + 1]
    };
    Ok(Document::builder(Format::Docx)
        .metadata(metadata)
        .pages(pages)
        .blocks(content.blocks)
        .warnings(package.into_warnings())
        .build())
}

/// The parts that a document refers to.
struct Parts<'a> {
    main: &'a str,
    relationships: Relationships,
}

impl Parts<'_> {
    /// The part of `kind`; where no relationship names it, the one that
    /// usually holds it.
    fn name(&self, kind: &str) -> String {
        self.relationships
            .first(kind)
            .map_or_else(|| beside(self.main, &format!("{kind}.xml")), str::to_owned)
    }

    fn parse<T>(
        &self,
        package: &mut Package<'_>,
        kind: &str,
        read: impl FnOnce(&mut Xml<'_>) -> T,
    ) -> Option<T> {
        package.parse_part(&self.name(kind), read)
    }

    fn annexes(
        &self,
        package: &mut Package<'_>,
        styles: &Styles,
        numbering: &Numbering,
    ) -> Annexes {
        let max_blocks = package.limits().max_blocks;
        let pass = |xml: &mut Xml<'_>| {
            Body::new(styles, numbering, Annexes::default(), max_blocks).read(xml)
        };
        let mut notes = |kind: &str| {
            self.parse(package, kind, pass)
                .map(|content| content.notes)
                .unwrap_or_default()
        };
        let (footnotes, endnotes) = (notes("footnotes"), notes("endnotes"));
        let comments = notes("comments");
        let (footnote_marks, endnote_marks) = self
            .parse(package, "settings", note_marks)
            .unwrap_or_else(settings::default_marks);

        let mut running = BTreeMap::new();
        for kind in ["header", "footer"] {
            for (id, target) in self.relationships.of_kind(kind) {
                let content = package.parse_part(target, pass);
                let text = content.map(|content| flatten(&content.blocks));
                running.extend(text.map(|text| (id.to_owned(), text)));
            }
        }
        let mut diagrams = BTreeMap::new();
        for (id, target) in self.relationships.of_kind("diagramData").take(MAX_DIAGRAMS) {
            let content = package.parse_part(target, pass);
            let blocks = content.into_iter().flat_map(|content| content.blocks);
            let boxes = blocks.take(MAX_DIAGRAM_TEXTS).map(boxed).collect();
            diagrams.insert(id.to_owned(), boxes);
        }
        Annexes {
            footnotes,
            endnotes,
            comments,
            running,
            diagrams,
            footnote_marks,
            endnote_marks,
        }
    }
}

/// Diagrams that are read, and texts of each.
const MAX_DIAGRAMS: usize = 200;
const MAX_DIAGRAM_TEXTS: usize = 500;

/// The paragraph of a diagram as a text box.
fn boxed(block: Block) -> Block {
    Block::new(BlockKind::TextBox, block.text)
}

fn metadata(package: &mut Package<'_>, styles: &Styles) -> Metadata {
    let mut metadata = Metadata::default();
    let relationships = Relationships::of(package, "");
    let name = |kind, usual: &str| {
        let named = relationships.first(kind);
        named.map_or_else(|| usual.to_owned(), str::to_owned)
    };
    package.parse_part(&name("core-properties", "docprops/core.xml"), |xml| {
        core(xml, &mut metadata);
    });
    package.parse_part(&name("extended-properties", "docprops/app.xml"), |xml| {
        app(xml, &mut metadata);
    });
    if metadata.language.is_none() {
        metadata.language = styles.language_tag().map(str::to_owned);
    }
    metadata
}
