//! Passages that merely list a word: the cell of a register, a line that reads
//! like a heading.

use waardenscan_document::{Block, BlockKind, SectionRole};

/// The most words of a fragment. Our choice: three words begin to say
/// something of each other.
const MOST_WORDS: usize = 2;

/// The highest score of a value that is merely listed: of 70 different cells
/// of one or two words for which a value was suggested in documents of
/// government and parties, 18 held in our own reading.
pub(crate) const HIGHEST: f64 = 0.25;

/// Tells whether a block is no more than an entry or a line that reads like a
/// heading. Where a municipality says what it stands for, even a single word
/// counts in full; so does the item of a list, which its lead-in completes.
pub(crate) fn is_fragment(block: &Block, role: SectionRole) -> bool {
    let declares = matches!(
        role,
        SectionRole::Visie | SectionRole::Uitgangspunten | SectionRole::Doelen
    );
    let entry = match block.kind {
        BlockKind::TableCell | BlockKind::Caption => true,
        // With the point of a sentence, it is one.
        BlockKind::Paragraph => !block.text.ends_with('.'),
        _ => false,
    };
    let words = block
        .text
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic));
    entry && !declares && words.take(MOST_WORDS + 1).count() <= MOST_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_is_an_entry_of_at_most_two_words_outside_a_declaration() {
        let cell = |text: &str| Block::new(BlockKind::TableCell, text);
        let cases = [
            (cell("Verantwoordelijk"), SectionRole::Tabel, true),
            (cell("Totale kosten 2025"), SectionRole::Tabel, true),
            (cell("Vertrouwen"), SectionRole::Uitgangspunten, false),
            (cell("Wij helpen elkaar"), SectionRole::Tabel, false),
            (Block::paragraph("Besluit:"), SectionRole::Overig, true),
            (
                Block::paragraph("Vertrouwen telt."),
                SectionRole::Overig,
                false,
            ),
            (
                Block::list_item(1, "Vertrouwen"),
                SectionRole::Overig,
                false,
            ),
        ];
        for (block, role, expected) in cases {
            assert_eq!(is_fragment(&block, role), expected, "{}", block.text);
        }
    }
}
