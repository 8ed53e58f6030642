//! The labels of numbered paragraphs (ECMA-376 Part 1, 17.9).
//!
//! A paragraph names an instance (`w:num`) and a level. Instances that share
//! a definition (`w:abstractNum`) count together, unless an instance overrides
//! the start of a level.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    numerals::NumberFormat,
    symbols::{Font, symbol},
    text::clean,
    xml::{Element, Event, Ns, Xml},
};

use super::styles::{Styles, font_of, is_on, number, word};

/// Levels of a list.
pub(super) const LEVELS: usize = 9;

/// Bytes after which a label is cut off. Labels are built for every
/// paragraph, so this bounds work and memory.
const MAX_LABEL: usize = 100;

/// Lists that are kept, far more than documents have.
const MAX_LISTS: usize = 50_000;

/// How many open elements a property may lie below the thing it belongs to.
const REACH: usize = 8;

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: NumberFormat,
    text: String,
    legal: bool,
    /// 0: never restarts; n: after a paragraph of the n-th level or higher.
    restart: Option<usize>,
    style: Option<String>,
    font: Font,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: NumberFormat::Decimal,
            text: String::new(),
            legal: false,
            restart: None,
            style: None,
            font: Font::Text,
        }
    }
}

#[derive(Debug, Default)]
struct Definition {
    levels: BTreeMap<usize, Level>,
    /// The numbering style that holds the levels instead.
    style_link: Option<String>,
}

#[derive(Debug, Default)]
struct Instance {
    definition: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// The lists that a document defines.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    definitions: BTreeMap<String, Definition>,
    instances: BTreeMap<String, Instance>,
}

/// How far each list has counted.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Instances and levels whose own start was applied.
    started: BTreeSet<(String, usize)>,
}

impl Numbering {
    pub(crate) fn parse(xml: &mut Xml<'_>) -> Self {
        let mut parser = Parser::default();
        loop {
            match xml.next() {
                // The branch of `mc:AlternateContent` for older programs.
                Event::Start(element) if element.name() == (Ns::Compatibility, "Fallback") => {
                    let outside = element.depth() - 1;
                    xml.skip_to(outside);
                }
                Event::Start(element) => parser.start(&element),
                Event::End(_) => parser.end(),
                Event::Text(..) => {}
                Event::Eof => break,
            }
        }
        while !parser.open.is_empty() {
            parser.end();
        }
        parser.numbering
    }

    /// The level of the list `num` that belongs to the paragraph style
    /// `style`.
    pub(crate) fn level_of_style(&self, num: &str, style: &str, styles: &Styles) -> Option<usize> {
        let (_, definition) = self.definition(num, styles)?;
        definition
            .levels
            .iter()
            .find(|(_, level)| level.style.as_deref() == Some(style))
            .map(|(&index, _)| index)
    }

    /// Counts a paragraph at `level` (0 the highest) of the list `num` and
    /// returns its label; `None` where the list is unknown or shows nothing.
    pub(crate) fn label(
        &self,
        counters: &mut Counters,
        num: &str,
        level: usize,
        styles: &Styles,
    ) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let (key, definition) = self.definition(num, styles)?;
        let instance = self.instances.get(num)?;
        let look_up = |index: usize| {
            instance
                .levels
                .get(&index)
                .or_else(|| definition.levels.get(&index))
        };
        let start_of = |index: usize| {
            let own = instance.starts.get(&index).copied();
            own.or_else(|| look_up(index).map(|level| level.start))
                .unwrap_or(1)
        };
        let shown = look_up(level)?;

        let counts = counters.counts.entry(key.to_owned()).or_default();
        if instance.starts.contains_key(&level)
            && counters.started.insert((num.to_owned(), level))
            && let Some(count) = counts.get_mut(level)
        {
            *count = None;
        }
        for (index, count) in counts.iter_mut().enumerate() {
            if index < level {
                // Word counts a level that was passed over as used: the
                // first heading 1 after a heading 2 is "2" (Microsoft
                // Knowledge Base, Q110380).
                count.get_or_insert_with(|| start_of(index));
            } else if index == level {
                *count =
                    Some(count.map_or_else(|| start_of(index), |count| count.saturating_add(1)));
            } else if restarts(look_up(index), index, level) {
                *count = None;
            }
        }
        let value = |index: usize| {
            let count = counts.get(index).copied().flatten();
            count.unwrap_or_else(|| start_of(index))
        };
        let number = |index: usize| {
            let format = look_up(index).map_or(NumberFormat::Decimal, |level| level.format);
            let format = match format {
                NumberFormat::None | NumberFormat::Bullet => format,
                _ if shown.legal => NumberFormat::Decimal,
                _ => format,
            };
            format.write(value(index), styles.language())
        };
        Some(clean(&shown.write(number))).filter(|label| !label.is_empty())
    }

    /// The definition behind an instance, with the key it counts under.
    fn definition<'a>(&'a self, num: &str, styles: &Styles) -> Option<(&'a str, &'a Definition)> {
        let key = &self.instances.get(num)?.definition;
        let (key, definition) = self.definitions.get_key_value(key)?;
        let Some(link) = &definition.style_link else {
            return Some((key, definition));
        };
        let linked = self.instances.get(styles.numbering(link)?)?;
        let (key, definition) = self.definitions.get_key_value(&linked.definition)?;
        Some((key, definition))
    }
}

/// Whether a paragraph at level `used` makes level `index` start again.
fn restarts(level: Option<&Level>, index: usize, used: usize) -> bool {
    match level.and_then(|level| level.restart) {
        Some(0) => false,
        Some(after) if after <= index => used < after,
        _ => true,
    }
}

impl Level {
    /// Fills in the numbers: %1 is that of the highest level.
    fn write(&self, number: impl Fn(usize) -> String) -> String {
        if self.format == NumberFormat::Bullet {
            return self.bullet();
        }
        let mut written = String::new();
        let mut chars = self.text.chars().peekable();
        while let Some(c) = chars.next()
            && written.len() < MAX_LABEL
        {
            let index = (c == '%')
                .then(|| chars.peek().and_then(|digit| digit.to_digit(10)))
                .flatten()
                .and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
            match index {
                Some(index) => {
                    chars.next();
                    written.push_str(&number(index));
                }
                None => written.push(symbol(c, self.font)),
            }
        }
        written
    }

    /// A bullet as Unicode has it. Word draws its hollow bullet as the letter
    /// o of a typewriter font; a picture has no text.
    fn bullet(&self) -> String {
        let sign: String = self.text.chars().map(|c| symbol(c, self.font)).collect();
        match sign.trim() {
            "o" => "◦".to_owned(),
            "" | "\u{FFFD}" => "•".to_owned(),
            "·" if self.font == Font::Text => "•".to_owned(),
            sign => sign.to_owned(),
        }
    }

    fn take(&mut self, element: &Element<'_>) {
        let (Ns::Word, local) = element.name() else {
            return;
        };
        let value = || word(element, "val");
        match local {
            "start" => self.start = number(value()).unwrap_or(0),
            "numFmt" => {
                let name = value().unwrap_or_default();
                self.format = match word(element, "format") {
                    Some(example) if name == "custom" => NumberFormat::from_word_custom(&example),
                    _ => NumberFormat::from_word(&name),
                };
            }
            "lvlText" => {
                // `w:null` says that the text is empty whatever `w:val` holds.
                let null = word(element, "null").is_some_and(|on| is_on(&on));
                let text = value().filter(|_| !null).unwrap_or_default();
                self.text = text.chars().take(MAX_LABEL).collect();
            }
            "isLgl" => self.legal = value().is_none_or(|on| is_on(&on)),
            "lvlRestart" => self.restart = number(value()),
            "pStyle" => self.style = value(),
            "rFonts" => self.font = font_of(element).unwrap_or_default(),
            _ => {}
        }
    }
}

#[derive(Debug, Default)]
struct Parser {
    numbering: Numbering,
    open: Vec<Open>,
}

/// An element that is being read.
#[derive(Debug)]
enum Open {
    Definition(String, Definition),
    Instance(String, Instance),
    Override(usize),
    Level(usize, Level),
    Other,
}

impl Parser {
    fn start(&mut self, element: &Element<'_>) {
        let id = |local| word(element, local).unwrap_or_default();
        let index = |local| number(word(element, local)).unwrap_or(0);
        let opened = match element.name() {
            (Ns::Word, "abstractNum") => {
                Open::Definition(id("abstractNumId"), Definition::default())
            }
            (Ns::Word, "num") => Open::Instance(id("numId"), Instance::default()),
            (Ns::Word, "lvlOverride") => Open::Override(index("ilvl")),
            (Ns::Word, "lvl") => Open::Level(index("ilvl"), Level::default()),
            _ => {
                self.take(element);
                Open::Other
            }
        };
        self.open.push(opened);
    }

    /// Gives an element to the innermost thing that can use it.
    fn take(&mut self, element: &Element<'_>) {
        let value = || word(element, "val");
        let (Ns::Word, local) = element.name() else {
            return;
        };
        let mut override_of = None;
        for open in self.open.iter_mut().rev().take(REACH) {
            match open {
                Open::Level(_, level) => return level.take(element),
                Open::Override(level) => override_of = Some(*level),
                Open::Definition(_, definition) => {
                    if local == "numStyleLink" {
                        definition.style_link = value();
                    }
                    return;
                }
                Open::Instance(_, instance) => {
                    match (local, override_of) {
                        ("abstractNumId", _) => instance.definition = value().unwrap_or_default(),
                        ("startOverride", Some(level)) => {
                            instance.starts.insert(level, number(value()).unwrap_or(0));
                        }
                        _ => {}
                    }
                    return;
                }
                Open::Other => {}
            }
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Definition(id, definition))
                if self.numbering.definitions.len() < MAX_LISTS =>
            {
                self.numbering.definitions.insert(id, definition);
            }
            Some(Open::Instance(id, instance)) if self.numbering.instances.len() < MAX_LISTS => {
                self.numbering.instances.insert(id, instance);
            }
            Some(Open::Level(index, level)) => {
                let levels = self
                    .open
                    .iter_mut()
                    .rev()
                    .take(REACH)
                    .find_map(|open| match open {
                        Open::Definition(_, definition) => Some(&mut definition.levels),
                        Open::Instance(_, instance) => Some(&mut instance.levels),
                        _ => None,
                    });
                if let Some(levels) = levels.filter(|_| index < LEVELS) {
                    levels.insert(index, level);
                }
            }
            _ => {}
        }
    }
}
