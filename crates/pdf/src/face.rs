use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
};

use hayro_font::{FontCache, FontGlyph, OutlineFontData, OutlineGlyph};
use hayro_interpret::InterpreterSettings;
use hayro_syntax::{
    object::{Dict, Name, ObjectIdentifier, Stream},
    page::{Page, Resources},
};

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

    fn of_data(font: &OutlineFontData) -> Self {
        let name = font.postscript_name.as_deref().unwrap_or_default();
        Self::of(name, font.weight, font.is_italic)
    }

    /// Reads the descriptor of a font (ISO 32000-2, 9.8).
    fn of_dict(font: &Dict<'_>) -> Self {
        const ITALIC: u32 = 1 << 6;
        const FORCE_BOLD: u32 = 1 << 18;
        let name = font.get::<Name<'_>>(b"BaseFont");
        let descriptor = font.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
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

/// Forms within forms deeper than this are not searched for fonts.
const MAX_DEPTH: usize = 6;

/// Tells how the fonts of a document look.
///
/// A glyph names its font but for Type 1. So the bold and the italic ones of
/// those are loaded here once more, to be known again by their glyphs.
#[derive(Default)]
pub(crate) struct Faces<'a> {
    cache: FontCache<'a>,
    seen: RefCell<HashSet<ObjectIdentifier>>,
    marked: RefCell<Vec<(hayro_font::Font<'a>, Face)>>,
    known: RefCell<HashMap<u128, Face>>,
}

impl<'a> Faces<'a> {
    /// Takes note of the fonts that a page uses.
    pub(crate) fn add_page(&self, page: &Page<'a>, settings: &InterpreterSettings) {
        self.add(page.resources(), settings, MAX_DEPTH);
    }

    fn add(&self, resources: &Resources<'a>, settings: &InterpreterSettings, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        for name in resources.fonts.keys() {
            if let Some(font) = resources.get_font(&name)
                && self.is_new(font.obj_id())
            {
                self.add_font(&font, settings);
            }
        }
        for name in resources.x_objects.keys() {
            let id = resources
                .x_objects
                .get_ref(&*name)
                .map(ObjectIdentifier::from);
            if !self.is_new(id) {
                continue;
            }
            let form = resources.get_x_object(&name);
            let inner = form
                .as_ref()
                .map(Stream::dict)
                .and_then(|form| form.get::<Dict<'a>>(b"Resources"));
            if let Some(inner) = inner {
                self.add(&Resources::new(inner), settings, depth);
            }
        }
    }

    /// An object without a number may be met again, which costs little.
    fn is_new(&self, id: Option<ObjectIdentifier>) -> bool {
        id.is_none_or(|id| self.seen.borrow_mut().insert(id))
    }

    fn add_font(&self, dict: &Dict<'a>, settings: &InterpreterSettings) {
        let kind = dict.get::<Name<'_>>(b"Subtype");
        let face = Face::of_dict(dict);
        let type1 = kind.is_some_and(|kind| matches!(kind.as_str(), "Type1" | "MMType1"));
        if !type1 || face == Face::default() {
            return;
        }
        let font = self
            .cache
            .font(dict, &settings.font_resolver, &settings.cmap_resolver);
        self.marked
            .borrow_mut()
            .extend(font.map(|font| (font, face)));
    }

    /// Tells how the font of a glyph looks.
    pub(crate) fn of(&self, glyph: &OutlineGlyph) -> Face {
        if let Some(font) = glyph.font_data() {
            return Face::of_data(&font);
        }
        let identifier = glyph.identifier();
        let key = identifier.cache_key();
        if let Some(&face) = self.known.borrow().get(&key) {
            return face;
        }
        let same = |font: &hayro_font::Font<'a>| {
            matches!(
                font.glyph(glyph.glyph_id(), glyph.char_code()),
                FontGlyph::Outline(other) if other.identifier() == identifier
            )
        };
        let marked = self.marked.borrow();
        let face = marked
            .iter()
            .find(|(font, _)| same(font))
            .map_or_else(Face::default, |&(_, face)| face);
        self.known.borrow_mut().insert(key, face);
        face
    }
}
