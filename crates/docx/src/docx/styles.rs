//! Paragraph and character styles, with what they inherit.

use std::collections::BTreeMap;

use crate::{
    numerals::Language,
    symbols::Font,
    xml::{Element, Event, Ns, Xml},
};

/// A reference to a list: the numbering instance and the level, 0 the highest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberRef {
    pub(crate) num: Option<String>,
    pub(crate) level: Option<usize>,
}

/// What a style's name says about its paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Heading of this level, 1 the highest.
    Heading(u8),
    Contents,
    Caption,
}

/// What a paragraph gets from its style and the styles that one is based on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ParagraphStyle {
    pub(crate) role: Option<Role>,
    /// Outline level as stored: 0 the highest heading, 9 body text.
    pub(crate) outline: Option<u8>,
    pub(crate) number: NumberRef,
    /// The style in the chain that names the list.
    pub(crate) number_source: Option<String>,
    pub(crate) hidden: bool,
    pub(crate) font: Option<Font>,
}

impl ParagraphStyle {
    /// Level of the heading that the style makes, 1 the highest.
    pub(crate) fn heading(&self) -> Option<u8> {
        match (self.outline, self.role) {
            (Some(level @ 0..=8), _) => Some(level + 1),
            (Some(_), _) => None,
            (None, Some(Role::Heading(level))) => Some(level),
            (None, _) => None,
        }
    }
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    number: NumberRef,
    hidden: Option<bool>,
    font: Option<Font>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    styles: BTreeMap<String, Style>,
    default_paragraph: Option<String>,
    /// Resolved paragraph styles, by id; every style is resolved once.
    paragraphs: BTreeMap<String, ParagraphStyle>,
    unstyled: ParagraphStyle,
    language: Option<String>,
}

/// Styles that are kept. Word makes at most 4,079.
const MAX_STYLES: usize = 10_000;

/// Styles that a chain of based-on may count. Word stops at 10.
const MAX_CHAIN: usize = 32;

impl Styles {
    pub(crate) fn parse(xml: &mut Xml<'_>) -> Self {
        let mut styles = Self::default();
        let mut open: Option<(usize, String, Style)> = None;
        loop {
            match xml.next() {
                Event::Start(element) => {
                    let name = element.name();
                    if let (Ns::Word, "style") = name {
                        let id = word(&element, "styleId").unwrap_or_default();
                        let default = word(&element, "default").is_some_and(|on| is_on(&on));
                        let paragraph =
                            word(&element, "type").is_none_or(|kind| kind == "paragraph");
                        if default && paragraph {
                            styles.default_paragraph = Some(id.clone());
                        }
                        open = Some((xml.depth(), id, Style::default()));
                    } else if let (Ns::Word, "lang") = name
                        && open.is_none()
                    {
                        styles.language = word(&element, "val");
                    } else if let (Ns::Word, "tblStylePr" | "pPrChange" | "rPrChange") = name {
                        let outside = xml.depth() - 1;
                        xml.skip_to(outside);
                    } else if let Some((_, _, style)) = &mut open {
                        style.take(&element);
                    }
                }
                Event::End(left) => {
                    if let Some((_, id, style)) = open.take_if(|(depth, ..)| left < *depth)
                        && styles.styles.len() < MAX_STYLES
                    {
                        styles.styles.entry(id).or_insert(style);
                    }
                }
                Event::Text(..) => {}
                Event::Eof => break,
            }
        }
        styles.resolve_all();
        styles
    }

    /// The style of a paragraph that names `id`, or none.
    pub(crate) fn paragraph(&self, id: Option<&str>) -> &ParagraphStyle {
        let default = || {
            let id = self.default_paragraph.as_ref()?;
            self.paragraphs.get(id)
        };
        id.and_then(|id| self.paragraphs.get(id))
            .or_else(default)
            .unwrap_or(&self.unstyled)
    }

    /// Whether the character style `id` hides text, and its font.
    pub(crate) fn character(&self, id: &str) -> (Option<bool>, Option<Font>) {
        let chain = || self.chain(id);
        (
            chain().find_map(|(_, style)| style.hidden),
            chain().find_map(|(_, style)| style.font),
        )
    }

    /// The list that the numbering style `id` stands for.
    pub(crate) fn numbering(&self, id: &str) -> Option<&str> {
        self.styles.get(id)?.number.num.as_deref()
    }

    /// The language of text that names none.
    pub(crate) fn language_tag(&self) -> Option<&str> {
        self.language.as_deref()
    }

    pub(crate) fn language(&self) -> Language {
        self.language_tag()
            .map_or_else(Language::default, Language::of_tag)
    }

    fn resolve_all(&mut self) {
        let resolved = self
            .styles
            .keys()
            .map(|id| (id.clone(), self.resolve(id)))
            .collect();
        self.paragraphs = resolved;
    }

    /// The style `id` and those it is based on, nearest first.
    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = self.styles.get_key_value(id);
        std::iter::successors(first, |(_, style)| {
            self.styles.get_key_value(style.based_on.as_deref()?)
        })
        .map(|(id, style)| (id.as_str(), style))
        .take(MAX_CHAIN)
    }

    fn resolve(&self, id: &str) -> ParagraphStyle {
        let mut resolved = ParagraphStyle::default();
        for (id, style) in self.chain(id) {
            // A nearer style overrules; of outline and name, the nearer one.
            if resolved.outline.is_none() && resolved.role.is_none() {
                resolved.outline = style.outline;
                resolved.role = role(&style.name).or_else(|| role(id));
            }
            if resolved.number.num.is_none() && style.number.num.is_some() {
                resolved.number.num.clone_from(&style.number.num);
                resolved.number_source = Some(id.to_owned());
            }
            resolved.number.level = resolved.number.level.or(style.number.level);
            resolved.hidden |= style.hidden.unwrap_or(false);
            resolved.font = resolved.font.or(style.font);
        }
        resolved
    }
}

impl Style {
    fn take(&mut self, element: &Element<'_>) {
        let (Ns::Word, local) = element.name() else {
            return;
        };
        let value = || word(element, "val");
        match local {
            "name" => self.name = value().unwrap_or_default(),
            "basedOn" => self.based_on = value(),
            "outlineLvl" => self.outline = number(value()),
            "numId" => self.number.num = value(),
            "ilvl" => self.number.level = number(value()),
            "vanish" => self.hidden = Some(value().is_none_or(|on| is_on(&on))),
            "rFonts" => self.font = font_of(element),
            _ => {}
        }
    }
}

/// The attribute `local` of a Word element.
pub(crate) fn word(element: &Element<'_>, local: &str) -> Option<String> {
    element
        .attribute(Ns::Word, local)
        .map(std::borrow::Cow::into_owned)
}

/// The number that an attribute holds.
pub(crate) fn number<T: std::str::FromStr>(value: Option<String>) -> Option<T> {
    value?.trim().parse().ok()
}

/// Whether a switch (`ST_OnOff`, ECMA-376 Part 1,
/// 22.9.2.7) is on.
pub(crate) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

/// The font that `w:rFonts` names for the characters of symbol fonts.
pub(crate) fn font_of(element: &Element<'_>) -> Option<Font> {
    ["ascii", "hAnsi"]
        .iter()
        .find_map(|local| element.attribute(Ns::Word, local))
        .map(|name| Font::named(&name))
}

/// What a style's name or id says. Word stores the English name of a built-in
/// style whatever its own language, but other programs store what their user
/// sees.
fn role(name: &str) -> Option<Role> {
    let name: String = name
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '_' && *c != '-')
        .flat_map(char::to_lowercase)
        .collect();
    for prefix in ["heading", "kop", "berschrift", "überschrift", "titre"] {
        if let Some(level) = name.strip_prefix(prefix).and_then(single_digit) {
            return Some(Role::Heading(level));
        }
    }
    for prefix in ["toc", "inhopg", "inhoudsopgave"] {
        if name.strip_prefix(prefix).and_then(single_digit).is_some() {
            return Some(Role::Contents);
        }
    }
    match name.as_str() {
        "tocheading" | "kopvaninhoudsopgave" | "tableoffigures" | "lijstmetafbeeldingen" => {
            Some(Role::Contents)
        }
        "caption" | "bijschrift" => Some(Role::Caption),
        _ => None,
    }
}

fn single_digit(rest: &str) -> Option<u8> {
    rest.parse().ok().filter(|level| (1..=9).contains(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(inner: &str) -> Styles {
        let text = format!(
            "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>{inner}</w:styles>"
        );
        Styles::parse(&mut Xml::new(&text, 100))
    }

    #[test]
    fn a_heading_is_known_by_name_outline_or_base() {
        let styles = styles(
            "<w:style w:type='paragraph' w:styleId='Kop1'><w:name w:val='heading 1'/></w:style>\
             <w:style w:type='paragraph' w:styleId='A'><w:basedOn w:val='Kop1'/></w:style>\
             <w:style w:type='paragraph' w:styleId='B'><w:basedOn w:val='A'/><w:pPr><w:outlineLvl w:val='3'/></w:pPr></w:style>\
             <w:style w:type='paragraph' w:styleId='C'><w:basedOn w:val='B'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>\
             <w:style w:type='paragraph' w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>\
             <w:style w:type='paragraph' w:styleId='x'><w:name w:val='Kop 2'/></w:style>",
        );
        let levels = ["Kop1", "A", "B", "C", "Loop", "x", "?"]
            .map(|id| styles.paragraph(Some(id)).heading());
        assert_eq!(
            levels,
            [Some(1), Some(1), Some(4), None, None, Some(2), None]
        );
    }

    #[test]
    fn hidden_text_is_inherited_and_can_be_shown_again() {
        let styles = styles(
            "<w:style w:type='character' w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>\
             <w:style w:type='character' w:styleId='I'><w:basedOn w:val='H'/></w:style>\
             <w:style w:type='character' w:styleId='J'><w:basedOn w:val='H'/><w:rPr><w:vanish w:val='0'/></w:rPr></w:style>",
        );
        let hidden = ["H", "I", "J"].map(|id| styles.character(id).0);
        assert_eq!(hidden, [Some(true), Some(true), Some(false)]);
    }
}
