use std::collections::BTreeMap;

use crate::{Block, Format, Metadata, Page, Passage, Warning, outline, passage};

/// One file's content. Immutable once built.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    format: Format,
    metadata: Metadata,
    pages: Vec<Page>,
    blocks: Vec<Block>,
    parents: Vec<Option<usize>>,
    warnings: Vec<Warning>,
}

impl Document {
    /// Starts a document that was read from a file of `format`.
    #[must_use]
    pub const fn builder(format: Format) -> DocumentBuilder {
        DocumentBuilder {
            format,
            metadata: Metadata {
                title: None,
                author: None,
                subject: None,
                keywords: None,
                created: None,
                modified: None,
                producer: None,
                language: None,
                custom: BTreeMap::new(),
                attachments: Vec::new(),
            },
            pages: Vec::new(),
            blocks: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Returns the format the document was read from.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Returns what the file says about itself.
    #[must_use]
    pub const fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Returns the pages in order; empty where the format does not store them.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// Returns the blocks in reading order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Returns what went less than well, in the order of the pages.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Returns the passages in document order.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        passage::passages(self)
    }

    /// Returns the index of the heading under which a block stands; `None` at
    /// the top and for an index outside the document.
    #[must_use]
    pub fn heading_of(&self, block: usize) -> Option<usize> {
        self.parents.get(block).copied().flatten()
    }

    /// Returns the outline path of a block: the headings it stands under, the
    /// highest first, each with its label; without the block itself.
    #[must_use]
    pub fn path(&self, block: usize) -> Vec<String> {
        let mut path = Vec::new();
        let mut place = self.heading_of(block);
        while let Some(index) = place {
            path.extend(self.blocks.get(index).map(Block::labelled_text));
            place = self.heading_of(index);
        }
        path.reverse();
        path
    }
}

/// Collects the parts of a [`Document`].
#[derive(Clone, Debug)]
pub struct DocumentBuilder {
    format: Format,
    metadata: Metadata,
    pages: Vec<Page>,
    blocks: Vec<Block>,
    warnings: Vec<Warning>,
}

impl DocumentBuilder {
    /// Sets what the file says about itself. Default: nothing.
    #[must_use]
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    /// Sets the pages. Default: none known.
    #[must_use]
    pub fn pages(mut self, pages: Vec<Page>) -> Self {
        self.pages = pages;
        self
    }

    /// Adds one block at the end.
    #[must_use]
    pub fn block(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// Adds blocks at the end.
    #[must_use]
    pub fn blocks(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.blocks.extend(blocks);
        self
    }

    /// Adds warnings at the end.
    #[must_use]
    pub fn warnings(mut self, warnings: impl IntoIterator<Item = Warning>) -> Self {
        self.warnings.extend(warnings);
        self
    }

    /// Finishes the document and derives its outline.
    #[must_use]
    pub fn build(self) -> Document {
        let parents = outline::parents(&self.blocks);
        Document {
            format: self.format,
            metadata: self.metadata,
            pages: self.pages,
            blocks: self.blocks,
            parents,
            warnings: self.warnings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_the_headings_above_with_their_labels() {
        let document = Document::builder(Format::Docx)
            .block(Block::heading(1, "Algemene bepalingen").with_label("Hoofdstuk I"))
            .block(Block::heading(2, "Toegang").with_label("Artikel 3"))
            .block(Block::paragraph("Het college beslist."))
            .block(Block::heading(2, "Slot"))
            .block(Block::paragraph("Deze verordening treedt in werking."))
            .build();
        assert_eq!(
            document.path(2),
            ["Hoofdstuk I Algemene bepalingen", "Artikel 3 Toegang"]
        );
        assert_eq!(document.path(3), ["Hoofdstuk I Algemene bepalingen"]);
        assert_eq!(
            document.path(4),
            ["Hoofdstuk I Algemene bepalingen", "Slot"]
        );
        assert_eq!(document.path(99), Vec::<String>::new());
    }

    #[test]
    fn a_skipped_level_still_closes_deeper_ones() {
        let document = Document::builder(Format::Pdf)
            .block(Block::heading(3, "Diep"))
            .block(Block::heading(2, "Hoger"))
            .block(Block::paragraph("Tekst."))
            .build();
        assert_eq!(document.path(2), ["Hoger"]);
    }
}
