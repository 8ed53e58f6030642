use waardenscan_document::{Block, BlockKind, Cell, Region};

use crate::{
    hyphen::{Words, join},
    label::{self, LabelKind},
    line::Line,
    paragraph::Paragraph,
    stats::{Stats, half_points},
    tree::Role,
};

/// How the letters of a heading look; the order is that of rank, the highest
/// first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Style {
    size: std::cmp::Reverse<u16>,
    light: bool,
    lower: bool,
    italic: bool,
}

impl Style {
    /// Tells whether the looks are the same but for half a point of size.
    pub(crate) fn is_near(self, other: Self) -> bool {
        let size = other.size;
        self.size.0.abs_diff(size.0) <= 1 && Self { size, ..self } == other
    }
}

/// A block in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) block: Block,
    pub(crate) label_kind: Option<LabelKind>,
    pub(crate) style: Style,
    /// Where it begins, in points.
    pub(crate) left: f32,
    /// Whether its last line is filled, so that the text may go on elsewhere.
    pub(crate) filled: bool,
    /// The size of its letters, in points.
    pub(crate) size: f32,
    /// The level that the structure tree gives.
    pub(crate) given_level: Option<u8>,
    /// The element of the structure tree that its last line belongs to.
    pub(crate) element: Option<usize>,
}

/// The longest heading, in characters and lines.
const HEADING_CHARS: usize = 180;
const HEADING_LINES: usize = 4;

/// The longest caption, in characters.
const CAPTION_CHARS: usize = 250;

/// Makes a block of a paragraph.
pub(crate) fn draft(
    paragraph: &Paragraph<'_>,
    page_index: usize,
    stats: &Stats,
    words: &Words,
) -> Option<Draft> {
    let (first, last) = (paragraph.first()?, paragraph.last()?);
    let mut text = String::new();
    for line in &paragraph.lines {
        join(&mut text, &line.text, words);
    }
    let text = crate::chars::tidy(&text);
    let labelled = label::split(&text);
    let bold = paragraph.lines.iter().all(|line| line.bold);
    let size = first.size;
    let role = first.tag.map(|tag| tag.role);
    let letters = text.contains(char::is_alphabetic);
    let heading = match role {
        Some(Role::Heading(_)) => letters && !first.in_contents,
        Some(Role::Contents | Role::Note | Role::Caption) => false,
        _ if first.in_contents || first.in_notes => false,
        _ => is_heading(paragraph, &text, labelled.as_ref().map(|l| l.kind), stats),
    };
    let labelled = if heading {
        label::split_heading(&text)
    } else {
        labelled
    };
    let mut block = Block::paragraph(String::new()).on_page(page_index);
    let label_kind = labelled.as_ref().map(|labelled| labelled.kind);
    match labelled {
        Some(labelled) if heading || is_item(labelled.kind, labelled.text) => {
            block.kind = if heading {
                BlockKind::Heading
            } else {
                BlockKind::ListItem
            };
            block.label = Some(labelled.label);
            block.text = labelled.text.to_owned();
        }
        _ => {
            if heading {
                block.kind = BlockKind::Heading;
            }
            block.text.clone_from(&text);
        }
    }
    block.in_contents = first.in_contents || role == Some(Role::Contents);
    if heading && matches!(role, Some(Role::Heading(_))) {
        // The author says what it is.
    } else if let Some((label, text)) = note(first, &text, stats) {
        block.kind = BlockKind::Footnote;
        block.label = Some(label);
        block.text = text.to_owned();
    } else if let Some((label, rest)) = label::split_caption(&text)
        && text.chars().count() <= CAPTION_CHARS
        && !block.in_contents
    {
        block.kind = BlockKind::Caption;
        block.label = Some(label);
        block.text = rest.to_owned();
    }
    block.regions = vec![region(page_index, &paragraph.lines)?];
    let letters = || text.chars().filter(|char| char.is_alphabetic());
    let upper = letters().count() > 1 && letters().all(char::is_uppercase);
    Some(Draft {
        label_kind: label_kind.filter(|_| block.label.is_some()),
        style: Style {
            size: std::cmp::Reverse(half_points(size)),
            light: !bold,
            lower: !upper,
            italic: first.italic,
        },
        left: first.left,
        filled: paragraph.right - last.right < 0.15 * (paragraph.right - paragraph.left)
            || last.text.ends_with('-'),
        size,
        given_level: match role {
            Some(Role::Heading(level)) => level,
            _ => None,
        },
        element: last.tag.map(|tag| tag.element),
        block,
    })
}

/// Splits the mark from a footnote: set smaller than the text, and the mark
/// raised or at the foot of the page.
fn note<'a>(first: &Line, text: &'a str, stats: &Stats) -> Option<(String, &'a str)> {
    let raised = text.starts_with(|char| crate::chars::lowered(char) != char);
    let small = first.size < 0.93 * stats.body_size;
    let (mark, rest) = label::split_note(text)?;
    let long = rest.chars().filter(|char| char.is_alphabetic()).count() >= 3;
    let tagged = first.tag.is_some_and(|tag| tag.role == Role::Note);
    let placed = first.in_notes || !first.bold && (small && first.at_foot || raised);
    (long && (tagged || placed)).then_some((mark, rest))
}

/// Makes a block of a paragraph in a table cell.
pub(crate) fn cell_draft(
    paragraph: &Paragraph<'_>,
    page_index: usize,
    cell: Cell,
    stats: &Stats,
    words: &Words,
) -> Option<Draft> {
    let mut draft = draft(paragraph, page_index, stats, words)?;
    if !matches!(draft.label_kind, Some(LabelKind::Bullet | LabelKind::Item)) {
        draft.block.text = draft.block.labelled_text();
        draft.block.label = None;
    }
    draft.block.kind = BlockKind::TableCell;
    draft.block.level = None;
    draft.block.cell = Some(cell);
    Some(draft)
}

/// Returns the place of lines on their page.
pub(crate) fn region(page_index: usize, lines: &[&Line]) -> Option<Region> {
    let rect = lines
        .iter()
        .map(|line| line.rect())
        .reduce(waardenscan_document::Rect::cover)?;
    Some(Region { page_index, rect })
}

fn is_item(kind: LabelKind, text: &str) -> bool {
    !text.is_empty() && !matches!(kind, LabelKind::Division(_) | LabelKind::Section(_))
}

fn is_heading(
    paragraph: &Paragraph<'_>,
    text: &str,
    label: Option<LabelKind>,
    stats: &Stats,
) -> bool {
    let Some(first) = paragraph.first() else {
        return false;
    };
    let letters = text.chars().filter(|char| char.is_alphabetic()).count();
    let chars = text.chars().count();
    if letters == 0 && label.is_none()
        || chars > HEADING_CHARS
        || paragraph.lines.len() > HEADING_LINES
    {
        return false;
    }
    if matches!(label, Some(LabelKind::Bullet)) {
        return false;
    }
    let larger = first.size >= 1.12 * stats.body_size;
    let bold = !stats.body_bold && paragraph.lines.iter().all(|line| line.bold);
    let smaller = first.size < 0.9 * stats.body_size;
    let sentence = text.ends_with(['.', ';', ',', ':']) && !label::stands_apart(text);
    let division = matches!(label, Some(LabelKind::Division(_)));
    let section = matches!(label, Some(LabelKind::Section(_)));
    let filled = paragraph.right - first.right < 0.1 * (paragraph.right - paragraph.left);
    let short = paragraph.lines.len() == 1 && !filled;
    if smaller {
        return false;
    }
    if larger || bold {
        // Large type also sets introductions and quotations.
        return !(sentence && chars > 60) && (letters >= 2 || label.is_some());
    }
    let upper = letters >= 4 && text.chars().all(|char| !char.is_lowercase());
    let capital = text.starts_with(char::is_uppercase) && !text.ends_with(['?', '!']);
    let italic = first.italic && !stats.body_italic && letters >= 4 && capital;
    let colored = paragraph.lines.iter().all(|line| {
        line.color
            .is_some_and(|color| color.is_bright() && color != stats.body_color)
    });
    let colored = colored && letters >= 4 && capital;
    // "Artikel 3 Toegang" is no sentence, whatever stands around it.
    let named = division && !text.ends_with(['?', '!']);
    let apart = (section || upper || italic || colored) && paragraph.space_above > 1.15;
    (named || apart) && short && !sentence
}

/// Makes a heading of a draft that the file's outline names.
pub(crate) fn make_heading(draft: &mut Draft, level: u8) {
    let text = draft.block.labelled_text();
    let labelled = label::split_heading(&text);
    draft.label_kind = labelled.as_ref().map(|labelled| labelled.kind);
    let (label, text) = labelled.map_or_else(
        || (None, text.clone()),
        |labelled| (Some(labelled.label), labelled.text.to_owned()),
    );
    draft.block.kind = BlockKind::Heading;
    draft.block.label = label;
    draft.block.text = text;
    draft.given_level.get_or_insert(level);
}

/// Makes a paragraph of a heading.
pub(crate) fn make_paragraph(draft: &mut Draft) {
    draft.block.text = draft.block.labelled_text();
    draft.block.label = None;
    draft.block.level = None;
    draft.block.kind = BlockKind::Paragraph;
    draft.label_kind = None;
}

/// Tells whether a draft may go on in `next`, in the next column or page.
pub(crate) fn goes_on(draft: &Draft, next: &Draft) -> bool {
    let running = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
    let same_size = (draft.size - next.size).abs() <= 0.07 * draft.size;
    if !running(draft.block.kind) || next.block.kind != BlockKind::Paragraph || !same_size {
        return false;
    }
    if draft.block.in_contents || next.block.in_contents {
        return false;
    }
    // Some producers make two elements of a paragraph that a page cuts.
    let tagged = draft.element.is_some() && next.element.is_some();
    if tagged && draft.element == next.element {
        return true;
    }
    let ended = crate::paragraph::ends_sentence(&draft.block.text);
    let lower = next.block.text.starts_with(char::is_lowercase);
    !ended && (draft.filled && !tagged || lower)
}

/// Adds the text of `next` to a draft.
pub(crate) fn append(draft: &mut Draft, next: Draft, words: &Words) {
    let mut text = std::mem::take(&mut draft.block.text);
    join(&mut text, &next.block.text, words);
    draft.block.text = text;
    draft.filled = next.filled;
    for region in next.block.regions {
        match draft.block.regions.last_mut() {
            // Two columns of one page: one region a page it covers.
            Some(last) if last.page_index == region.page_index => {
                last.rect = last.rect.cover(region.rect);
            }
            _ => draft.block.regions.push(region),
        }
    }
}
