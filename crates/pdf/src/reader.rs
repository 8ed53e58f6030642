use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, PdfData};
use waardenscan_document::{
    Block, Document, Format, Metadata, Page, ReadError, Reader, Warning, WarningKind,
};

use crate::{
    PdfOptions, assemble,
    collect::Collector,
    isolate::isolated,
    line::{self, PageLines},
    metadata,
    outline::Outline,
    page_labels,
    quality::{Quality, judge},
    second,
    tree::Tree,
};

/// The header stands within this many bytes (ISO 32000-2, annex H, note 13 of
/// the earlier ISO 32000-1).
const HEADER_WITHIN: usize = 1024;

/// Reads PDF files.
#[derive(Clone, Copy, Debug, Default)]
pub struct PdfReader {
    options: PdfOptions,
}

impl PdfReader {
    /// Makes a reader with the default limits.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a reader with other limits.
    #[must_use]
    pub const fn with_options(options: PdfOptions) -> Self {
        Self { options }
    }

    fn check(&self, bytes: &[u8]) -> Result<(), ReadError> {
        if bytes.is_empty() {
            return Err(ReadError::Empty);
        }
        let max_bytes = self.options.max_bytes;
        if bytes.len() > max_bytes {
            return Err(ReadError::OverLimit {
                limit: format!("more than {max_bytes} bytes"),
            });
        }
        Ok(())
    }

    /// Reads with the second reader what the first one could not.
    fn second(&self, bytes: &[u8], why: &ReadError) -> Option<Document> {
        let pages = match *why {
            ReadError::NoText { pages } | ReadError::Garbled { pages } => pages,
            // It knows no more passwords than the first.
            ReadError::Encrypted => return None,
            _ => 0,
        };
        if bytes.len() > self.options.second_reader_max_bytes
            || pages > self.options.second_reader_max_pages
        {
            return None;
        }
        let pages = second::read(bytes, self.options.max_pages)?;
        let texts = || pages.iter().flatten().map(|block| block.text.as_str());
        if judge(texts()) != Quality::Readable {
            return None;
        }
        let warning = Warning::new(
            WarningKind::SecondReader,
            format!("the text comes from a second reader, without structure, because {why}"),
        );
        Some(
            Document::builder(Format::Pdf)
                .pages(vec![Page::default(); pages.len()])
                .blocks(pages.into_iter().flatten())
                .warnings([warning])
                .build(),
        )
    }
}

impl Reader for PdfReader {
    fn recognises(&self, bytes: &[u8]) -> bool {
        let start = bytes.get(..HEADER_WITHIN).unwrap_or(bytes);
        start.windows(5).any(|window| window == b"%PDF-")
    }

    fn read(&self, bytes: &[u8]) -> Result<Document, ReadError> {
        self.check(bytes)?;
        let first = isolated(|| first(bytes, &self.options))
            .unwrap_or_else(|cause| Err(ReadError::ParserFailed { cause }));
        first.or_else(|error| self.second(bytes, &error).ok_or(error))
    }
}

/// What was read of a file before its blocks are made.
struct Content {
    metadata: Metadata,
    pages: Vec<Page>,
    lines: Vec<PageLines>,
    warnings: Vec<Warning>,
    garbled: usize,
    pictures: bool,
}

fn first(bytes: &[u8], options: &PdfOptions) -> Result<Document, ReadError> {
    let pdf = Pdf::new(PdfData::from(bytes.to_vec())).map_err(error)?;
    let content = collect(&pdf, options);
    let count = content.pages.len();
    if content.lines.iter().all(|page| page.lines.is_empty()) {
        return Err(match content {
            Content { garbled: 1.., .. } => ReadError::Garbled { pages: count },
            Content { pictures: true, .. } => ReadError::NoText { pages: count },
            _ => ReadError::NoContent,
        });
    }
    let heights: Vec<f32> = content.pages.iter().map(|page| page.height).collect();
    let blocks: Vec<Block> = assemble::blocks(content.lines, &heights, &Outline::read(&pdf));
    Ok(Document::builder(Format::Pdf)
        .metadata(content.metadata)
        .pages(content.pages)
        .blocks(blocks)
        .warnings(content.warnings)
        .build())
}

fn collect(pdf: &Pdf, options: &PdfOptions) -> Content {
    let pages = pdf.pages();
    let count = pages.len().min(options.max_pages);
    let mut content = Content {
        metadata: metadata::read(pdf),
        pages: Vec::with_capacity(count),
        lines: Vec::with_capacity(count),
        warnings: Vec::new(),
        garbled: 0,
        pictures: false,
    };
    let collector = Collector::new(pdf, options.max_glyphs_a_page);
    let tree = Tree::read(pdf);
    let labels = page_labels::read(pdf, count);
    for (index, (page, label)) in pages.iter().zip(labels).enumerate() {
        let (width, height) = page.render_dimensions();
        content.pages.push(Page {
            label,
            width,
            height,
            ..Page::default()
        });
        let mut ink = collector.collect(page);
        content.pictures |= ink.pictures;
        for mark in &mut ink.marks {
            mark.tag = mark.id.and_then(|id| tree.tag(index, id));
        }
        let lines = line::lines(&ink);
        let quality = judge(lines.lines.iter().map(|line| line.text.as_str()));
        let warning = match quality {
            Quality::Empty if ink.pictures => Some((WarningKind::NoText, "the page has no text")),
            Quality::Garbled => {
                content.garbled += 1;
                Some((WarningKind::GarbledText, "the text of the page is garbled"))
            }
            _ if ink.cut => Some((WarningKind::LimitReached, "the page has too many letters")),
            _ => None,
        };
        content
            .warnings
            .extend(warning.map(|(kind, message)| Warning::new(kind, message).on_page(index)));
        content.lines.push(match quality {
            Quality::Readable => lines,
            Quality::Empty | Quality::Garbled => PageLines::default(),
        });
    }
    if pages.len() > count {
        content.warnings.push(Warning::new(
            WarningKind::LimitReached,
            format!("pages after the first {count} are left out"),
        ));
    }
    content
}

fn error(error: LoadPdfError) -> ReadError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => ReadError::Damaged {
            cause: "it is encrypted in a way that is not supported".to_owned(),
        },
        LoadPdfError::Decryption(_) => ReadError::Damaged {
            cause: "its encryption cannot be understood".to_owned(),
        },
        LoadPdfError::Invalid => ReadError::Damaged {
            cause: "its structure cannot be read".to_owned(),
        },
    }
}
