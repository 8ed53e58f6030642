//! The documents that are read.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::root;

/// Copies of each sample.
const COPIES: usize = 10;

/// A set of files, by name.
pub(super) struct Documents {
    pub(super) about: String,
    pub(super) pdf: Vec<PathBuf>,
    pub(super) docx: Vec<PathBuf>,
}

/// The samples, multiplied in `scratch`, and of the real documents beside the
/// project, where they are, every so-manieth.
pub(super) fn find(scratch: &Path, every: usize) -> Result<Vec<Documents>> {
    let mut sets = vec![samples(&scratch.join("samples"))?];
    let corpus = root()?.join("../shared/corpus");
    if corpus.is_dir() {
        let of = |kind: &str| -> Result<Vec<PathBuf>> {
            let files = files(&corpus.join(kind), kind)?;
            Ok(files.into_iter().step_by(every).collect())
        };
        sets.push(Documents {
            about: match every {
                1 => "all real documents".to_owned(),
                every => format!("one in {every} of the real documents"),
            },
            pdf: of("pdf")?,
            docx: of("docx")?,
        });
    }
    // So that the first to take its turn does not read from the disk.
    for set in &sets {
        for file in set.pdf.iter().chain(&set.docx) {
            fs::read(file).with_context(|| file.display().to_string())?;
        }
    }
    Ok(sets)
}

/// Copies that differ in bytes, so that none is known from before.
fn samples(folder: &Path) -> Result<Documents> {
    let sources = root()?.join("corpus-samples");
    let mut set = Documents {
        about: format!("the samples, {COPIES} times"),
        pdf: Vec::new(),
        docx: Vec::new(),
    };
    fs::create_dir_all(folder)?;
    for (kind, copies) in [("pdf", &mut set.pdf), ("docx", &mut set.docx)] {
        for file in files(&sources, kind)? {
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            // One has no text, one is no whole file.
            if name.contains("gescand") || name.contains("afgekapt") {
                continue;
            }
            for number in 0..COPIES {
                let mut bytes = fs::read(&file)?;
                mark(&mut bytes, kind, number);
                let copy = folder.join(format!("{name}-{number:02}.{kind}"));
                fs::write(&copy, bytes)?;
                copies.push(copy);
            }
        }
    }
    Ok(set)
}

/// Adds a comment of two digits to a file.
fn mark(bytes: &mut Vec<u8>, kind: &str, number: usize) {
    if kind == "pdf" {
        bytes.extend(format!("\n%{number:02}\n").bytes());
    } else {
        // A zip archive ends with the length of its comment, and the comment.
        bytes.truncate(bytes.len().saturating_sub(2));
        bytes.extend([2, 0]);
        bytes.extend(format!("{number:02}").bytes());
    }
}

fn files(folder: &Path, kind: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == kind) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
