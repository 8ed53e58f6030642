//! Whether labels follow one another. A line may begin with "35." or "R." by
//! chance; in a list something stands before that.

use waardenscan_document::BlockKind;

use crate::{
    draft::{Draft, make_paragraph},
    label::{self, LabelKind},
};

/// A list may begin at any number below this.
const CHANCE: u32 = 20;

/// Makes list items whose label follows on nothing into paragraphs.
pub(crate) fn check(drafts: &mut [Draft]) {
    let mut numbers: Vec<u32> = Vec::new();
    let mut letter = None;
    for draft in drafts {
        if draft.label_kind != Some(LabelKind::Item) {
            continue;
        }
        let Some(label) = draft.block.label.as_deref() else {
            continue;
        };
        let core = label.trim_matches(|char: char| !char.is_alphanumeric());
        let by_chance = if let Ok(number) = core.parse::<u32>() {
            let known = numbers.contains(&number.saturating_sub(1));
            numbers.push(number);
            number >= CHANCE && !known
        } else if let [capital @ b'A'..=b'Z'] = core.as_bytes() {
            let follows = *capital == b'A' || letter == Some(capital - 1);
            if follows {
                letter = Some(*capital);
            }
            // Capital Roman numbers count too.
            !follows && !label::is_roman(core)
        } else {
            false
        };
        if by_chance && draft.block.kind == BlockKind::ListItem {
            make_paragraph(draft);
        }
    }
}
