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
    Block, BlockKind, Document, Format, Metadata, ReadError, Warning, WarningKind,
};

use crate::{
    draft::{Draft, Line, Piece},
    package::Package,
    part_name::beside,
    range::Room,
    relationships::{Links, Relationships},
    xml::Xml,
};

use body::{Annexes, Body, Comments, numbered};
use numbering::Numbering;
use properties::{app, core, custom};
use settings::note_marks;
use styles::Styles;

/// Reads the document whose main part is `main`.
pub(crate) fn read(package: Package<'_>, main: &str) -> Result<Document, ReadError> {
    Ok(read_main(package, main, false)?.document)
}

/// Reads the document whose main part is `main`, and where its text is written.
pub(crate) fn read_traced(package: Package<'_>, main: &str) -> Result<Traced, ReadError> {
    read_main(package, main, true)
}

/// A document with where its text is written.
pub(crate) struct Traced {
    pub(crate) document: Document,
    /// Of each block the pieces in the main part, in the order of its text;
    /// none for what is written elsewhere or in text boxes.
    pub(crate) pieces: Vec<Vec<Piece>>,
    /// The main part.
    pub(crate) text: String,
}

fn read_main(mut package: Package<'_>, main: &str, traced: bool) -> Result<Traced, ReadError> {
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
    let room = Room::default();
    let mut annexes = parts.annexes(&mut package, &styles, &numbering, &room);
    let attachments = parts.attachments();
    annexes.links = parts.relationships.into_links();
    annexes.traced = traced;

    let mut content = package.parse(main, &text, |xml| {
        Body::new(&styles, &numbering, annexes, max_blocks).read(xml)
    });
    if let Some(what) = content.unsupported {
        package.warn(Warning::new(
            WarningKind::Unsupported,
            format!("{what} was left out"),
        ));
    }
    let metadata = Metadata {
        attachments,
        ..metadata(&mut package, &styles)
    };
    let problem = (!content.is_word).then_some("its main part is no Word document");
    let drafts = content.whole.drafts.iter_mut();
    let pieces = drafts.map(|draft| std::mem::take(&mut draft.pieces));
    Ok(Traced {
        pieces: pieces.collect(),
        document: content
            .whole
            .into_document(Format::Docx, metadata, &room, package, problem)?,
        text,
    })
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

    /// The names of the files that are embedded.
    fn attachments(&self) -> Vec<String> {
        let embedded = ["package", "oleObject"].into_iter();
        let targets = embedded.flat_map(|kind| self.relationships.of_kind(kind));
        let name = |(_, target): (&str, &str)| target.rsplit('/').next().map(str::to_owned);
        targets.filter_map(name).collect()
    }

    fn annexes(
        &self,
        package: &mut Package<'_>,
        styles: &Styles,
        numbering: &Numbering,
        room: &Room,
    ) -> Annexes {
        let max_blocks = package.limits().max_blocks;
        // Notes may refer to comments: those that are left go on to the next
        // part.
        let pass = |package: &mut Package<'_>, part: &str, comments: &mut Comments| {
            let annexes = Annexes {
                comments: std::mem::take(comments),
                links: Relationships::of(package, part).into_links(),
                room: room.clone(),
                ..Annexes::default()
            };
            let body = Body::new(styles, numbering, annexes, max_blocks);
            let text = package.text(part).unwrap_or_default();
            let mut content = package.parse(part, &text, |xml| body.read(xml));
            *comments = std::mem::take(&mut content.comments);
            content
        };
        let mut notes = |kind: &str, comments: &mut Comments| {
            let part = self.name(kind);
            if package.has(&part) {
                pass(package, &part, comments).notes
            } else {
                BTreeMap::new()
            }
        };
        let mut comments = numbered(notes("comments", &mut Comments::new()));
        let footnotes = notes("footnotes", &mut comments);
        let endnotes = notes("endnotes", &mut comments);

        let mut running = BTreeMap::new();
        for kind in ["header", "footer"] {
            for (id, target) in self.relationships.of_kind(kind) {
                let content = pass(package, target, &mut Comments::new());
                running.insert(id.to_owned(), Line::new(content.whole.drafts));
            }
        }
        let mut figures = BTreeMap::new();
        for kind in ["diagramData", "chart"] {
            for (id, target) in self.relationships.of_kind(kind).take(MAX_FIGURES) {
                let content = pass(package, target, &mut Comments::new());
                let drafts = content.whole.drafts.into_iter();
                let boxes = drafts.take(MAX_FIGURE_TEXTS).map(boxed).collect();
                figures.insert(id.to_owned(), boxes);
            }
        }
        let marks = self.parse(package, "settings", note_marks);
        Annexes {
            footnotes,
            endnotes,
            comments,
            running,
            figures,
            marks: marks.unwrap_or_default(),
            links: Links::new(),
            traced: false,
            room: room.clone(),
        }
    }
}

/// Diagrams and charts that are read, and texts of each.
const MAX_FIGURES: usize = 200;
const MAX_FIGURE_TEXTS: usize = 500;

/// The paragraph of a diagram or chart as a text box.
fn boxed(draft: Draft) -> Draft {
    Block::new(BlockKind::TextBox, draft.block.text).into()
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
    package.parse_part(&name("custom-properties", "docprops/custom.xml"), |xml| {
        custom(xml, &mut metadata);
    });
    if metadata.language.is_none() {
        metadata.language = styles.language_tag().map(str::to_owned);
    }
    metadata
}
