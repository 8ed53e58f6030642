//! `.qdc`: the code book alone.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::codes::Codes;
use super::writer::Elements;
use crate::ReportError;
use crate::export::book::Book;

pub(in crate::export) fn write(book: &Book<'_>, out: &mut impl Write) -> Result<(), ReportError> {
    Ok(write_xml(book, out)?)
}

fn write_xml(book: &Book<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut xml = Elements::new(out)?;
    let about = [
        ("xmlns", "urn:QDA-XML:codebook:1.0"),
        ("origin", "Waardenscan"),
    ];
    xml.open("CodeBook", &about)?;
    Codes::new(book, BTreeSet::new()).write(&mut xml)?;
    xml.close("CodeBook")
}
