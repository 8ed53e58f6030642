//! Styles, with what they inherit.

use std::collections::BTreeMap;

use crate::{
    symbols::Font,
    xml::{Element, Event, Ns, Xml},
};

use super::lists::{LevelStyle, ListStyle};

/// The families of styles that matter to text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Paragraph,
    Text,
    Table,
}

impl Family {
    fn named(name: &str) -> Option<Self> {
        match name {
            "paragraph" => Some(Self::Paragraph),
            "text" => Some(Self::Text),
            "table" => Some(Self::Table),
            _ => None,
        }
    }
}

/// What a style says itself.
#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    list: Option<String>,
    hidden: Option<bool>,
    font: Option<Font>,
    break_before: Option<bool>,
    break_after: Option<bool>,
    /// A style that asks for a page layout begins a page.
    begins_layout: bool,
}

/// What a paragraph or span gets from its style and that one's parents.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    /// The list style; an empty name takes the list away.
    pub(super) list: Option<String>,
    pub(super) hidden: bool,
    pub(super) font: Option<Font>,
    pub(super) caption: bool,
    pub(super) break_before: bool,
    pub(super) break_after: bool,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<Family, BTreeMap<String, Style>>,
    /// What each of them amounts to; every style is resolved once.
    resolved: BTreeMap<Family, BTreeMap<String, Resolved>>,
    unstyled: Resolved,
    pub(super) lists: BTreeMap<String, ListStyle>,
    pub(super) outline: ListStyle,
    /// Fonts by the name under which styles refer to them.
    fonts: BTreeMap<String, Font>,
    pub(super) language: Option<String>,
}

/// Styles and list styles that are kept. Automatic styles are many: one for
/// each way that text is set, hundreds in a long document.
const MAX_STYLES: usize = 20_000;

/// Parents that a style may have.
const MAX_CHAIN: usize = 32;

impl Styles {
    /// Adds the styles of one part.
    pub(super) fn parse(&mut self, xml: &mut Xml<'_>) {
        let mut open = Open::None;
        loop {
            match xml.next() {
                Event::Start(element) => match element.name() {
                    (Ns::OdfOffice, "body" | "master-styles") => {
                        let outside = xml.depth() - 1;
                        xml.skip_to(outside);
                    }
                    (ns, local) => self.start(ns, local, &element, &mut open),
                },
                Event::End(depth) => self.end(depth, &mut open),
                Event::Text(..) => {}
                Event::Eof => return,
            }
        }
    }

    fn start(&mut self, ns: Ns, local: &str, element: &Element<'_>, open: &mut Open) {
        let style = |name| {
            let value = element.attribute(Ns::OdfStyle, name);
            value.map(std::borrow::Cow::into_owned)
        };
        let depth = element.depth();
        match (ns, local, &mut *open) {
            (Ns::OdfStyle, "font-face", _) => {
                if let Some(name) = style("name") {
                    let family = element.attribute(Ns::SvgCompatible, "font-family");
                    let font = Font::named(family.as_deref().unwrap_or(&name));
                    self.fonts.insert(name, font);
                }
            }
            (Ns::OdfStyle, "style", _) => {
                let Some(family) = style("family").and_then(|name| Family::named(&name)) else {
                    return;
                };
                let key = (family, style("name").unwrap_or_default());
                let read = Style {
                    parent: style("parent-style-name"),
                    list: style("list-style-name"),
                    begins_layout: style("master-page-name").is_some_and(|name| !name.is_empty()),
                    ..Style::default()
                };
                *open = Open::Style(depth, key, read);
            }
            (Ns::OdfText, "list-style", _) => {
                *open = Open::List(depth, style("name").unwrap_or_default(), ListStyle::new());
            }
            (Ns::OdfText, "outline-style", _) => *open = Open::Outline(depth, ListStyle::new()),
            (Ns::OdfText, _, Open::List(_, _, levels) | Open::Outline(_, levels)) => {
                levels.extend(LevelStyle::parse(element, local));
            }
            (Ns::OdfStyle, "text-properties", Open::List(_, _, levels)) => {
                if let (Some(font), Some(mut level)) = (self.font(element), levels.last_entry()) {
                    level.get_mut().font = font;
                }
            }
            (Ns::OdfStyle, "text-properties", Open::Style(_, _, read)) => {
                let display = element.attribute(Ns::OdfText, "display");
                read.hidden = display.map(|display| display == "none").or(read.hidden);
                read.font = self.font(element).or(read.font);
            }
            (Ns::OdfStyle, "text-properties", Open::None) => {
                if let Some(language) = element.attribute(Ns::OdfFo, "language") {
                    let country = element.attribute(Ns::OdfFo, "country");
                    self.language
                        .get_or_insert_with(|| tag(&language, country.as_deref()));
                }
            }
            (
                Ns::OdfStyle,
                "paragraph-properties" | "table-properties",
                Open::Style(_, _, read),
            ) => {
                let breaks = |name| {
                    element
                        .attribute(Ns::OdfFo, name)
                        .map(|kind| kind == "page")
                };
                read.break_before = breaks("break-before");
                read.break_after = breaks("break-after");
            }
            _ => {}
        }
    }

    fn end(&mut self, depth: usize, open: &mut Open) {
        if open.depth().is_some_and(|opened| depth < opened) {
            match std::mem::replace(open, Open::None) {
                Open::Style(_, (family, name), style) => {
                    let styles = self.styles.entry(family).or_default();
                    if styles.len() < MAX_STYLES {
                        styles.insert(name, style);
                    }
                }
                Open::List(_, name, levels) if self.lists.len() < MAX_STYLES => {
                    self.lists.insert(name, levels);
                }
                Open::Outline(_, levels) => self.outline = levels,
                Open::List(..) | Open::None => {}
            }
        }
    }

    fn font(&self, element: &Element<'_>) -> Option<Font> {
        if let Some(name) = element.attribute(Ns::OdfStyle, "font-name") {
            let known = self.fonts.get(&*name).copied();
            return Some(known.unwrap_or_else(|| Font::named(&name)));
        }
        let family = element.attribute(Ns::OdfFo, "font-family")?;
        Some(Font::named(&family))
    }

    /// Resolves all styles, once every part that holds some was parsed.
    pub(super) fn resolve_all(&mut self) {
        let resolved = self.styles.iter().map(|(&family, styles)| {
            let resolved = styles
                .keys()
                .map(|name| (name.clone(), resolve(styles, name)));
            (family, resolved.collect())
        });
        self.resolved = resolved.collect();
    }

    /// What the style `name` of `family` amounts to.
    pub(super) fn resolve(&self, family: Family, name: Option<&str>) -> &Resolved {
        let known = || self.resolved.get(&family)?.get(name?);
        known().unwrap_or(&self.unstyled)
    }
}

fn resolve(styles: &BTreeMap<String, Style>, name: &str) -> Resolved {
    let mut resolved = Resolved::default();
    let (mut hidden, mut before, mut after) = (None, None, None);
    let mut name = name;
    for _ in 0..MAX_CHAIN {
        resolved.caption |= name == "Caption";
        let Some(style) = styles.get(name) else {
            break;
        };
        resolved.list = resolved.list.or_else(|| style.list.clone());
        resolved.font = resolved.font.or(style.font);
        hidden = hidden.or(style.hidden);
        before = before.or(style.break_before);
        before = before.or(style.begins_layout.then_some(true));
        after = after.or(style.break_after);
        let Some(parent) = &style.parent else {
            break;
        };
        name = parent;
    }
    resolved.hidden = hidden.unwrap_or(false);
    resolved.break_before = before.unwrap_or(false);
    resolved.break_after = after.unwrap_or(false);
    resolved
}

fn tag(language: &str, country: Option<&str>) -> String {
    match country {
        Some(country) if country != "none" => format!("{language}-{country}"),
        _ => language.to_owned(),
    }
}

/// The style that is being read, with the depth of its element.
#[derive(Debug)]
enum Open {
    None,
    Style(usize, (Family, String), Style),
    List(usize, String, ListStyle),
    Outline(usize, ListStyle),
}

impl Open {
    const fn depth(&self) -> Option<usize> {
        match self {
            Self::None => None,
            Self::Style(depth, ..) | Self::List(depth, ..) | Self::Outline(depth, _) => {
                Some(*depth)
            }
        }
    }
}
