//! Reads the files of word processors (DOCX and ODT) into documents.
//!
//! [`WordReader`] turns bytes into a
//! [`Document`](waardenscan_document::Document): paragraphs, headings with
//! their level, list items with the label that the page shows ("Artikel 3",
//! "2.", "a."), table cells, notes with their mark, text boxes, captions,
//! comments with their author and what they are about, headers and footers,
//! links, the text alternatives of images, and what the file says about itself,
//! with the properties that an organisation added. What
//! the page does not show is not read: deleted and moved text, hidden text,
//! field codes, the second branch of an alternative. This is the only crate
//! that names zip and XML.
//!
//! ```
//! use waardenscan_document::Reader;
//! use waardenscan_docx::WordReader;
//!
//! let file = r#"<p:package xmlns:p="http://schemas.microsoft.com/office/2006/xmlPackage">
//!   <p:part p:name="/word/document.xml"><p:xmlData>
//!     <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
//!       <w:body><w:p><w:r><w:t>Wij bouwen samen.</w:t></w:r></w:p></w:body>
//!     </w:document>
//!   </p:xmlData></p:part></p:package>"#;
//! let document = WordReader::default().read(file.as_bytes())?;
//! assert_eq!(document.blocks()[0].text, "Wij bouwen samen.");
//! # Ok::<(), waardenscan_document::ReadError>(())
//! ```
//!
//! # What it does not do
//!
//! It knows no layout. Pages are told where the file stores where they broke
//! when it was last shown, and places on the page never. Left out are images
//! themselves, the figures of charts (not their titles), documents embedded in
//! others (with a warning), notes and comments that nothing refers to, and the
//! old binary format (.doc), which is named in the error. Labels that an author typed by hand
//! ("1. Inleiding") stay part of the text. A paragraph in a style called
//! Title is a paragraph, as word processors have it, not a heading.
//!
//! # The main choice
//!
//! Each part is read in one pass, with a stack of what is open on the heap.
//! No tree is built, and nothing recurses: no depth of nesting overflows the
//! stack, and memory stays below three times the XML on real files. The cost
//! is that a rule sees only what came before it: how a section marks its notes
//! stands at its end, so that marks are filled in when all is read.
//!
//! Links and the words of comments are ranges that may run over paragraphs and
//! end nowhere. They are noted where a text is built, follow it through
//! normalisation, and come to mean something when their story ends.
//!
//! A block is a paragraph of the file, with two exceptions. A note, comment,
//! header or footer is one block. In table cells and text boxes, words that
//! were merely broken over several paragraphs ("Totaal", "(afgerond)") are
//! one block; sentences and list items stand alone. Blocks without text are
//! left out. A note stands right behind the block with its mark, an endnote
//! at the end, a text box behind the paragraph that it is anchored in, and
//! headers and footers behind the first section that shows them.
//!
//! Broken files are read as far as they go, with warnings; [`Limits`] bound
//! what a hostile one may ask.

mod comment;
mod docx;
mod draft;
mod flow;
mod limits;
mod numerals;
mod odt;
mod package;
mod part_name;
mod range;
mod reader;
mod relationships;
mod salvage;
mod sniff;
mod symbols;
mod text;
mod whole;
mod xml;

pub use comment::{Comment, CommentError, Commented};
pub use limits::Limits;
pub use reader::WordReader;
