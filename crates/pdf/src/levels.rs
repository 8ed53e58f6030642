//! The depth of headings and the nesting of list items.

use std::collections::{BTreeMap, BTreeSet};

use waardenscan_document::BlockKind;

use crate::{
    draft::{Draft, Style},
    label::LabelKind,
};

/// No outline is deeper than this.
const DEEPEST: u8 = 6;

/// Sections rank below divisions of their look.
const LOWEST_DIVISION: u8 = 7;

/// Gives each heading its level and each list item its nesting.
pub(crate) fn assign(drafts: &mut [Draft]) {
    headings(drafts);
    items(drafts);
}

/// A heading stands under the nearest one before it that ranks higher; one
/// deeper than that is the level of all that rank as it does. Where the file
/// itself gives levels, those of a rank are the level of the rest of it.
fn headings(drafts: &mut [Draft]) {
    let ranks = Ranks::of(drafts);
    let mut places: BTreeMap<Rank, Vec<usize>> = BTreeMap::new();
    for (place, draft) in drafts.iter().enumerate() {
        if let Some(rank) = ranks.rank(draft) {
            places.entry(rank).or_default().push(place);
        }
    }
    // From the highest rank down.
    let mut levels: BTreeMap<usize, u8> = BTreeMap::new();
    for of_rank in places.values() {
        let given = of_rank
            .iter()
            .filter_map(|&place| drafts.get(place)?.given_level);
        let level = most_frequent(given).unwrap_or_else(|| depth(of_rank, &places, &levels));
        levels.extend(of_rank.iter().map(|&place| (place, level.min(DEEPEST))));
    }
    for (place, level) in levels {
        if let Some(draft) = drafts.get_mut(place) {
            draft.block.level = draft.given_level.or(Some(level));
        }
    }
}

/// One more than the deepest level that a fourth of the headings at `of_rank`
/// stand under. `levels` has those of the higher ranks.
fn depth(
    of_rank: &[usize],
    places: &BTreeMap<Rank, Vec<usize>>,
    levels: &BTreeMap<usize, u8>,
) -> u8 {
    // What comes once, in the midst of headings of this rank, heads none of
    // them: a quotation set large.
    let first = of_rank.first().copied().unwrap_or_default();
    let once = places.values().filter(|places| places.len() == 1);
    let stray: Vec<usize> = once.flatten().copied().filter(|&p| p > first).collect();
    let mut above: Vec<u8> = of_rank
        .iter()
        .map(|&place| {
            let before = levels.range(..place).rev();
            let mut before = before.filter(|(place, _)| !stray.contains(place));
            before.next().map_or(0, |(_, &level)| level)
        })
        .collect();
    above.sort_unstable();
    let deep = above.len() - above.len().div_ceil(4);
    above.get(deep).map_or(1, |level| level + 1)
}

/// How high a heading stands: by its look, and of one look by its number.
type Rank = (Style, u8);

/// The ranks of the headings of a document.
///
/// Headings of one depth of numbers ("2.1") have one rank, whatever their
/// looks, and one that is no higher than that of fewer numbers. Divisions
/// ("Artikel 3") may be set in a look for each part of a document.
struct Ranks {
    sections: BTreeMap<u8, Style>,
    /// Of each look the highest number kind in it.
    highest: BTreeMap<Style, u8>,
    /// The looks that are one: a half point apart.
    looks: BTreeMap<Style, Style>,
    /// The usual look of each division.
    divisions: BTreeMap<u8, Style>,
    /// The looks of one heading.
    once: BTreeSet<Style>,
}

impl Ranks {
    fn of(drafts: &[Draft]) -> Self {
        let headings = || drafts.iter().filter(|draft| is_heading(draft));
        let mut ranks = Self {
            sections: BTreeMap::new(),
            highest: BTreeMap::new(),
            divisions: BTreeMap::new(),
            once: BTreeSet::new(),
            looks: looks(headings().map(|draft| draft.style)),
        };
        let sections = headings().any(|d| matches!(d.label_kind, Some(LabelKind::Section(_))));
        if sections {
            let mut depths: BTreeMap<u8, Vec<Style>> = BTreeMap::new();
            for draft in headings() {
                if let Some(depth) = section(draft) {
                    depths.entry(depth).or_default().push(ranks.look(draft));
                }
            }
            let mut above = None;
            for (depth, looks) in depths {
                let look = most_frequent(looks.into_iter()).max(above);
                above = look;
                ranks.sections.extend(look.map(|look| (depth, look)));
            }
        }
        let mut counts: BTreeMap<Style, usize> = BTreeMap::new();
        let mut divisions: BTreeMap<u8, Vec<Style>> = BTreeMap::new();
        for draft in headings() {
            let look = ranks.look(draft);
            *counts.entry(look).or_default() += 1;
            if let Some(LabelKind::Division(rank)) = draft.label_kind {
                divisions.entry(rank).or_default().push(look);
            }
        }
        for (rank, looks) in divisions {
            let usual = most_frequent(looks.iter().copied());
            ranks.divisions.extend(usual.map(|look| (rank, look)));
        }
        ranks.once = counts
            .into_iter()
            .filter(|&(_, n)| n == 1)
            .map(|(look, _)| look)
            .collect();
        for draft in headings() {
            if let Some((look, Some(kind))) = ranks.numbered(draft) {
                let highest = ranks.highest.entry(look).or_insert(kind);
                *highest = kind.min(*highest);
            }
        }
        ranks
    }

    fn look(&self, draft: &Draft) -> Style {
        self.looks.get(&draft.style).copied().unwrap_or(draft.style)
    }

    /// The look of a heading's rank, and the rank of its number within it.
    fn numbered(&self, draft: &Draft) -> Option<(Style, Option<u8>)> {
        if !is_heading(draft) {
            return None;
        }
        let depth = section(draft).and_then(|depth| Some((depth, *self.sections.get(&depth)?)));
        Some(match (draft.label_kind, depth) {
            (Some(LabelKind::Division(rank)), _) => {
                let own = self.look(draft);
                let usual = self
                    .divisions
                    .get(&rank)
                    .filter(|_| self.once.contains(&own));
                (usual.copied().unwrap_or(own), Some(rank))
            }
            (_, Some((depth, look))) => (look, Some(depth.saturating_add(LOWEST_DIVISION))),
            _ => (self.look(draft), None),
        })
    }

    /// A heading without a number stands with the highest in its look.
    fn rank(&self, draft: &Draft) -> Option<Rank> {
        let (look, kind) = self.numbered(draft)?;
        let highest = || self.highest.get(&look).copied().unwrap_or_default();
        Some((look, kind.unwrap_or_else(highest)))
    }
}

/// How many numbers a heading has: "1." and "1" have one.
fn section(draft: &Draft) -> Option<u8> {
    match draft.label_kind? {
        LabelKind::Section(depth) => Some(depth),
        LabelKind::Item => {
            let label = draft.block.label.as_deref()?;
            label
                .starts_with(|char: char| char.is_ascii_digit())
                .then_some(1)
        }
        LabelKind::Division(_) | LabelKind::Bullet => None,
    }
}

/// Takes looks that differ by half a point, as rounding makes them, for one.
fn looks(styles: impl Iterator<Item = Style>) -> BTreeMap<Style, Style> {
    let mut looks: BTreeMap<Style, Style> = styles.map(|style| (style, style)).collect();
    let mut kept: Vec<Style> = Vec::new();
    for look in looks.values_mut() {
        match kept.iter().find(|other| other.is_near(*look)) {
            Some(other) => *look = *other,
            None => kept.push(*look),
        }
    }
    looks
}

/// Returns the value that comes most often, the highest of equal ones.
fn most_frequent<T: Copy + Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|&(value, count)| (count, std::cmp::Reverse(value)))
        .map(|(value, _)| value)
}

fn is_heading(draft: &Draft) -> bool {
    draft.block.kind == BlockKind::Heading && !draft.block.in_contents
}

/// An item is nested deeper than another of its list if it is set in from it,
/// or if it has another kind of label and that one leads it in with a colon.
fn items(drafts: &mut [Draft]) {
    let mut open: Vec<Open> = Vec::new();
    let mut leads_in = false;
    for draft in drafts {
        match draft.block.kind {
            BlockKind::ListItem => {
                let item = Open::of(draft);
                let tolerance = 0.5 * draft.size;
                while open.last().is_some_and(|other| {
                    other.left > item.left + tolerance
                        || other.led_in
                            && (other.left - item.left).abs() <= tolerance
                            && other.label != item.label
                }) {
                    open.pop();
                }
                let set_in = open
                    .last()
                    .is_none_or(|other| other.left < item.left - tolerance);
                let led_in = leads_in && open.last().is_some_and(|other| other.label != item.label);
                if set_in || led_in {
                    open.push(Open { led_in, ..item });
                }
                draft.block.level = u8::try_from(open.len()).ok();
                leads_in = draft.block.text.ends_with(':');
            }
            BlockKind::Heading | BlockKind::TableCell => {
                open.clear();
                leads_in = false;
            }
            // A paragraph inside an item does not end the list.
            BlockKind::Paragraph
                if open
                    .first()
                    .is_some_and(|item| draft.left < item.left + 1.0) =>
            {
                open.clear();
            }
            _ => {}
        }
    }
}

/// An item of a level that is open.
#[derive(Clone)]
struct Open {
    left: f32,
    /// The label without its number or letter.
    label: String,
    led_in: bool,
}

impl Open {
    fn of(draft: &Draft) -> Self {
        let label = draft.block.label.as_deref().unwrap_or_default();
        Self {
            left: draft.left,
            label: label
                .chars()
                .map(|char| match char {
                    '0'..='9' => '0',
                    'a'..='z' => 'a',
                    'A'..='Z' => 'A',
                    other => other,
                })
                .filter({
                    // "9." and "10." are of one kind.
                    let mut last = None;
                    move |&char| last.replace(char) != Some(char)
                })
                .collect(),
            led_in: false,
        }
    }
}
