//! The depth of headings and the nesting of list items.

use std::collections::BTreeMap;

use waardenscan_document::BlockKind;

use crate::{
    draft::{Draft, Style},
    label::LabelKind,
};

/// No outline is deeper than this.
const DEEPEST: u8 = 6;

/// The rank of a chapter among the divisions.
const CHAPTER: u8 = 2;

/// Gives each heading its level and each list item its nesting.
pub(crate) fn assign(drafts: &mut [Draft]) {
    headings(drafts);
    items(drafts);
}

/// A heading's depth follows from its number where it has one, and else from
/// how it looks among the other headings: as deep as the numbered ones of the
/// same look, or one deeper than those of a higher look.
fn headings(drafts: &mut [Draft]) {
    let ranks = division_ranks(drafts);
    let place = |rank: u8| ranks.iter().position(|&other| other == rank);
    // "2.1" stands under "Hoofdstuk 2".
    let above_sections = u8::try_from(place(CHAPTER).unwrap_or(0)).unwrap_or(0);
    let sections = drafts
        .iter()
        .any(|draft| is_heading(draft) && matches!(draft.label_kind, Some(LabelKind::Section(_))));
    let numbered = |draft: &Draft| {
        if draft.given_level.is_some() {
            return draft.given_level;
        }
        match draft.label_kind? {
            LabelKind::Division(rank) => u8::try_from(place(rank)? + 1).ok(),
            LabelKind::Section(depth) => Some(depth.saturating_add(above_sections)),
            LabelKind::Item => {
                let label = draft.block.label.as_deref()?;
                let arabic = label.starts_with(|char: char| char.is_ascii_digit());
                (sections && arabic).then_some(above_sections + 1)
            }
            LabelKind::Bullet => None,
        }
    };
    let mut styles: BTreeMap<Style, (usize, Option<u8>)> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| is_heading(draft)) {
        let (count, known) = styles.entry(draft.style).or_default();
        *count += 1;
        *known = known.or(numbered(draft));
    }
    // A look that comes once, as on a cover, takes no level of its own.
    let mut above = 0;
    for (count, level) in styles.values_mut() {
        let given = level.unwrap_or(above + 1).clamp(1, DEEPEST);
        *level = Some(given);
        if *count > 1 {
            above = above.max(given);
        }
    }
    for draft in drafts.iter_mut().filter(|draft| is_heading(draft)) {
        let of_style = styles.get(&draft.style).and_then(|&(_, level)| level);
        draft.block.level = numbered(draft).or(of_style);
    }
}

fn is_heading(draft: &Draft) -> bool {
    draft.block.kind == BlockKind::Heading && !draft.block.in_contents
}

/// The ranks of the divisions in use ("Hoofdstuk", "Artikel"), the highest
/// first.
fn division_ranks(drafts: &[Draft]) -> Vec<u8> {
    let mut ranks: Vec<u8> = drafts
        .iter()
        .filter(|draft| is_heading(draft))
        .filter_map(|draft| match draft.label_kind {
            Some(LabelKind::Division(rank)) => Some(rank),
            _ => None,
        })
        .collect();
    ranks.sort_unstable();
    ranks.dedup();
    ranks
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
