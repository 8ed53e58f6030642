//! What was read, as lines that a person can check.

use std::fmt::{self, Write};

use waardenscan_document::{Block, BlockKind, Document, ReadError, Reader, Span};
use waardenscan_docx::WordReader;

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    WordReader::default().read(bytes)
}

/// The texts of the blocks of `kind`.
pub(crate) fn texts(document: &Document, kind: BlockKind) -> Vec<&str> {
    document
        .blocks()
        .iter()
        .filter(|block| block.kind == kind)
        .map(|block| block.text.as_str())
        .collect()
}

/// One line a block, and one a warning.
pub(crate) fn lines(outcome: &Result<Document, ReadError>) -> String {
    let document = match outcome {
        Ok(document) => document,
        Err(error) => return format!("error: {error}"),
    };
    let mut lines = String::new();
    for block in document.blocks() {
        writeln!(lines, "{}", line(block)).unwrap();
        write_places(&mut lines, document, block).unwrap();
    }
    for warning in document.warnings() {
        writeln!(
            lines,
            "warning {}: {}",
            warning.kind.name(),
            warning.message
        )
        .unwrap();
    }
    lines
}

/// What stands at places of a block, one line each.
fn write_places(lines: &mut String, document: &Document, block: &Block) -> fmt::Result {
    for link in &block.links {
        let words = link.span.get(&block.text).unwrap();
        writeln!(lines, "    link «{words}» {}", link.target)?;
    }
    for image in &block.images {
        let before = Span::new(0, image.at).get(&block.text).unwrap();
        writeln!(lines, "    image behind «{before}»: {}", image.alternative)?;
    }
    if let Some(remark) = &block.remark {
        let author = remark.author.as_deref().unwrap_or("nobody");
        let date = remark.date.as_deref().unwrap_or("no date");
        writeln!(lines, "    by {author}, {date}")?;
        for anchor in &remark.about {
            let text = &document.blocks()[anchor.block].text;
            let words = anchor.span.get(text).unwrap();
            let place = format!("block {}, {}", anchor.block, anchor.span.start);
            writeln!(lines, "    about «{words}» ({place})")?;
        }
    }
    Ok(())
}

fn line(block: &Block) -> String {
    let mut line = block.kind.name().to_owned();
    if let Some(level) = block.level {
        write!(line, " {level}").unwrap();
    }
    if let Some(cell) = block.cell {
        let header = if cell.header { " header" } else { "" };
        write!(
            line,
            " table {} row {} column {}{header}",
            cell.table, cell.row, cell.column
        )
        .unwrap();
    }
    if let Some(page) = block.page_index {
        write!(line, " page {page}").unwrap();
    }
    if block.in_contents {
        line.push_str(" contents");
    }
    if let Some(label) = &block.label {
        write!(line, " [{label}]").unwrap();
    }
    write!(line, ": {}", block.text).unwrap();
    line
}

/// The kind of an outcome, for a list of many files.
pub(crate) fn outcome(outcome: &Result<Document, ReadError>) -> &'static str {
    match outcome {
        Ok(document) if document.warnings().is_empty() => "ok",
        Ok(_) => "ok with warnings",
        Err(ReadError::Empty) => "empty",
        Err(ReadError::NoContent) => "no content",
        Err(ReadError::Encrypted) => "encrypted",
        Err(ReadError::Damaged { .. }) => "damaged",
        Err(ReadError::OverLimit { .. }) => "over a limit",
        Err(ReadError::UnknownFormat { .. }) => "unknown format",
        Err(_) => "another error",
    }
}
