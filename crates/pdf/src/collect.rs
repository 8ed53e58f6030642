use std::sync::Arc;

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask,
    font::{Glyph as FontGlyph, GlyphRun},
    hayro_cmap::BfString,
    interpret_page,
    kurbo::{Affine, BezPath, PathEl, Point, Rect as KurboRect, Shape},
};
use hayro_syntax::{
    object::{Dict, String as PdfString},
    page::{Page, Pages},
};
use waardenscan_document::Rect;

use crate::{
    chars::plain,
    face::{Face, Faces},
    glyph::{Glyph, Mark, PageInk, Turn},
    pdf_string,
};

/// Glyphs are drawn in a space of a thousand units to the font size.
const UNITS_PER_EM: f64 = 1000.0;

/// A ruling is thinner than this, in points.
const RULING: f64 = 3.0;

/// A path of more elements than this is a drawing.
const MAX_ELEMENTS: usize = 2_000;

/// An actual text that stands for more glyphs than this is not for one word,
/// and where its letters lie cannot be told.
const ACTUAL_TEXT_GLYPHS: usize = 24;

/// Reads what pages show. Fonts are shared between the pages of a document.
pub(crate) struct Collector<'a> {
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    faces: Faces<'a>,
    max_glyphs: usize,
}

impl<'a> Collector<'a> {
    pub(crate) fn new(max_glyphs: usize) -> Self {
        Self {
            cache: InterpreterCache::new(),
            settings: InterpreterSettings {
                warning_sink: Arc::new(|_| {}),
                ..InterpreterSettings::default()
            },
            faces: Faces::default(),
            max_glyphs,
        }
    }

    /// Returns what the page shows.
    pub(crate) fn collect(&self, pages: &Pages<'a>, page: &Page<'a>) -> PageInk {
        let (width, height) = page.render_dimensions();
        let bounds = KurboRect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(
            Affine::new(page.initial_transform(true).as_coeffs()),
            bounds,
            &self.cache,
            pages.xref(),
            self.settings.clone(),
        );
        self.faces.add_page(page, &self.settings);
        let mut device = TextDevice {
            faces: &self.faces,
            ink: PageInk {
                marks: vec![Mark::default()],
                ..PageInk::default()
            },
            open: Vec::new(),
            bounds,
            max_glyphs: self.max_glyphs,
            scratch: Vec::new(),
        };
        interpret_page(page, &mut context, &mut device);
        device.ink
    }
}

/// A marked-content sequence that has begun.
struct OpenMark {
    mark: usize,
    /// The text that the glyphs from this index on stand for.
    actual_text: Option<(usize, String)>,
}

/// Keeps text and rulings and ignores the rest of the drawing.
struct TextDevice<'d, 'a> {
    faces: &'d Faces<'a>,
    ink: PageInk,
    open: Vec<OpenMark>,
    bounds: KurboRect,
    max_glyphs: usize,
    /// The characters of one glyph, kept for its memory.
    scratch: Vec<char>,
}

impl TextDevice<'_, '_> {
    fn push(&mut self, unicode: Option<BfString>, place: Glyph) {
        let mut chars = std::mem::take(&mut self.scratch);
        chars.clear();
        match unicode {
            Some(BfString::Char(char)) => plain(char, |char| chars.push(char)),
            Some(BfString::String(text)) => {
                for char in text.chars() {
                    plain(char, |char| chars.push(char));
                }
            }
            None => chars.push(char::REPLACEMENT_CHARACTER),
        }
        spread(&mut self.ink.glyphs, &chars, place);
        self.scratch = chars;
    }

    /// Puts the actual text in the place of the glyphs that show it.
    fn replace(&mut self, start: usize, text: &str) {
        let shown = self.ink.glyphs.get(start..).unwrap_or_default();
        let (Some(&first), Some(&last)) = (shown.first(), shown.last()) else {
            return;
        };
        let one_line = shown
            .iter()
            .all(|glyph| glyph.turn == first.turn && glyph.baseline == first.baseline);
        if !one_line || shown.len() > ACTUAL_TEXT_GLYPHS || last.right < first.left {
            return;
        }
        let mut chars = Vec::new();
        for char in text.chars() {
            plain(char, |char| chars.push(char));
        }
        let place = Glyph {
            right: last.right,
            ..first
        };
        self.ink.glyphs.truncate(start);
        spread(&mut self.ink.glyphs, &chars, place);
    }

    /// Keeps a drawn rectangle that is as thin as a ruling.
    fn rule(&mut self, rect: KurboRect) {
        let rect = rect.intersect(self.bounds);
        let (width, height) = (rect.width(), rect.height());
        let thin = width.min(height) <= RULING && width.max(height) >= 2.0 * RULING;
        if thin && self.ink.rulings.len() < self.max_glyphs {
            self.ink.rulings.push(Rect {
                left: narrow(rect.x0),
                top: narrow(rect.y0),
                right: narrow(rect.x1),
                bottom: narrow(rect.y1),
            });
        }
    }

    /// Keeps the rulings among the parts of a path: of a stroked one its
    /// straight lines, of a filled one its thin parts.
    fn rule_path(&mut self, path: &BezPath, transform: Affine, stroked: bool) {
        if path.elements().len() > MAX_ELEMENTS {
            return;
        }
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        let mut part: Option<KurboRect> = None;
        for element in path.elements() {
            let end = match *element {
                PathEl::MoveTo(point) => {
                    self.finish_part(part.take());
                    start = transform * point;
                    last = start;
                    continue;
                }
                PathEl::LineTo(point) => transform * point,
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => {
                    last = transform * point;
                    continue;
                }
                PathEl::ClosePath => start,
            };
            let side = KurboRect::from_points(last, end);
            if stroked {
                self.rule(side);
            } else {
                part = Some(part.map_or(side, |part| part.union(side)));
            }
            last = end;
        }
        self.finish_part(part);
    }

    fn finish_part(&mut self, part: Option<KurboRect>) {
        if let Some(part) = part {
            self.rule(part);
        }
    }
}

/// Adds `chars`, side by side in the place of one glyph.
fn spread(glyphs: &mut Vec<Glyph>, chars: &[char], place: Glyph) {
    let count = u16::try_from(chars.len()).unwrap_or(u16::MAX);
    let step = (place.right - place.left) / f32::from(count.max(1));
    let mut left = place.left;
    for &char in chars.iter().take(usize::from(count)) {
        glyphs.push(Glyph {
            char,
            left,
            right: left + step,
            ..place
        });
        left += step;
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "positions on a page need no more than single precision"
)]
const fn narrow(value: f64) -> f32 {
    value as f32
}

impl<'a> Device<'a> for TextDevice<'_, 'a> {
    // Text that is filled and stroked comes twice here; the lines drop what
    // repeats itself.
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let mut face = None;
        for glyph in run.glyphs() {
            if self.ink.glyphs.len() >= self.max_glyphs {
                self.ink.cut = true;
                return;
            }
            let (advance, glyph_face) = match &**glyph {
                FontGlyph::Outline(outline) => {
                    let face = *face.get_or_insert_with(|| self.faces.of(outline));
                    (outline.advance_width(), face)
                }
                FontGlyph::Type3(glyph) => (glyph.advance_width(), Face::default()),
            };
            let transform = props.transform * glyph.transform();
            let [a, b, c, d, x, y] = transform.as_coeffs();
            let Some(turn) = Turn::of(a, b) else {
                continue;
            };
            let size = c.hypot(d) * UNITS_PER_EM;
            let inside = self.bounds.contains(Point::new(x, y));
            if !inside || !size.is_finite() || size <= 0.0 {
                continue;
            }
            let end = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
            let (left, baseline) = turn.upright(narrow(x), narrow(y));
            let (right, _) = turn.upright(narrow(end.x), narrow(end.y));
            let place = Glyph {
                char: ' ',
                left,
                right: right.max(left),
                baseline,
                size: narrow(size),
                bold: glyph_face.bold,
                italic: glyph_face.italic,
                turn,
                mark: self.open.last().map_or(0, |open| open.mark),
            };
            self.push(glyph.as_unicode(), place);
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.ink.pictures = true;
        self.rule_path(path, props.transform, matches!(mode, DrawMode::Stroke(_)));
    }

    fn draw_rect(&mut self, rect: &KurboRect, props: DrawProps<'a>, mode: &DrawMode) {
        self.ink.pictures = true;
        if matches!(mode, DrawMode::Stroke(_)) {
            self.rule_path(&rect.to_path(0.1), props.transform, true);
        } else {
            self.rule(props.transform.transform_rect_bbox(*rect));
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.ink.pictures = true;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &KurboRect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let outer = self.open.last().map_or(0, |open| open.mark);
        let outer_mark = self.ink.marks.get(outer).copied().unwrap_or_default();
        let id = properties.and_then(|properties| properties.get::<i32>(b"MCID"));
        let inner = Mark {
            artifact: outer_mark.artifact || tag == b"Artifact",
            id: id.or(outer_mark.id),
            tag: None,
        };
        let mark = if inner == outer_mark {
            outer
        } else {
            self.ink.marks.push(inner);
            self.ink.marks.len() - 1
        };
        let actual_text = properties
            .and_then(|properties| properties.get::<PdfString<'_>>(b"ActualText"))
            .map(|text| (self.ink.glyphs.len(), pdf_string::decode(text.as_bytes())));
        self.open.push(OpenMark { mark, actual_text });
    }

    fn end_marked_content(&mut self) {
        if let Some((start, text)) = self.open.pop().and_then(|open| open.actual_text) {
            self.replace(start, &text);
        }
    }
}
