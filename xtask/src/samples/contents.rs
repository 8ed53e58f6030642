//! The table of contents.

use docx_rs::{Hyperlink, HyperlinkType, Paragraph, Run};

use super::inline::{field, open_field};
use super::model::{Block, Sample};
use super::styles;

/// Headings down to this level are listed; the field below says so too.
const DEPTH: usize = 2;

/// Returns the lines of the contents as Word itself would leave them: one
/// field around styled lines that link to the headings. `pages` are the page
/// numbers of all headings, in order; those that are missing show as 0.
pub(super) fn lines(sample: &Sample, pages: &[usize]) -> Vec<Paragraph> {
    let headings = sample.blocks.iter().filter_map(|block| match block {
        Block::Heading { level, text } => Some((*level, text.plain())),
        _ => None,
    });
    let mut lines: Vec<Paragraph> = headings
        .enumerate()
        .filter(|(_, (level, _))| *level <= DEPTH)
        .map(|(index, (level, title))| {
            let page = pages.get(index).copied().unwrap_or(0);
            Paragraph::new()
                .style(styles::contents(level))
                .add_hyperlink(link(index, &title, page))
        })
        .collect();
    let [begin, end] = open_field(r#" TOC \o "1-2" \h \z \u "#);
    if let Some(first) = lines.first_mut() {
        *first = std::mem::take(first).add_run(begin);
        // The field opens before the first line's text.
        first.children.rotate_right(1);
    }
    if let Some(last) = lines.last_mut() {
        *last = std::mem::take(last).add_run(end);
    }
    lines
}

/// A title and its page number, which both lead to the heading.
fn link(heading: usize, title: &str, page: usize) -> Hyperlink {
    let bookmark = bookmark(heading);
    let number = field(&format!(r" PAGEREF {bookmark} \h "), &page.to_string());
    let link = Hyperlink::new(bookmark, HyperlinkType::Anchor)
        .add_run(Run::new().add_text(title))
        .add_run(Run::new().add_tab());
    number.into_iter().fold(link, Hyperlink::add_run)
}

/// Returns the name of a heading's bookmark. Word too begins such names with
/// `_Toc`, which keeps them out of its lists.
pub(super) fn bookmark(heading: usize) -> String {
    format!("_Toc{}", 180_000_000 + heading)
}
