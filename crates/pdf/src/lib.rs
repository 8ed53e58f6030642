//! Reads PDF files into documents.
//!
//! [`PdfReader`] turns the bytes of a file into a
//! [`Document`](waardenscan_document::Document): headings, paragraphs and list
//! items in reading order, with their places on the pages; running headers and
//! footers and tables of contents told apart; words that line ends cut made
//! whole. It knows Dutch line ends and the labels of Dutch regulations and
//! policy papers, and no more of the language than that.
//!
//! [`PdfReader::read_with_places`] tells where each word stands,
//! [`PdfReader::render_page`] draws a page. A reader that is given a
//! [`Recogniser`], such as [`Tesseract`], reads scanned pages too (OCR).
//!
//! It does not read form fields that show nothing, attachments (it names them)
//! and signatures.
//!
//! The main choice is that structure is worked out from where the letters
//! stand and how they look, because that is the only thing every PDF has; the
//! structure tree of a tagged file corrects it where that tree proves
//! trustworthy, and the outline names headings. The cost: it is a reading,
//! right for the usual page and wrong for some unusual ones.
//!
//! Content streams are followed for their text alone, on the parser and the
//! fonts of hayro: nothing is prepared for painting.
//!
//! Text that stands upright or upside down on its page is read after the rest.
//! Slanted text comes last, as text boxes or, where it comes again on other
//! pages (a watermark), as running headers.
//!
//! ```
//! use waardenscan_document::{ReadError, Reader};
//! use waardenscan_pdf::PdfReader;
//!
//! let reader = PdfReader::new();
//! assert!(reader.recognises(b"%PDF-1.7 ..."));
//! assert!(matches!(reader.read(b"%PDF-1.7 cut short"), Err(ReadError::Damaged { .. })));
//! ```

mod assemble;
mod attachments;
mod canvas;
mod chars;
mod collect;
mod color;
mod content;
mod contents;
mod draft;
mod font;
mod front;
mod furniture;
mod glyph;
mod highlight;
mod hyphen;
mod interpret;
mod isolate;
mod label;
mod layers;
mod layout;
mod levels;
mod line;
mod line_numbers;
mod metadata;
mod notes;
mod ocr;
mod options;
mod outline;
mod page_labels;
mod paragraph;
mod pdf_string;
mod places;
mod protection;
mod quality;
mod reader;
mod render;
mod rescue;
mod ruling;
mod second;
mod sequence;
mod slanted;
mod stats;
mod table;
mod tree;
mod widths;

pub use highlight::{Highlight, HighlightError};
pub use ocr::{Ocr, RecognisedWord, Recogniser, RecogniserError, Tesseract};
pub use options::PdfOptions;
pub use places::{Places, WordPlace};
pub use reader::PdfReader;
pub use render::{PageImage, RenderError};
