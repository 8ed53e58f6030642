use hayro_font::kurbo::{Affine, BezPath, PathEl, Point, Rect as KurboRect};
use hayro_syntax::object::{Dict, String as PdfString};
use waardenscan_document::Rect;

use crate::{
    chars::plain,
    color::Color,
    font::{Face, Shown},
    glyph::{Glyph, Mark, PageInk, Turn},
    pdf_string,
};

/// A ruling is thinner than this, in points.
const RULING: f64 = 3.0;

/// A path of more elements than this is a drawing.
pub(crate) const MAX_ELEMENTS: usize = 2_000;

/// An actual text that stands for more glyphs than this is not for one word,
/// and where its letters lie cannot be told.
const ACTUAL_TEXT_GLYPHS: usize = 24;

/// A marked-content sequence that has begun.
struct OpenMark {
    mark: usize,
    /// The text that the glyphs from this index on stand for.
    actual_text: Option<(usize, String)>,
}

/// Keeps the text and the rulings that a page shows.
pub(crate) struct Canvas {
    ink: PageInk,
    open: Vec<OpenMark>,
    bounds: KurboRect,
    max_glyphs: usize,
}

impl Canvas {
    /// Starts an empty page with the edges `bounds`.
    pub(crate) fn new(bounds: KurboRect, max_glyphs: usize) -> Self {
        Self {
            ink: PageInk {
                marks: vec![Mark::default()],
                ..PageInk::default()
            },
            open: Vec::new(),
            bounds,
            max_glyphs,
        }
    }

    pub(crate) fn finish(self) -> PageInk {
        self.ink
    }

    /// Tells whether glyphs were left out because there were too many.
    pub(crate) const fn is_full(&self) -> bool {
        self.ink.cut
    }

    /// Begins text that is shown under `transform`, in letters that are `across`
    /// and `up` large there; `None` where it cannot be read.
    pub(crate) fn run(
        &mut self,
        transform: Affine,
        across: f64,
        up: f64,
        face: Face,
        color: Color,
    ) -> Option<Run<'_>> {
        let [a, b, c, d, ..] = transform.as_coeffs();
        let turn = Turn::of(a * across, b * across)?;
        let size = c.hypot(d) * up.abs();
        (size.is_finite() && size > 0.0).then(|| Run {
            place: Glyph {
                char: ' ',
                left: 0.0,
                right: 0.0,
                baseline: 0.0,
                size: narrow(size),
                bold: face.bold,
                italic: face.italic,
                color,
                turn,
                mark: self.open.last().map_or(0, |open| open.mark),
            },
            transform,
            canvas: self,
        })
    }

    /// Takes note that something other than text is drawn.
    pub(crate) const fn picture(&mut self, shown: bool) {
        self.ink.pictures |= shown;
    }

    /// Takes note of a picture, which fills the unit square under `transform`.
    pub(crate) fn image(&mut self, transform: Affine) {
        let place = transform.transform_rect_bbox(KurboRect::new(0.0, 0.0, 1.0, 1.0));
        let place = place.intersect(self.bounds);
        let share = narrow(place.area() / self.bounds.area());
        self.picture(true);
        // A page without a size has no share.
        self.ink.picture_share = self.ink.picture_share.max(share);
    }

    /// Keeps the rulings among the parts of a path: of a stroked one its
    /// straight lines, of a filled one its thin parts.
    pub(crate) fn path(&mut self, path: &BezPath, transform: Affine, stroked: bool) {
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

    /// Begins a marked-content sequence (ISO 32000-2, 14.6).
    pub(crate) fn begin(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
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

    pub(crate) fn end(&mut self) {
        if let Some((start, text)) = self.open.pop().and_then(|open| open.actual_text) {
            self.replace(start, &text);
        }
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
}

/// Text in one look on one line.
pub(crate) struct Run<'c> {
    canvas: &'c mut Canvas,
    transform: Affine,
    place: Glyph,
}

impl Run<'_> {
    /// Shows a glyph of a width at a place, both before the transform.
    pub(crate) fn glyph(&mut self, shown: &Shown, origin: Point, width: f64) {
        if self.canvas.ink.glyphs.len() >= self.canvas.max_glyphs {
            self.canvas.ink.cut = true;
            return;
        }
        let start = self.transform * origin;
        if !self.canvas.bounds.contains(start) {
            return;
        }
        let end = self.transform * (origin + (width, 0.0));
        let turn = self.place.turn;
        let (left, baseline) = turn.upright(narrow(start.x), narrow(start.y));
        let (right, _) = turn.upright(narrow(end.x), narrow(end.y));
        let place = Glyph {
            left,
            right: right.max(left),
            baseline,
            ..self.place
        };
        match shown {
            Shown::Nothing => {}
            &Shown::One(char) => self.canvas.ink.glyphs.push(Glyph { char, ..place }),
            Shown::Several(chars) => spread(&mut self.canvas.ink.glyphs, chars, place),
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
