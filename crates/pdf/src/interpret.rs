//! Content streams (ISO 32000-2, 7.8.2): which text they show where.
//!
//! Nothing is painted: of paths, images, shadings and clips only what tells of
//! the text is kept. That takes a third of the time of an interpreter that
//! prepares everything for painting.

use std::{collections::HashMap, rc::Rc};

use hayro_font::kurbo::{Affine, BezPath, Point, Rect as KurboRect, Shape};
use hayro_syntax::{
    content::{TypedIter, ops::TypedInstruction},
    object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Rect as PdfRect, Stream},
    page::{Page, Resources},
};

use crate::{
    canvas::{Canvas, MAX_ELEMENTS},
    color::{Color, Space},
    font::{Font, Fonts},
    layers::Layers,
};

/// Forms within forms deeper than this are not drawn.
const MAX_DEPTH: usize = 32;

/// More forms than this on a page are left out: forms that draw others many
/// times over would never end.
const MAX_FORMS: usize = 20_000;

/// States saved beyond this many are not kept.
const MAX_STATES: usize = 4_096;

/// Text positions are adjusted in a thousandth of the font size.
const UNITS_PER_EM: f64 = 1000.0;

/// The part of the graphics state that tells of text (ISO 32000-2, 8.4 and
/// 9.3).
#[derive(Clone)]
struct State<'a> {
    transform: Affine,
    space: Space,
    color: Color,
    font: Option<Rc<Font<'a>>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    /// 1 is the usual width.
    scale: f64,
    leading: f64,
    rise: f64,
    text: Affine,
    line: Affine,
}

impl State<'_> {
    fn new(transform: Affine) -> Self {
        Self {
            transform,
            space: Space::Plain,
            color: Color::BLACK,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Affine::IDENTITY,
            line: Affine::IDENTITY,
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }

    /// Moves on along the direction of the font.
    fn advance(&mut self, distance: f64) {
        let across = self.font.as_ref().is_some_and(|font| font.runs_across);
        self.text *= if across {
            Affine::translate((distance * self.scale, 0.0))
        } else {
            Affine::translate((0.0, distance))
        };
    }
}

/// Follows the content streams of one page and shows its text on a canvas.
pub(crate) struct Interpreter<'d, 'a> {
    fonts: &'d Fonts<'a>,
    layers: &'d Layers,
    pub(crate) canvas: Canvas,
    state: State<'a>,
    saved: Vec<State<'a>>,
    /// How many states were not kept.
    unsaved: usize,
    path: BezPath,
    /// Whether each marked-content sequence that is open is shown.
    shown: Vec<bool>,
    depth: usize,
    forms: usize,
}

impl<'d, 'a> Interpreter<'d, 'a> {
    pub(crate) fn new(
        fonts: &'d Fonts<'a>,
        layers: &'d Layers,
        canvas: Canvas,
        transform: Affine,
    ) -> Self {
        Self {
            fonts,
            layers,
            canvas,
            state: State::new(transform),
            saved: Vec::new(),
            unsaved: 0,
            path: BezPath::new(),
            shown: Vec::new(),
            depth: 0,
            forms: 0,
        }
    }

    /// Follows the content of a page and then its annotations.
    pub(crate) fn page(&mut self, page: &Page<'a>) {
        let resources = page.resources();
        self.stream(page.typed_operations(), resources);
        let annotations = page.raw().get::<Array<'a>>(b"Annots");
        for annotation in annotations.iter().flat_map(Array::iter::<Dict<'a>>) {
            self.annotation(&annotation, resources);
        }
    }

    fn stream(&mut self, mut operators: TypedIter<'_>, resources: &Resources<'a>) {
        let saved = self.saved.len();
        self.save();
        let mut fonts = HashMap::new();
        while let Some(operator) = operators.next() {
            if self.canvas.is_full() {
                break;
            }
            self.operator(operator, resources, &mut fonts);
        }
        self.path.truncate(0);
        self.unsaved = 0;
        while self.saved.len() > saved {
            self.restore();
        }
    }

    fn save(&mut self) {
        if self.saved.len() < MAX_STATES {
            self.saved.push(self.state.clone());
        } else {
            self.unsaved += 1;
        }
    }

    fn restore(&mut self) {
        if self.unsaved > 0 {
            self.unsaved -= 1;
        } else if let Some(state) = self.saved.pop() {
            self.state = state;
        }
    }

    fn is_shown(&self) -> bool {
        self.shown.last().copied().unwrap_or(true)
    }

    fn operator(
        &mut self,
        operator: TypedInstruction<'_, '_>,
        resources: &Resources<'a>,
        fonts: &mut HashMap<Vec<u8>, Option<Rc<Font<'a>>>>,
    ) {
        use TypedInstruction as Op;
        let state = &mut self.state;
        match operator {
            Op::SaveState(_) => self.save(),
            Op::RestoreState(_) => self.restore(),
            Op::Transform(m) => {
                let m = [m.0, m.1, m.2, m.3, m.4, m.5];
                state.transform *= Affine::new(m.map(|number| number.as_f64()));
            }
            Op::SetGraphicsState(name) => {
                if let Some(settings) = resources.get_ext_g_state(name.0) {
                    self.settings(&settings);
                }
            }

            Op::BeginText(_) => {
                state.text = Affine::IDENTITY;
                state.line = Affine::IDENTITY;
            }
            Op::SetTextMatrix(m) => {
                let m = [m.0, m.1, m.2, m.3, m.4, m.5];
                state.line = Affine::new(m.map(|number| number.as_f64()));
                state.text = state.line;
            }
            Op::TextFont(font) => {
                state.size = font.1.as_f64();
                let name: &[u8] = font.0.as_ref();
                state.font = match fonts.get(name) {
                    Some(known) => known.clone(),
                    None => {
                        let loaded = match resources.get_font(font.0) {
                            Some(dict) => self.fonts.load(&dict),
                            None => self.fonts.stand_in(),
                        };
                        fonts.insert(name.to_vec(), loaded.clone());
                        loaded
                    }
                };
            }
            Op::CharacterSpacing(space) => state.char_space = space.0.as_f64(),
            Op::WordSpacing(space) => state.word_space = space.0.as_f64(),
            Op::HorizontalScaling(scale) => state.scale = scale.0.as_f64() / 100.0,
            Op::TextLeading(leading) => state.leading = leading.0.as_f64(),
            Op::TextRise(rise) => state.rise = rise.0.as_f64(),
            Op::NextLine(step) => state.next_line(step.0.as_f64(), step.1.as_f64()),
            Op::NextLineAndSetLeading(step) => {
                state.leading = -step.1.as_f64();
                state.next_line(step.0.as_f64(), step.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            Op::ShowText(text) => self.show(text.0.as_bytes()),
            Op::ShowTexts(parts) => self.show_all(parts.0),
            Op::NextLineAndShowText(text) => {
                state.next_line(0.0, -state.leading);
                self.show(text.0.as_bytes());
            }
            Op::ShowTextWithParameters(text) => {
                state.word_space = text.0.as_f64();
                state.char_space = text.1.as_f64();
                state.next_line(0.0, -state.leading);
                self.show(text.2.as_bytes());
            }

            Op::XObject(name) => {
                if let Some(object) = resources.get_x_object(name.0) {
                    self.object(&object, resources);
                }
            }
            Op::InlineImage(_) => self.image(),
            Op::Shading(_) => self.canvas.picture(self.is_shown()),

            Op::BeginMarkedContent(mark) => {
                self.shown.push(self.is_shown());
                self.canvas.begin(mark.0.as_ref(), None);
            }
            Op::BeginMarkedContentWithProperties(mark) => {
                let properties = match mark.1 {
                    Object::Name(name) => resources.properties.get::<Dict<'_>>(name),
                    Object::Dict(dict) => Some(dict.clone()),
                    _ => None,
                };
                let visible = match mark.1 {
                    Object::Name(name) => properties.as_ref().is_none_or(|layer| {
                        let id = resources.properties.get_ref(name).map(Into::into);
                        self.layers.shows(id, layer)
                    }),
                    Object::Dict(dict) => self.shows(dict),
                    _ => true,
                };
                self.shown.push(self.is_shown() && visible);
                self.canvas.begin(mark.0.as_ref(), properties.as_ref());
            }
            Op::EndMarkedContent(_) => {
                self.shown.pop();
                self.canvas.end();
            }
            other => {
                if !self.paint(&other) {
                    self.colour(&other, resources);
                }
            }
        }
    }

    /// Follows the construction and painting of paths; tells whether the
    /// operator is one of these.
    fn paint(&mut self, operator: &TypedInstruction<'_, '_>) -> bool {
        use TypedInstruction as Op;
        // One element more tells that there are too many.
        let room = self.path.elements().len() <= MAX_ELEMENTS;
        let begun = room && !self.path.elements().is_empty();
        let point = |x: Number, y: Number| Point::new(x.as_f64(), y.as_f64());
        match operator {
            Op::RectPath(r) if room => {
                let corner = point(r.0, r.1);
                let size = (r.2.as_f64(), r.3.as_f64());
                let rect = KurboRect::from_origin_size(corner, size);
                self.path.extend(rect.path_elements(0.1));
            }
            Op::MoveTo(m) if room => self.path.move_to(point(m.0, m.1)),
            Op::LineTo(m) if begun => self.path.line_to(point(m.0, m.1)),
            // Only where a curve ends matters.
            Op::CubicTo(c) if begun => self.curve_to(point(c.4, c.5)),
            Op::CubicStartTo(c) if begun => self.curve_to(point(c.2, c.3)),
            Op::CubicEndTo(c) if begun => self.curve_to(point(c.2, c.3)),
            Op::ClosePath(_) if begun => self.path.close_path(),
            Op::RectPath(_)
            | Op::MoveTo(_)
            | Op::LineTo(_)
            | Op::CubicTo(_)
            | Op::CubicStartTo(_)
            | Op::CubicEndTo(_)
            | Op::ClosePath(_) => {}
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_) => self.finish_path(false, true),
            Op::StrokePath(_) => self.finish_path(true, false),
            Op::FillAndStrokeNonZero(_) | Op::FillAndStrokeEvenOdd(_) => {
                self.finish_path(true, true);
            }
            Op::CloseAndStrokePath(_) => {
                self.close();
                self.finish_path(true, false);
            }
            Op::CloseFillAndStrokeNonZero(_) | Op::CloseFillAndStrokeEvenOdd(_) => {
                self.close();
                self.finish_path(true, true);
            }
            Op::EndPath(_) => self.path.truncate(0),
            _ => return false,
        }
        true
    }

    fn close(&mut self) {
        if !self.path.elements().is_empty() {
            self.path.close_path();
        }
    }

    fn curve_to(&mut self, end: Point) {
        self.path.quad_to(end, end);
    }

    fn finish_path(&mut self, stroked: bool, filled: bool) {
        if self.is_shown() {
            self.canvas.picture(true);
            if stroked {
                self.canvas.path(&self.path, self.state.transform, true);
            }
            if filled {
                self.canvas.path(&self.path, self.state.transform, false);
            }
        }
        self.path.truncate(0);
    }

    /// Follows the colour that text is filled with.
    fn colour(&mut self, operator: &TypedInstruction<'_, '_>, resources: &Resources<'a>) {
        use TypedInstruction as Op;
        let state = &mut self.state;
        match operator {
            Op::NonStrokeColorDeviceGray(c) => {
                state.space = Space::Plain;
                state.color = Color::of(state.space, &[c.0.as_f32()]);
            }
            Op::NonStrokeColorDeviceRgb(c) => {
                state.space = Space::Plain;
                let parts = [c.0, c.1, c.2].map(|part| part.as_f32());
                state.color = Color::of(state.space, &parts);
            }
            Op::NonStrokeColorCmyk(c) => {
                state.space = Space::Plain;
                let parts = [c.0, c.1, c.2, c.3].map(|part| part.as_f32());
                state.color = Color::of(state.space, &parts);
            }
            Op::ColorSpaceNonStroke(name) => {
                state.space = Space::named(name.0, resources);
                state.color = Color::BLACK;
            }
            Op::NonStrokeColor(c) => {
                let parts: Vec<f32> = c.0.iter().map(Number::as_f32).collect();
                state.color = Color::of(state.space, &parts);
            }
            Op::NonStrokeColorNamed(c) => {
                let parts: Vec<f32> = c.0.iter().map(Number::as_f32).collect();
                state.color = Color::of(state.space, &parts);
            }
            _ => {}
        }
    }

    /// Takes over what a graphics state dictionary says of text.
    fn settings(&mut self, settings: &Dict<'a>) {
        let Some(font) = settings.get::<Array<'a>>(b"Font") else {
            return;
        };
        let mut parts = font.iter::<Object<'a>>();
        if let (Some(Object::Dict(font)), Some(Object::Number(size))) = (parts.next(), parts.next())
        {
            self.state.font = self.fonts.load(&font);
            self.state.size = size.as_f64();
        }
    }

    fn show_all(&mut self, parts: &Array<'_>) {
        for part in parts.iter::<Object<'_>>() {
            match part {
                Object::Number(back) => {
                    let distance = -back.as_f64() / UNITS_PER_EM * self.state.size;
                    self.state.advance(distance);
                }
                Object::String(text) => self.show(text.as_bytes()),
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let state = &mut self.state;
        if state.font.is_none() {
            state.font = self.fonts.stand_in();
        }
        let Some(font) = state.font.clone() else {
            return;
        };
        let shown =
            self.shown.last().copied().unwrap_or(true) && (!font.stands_in || bytes.is_ascii());
        let (across, up) = (state.size * state.scale, state.size);
        let transform = state.transform * state.text;
        let mut run = self
            .canvas
            .run(transform, across, up, font.face, state.color)
            .filter(|_| shown);
        let (mut x, mut y) = (0.0, state.rise);
        font.each_code(bytes, |code, number, length| {
            if let Some(run) = &mut run {
                let origin = Point::new(x + code.shift.0 * across, y + code.shift.1 * up);
                run.glyph(&code.shown, origin, code.width * across);
            }
            let word = if number == 32 && length == 1 {
                state.word_space
            } else {
                0.0
            };
            let step = code.advance * state.size + state.char_space + word;
            if font.runs_across {
                x += step * state.scale;
            } else {
                y += step;
            }
        });
        state.text *= Affine::translate((x, y - state.rise));
    }

    fn image(&mut self) {
        if self.is_shown() {
            self.canvas.image(self.state.transform);
        }
    }

    fn object(&mut self, object: &Stream<'a>, resources: &Resources<'a>) {
        let dict = object.dict();
        let kind = dict.get::<Name<'_>>(b"Subtype");
        match kind.as_ref().map(Name::as_str) {
            Some("Image") => self.image(),
            Some("Form") if self.is_shown() && self.shows(dict) => self.form(object, resources),
            _ => {}
        }
    }

    /// Tells whether what has this dictionary belongs to a layer that is shown.
    fn shows(&self, dict: &Dict<'_>) -> bool {
        let id = dict.get_ref(b"OC").map(ObjectIdentifier::from);
        let layer = dict.get::<Dict<'_>>(b"OC");
        layer.is_none_or(|layer| self.layers.shows(id, &layer))
    }

    fn form(&mut self, form: &Stream<'a>, resources: &Resources<'a>) {
        if self.depth >= MAX_DEPTH || self.forms >= MAX_FORMS {
            return;
        }
        let Ok(content) = form.decoded_data() else {
            return;
        };
        self.depth += 1;
        self.forms += 1;
        let dict = form.dict();
        let own = dict.get::<Dict<'a>>(b"Resources").map(Resources::new);
        self.path.truncate(0);
        self.save();
        if let Some(matrix) = dict.get::<[f64; 6]>(b"Matrix") {
            self.state.transform *= Affine::new(matrix);
        }
        self.stream(TypedIter::new(&content), own.as_ref().unwrap_or(resources));
        self.restore();
        self.depth -= 1;
    }

    /// Draws the appearance of an annotation in its rectangle (ISO 32000-2,
    /// 12.5.5).
    fn annotation(&mut self, annotation: &Dict<'a>, resources: &Resources<'a>) {
        const HIDDEN: u32 = 1 << 1;
        const NO_VIEW: u32 = 1 << 5;
        let flags = annotation.get::<u32>(b"F").unwrap_or(0);
        if flags & (HIDDEN | NO_VIEW) != 0 {
            return;
        }
        let Some(form) = appearance(annotation) else {
            return;
        };
        let dict = form.dict();
        let (Some(place), Some(bounds)) = (
            annotation.get::<PdfRect>(b"Rect"),
            dict.get::<[f64; 4]>(b"BBox"),
        ) else {
            return;
        };
        let matrix = Affine::new(
            dict.get::<[f64; 6]>(b"Matrix")
                .unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
        );
        let bounds =
            matrix.transform_rect_bbox(KurboRect::new(bounds[0], bounds[1], bounds[2], bounds[3]));
        let place = KurboRect::new(place.x0, place.y0, place.x1, place.y1);
        let (across, up) = (
            place.width() / bounds.width(),
            place.height() / bounds.height(),
        );
        self.save();
        self.state.transform *= Affine::new([
            across,
            0.0,
            0.0,
            up,
            place.x0 - across * bounds.x0,
            place.y0 - up * bounds.y0,
        ]);
        self.form(&form, resources);
        self.restore();
    }
}

/// The normal appearance, of several the one in use.
fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    let appearances = annotation.get::<Dict<'a>>(b"AP")?;
    match appearances.get::<Object<'a>>(b"N")? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => {
            let state = annotation.get::<Name<'a>>(b"AS");
            let stream = state.and_then(|state| states.get::<Stream<'a>>(&*state));
            stream.or_else(|| states.get::<Stream<'a>>(b"Off"))
        }
        _ => None,
    }
}
