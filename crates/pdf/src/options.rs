use crate::Ocr;

/// What a [`PdfReader`](crate::PdfReader) is told, and the limits it keeps to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfOptions {
    /// A password for files that do not open without: their user's, or their
    /// owner's, which also opens those whose author forbids that text is taken
    /// from them. Default: none; the empty one is always tried.
    pub password: Option<String>,
    /// Which pages are recognised (OCR) where the reader has a
    /// [`Recogniser`](crate::Recogniser). Default: those without a usable text
    /// layer.
    pub ocr: Ocr,
    /// How many pages of one document are recognised, at some seconds each;
    /// the rest is left as it is, with a warning. Default: 500, about half an
    /// hour.
    pub ocr_max_pages: usize,
    /// The largest file that is read, in bytes. Default: 512 MiB, over four
    /// times the largest council document we know of.
    pub max_bytes: usize,
    /// How many pages are read; later ones are left out with a warning.
    /// Default: 5,000.
    pub max_pages: usize,
    /// How many glyphs of one page are read; later ones are left out with a
    /// warning. Default: 200,000, forty times a densely printed A4.
    pub max_glyphs_a_page: usize,
    /// The largest file that the second reader is tried on, in bytes; 0 never
    /// tries it. That reader holds whole files in memory several times over.
    /// Default: 32 MiB.
    pub second_reader_max_bytes: usize,
    /// The longest file with garbled pages, or without text, that the second
    /// reader is tried on, in pages: it seldom finds more. Default: 50.
    pub second_reader_max_pages: usize,
}

impl Default for PdfOptions {
    fn default() -> Self {
        Self {
            password: None,
            ocr: Ocr::Auto,
            ocr_max_pages: 500,
            max_bytes: 512 << 20,
            max_pages: 5_000,
            max_glyphs_a_page: 200_000,
            second_reader_max_bytes: 32 << 20,
            second_reader_max_pages: 50,
        }
    }
}
