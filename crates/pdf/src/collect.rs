use hayro_font::kurbo::{Affine, Rect as KurboRect};
use hayro_syntax::{Pdf, page::Page};

use crate::{canvas::Canvas, font::Fonts, glyph::PageInk, interpret::Interpreter, layers::Layers};

/// Reads what pages show. Fonts are shared between the pages of a document.
pub(crate) struct Collector<'a> {
    fonts: Fonts<'a>,
    layers: Layers,
    max_glyphs: usize,
}

impl<'a> Collector<'a> {
    pub(crate) fn new(pdf: &Pdf, max_glyphs: usize) -> Self {
        Self {
            fonts: Fonts::new(),
            layers: Layers::read(pdf),
            max_glyphs,
        }
    }

    /// Tells whether a page had a font that asks for too much, so that the rest
    /// need not be looked at.
    pub(crate) const fn over_limit(&self) -> bool {
        self.fonts.over_limit.get()
    }

    /// Returns what the page shows.
    pub(crate) fn collect(&self, page: &Page<'a>) -> PageInk {
        let (width, height) = page.render_dimensions();
        let bounds = KurboRect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut interpreter = Interpreter::new(
            &self.fonts,
            &self.layers,
            Canvas::new(bounds, self.max_glyphs),
            Affine::new(page.initial_transform(true).as_coeffs()),
        );
        interpreter.page(page);
        interpreter.canvas.finish()
    }
}
