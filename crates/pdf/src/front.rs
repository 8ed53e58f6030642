//! What stands before the text on the first page: letterhead, title, the lines
//! of a cover. It is set large, but nothing stands under it.

use std::collections::BTreeMap;

use waardenscan_document::BlockKind;

use crate::draft::{Draft, Style, make_paragraph};

/// Text from this many characters on is running text.
const RUNNING_CHARS: usize = 80;

/// A title is at least this much larger than the text.
const TITLE: f32 = 1.6;

/// Makes paragraphs of the headings on the first page that are none: all that
/// stand before the first one that the file itself names, and without such
/// names the title and what stands above it, each in a look of its own.
pub(crate) fn check(drafts: &mut [Draft], body_size: f32) {
    let named = |draft: &Draft| is_heading(draft) && draft.given_level.is_some();
    let count = drafts.iter().filter(|draft| named(draft)).count();
    let first_page = |draft: &Draft| draft.block.page_index == Some(0);
    if count >= 2 {
        let before = drafts
            .iter_mut()
            .take_while(|draft| first_page(draft) && !named(draft));
        before
            .filter(|draft| is_heading(draft))
            .for_each(make_paragraph);
        return;
    }
    let mut looks: BTreeMap<Style, usize> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| is_heading(draft)) {
        *looks.entry(draft.style).or_default() += 1;
    }
    let alone = |draft: &Draft| looks.get(&draft.style) == Some(&1);
    let leading: Vec<usize> = drafts
        .iter()
        .enumerate()
        .take_while(|(_, draft)| first_page(draft) && !is_running(draft))
        .filter(|(_, draft)| is_heading(draft) && draft.label_kind.is_none())
        .map(|(index, _)| index)
        .collect();
    let later = looks.values().sum::<usize>() - leading.len();
    if later < 2 {
        return;
    }
    let last = leading.last().copied();
    for index in leading {
        if let Some(draft) = drafts.get_mut(index)
            && alone(draft)
            && (Some(index) != last || draft.size >= TITLE * body_size)
        {
            make_paragraph(draft);
        }
    }
}

fn is_heading(draft: &Draft) -> bool {
    draft.block.kind == BlockKind::Heading
}

fn is_running(draft: &Draft) -> bool {
    !is_heading(draft) && draft.block.text.chars().count() >= RUNNING_CHARS
}
