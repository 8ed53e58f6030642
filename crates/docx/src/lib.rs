//! Reads the files of word processors (DOCX, ODT) into documents.

mod docx;
mod flow;
mod limits;
mod numerals;
mod odt;
mod package;
mod part_name;
mod reader;
mod relationships;
mod salvage;
mod sniff;
mod symbols;
mod text;
mod xml;

pub use limits::Limits;
pub use reader::WordReader;
