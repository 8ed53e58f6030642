use crate::{Block, BlockKind, Document};

/// The unit that is scored and judged: a paragraph, list item, article member
/// (lid), table cell, note, text box or caption.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passage<'a> {
    /// Index of the passage's block in [`Document::blocks`].
    pub block: usize,
    /// The text that is scored; the block's own text without its label.
    pub text: &'a str,
    /// Index of the page on which it starts, from 0, where known.
    pub page_index: Option<usize>,
    /// For a list item: index of the block that leads it in, the nearest
    /// earlier block of its list's surroundings that ends in a colon.
    pub lead_in: Option<usize>,
}

/// Returns the passages of `document` in document order.
pub(crate) fn passages(document: &Document) -> impl Iterator<Item = Passage<'_>> {
    let blocks = document.blocks();
    blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind.is_passage() && !block.in_contents)
        .filter(|(_, block)| block.text.chars().any(char::is_alphabetic))
        .map(move |(index, block)| Passage {
            block: index,
            text: &block.text,
            page_index: block.page_index,
            lead_in: lead_in(blocks, index, block),
        })
}

/// Finds the sentence that introduces a list item: the item of a lower level
/// above it, or the paragraph before the list, if it ends in a colon.
fn lead_in(blocks: &[Block], index: usize, item: &Block) -> Option<usize> {
    if item.kind != BlockKind::ListItem {
        return None;
    }
    let level = item.level.unwrap_or(1);
    let (before, _) = blocks.split_at_checked(index)?;
    for (other_index, other) in before.iter().enumerate().rev() {
        match other.kind {
            BlockKind::ListItem if other.level.unwrap_or(1) >= level => {}
            BlockKind::ListItem | BlockKind::Paragraph => {
                return other.text.trim_end().ends_with(':').then_some(other_index);
            }
            // Running text that a page break put in between.
            BlockKind::Header | BlockKind::Footer | BlockKind::Footnote | BlockKind::Comment => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::{Block, BlockKind, Document, Format};

    fn lead_in_of(blocks: Vec<Block>) -> Option<usize> {
        let document = Document::builder(Format::Docx).blocks(blocks).build();
        document.passages().last().unwrap().lead_in
    }

    #[test]
    fn a_list_item_has_the_paragraph_before_its_list() {
        let blocks = vec![
            Block::paragraph("Wij doen dat door:"),
            Block::list_item(1, "vroeg te signaleren;"),
            Block::list_item(2, "bij huurachterstand;"),
            Block::list_item(1, "schulden te bundelen."),
        ];
        assert_eq!(lead_in_of(blocks), Some(0));
    }

    #[test]
    fn a_nested_item_has_the_item_above_it() {
        let blocks = vec![
            Block::paragraph("Wij doen dat door:"),
            Block::list_item(1, "te letten op:"),
            Block::new(BlockKind::Footer, "pagina 3"),
            Block::list_item(2, "huurachterstand."),
        ];
        assert_eq!(lead_in_of(blocks), Some(1));
    }

    #[test]
    fn a_list_under_a_heading_has_none() {
        let blocks = vec![
            Block::paragraph("Wij doen dat door:"),
            Block::heading(2, "Maatregelen"),
            Block::list_item(1, "huurachterstand."),
        ];
        assert_eq!(lead_in_of(blocks), None);
    }

    #[test]
    fn contents_headings_and_figures_are_no_passages() {
        let contents = Block {
            in_contents: true,
            ..Block::paragraph("1 Inleiding 3")
        };
        let document = Document::builder(Format::Pdf)
            .blocks(vec![
                contents,
                Block::heading(1, "Inleiding"),
                Block::new(BlockKind::TableCell, "€ 1.250"),
                Block::paragraph("Tekst."),
            ])
            .build();
        let texts: Vec<_> = document.passages().map(|passage| passage.text).collect();
        assert_eq!(texts, ["Tekst."]);
    }
}
