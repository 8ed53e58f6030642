//! The document model that every other crate of Waardenscan meets at.
//!
//! A [`Document`] is one file's content: blocks in reading order, the outline
//! they stand in, pages, metadata and warnings. Readers (PDF, DOCX) make it,
//! everything after them only reads it: no crate above this one knows what
//! file format a text came from.
//!
//! The main choice is that a block owns its text as one plain string, in which
//! every position is a UTF-8 byte offset ([`Span`]). The cost: formatting
//! inside a block (bold, colour) is gone. What was gained: a hit, a sentence,
//! a link and a highlight are all just spans, and other tools' offsets are one
//! conversion away ([`Offsets`]).
//!
//! ```
//! use waardenscan_document::{Block, Document, Format};
//!
//! let document = Document::builder(Format::Docx)
//!     .block(Block::heading(1, "Onze visie"))
//!     .block(Block::paragraph("Inwoners bepalen zelf welke hulp zij krijgen."))
//!     .build();
//!
//! let passages: Vec<_> = document.passages().collect();
//! assert_eq!(passages.len(), 1);
//! assert_eq!(document.path(passages[0].block), ["Onze visie"]);
//! ```

mod block;
mod document;
mod document_kind;
mod error;
mod link;
mod metadata;
mod offsets;
mod other_format;
mod outline;
mod page;
mod passage;
mod reader;
mod remark;
mod section_role;
mod span;
mod warning;

pub use block::{Block, BlockKind, Cell};
pub use document::{Document, DocumentBuilder};
pub use document_kind::DocumentKind;
pub use error::ReadError;
pub use link::{Image, Link};
pub use metadata::Metadata;
pub use offsets::Offsets;
pub use other_format::OtherFormat;
pub use page::{Page, Rect, Region};
pub use passage::Passage;
pub use reader::{Format, Reader};
pub use remark::{Anchor, Remark};
pub use section_role::SectionRole;
pub use span::Span;
pub use warning::{Warning, WarningKind};
