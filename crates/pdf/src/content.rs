use hayro_syntax::Pdf;
use waardenscan_document::{Metadata, Page, ReadError, Warning, WarningKind};

use crate::{
    Ocr, PdfOptions,
    collect::Collector,
    glyph::PageInk,
    line::{self, PageLines},
    metadata, page_labels,
    quality::{Doubt, Quality, doubt, judge},
    slanted::Slanted,
    tree::Tree,
    widths,
};

/// What was read of a file before its blocks are made.
pub(crate) struct Content {
    pub(crate) metadata: Metadata,
    pub(crate) pages: Vec<Page>,
    /// Of each page; none where its text layer is not readable.
    pub(crate) lines: Vec<PageLines>,
    /// What the pages show, where it is kept.
    pub(crate) inks: Vec<PageInk>,
    /// The pages, by index, whose text layer is not all of their text.
    pub(crate) doubts: Vec<(usize, Doubt)>,
    pub(crate) warnings: Vec<Warning>,
}

impl Content {
    /// Reads the text layer of each page.
    ///
    /// # Errors
    /// [`ReadError::OverLimit`] where a font tells of more widths than are read.
    /// Nobody else is asked then: all that read PDF keep every width.
    pub(crate) fn read(pdf: &Pdf, options: &PdfOptions, keep: bool) -> Result<Self, ReadError> {
        let pages = pdf.pages();
        let count = pages.len().min(options.max_pages);
        let mut content = Self {
            metadata: metadata::read(pdf),
            pages: Vec::with_capacity(count),
            lines: Vec::with_capacity(count),
            inks: Vec::new(),
            doubts: Vec::new(),
            warnings: Vec::new(),
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
            if collector.over_limit() {
                let limit = format!("a font with more than {} widths", widths::MOST);
                return Err(ReadError::OverLimit { limit });
            }
            for mark in &mut ink.marks {
                mark.tag = mark.id.and_then(|id| tree.tag(index, id));
            }
            content.add(index, ink, options, keep);
        }
        if pages.len() > count {
            content.warnings.push(Warning::new(
                WarningKind::LimitReached,
                format!("pages after the first {count} are left out"),
            ));
        }
        Ok(content)
    }

    fn add(&mut self, index: usize, ink: PageInk, options: &PdfOptions, keep: bool) {
        let lines = line::lines(&ink);
        let slanted = || lines.slanted.iter().flat_map(Slanted::texts);
        let straight = lines.lines.iter().map(|line| line.text.as_str());
        let texts = || straight.clone().chain(slanted());
        let quality = judge(texts());
        let words = texts().flat_map(|text| text.split(' ')).count();
        let drawn = ink.pictures || !ink.glyphs.is_empty();
        let doubt = doubt(quality, &ink, words)
            .or_else(|| (options.ocr == Ocr::Always && drawn).then_some(Doubt::Asked));
        self.doubts.extend(doubt.map(|doubt| (index, doubt)));
        if ink.cut {
            let warning = Warning::new(WarningKind::LimitReached, "the page has too many letters");
            self.warnings.push(warning.on_page(index));
        }
        self.lines.push(match quality {
            Quality::Readable => lines,
            Quality::Empty | Quality::Garbled => PageLines::default(),
        });
        if keep {
            self.inks.push(ink);
        }
    }

    /// Says why there is no text.
    pub(crate) fn nothing(&self) -> ReadError {
        let pages = self.pages.len();
        let any = |wanted| self.doubts.iter().any(|&(_, doubt)| doubt == wanted);
        if any(Doubt::Garbled) {
            ReadError::Garbled { pages }
        } else if any(Doubt::NoText) {
            ReadError::NoText { pages }
        } else if any(Doubt::Unsure) {
            ReadError::Doubtful { pages }
        } else {
            ReadError::NoContent
        }
    }
}
