//! The labels of list items and headings (ODF 1.3 Part 3, 5.3 and 16.30 to
//! 16.35).

use std::collections::BTreeMap;

use crate::{
    numerals::{Language, NumberFormat},
    symbols::{Font, symbol},
    text::clean,
    xml::{Element, Ns},
};

/// Levels of a list.
const LEVELS: usize = 10;

/// Characters that the fixed part of a label may count, and bytes after which
/// it is cut off. Labels are built for every item, so this bounds work and
/// memory.
const MAX_LABEL: usize = 100;

/// How one level of a list is labelled.
#[derive(Clone, Debug)]
pub(super) struct LevelStyle {
    format: NumberFormat,
    prefix: String,
    suffix: String,
    /// How many levels the label shows, its own included.
    shown: usize,
    start: u32,
    /// LibreOffice's own way to say it: "Artikel %2%".
    pattern: Option<String>,
    bullet: String,
    pub(super) font: Font,
}

impl LevelStyle {
    /// Reads `text:list-level-style-number`, `-bullet` or `-image`, or
    /// `text:outline-level-style`; with the level it is for, 0 the highest.
    pub(super) fn parse(element: &Element<'_>, local: &str) -> Option<(usize, Self)> {
        let own = |name| element.attribute(Ns::OdfText, name);
        let style = |name| {
            let value = element.attribute(Ns::OdfStyle, name);
            value.map(|value| value.chars().take(MAX_LABEL).collect::<String>())
        };
        let level: usize = own("level")?.trim().parse().ok()?;
        let bullet = matches!(local, "list-level-style-bullet" | "list-level-style-image");
        let format = if bullet {
            NumberFormat::Bullet
        } else {
            let sync = style("num-letter-sync").as_deref() == Some("true");
            NumberFormat::from_odf(&style("num-format").unwrap_or_default(), sync)
        };
        let pattern = element.attribute(Ns::LibreOffice, "num-list-format");
        let number = |name| own(name).and_then(|value| value.trim().parse().ok());
        Some((
            level.checked_sub(1).filter(|&level| level < LEVELS)?,
            Self {
                format,
                prefix: style("num-prefix").unwrap_or_default(),
                suffix: style("num-suffix").unwrap_or_default(),
                shown: number("display-levels").unwrap_or(1).clamp(1, LEVELS),
                start: own("start-value")
                    .and_then(|start| start.trim().parse().ok())
                    .unwrap_or(1),
                pattern: pattern.map(|pattern| pattern.chars().take(MAX_LABEL).collect()),
                bullet: own("bullet-char")
                    .map_or_else(String::new, |sign| sign.chars().take(MAX_LABEL).collect()),
                font: Font::Text,
            },
        ))
    }

    fn write(&self, level: usize, number: impl Fn(usize) -> String) -> String {
        if self.format == NumberFormat::Bullet {
            let sign: String = self.bullet.chars().map(|c| symbol(c, self.font)).collect();
            return match sign.trim() {
                // LibreOffice keeps its own bullets in private characters.
                "" | "\u{E00A}" | "\u{E00C}" => "•".to_owned(),
                "o" => "◦".to_owned(),
                sign => sign.to_owned(),
            };
        }
        if self.format == NumberFormat::None && self.pattern.is_none() {
            return format!("{}{}", self.prefix, self.suffix);
        }
        match &self.pattern {
            Some(pattern) => filled(pattern, number),
            None => {
                let first = (level + 1).saturating_sub(self.shown);
                let numbers: Vec<String> = (first..=level)
                    .map(number)
                    .filter(|number| !number.is_empty())
                    .collect();
                format!("{}{}{}", self.prefix, numbers.join("."), self.suffix)
            }
        }
    }
}

/// Puts numbers in the place of %1%, %2%, ….
fn filled(pattern: &str, number: impl Fn(usize) -> String) -> String {
    let mut written = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('%')
        && written.len() < MAX_LABEL
    {
        written.push_str(before);
        let placed = after.split_once('%').and_then(|(digits, after)| {
            let index = digits.parse::<usize>().ok()?.checked_sub(1)?;
            (index < LEVELS).then_some((index, after))
        });
        match placed {
            Some((index, after)) => {
                written.push_str(&number(index));
                rest = after;
            }
            None => {
                written.push('%');
                rest = after;
            }
        }
    }
    written.push_str(rest);
    written
}

/// The levels of a list style, or of the outline.
pub(super) type ListStyle = BTreeMap<usize, LevelStyle>;

type Counts = [Option<u32>; LEVELS];

/// Lists that are open, and how far all lists have counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    counts: Vec<Counts>,
    outline: Counts,
    /// Index in `counts` of the list with an id, and of the last list of a
    /// style: what later lists continue.
    by_id: BTreeMap<String, usize>,
    by_style: BTreeMap<String, usize>,
    open: Vec<OpenList>,
}

#[derive(Debug)]
struct OpenList {
    style: Option<String>,
    counts: usize,
    item: Item,
}

#[derive(Clone, Copy, Debug)]
enum Item {
    /// Its first paragraph gets the label.
    Unlabelled { start: Option<u32> },
    /// Has its label, or gets none.
    Labelled,
}

/// What the attributes of `text:list` say.
#[derive(Debug, Default)]
pub(super) struct ListStart {
    pub(super) style: Option<String>,
    pub(super) id: Option<String>,
    pub(super) continues: Option<String>,
    pub(super) continues_last: bool,
}

impl Lists {
    pub(super) fn begin_list(&mut self, start: ListStart) {
        let outer = self
            .open
            .last()
            .map(|list| (list.counts, list.style.clone()));
        let nested = outer.is_some();
        let (continued, outer_style) =
            outer.map_or((None, None), |(counts, style)| (Some(counts), style));
        let style = start.style.or(outer_style);
        let last_of_style = || self.by_style.get(style.as_deref()?).copied();
        let continued = continued
            .or_else(|| self.by_id.get(start.continues.as_deref()?).copied())
            .or_else(|| start.continues_last.then(last_of_style)?);
        let counts = continued.unwrap_or_else(|| {
            self.counts.push(Counts::default());
            self.counts.len() - 1
        });
        if let Some(id) = start.id {
            self.by_id.insert(id, counts);
        }
        if let Some(style) = style.clone().filter(|_| !nested) {
            self.by_style.insert(style, counts);
        }
        self.open.push(OpenList {
            style,
            counts,
            item: Item::Labelled,
        });
    }

    pub(super) fn end_list(&mut self) {
        self.open.pop();
    }

    pub(super) fn begin_item(&mut self, start: Option<u32>) {
        if let Some(list) = self.open.last_mut() {
            list.item = Item::Unlabelled { start };
        }
    }

    pub(super) fn begin_header(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.item = Item::Labelled;
        }
    }

    /// How deep the current list lies, 1 the outermost; 0 outside lists.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Counts a paragraph, if it is the first of its item, and returns its
    /// label. `own_style` is the list style of the paragraph's style, which
    /// counts where the list names none.
    pub(super) fn label(
        &mut self,
        styles: &BTreeMap<String, ListStyle>,
        own_style: Option<&str>,
    ) -> Option<String> {
        let level = self.open.len().checked_sub(1)?.min(LEVELS - 1);
        let list = self.open.last_mut()?;
        let Item::Unlabelled { start } = std::mem::replace(&mut list.item, Item::Labelled) else {
            return None;
        };
        let style = styles.get(list.style.as_deref().or(own_style)?)?;
        let counts = self.counts.get_mut(list.counts)?;
        counted(counts, style, level, start)
    }

    /// Counts a heading at `level` (0 the highest) and returns its label.
    pub(super) fn outline_label(&mut self, outline: &ListStyle, level: usize) -> Option<String> {
        counted(&mut self.outline, outline, level.min(LEVELS - 1), None)
    }
}

fn counted(
    counts: &mut Counts,
    style: &ListStyle,
    level: usize,
    start: Option<u32>,
) -> Option<String> {
    let start_of = |index: usize| style.get(&index).map_or(1, |level| level.start);
    for (index, count) in counts.iter_mut().enumerate() {
        *count = match *count {
            _ if index > level => None,
            _ if index == level && start.is_some() => start,
            Some(count) if index == level => Some(count.saturating_add(1)),
            Some(count) => Some(count),
            None => Some(start_of(index)),
        };
    }
    let shown = style.get(&level)?;
    let number = |index: usize| {
        let count = counts.get(index).copied().flatten();
        let format = style
            .get(&index)
            .map_or(NumberFormat::None, |level| level.format);
        format.write(count.unwrap_or_else(|| start_of(index)), Language::Dutch)
    };
    Some(clean(&shown.write(level, number))).filter(|label| !label.is_empty())
}
