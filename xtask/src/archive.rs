//! `cargo xtask archive`: an archive of any size, for trying and measuring.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use anyhow::{Context, Result};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::samples::{self, Block, Sample};
use crate::{root, say};

/// Documents in a folder.
const PER_FOLDER: usize = 1000;
/// Paragraphs of a document, between these.
const PARAGRAPHS: std::ops::Range<usize> = 20..80;
/// Names that stand in for those of the samples.
const MUNICIPALITIES: [&str; 8] = [
    "Aldermeer",
    "Brinkland",
    "Kesterbeek",
    "Veenhorst",
    "Oosterwold",
    "Maasdal",
    "Zuiderhage",
    "Lindeveld",
];

/// Makes `NUMBER` documents in `FOLDER`, the same ones each time: most are
/// DOCX files of paragraphs from the samples in another order and with another
/// municipality; one in ten is a PDF sample with a comment added, one in fifty
/// a copy of the one before, one in fifty cut short. Beside them a
/// `metadata.csv`.
///
/// # Errors
/// When the arguments are not as above, or something cannot be read or written.
pub(crate) fn run(mut arguments: impl Iterator<Item = String>) -> Result<()> {
    let (number, folder) = arguments
        .next()
        .zip(arguments.next())
        .context("usage: cargo xtask archive NUMBER FOLDER")?;
    let number: usize = number.parse().context("NUMBER is a number of documents")?;
    make(number, Path::new(&folder))?;
    say(&format!("{number} documents in {folder}"));
    Ok(())
}

/// Makes them; returns their paths below the folder.
///
/// # Errors
/// When something cannot be read or written.
pub(crate) fn make(number: usize, folder: &Path) -> Result<Vec<String>> {
    let archive = Archive::new()?;
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["path", "municipality", "year"])?;
    for index in 0..number {
        let name = name(index);
        let path = folder.join(&name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(&path, archive.document(index)?).with_context(|| path.display().to_string())?;
        let year = (2015 + index % 12).to_string();
        table.write_record([&name, municipality(index), &year])?;
    }
    fs::write(folder.join("metadata.csv"), table.into_inner()?)?;
    Ok((0..number).map(name).collect())
}

/// What documents are made of.
struct Archive {
    /// Headings and paragraphs of the samples.
    texts: Vec<(bool, String)>,
    pdfs: Vec<Vec<u8>>,
    names: Vec<String>,
}

/// What one document is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Docx,
    Pdf,
    Copy,
    Truncated,
}

const fn kind(index: usize) -> Kind {
    match index % 50 {
        17 => Kind::Copy,
        33 => Kind::Truncated,
        number if number % 10 == 3 => Kind::Pdf,
        _ => Kind::Docx,
    }
}

fn municipality(index: usize) -> &'static str {
    let number = index / 7 % MUNICIPALITIES.len();
    MUNICIPALITIES.get(number).copied().unwrap_or_default()
}

/// The path of a document below the folder.
fn name(index: usize) -> String {
    let extension = match kind(index) {
        Kind::Pdf => "pdf",
        Kind::Docx | Kind::Copy | Kind::Truncated => "docx",
    };
    format!("{:03}/{index:06}.{extension}", index / PER_FOLDER)
}

impl Archive {
    fn new() -> Result<Self> {
        let folder = root()?.join("corpus-samples");
        let samples = samples::read_all(&folder.join("sources"))?;
        let mut pdfs = Vec::new();
        for sample in &samples {
            let name = sample.file_name();
            if name.ends_with(".pdf") && !name.contains("gescand") {
                pdfs.push(fs::read(folder.join(&name)).with_context(|| name)?);
            }
        }
        Ok(Self {
            texts: samples.iter().flat_map(texts).collect(),
            pdfs,
            names: samples
                .iter()
                .map(|it| it.front.municipality.clone())
                .collect(),
        })
    }

    fn document(&self, index: usize) -> Result<Vec<u8>> {
        Ok(match kind(index) {
            Kind::Docx => self.docx(index)?,
            Kind::Copy => self.docx(index.saturating_sub(1))?,
            Kind::Truncated => {
                let mut docx = self.docx(index)?;
                docx.truncate(docx.len() * 6 / 10);
                docx
            }
            Kind::Pdf => {
                let sample = self.pdfs.get(index / 10 % self.pdfs.len().max(1));
                let mut pdf = sample.cloned().unwrap_or_default();
                // After the end of the file: other bytes, the same document.
                pdf.extend(format!("\n% {index}\n").bytes());
                pdf
            }
        })
    }

    fn docx(&self, index: usize) -> Result<Vec<u8>> {
        let mut random = fastrand::Rng::with_seed(index as u64);
        let mut body = String::new();
        for _ in 0..random.usize(PARAGRAPHS) {
            if let Some((heading, text)) = self.texts.get(random.usize(..self.texts.len())) {
                let mut text = text.clone();
                for name in &self.names {
                    text = text.replace(name.as_str(), municipality(index));
                }
                paragraph(&mut body, *heading, &text);
            }
        }
        package(&body)
    }
}

/// The headings and paragraphs of a sample, without their marks.
fn texts(sample: &Sample) -> Vec<(bool, String)> {
    let texts = sample.blocks.iter().filter_map(|block| match block {
        Block::Heading { text, .. } => Some((true, text.plain())),
        Block::Paragraph(text) | Block::ItemText { text, .. } => Some((false, text.plain())),
        Block::Item(item) => Some((false, item.text.plain())),
        Block::Caption(_) | Block::Table(_) | Block::Boxed(_) => None,
    });
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

fn paragraph(body: &mut String, heading: bool, text: &str) {
    let level = if heading {
        r#"<w:pPr><w:outlineLvl w:val="0"/></w:pPr>"#
    } else {
        ""
    };
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    body.push_str(&format!(
        r#"<w:p>{level}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
    ));
}

/// The least package that is a DOCX (ECMA-376, part 1, section 11.3.10).
fn package(body: &str) -> Result<Vec<u8>> {
    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let document = format!(r#"<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>"#);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", LINKS),
        ("word/document.xml", &document),
    ] {
        package.start_file(name, SimpleFileOptions::default())?;
        package.write_all(content.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}
