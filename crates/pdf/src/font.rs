use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
    sync::Arc,
};

use hayro_font::{
    CMapResolverFn, Font as HayroFont, FontCache, FontGlyph, FontQuery, FontResolverFn,
    StandardFont, hayro_cmap, hayro_cmap::BfString,
};
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};

use crate::{chars::plain, widths};

/// Glyphs are measured in a thousandth of the font size.
const UNITS_PER_EM: f64 = 1000.0;

/// How wide a glyph is that the font does not tell, in parts of the size.
const UNKNOWN_WIDTH: f64 = 0.5;

/// Codes from here on are looked up anew each time; no font has as many
/// glyphs.
const MAX_CODES: u32 = 1 << 16;

/// How a font looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Face {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
}

impl Face {
    fn of(name: &str, weight: Option<u32>, italic: bool) -> Self {
        let named = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        Self {
            bold: weight.is_some_and(|weight| weight >= 600)
                || named(&[
                    "Bold", "bold", "Black", "Heavy", "Semibold", "SemiBold", "Demi",
                ]),
            italic: italic || named(&["Italic", "Oblique"]),
        }
    }

    /// Reads the descriptor of a font, of a composite one that of its
    /// descendant (ISO 32000-2, 9.7 and 9.8).
    fn of_dict(font: &Dict<'_>) -> Self {
        const ITALIC: u32 = 1 << 6;
        const FORCE_BOLD: u32 = 1 << 18;
        let name = font.get::<Name<'_>>(b"BaseFont");
        let descendants = font.get::<Array<'_>>(b"DescendantFonts");
        let descendant = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let descriptor = descendant
            .as_ref()
            .unwrap_or(font)
            .get::<Dict<'_>>(b"FontDescriptor")
            .unwrap_or_default();
        let flags = descriptor.get::<u32>(b"Flags").unwrap_or(0);
        let weight = descriptor.get::<u32>(b"FontWeight");
        let mut face = Self::of(
            name.as_ref().map_or("", |name| name.as_str()),
            weight,
            flags & ITALIC != 0,
        );
        face.bold |= flags & FORCE_BOLD != 0;
        face
    }
}

/// The characters that one code of a font shows.
#[derive(Clone, Debug)]
pub(crate) enum Shown {
    Nothing,
    One(char),
    Several(Rc<[char]>),
}

impl Shown {
    fn of(unicode: Option<BfString>) -> Self {
        let mut chars = Vec::new();
        match unicode {
            Some(BfString::Char(char)) => plain(char, |char| chars.push(char)),
            Some(BfString::String(text)) => {
                for char in text.chars() {
                    plain(char, |char| chars.push(char));
                }
            }
            None => chars.push(char::REPLACEMENT_CHARACTER),
        }
        match chars.as_slice() {
            [] => Self::Nothing,
            &[char] => Self::One(char),
            _ => Self::Several(chars.into()),
        }
    }
}

/// What a code of a font stands for. Lengths are parts of the font size.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) shown: Shown,
    /// How wide it is drawn.
    pub(crate) width: f64,
    /// How far the next one is: across, or down in a font that runs down.
    pub(crate) advance: f64,
    /// From the place of the code to where its glyph is drawn.
    pub(crate) shift: (f64, f64),
}

/// A font, with what its codes stand for as far as they were met.
pub(crate) struct Font<'a> {
    inner: HayroFont<'a>,
    pub(crate) face: Face,
    pub(crate) runs_across: bool,
    /// Whether it stands in for a font that the page does not name. Only bytes
    /// that are plain letters show anything then.
    pub(crate) stands_in: bool,
    codes: RefCell<Codes>,
}

#[derive(Default)]
struct Codes {
    /// Of each code its place among the known ones, and one more; 0 where it
    /// is not known yet.
    places: Vec<u32>,
    known: Vec<Code>,
}

impl<'a> Font<'a> {
    fn new(inner: HayroFont<'a>, face: Face) -> Self {
        Self {
            runs_across: inner.is_horizontal(),
            inner,
            face,
            stands_in: false,
            codes: RefCell::default(),
        }
    }

    /// Passes on each code of a string and its length in bytes.
    pub(crate) fn each_code(&self, bytes: &[u8], mut show: impl FnMut(&Code, u32, usize)) {
        let codes = &mut *self.codes.borrow_mut();
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = self.inner.read_code(bytes, at);
            at += length.max(1);
            let Some(index) = usize::try_from(code).ok().filter(|_| code < MAX_CODES) else {
                show(&self.look_up(code), code, length);
                continue;
            };
            if codes.places.len() <= index {
                codes.places.resize(index + 1, 0);
            }
            let Some(place) = codes.places.get_mut(index) else {
                continue;
            };
            if *place == 0 {
                codes.known.push(self.look_up(code));
                *place = u32::try_from(codes.known.len()).unwrap_or(0);
            }
            let known = usize::try_from(*place - 1).ok();
            if let Some(known) = known.and_then(|known| codes.known.get(known)) {
                show(known, code, length);
            }
        }
    }

    fn look_up(&self, code: u32) -> Code {
        let glyph = self.inner.glyph(self.inner.map_code(code), code);
        let (unicode, width) = match glyph {
            FontGlyph::Outline(glyph) => (glyph.as_unicode(), glyph.advance_width()),
            FontGlyph::Type3(glyph) => (glyph.as_unicode(), Some(glyph.advance_width())),
        };
        let advance = self.inner.code_advance(code);
        let shift = self.inner.origin_displacement(code);
        Code {
            shown: Shown::of(unicode),
            width: width.map_or(UNKNOWN_WIDTH, |width| f64::from(width) / UNITS_PER_EM),
            advance: if self.runs_across {
                advance.x
            } else {
                advance.y
            } / UNITS_PER_EM,
            shift: (shift.x / UNITS_PER_EM, shift.y / UNITS_PER_EM),
        }
    }
}

/// The fonts of a document, each loaded once.
pub(crate) struct Fonts<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    maps: CMapResolverFn,
    known: RefCell<HashMap<ObjectIdentifier, Option<Rc<Font<'a>>>>>,
    stand_in: RefCell<Option<Option<Rc<Font<'a>>>>>,
    /// Whether a font was met that tells of more widths than are read.
    pub(crate) over_limit: Cell<bool>,
}

impl<'a> Fonts<'a> {
    pub(crate) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            programs: Arc::new(|query| match query {
                FontQuery::Standard(font) => Some(font.get_font_data()),
                FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
            }),
            maps: Arc::new(hayro_cmap::load_embedded),
            known: RefCell::default(),
            stand_in: RefCell::default(),
            over_limit: Cell::default(),
        }
    }

    /// Loads the font that a dictionary describes; the stand-in where that is
    /// not possible.
    pub(crate) fn load(&self, dict: &Dict<'a>) -> Option<Rc<Font<'a>>> {
        let id = dict.obj_id();
        if let Some(known) = id.and_then(|id| self.known.borrow().get(&id).cloned()) {
            return known;
        }
        if !widths::within_limit(dict) {
            self.over_limit.set(true);
            return None;
        }
        let font = match self.cache.font(dict, &self.programs, &self.maps) {
            Some(font) => {
                let face = face(dict, &font);
                Some(Rc::new(Font::new(font, face)))
            }
            None => self.stand_in(),
        };
        if let Some(id) = id {
            self.known.borrow_mut().insert(id, font.clone());
        }
        font
    }

    /// Returns the font for text that is shown without one.
    pub(crate) fn stand_in(&self) -> Option<Rc<Font<'a>>> {
        let load = || {
            let font = self
                .cache
                .standard_font(StandardFont::Helvetica, &self.programs)?;
            Some(Rc::new(Font {
                stands_in: true,
                ..Font::new(font, Face::default())
            }))
        };
        self.stand_in.borrow_mut().get_or_insert_with(load).clone()
    }
}

/// The font program tells more than the dictionary, where there is one.
fn face(dict: &Dict<'_>, font: &HayroFont<'_>) -> Face {
    let face = Face::of_dict(dict);
    let FontGlyph::Outline(glyph) = font.glyph(font.map_code(0), 0) else {
        return face;
    };
    let Some(data) = glyph.font_data() else {
        return face;
    };
    let name = data.postscript_name.as_deref().unwrap_or_default();
    Face::of(name, data.weight, data.is_italic)
}
