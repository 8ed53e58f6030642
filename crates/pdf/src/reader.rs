use std::sync::Arc;

use waardenscan_document::{Document, Format, Page, ReadError, Reader, Warning, WarningKind};

use crate::{
    Highlight, HighlightError, PageImage, PdfOptions, Places, Recogniser, RenderError, assemble,
    content::Content,
    glyph::PageInk,
    highlight,
    isolate::isolated,
    line::PageLines,
    outline::Outline,
    protection,
    quality::{Quality, judge},
    render, rescue, second,
};

/// The header stands within this many bytes (ISO 32000-2, annex H, note 13 of
/// the earlier ISO 32000-1).
const HEADER_WITHIN: usize = 1024;

/// Reads PDF files.
#[derive(Clone, Debug, Default)]
pub struct PdfReader {
    options: PdfOptions,
    recogniser: Option<Arc<dyn Recogniser>>,
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
        Self {
            options,
            recogniser: None,
        }
    }

    /// Returns the reader with something that recognises text (OCR) in
    /// pictures of pages, on the pages that [`PdfOptions::ocr`] says. Default:
    /// none, and those pages are left out with a warning.
    #[must_use]
    pub fn with_recogniser(mut self, recogniser: Arc<dyn Recogniser>) -> Self {
        self.recogniser = Some(recogniser);
        self
    }

    /// Reads the document and finds where each of its words stands. The
    /// document is the same as from [`Reader::read`]; text without places
    /// (from the second reader) has words without regions.
    ///
    /// # Errors
    ///
    /// As [`Reader::read`].
    pub fn read_with_places(&self, bytes: &[u8]) -> Result<(Document, Places), ReadError> {
        let (document, inks) = self.load(bytes, true)?;
        let places = Places::find(&document, &inks);
        Ok((document, places))
    }

    /// Draws the page with index `index`, from 0, at `dpi` dots an inch, as it
    /// is shown: with its rotation, on white.
    ///
    /// # Errors
    ///
    /// [`RenderError`]: what [`Reader::read`] would say of the file, but for
    /// its having no text; no such page; a picture over the limit of 36
    /// million pixels; a page that makes the renderer fail.
    pub fn render_page(
        &self,
        bytes: &[u8],
        index: usize,
        dpi: f32,
    ) -> Result<PageImage, RenderError> {
        self.check(bytes)?;
        let drawn = isolated(|| {
            let pdf = protection::open(bytes, self.options.password.as_deref())?;
            let pages = pdf.pages();
            let page = pages.get(index).ok_or(RenderError::NoPage {
                index,
                pages: pages.len(),
            })?;
            render::draw(page, dpi)
        });
        drawn.unwrap_or_else(|cause| Err(RenderError::Failed { cause }))
    }

    /// Returns a copy of the file with highlights, which are appended: every
    /// byte that was there stays as it is. What has no region, or one on a page
    /// that is not there, is left out.
    ///
    /// # Errors
    ///
    /// [`HighlightError`]: what [`Reader::read`] would say of the file, but for
    /// its having no text; a file that is protected; one whose structure is too
    /// faulty to add to.
    pub fn highlight(
        &self,
        bytes: &[u8],
        highlights: &[Highlight],
    ) -> Result<Vec<u8>, HighlightError> {
        self.check(bytes)?;
        let added = isolated(|| {
            let pdf = protection::open(bytes, self.options.password.as_deref())?;
            highlight::add(bytes, &pdf, highlights)
        });
        added.unwrap_or_else(|cause| Err(HighlightError::Structure { cause }))
    }

    /// Reads the document, and what its pages show where that is to be kept.
    fn load(&self, bytes: &[u8], keep: bool) -> Result<(Document, Vec<PageInk>), ReadError> {
        self.check(bytes)?;
        isolated(|| self.first(bytes, keep))
            .unwrap_or_else(|cause| Err(ReadError::ParserFailed { cause }))
            .or_else(|error| {
                let document = self.second(bytes, &error).ok_or(error)?;
                Ok((document, Vec::new()))
            })
    }

    fn first(&self, bytes: &[u8], keep: bool) -> Result<(Document, Vec<PageInk>), ReadError> {
        let options = &self.options;
        let pdf = protection::open(bytes, options.password.as_deref())?;
        let mut content = Content::read(&pdf, options, keep)?;
        let found = rescue::second_opinion(&mut content, bytes, options);
        let recogniser = self.recogniser.as_deref();
        let failed = rescue::recognise(&mut content, &pdf, options, recogniser);
        if found.is_empty() && content.lines.iter().all(PageLines::is_empty) {
            return Err(failed.unwrap_or_else(|| content.nothing()));
        }
        let heights: Vec<f32> = content.pages.iter().map(|page| page.height).collect();
        let blocks = assemble::blocks(content.lines, &heights, &Outline::read(&pdf));
        let document = Document::builder(Format::Pdf)
            .metadata(content.metadata)
            .pages(content.pages)
            .blocks(rescue::insert(blocks, found))
            .warnings(content.warnings)
            .build();
        Ok((document, content.inks))
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

    /// Reads with the second reader a file that the first one cannot take.
    fn second(&self, bytes: &[u8], why: &ReadError) -> Option<Document> {
        let broken = matches!(
            why,
            ReadError::Damaged { .. } | ReadError::ParserFailed { .. } | ReadError::NoContent
        );
        if !broken || bytes.len() > self.options.second_reader_max_bytes {
            return None;
        }
        let pages = second::read(bytes, self.options.max_pages).ok()?;
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
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let start = bytes.get(..HEADER_WITHIN).unwrap_or(bytes);
        start.windows(5).any(|window| window == b"%PDF-")
    }

    fn read(&self, bytes: &[u8]) -> Result<Document, ReadError> {
        self.load(bytes, false).map(|(document, _)| document)
    }
}
