//! Comments added to a copy of a file, of which all else stays as it is.

mod package;
mod place;
mod runs;

use waardenscan_document::{ReadError, Span, WarningKind};

use crate::{
    Limits, docx,
    package::Package,
    sniff::{self, Container, Content},
};

use package::Copy;
use place::place;
use runs::Runs;

/// A comment to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Index of the block that it is about, among those of the document that
    /// the reader makes of the file.
    pub block: usize,
    /// The words that it is about, in bytes of that block's text.
    pub span: Span,
    /// Who says it.
    pub author: String,
    /// When, UTC, as in ISO 8601: "2026-01-02T03:04:05Z".
    pub at: Option<String>,
    /// What is said, a paragraph each.
    pub paragraphs: Vec<String>,
}

/// A copy of a file with comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commented {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of comments that were left out: on words in text boxes, notes,
    /// headers and formulas, to which word processors tie none.
    pub without_place: usize,
}

/// Why a file cannot be given comments.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CommentError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file is no package of Office Open XML, but an ODT or a flat file.
    #[error("only DOCX files can be given comments")]
    NoPackage,
    /// The file has faults that reading passes over, but that adding would make
    /// worse.
    #[error("the file is damaged, so that nothing can be added to it: {cause}")]
    Damaged {
        /// What is wrong.
        cause: String,
    },
}

pub(crate) fn add(
    bytes: &[u8],
    limits: Limits,
    comments: &[Comment],
) -> Result<Commented, CommentError> {
    if sniff::container(bytes) != Container::Zip {
        return Err(CommentError::NoPackage);
    }
    let mut package = Package::open_zip(bytes, limits)?;
    let Content::Word(main) = sniff::content(&mut package) else {
        return Err(CommentError::NoPackage);
    };
    if package.is_encrypted() {
        return Err(ReadError::Encrypted.into());
    }
    let traced = docx::read_traced(package, &main)?;
    let is_fault = |kind| matches!(kind, WarningKind::Damaged | WarningKind::LimitReached);
    let faults = traced.document.warnings().iter();
    if let Some(fault) = faults.clone().find(|it| is_fault(it.kind)) {
        return Err(CommentError::damaged(&fault.message));
    }

    let copy = Copy::open(bytes, limits, &main)?;
    let mut runs = Runs::of(&traced.text, limits.max_depth);
    let first = copy.free_id(&traced.text);
    let mut placed = Vec::new();
    for comment in comments {
        let block = traced.document.blocks().get(comment.block);
        let pieces = traced.pieces.get(comment.block);
        let written = block
            .zip(pieces)
            .and_then(|(block, pieces)| place(&traced.text, &block.text, pieces, comment.span));
        if written.is_some_and(|written| runs.mark(written, first + placed.len())) {
            placed.push(comment);
        }
    }
    Ok(Commented {
        without_place: comments.len() - placed.len(),
        bytes: match placed.as_slice() {
            [] => bytes.to_vec(),
            placed => copy.write(&runs.marked(), first, placed)?,
        },
    })
}

impl CommentError {
    fn damaged(cause: &impl ToString) -> Self {
        Self::Damaged {
            cause: cause.to_string(),
        }
    }
}
