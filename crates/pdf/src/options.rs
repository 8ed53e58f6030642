/// The limits a [`PdfReader`](crate::PdfReader) keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PdfOptions {
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
    /// The longest scan or garbled file that the second reader is tried on, in
    /// pages. It cannot be stopped, and seldom finds more. Default: 50.
    pub second_reader_max_pages: usize,
}

impl Default for PdfOptions {
    fn default() -> Self {
        Self {
            max_bytes: 512 << 20,
            max_pages: 5_000,
            max_glyphs_a_page: 200_000,
            second_reader_max_bytes: 32 << 20,
            second_reader_max_pages: 50,
        }
    }
}
