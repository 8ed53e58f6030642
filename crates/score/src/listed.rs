//! Passages that merely list a word: the cell of a register, the name of a
//! programme, a line that reads like a heading.

use waardenscan_document::{Block, BlockKind, SectionRole};

/// The most words of a fragment, whatever they are. Our choice: three words
/// begin to say something of each other.
const MOST_WORDS: usize = 2;

/// The most words of a fragment without a verb: it names something (Openbare
/// orde en veiligheid) and says nothing of it.
const MOST_WITHOUT_VERB: usize = 6;

/// The highest score of a value that is merely listed: of 70 different cells
/// of one or two words for which a value was suggested in documents of
/// government and parties, 18 held in our own reading, and of 68 texts of
/// three to six words without a verb 15.
pub(crate) const HIGHEST: f64 = 0.25;

/// Tells whether a block is no more than an entry or a line that reads like a
/// heading. Where a municipality says what it stands for, even a single word
/// counts in full; so does the item of a list, which its lead-in completes.
pub(crate) fn is_fragment(
    block: &Block,
    role: SectionRole,
    has_verb: impl FnOnce() -> bool,
) -> bool {
    let declares = matches!(
        role,
        SectionRole::Visie | SectionRole::Uitgangspunten | SectionRole::Doelen
    );
    let entry = match block.kind {
        BlockKind::TableCell | BlockKind::Caption => true,
        // With the end of a sentence, it is one.
        BlockKind::Paragraph => !block.text.ends_with(['.', '!', '?']),
        _ => false,
    };
    let words = block
        .text
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic));
    let count = words.take(MOST_WITHOUT_VERB + 1).count();
    let says_little = || count <= MOST_WORDS || (count <= MOST_WITHOUT_VERB && !has_verb());
    entry && !declares && says_little()
}

#[cfg(test)]
mod tests {
    use waardenscan_dutch::{Dutch, Words};

    use super::*;

    #[test]
    fn a_fragment_is_a_short_entry_that_says_nothing_outside_a_declaration() {
        use BlockKind::{Paragraph, TableCell};
        use SectionRole::{Overig, Tabel, Uitgangspunten};
        let cases = [
            (TableCell, "Verantwoordelijk", Tabel, true),
            (TableCell, "Wij helpen", Tabel, true),
            (TableCell, "Totale kosten 2025", Tabel, true),
            (TableCell, "P1 Veiligheid en handhaving", Tabel, true),
            (TableCell, "Vertrouwen", Uitgangspunten, false),
            (TableCell, "Wij helpen elkaar", Tabel, false),
            (
                TableCell,
                "Verbeteren fietsveiligheid Dorpsstraat",
                Tabel,
                false,
            ),
            (
                TableCell,
                "Programma Samenkracht, burgerparticipatie, preventie, welzijn en jeugd",
                Tabel,
                false,
            ),
            (Paragraph, "Besluit:", Overig, true),
            (Paragraph, "Openbare orde en veiligheid", Overig, true),
            (Paragraph, "Afspraak is afspraak", Overig, false),
            (Paragraph, "Vertrouwen telt.", Overig, false),
            (
                Paragraph,
                "Voor een rechtvaardige samenleving!",
                Overig,
                false,
            ),
            (BlockKind::ListItem, "Vertrouwen", Overig, false),
        ];
        let dutch = Dutch::new();
        for (kind, text, role, expected) in cases {
            let mut words = Words::new();
            let tokens = dutch.analyse(text, &mut words).tokens;
            let has_verb = || {
                tokens
                    .iter()
                    .any(|token| dutch.can_be_verb(words.get(token.word)))
            };
            let block = Block::new(kind, text);
            assert_eq!(is_fragment(&block, role, has_verb), expected, "{text}");
        }
    }
}
