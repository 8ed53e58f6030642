//! `waardenscan text`.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use anyhow::{Context, Result};
use waardenscan::{BlockKind, Document, ReadError, TextRecord, read_document_with};

use super::reading::{Announced, Hints, Reading};
use crate::args::{TextArgs, TextFormat};
use crate::exit::Exit;

pub(crate) fn run(args: &TextArgs) -> Result<Exit> {
    let name = args.file.display();
    let bytes = std::fs::read(&args.file).with_context(|| format!("{name}: cannot be opened"))?;
    let recogniser = Arc::new(Announced::default());
    let reader = Reading::new(&args.reading)?.pdf_reader(recogniser.clone());
    let document = match read_document_with(&bytes, &reader) {
        Ok(document) => document,
        Err(error) => {
            hints(&error).say(&args.reading, &recogniser)?;
            return Err(error).with_context(|| name.to_string());
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        TextFormat::Text => write_text(&document, &mut out)?,
        TextFormat::Json => {
            serde_json::to_writer(&mut out, &TextRecord::new(&document))
                .map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    if args.format == TextFormat::Text {
        warn(&name.to_string(), &document)?;
    }
    Ok(Exit::Ok)
}

fn hints(error: &ReadError) -> Hints {
    Hints {
        unrecognised: matches!(error, ReadError::NoText { .. } | ReadError::Garbled { .. }),
        protected: matches!(
            error,
            ReadError::Encrypted | ReadError::WrongPassword | ReadError::ExtractionForbidden
        ),
        exhausting: false,
    }
}

fn write_text(document: &Document, out: &mut impl Write) -> io::Result<()> {
    let body = document
        .blocks()
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Header | BlockKind::Footer));
    let mut row = None;
    for block in body {
        let text = block.labelled_text();
        match block.cell {
            // Cells of one row stand on one line.
            Some(cell) if row == Some((cell.table, cell.row)) => write!(out, "\t{text}")?,
            Some(cell) => {
                if row.is_some() {
                    writeln!(out)?;
                }
                row = Some((cell.table, cell.row));
                write!(out, "{text}")?;
            }
            None => {
                if row.take().is_some() {
                    write!(out, "\n\n")?;
                }
                let indent = match (block.kind, block.level) {
                    (BlockKind::ListItem, Some(level)) => usize::from(level) * 2,
                    _ => 0,
                };
                write!(out, "{:indent$}{text}\n\n", "")?;
            }
        }
    }
    if row.is_some() {
        writeln!(out)?;
    }
    Ok(())
}

fn warn(name: &str, document: &Document) -> io::Result<()> {
    let mut err = io::stderr().lock();
    for warning in document.warnings() {
        match warning.page_index {
            Some(index) => writeln!(
                err,
                "warning: {name}, page {}: {}",
                index + 1,
                warning.message
            )?,
            None => writeln!(err, "warning: {name}: {}", warning.message)?,
        }
    }
    Ok(())
}
