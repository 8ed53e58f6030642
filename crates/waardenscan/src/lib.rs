//! Suggests which values underlie Dutch policy documents, with evidence and
//! reasons.
//!
//! This is the crate to embed. A [`Scanner`] reads PDF, DOCX and ODT, analyses
//! the Dutch text, looks for the indicators of a value [`Lexicon`] and returns
//! a [`Scan`]: the document and its [`Suggestion`]s, each with the words that
//! made it. It reads the bytes it is given and nothing else: no network, no
//! environment, no clock. The same bytes give the same suggestions.
//!
//! ```
//! use waardenscan::{Block, Document, Format, Scanner};
//!
//! let scanner = Scanner::builder().build()?;
//! let document = Document::builder(Format::Docx)
//!     .block(Block::heading(1, "Onze uitgangspunten"))
//!     .block(Block::paragraph("De hulp is laagdrempelig en voor iedereen toegankelijk."))
//!     .build();
//!
//! for suggestion in scanner.scan_document(&document) {
//!     let value = scanner.value(&suggestion);
//!     println!("{}: {:.2}", value.name, suggestion.score);
//! #   assert!(suggestion.score > 0.5);
//! }
//! # assert_eq!(scanner.scan_document(&document)[0].block, 1);
//! # Ok::<(), waardenscan::BuildError>(())
//! ```
//!
//! Files are as simple, and each suggestion can be had as a plain record with
//! its passage, page, outline path and a reason in Dutch:
//!
//! ```no_run
//! use waardenscan::{Lexicon, Scanner};
//!
//! let lexicon = Lexicon::load("mijn-lexicon".as_ref())?;
//! let scanner = Scanner::builder().lexicon(lexicon).threshold(0.6).build()?;
//! let scan = scanner.scan_file("beleidsplan.pdf")?;
//! for record in scanner.records(&scan) {
//!     println!("p. {:?} {}: {}", record.page, record.value, record.explanation);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The main choice is that one document is scanned by one thread and nothing is
//! shared but immutable tables: a [`Scanner`] is `Sync`, so a caller runs as
//! many documents at once as it likes. The cost is that a single very large
//! document is not split. Third-party parsers' panics become errors, but a
//! stack overflow or memory exhaustion inside one ends the process.

mod error;
mod formats;
mod metadata_record;
mod other_format;
mod record;
mod scan_record;
mod scanner;
mod statistics;

pub use error::{BuildError, ScanError};
pub use formats::{Reading, read_document, read_document_with};
pub use metadata_record::MetadataRecord;
pub use record::{
    AnchorRecord, BlockRecord, FactorRecord, HitRecord, ImageRecord, LEARNED, LinkRecord,
    PieceRecord, RECORD_VERSION, RemarkRecord, SuggestionRecord, TextRecord, WarningRecord,
};
pub use scan_record::{PassageRecord, ScanRecord, SuggestedValue, TensionRecord};
pub use scanner::{Scan, Scanner, ScannerBuilder};
pub use statistics::{STATISTICS_FILE, StatisticsProblem};

pub use waardenscan_document::{
    Anchor, Block, BlockKind, Document, DocumentKind, Format, Image, Link, Metadata, Offsets,
    OtherFormat, Page, Passage, ReadError, Reader, Rect, Region, Remark, SectionRole, Span,
    Warning, WarningKind,
};
pub use waardenscan_lexicon::{Lexicon, LexiconError, Value};
pub use waardenscan_structure::{Guess, Structure};

pub use waardenscan_score::{
    EvidenceKind, Factor, FactorKind, FoundTension, Hit, Profile, ProfileEntry, Stance, Suggestion,
    ValueProfile, explain, number,
};

/// The reader of DOCX and ODT: copies with comments.
pub use waardenscan_docx as docx;
/// The Dutch language analysis, for those who need more than suggestions.
pub use waardenscan_dutch as dutch;
/// Lexicon files, their problems and the compiled matcher.
pub use waardenscan_lexicon as lexicon;
/// The reader of PDF: passwords, text recognition (OCR), places of words,
/// pictures of pages.
pub use waardenscan_pdf as pdf;
/// Scoring and evaluation.
pub use waardenscan_score as score;
