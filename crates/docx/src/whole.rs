//! The last step of both readers: what was read becomes a document.

use waardenscan_document::{Document, Format, Metadata, Page, ReadError, Warning, WarningKind};

use crate::{
    draft::{Draft, settle},
    package::Package,
    range::Room,
};

/// What was read of a document, beside its metadata.
#[derive(Debug, Default)]
pub(crate) struct Whole {
    pub(crate) drafts: Vec<Draft>,
    /// How many pages there are; `None` where the file does not store where
    /// they end.
    pub(crate) pages: Option<usize>,
    /// Whether there were more blocks than the limit grants.
    pub(crate) is_full: bool,
    /// Whether boxes were left out because they stood within too many others.
    pub(crate) is_too_deep: bool,
}

impl Whole {
    /// Makes the document. `problem` says what is wrong with the main part,
    /// for a file that says nothing.
    ///
    /// # Errors
    ///
    /// [`ReadError::NoContent`], or the first thing that went wrong, for a
    /// file without text.
    pub(crate) fn into_document(
        self,
        format: Format,
        metadata: Metadata,
        room: &Room,
        mut package: Package<'_>,
        problem: Option<&str>,
    ) -> Result<Document, ReadError> {
        self.warn(room, &mut package);
        if self.drafts.is_empty() {
            return Err(match problem {
                None if package.is_whole() => ReadError::NoContent,
                _ => package.into_error(problem.unwrap_or_default()),
            });
        }
        let mut blocks = settle(self.drafts);
        if self.pages.is_none() {
            // Whether it all fits on one page was not stored.
            for block in &mut blocks {
                block.page_index = None;
            }
        }
        Ok(Document::builder(format)
            .metadata(metadata)
            .pages(vec![Page::default(); self.pages.unwrap_or(0)])
            .blocks(blocks)
            .warnings(package.into_warnings())
            .build())
    }

    fn warn(&self, room: &Room, package: &mut Package<'_>) {
        if self.is_full {
            package.warn_full();
        }
        for (reached, what) in [
            (
                self.is_too_deep,
                "boxes within many other boxes were left out",
            ),
            (
                room.is_used_up(),
                "there are too many links, images and comments; the last were left out",
            ),
        ] {
            if reached {
                package.warn(Warning::new(WarningKind::LimitReached, what));
            }
        }
    }
}
