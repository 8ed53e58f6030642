//! `cargo xtask samples`: the documents of `corpus-samples/` from their
//! sources.

mod contents;
mod docx;
mod house;
mod inline;
mod markdown;
mod metadata;
mod model;
mod numbering;
mod office;
mod package;
mod page;
mod scan;
mod styles;
mod table;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{root, say};
pub(crate) use model::{Block, Sample};
use model::{Layout, Output};
use office::Office;

/// Makes every sample anew.
///
/// # Errors
/// When a source is not of the form that `corpus-samples/README.md` tells, a
/// needed program is missing, or a file cannot be written.
pub(crate) fn run() -> Result<()> {
    let folder = root()?.join("corpus-samples");
    let office = Office::new()?;
    let samples = read_all(&folder.join("sources"))?;
    for sample in &samples {
        let name = sample.file_name();
        let bytes = make(sample, &office).with_context(|| name.clone())?;
        fs::write(folder.join(&name), &bytes)?;
        say(&format!("{:>8} bytes  {name}", bytes.len()));
    }
    fs::write(folder.join("metadata.csv"), metadata::csv(&samples)?)?;
    Ok(())
}

/// Reads all sources, ordered by name.
pub(crate) fn read_all(folder: &std::path::Path) -> Result<Vec<Sample>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        paths.push(entry?.path());
    }
    paths.retain(|path: &PathBuf| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    paths
        .iter()
        .map(|path| markdown::read(path).with_context(|| path.display().to_string()))
        .collect()
}

fn make(sample: &Sample, office: &Office) -> Result<Vec<u8>> {
    let front = &sample.front;
    let tagged = front.layout == Layout::Tagged;
    let mut docx = docx::write(sample, &[])?;
    if front.toc {
        // Page numbers are known once pages have been made.
        let pages = office::heading_pages(&office.convert(&docx, tagged)?)?;
        docx = docx::write(sample, &pages)?;
    }
    Ok(match front.output {
        Output::Docx => docx,
        Output::TruncatedDocx => {
            // The rest holds the text and the archive's directory.
            docx.truncate(docx.len() * 6 / 10);
            docx
        }
        Output::Pdf => {
            let mut pdf = office.convert(&docx, tagged)?;
            office::settle(&mut pdf, &front.pdf_moment());
            pdf
        }
        Output::Scan => {
            let pdf = office.convert(&docx, false)?;
            scan::scan(&pdf, office.folder(), &front.pdf_moment())?
        }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::{Cursor, Read};

    use super::*;

    fn folder() -> PathBuf {
        root().unwrap().join("corpus-samples")
    }

    /// Returns the parts of a DOCX, which unlike its bytes do not depend on
    /// who compressed them.
    fn parts(docx: Vec<u8>) -> BTreeMap<String, String> {
        let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            parts.insert(part.name().unwrap().into_owned(), text);
        }
        parts
    }

    /// PDF and page numbers come from LibreOffice and are not made here.
    #[test]
    fn the_samples_are_those_of_their_sources() {
        let samples = read_all(&folder().join("sources")).unwrap();
        let csv = fs::read(folder().join("metadata.csv")).unwrap();
        assert_eq!(
            String::from_utf8(csv),
            String::from_utf8(metadata::csv(&samples).unwrap())
        );
        for sample in &samples {
            let name = sample.file_name();
            let made = fs::read(folder().join(&name)).unwrap();
            if sample.front.output == Output::Docx && !sample.front.toc {
                let now = docx::write(sample, &[]).unwrap();
                assert!(
                    parts(made) == parts(now),
                    "{name}: run `cargo xtask samples`"
                );
            }
        }
    }

    #[test]
    fn two_samples_cannot_be_read() {
        let cut = fs::read(folder().join("kesterbeek-notitie-afgekapt.docx")).unwrap();
        let has_part = |name: &[u8]| cut.windows(name.len()).any(|window| window == name);
        assert!(has_part(b"word/styles.xml") && !has_part(b"word/document.xml"));

        let scan = fs::read(folder().join("veenhorst-brief-gescand.pdf")).unwrap();
        let scan = lopdf::Document::load_mem(&scan).unwrap();
        let pages: Vec<_> = scan.page_iter().collect();
        let [page] = pages[..] else {
            panic!("the letter has {} pages", pages.len());
        };
        assert_eq!(scan.get_page_images(page).unwrap().len(), 1);
        assert!(scan.get_page_fonts(page).unwrap().is_empty());
    }

    #[test]
    fn the_readme_names_every_sample() {
        let readme = fs::read_to_string(folder().join("README.md")).unwrap();
        for sample in read_all(&folder().join("sources")).unwrap() {
            let name = sample.file_name();
            assert!(readme.contains(&format!("`{name}`")), "{name} is missing");
        }
    }
}
