//! Tesseract's table of words: one line each, twelve columns parted by tabs.

use super::RecognisedWord;

/// The level of a line of the table that is a word.
const WORD: &str = "5";

/// Reads the words of the table; lines that are none are left out.
pub(super) fn words(table: &str) -> Vec<RecognisedWord> {
    let (mut lines, mut paragraphs) = (Numbers::default(), Numbers::default());
    let rows = table.lines().filter_map(row);
    rows.map(|row| RecognisedWord {
        line: lines.of([row.block, row.paragraph, row.line]),
        paragraph: paragraphs.of([row.block, row.paragraph, 0]),
        ..row.word
    })
    .collect()
}

/// Numbers things by when their key changes.
#[derive(Default)]
struct Numbers {
    last: Option<[u32; 3]>,
    number: usize,
}

impl Numbers {
    fn of(&mut self, key: [u32; 3]) -> usize {
        if self.last.replace(key).is_some_and(|last| last != key) {
            self.number += 1;
        }
        self.number
    }
}

struct Row {
    block: u32,
    paragraph: u32,
    line: u32,
    word: RecognisedWord,
}

fn row(row: &str) -> Option<Row> {
    let mut columns = row.splitn(12, '\t');
    if columns.next()? != WORD {
        return None;
    }
    let _page = columns.next()?;
    let mut number = || columns.next()?.parse::<u32>().ok();
    let (block, paragraph, line, _word) = (number()?, number()?, number()?, number()?);
    let (left, top, width, height) = (number()?, number()?, number()?, number()?);
    let confidence: f32 = columns.next()?.parse().ok()?;
    let text = columns.next()?.trim();
    (!text.is_empty()).then(|| Row {
        block,
        paragraph,
        line,
        word: RecognisedWord {
            text: text.to_owned(),
            line: 0,
            paragraph: 0,
            left,
            top,
            width,
            height,
            confidence: percent(confidence),
        },
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what a byte holds"
)]
fn percent(confidence: f32) -> u8 {
    confidence.clamp(0.0, 100.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TABLE: &str = "\
level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t
4\t1\t1\t1\t1\t0\t300\t310\t900\t40\t-1\t
5\t1\t1\t1\t1\t1\t300\t310\t120\t40\t96.5\tGeachte
5\t1\t1\t1\t1\t2\t430\t310\t150\t40\t91\traad,
5\t1\t1\t1\t2\t1\t300\t360\t60\t30\t88.1\tWij
5\t1\t2\t1\t1\t1\t300\t500\t60\t30\t12\t~
5\t1\t2\t1\t1\t2\t300\t500\t60\t30\t95\t \n";

    #[test]
    fn words_know_their_line_and_paragraph() {
        let words = words(TABLE);
        let places: Vec<_> = words
            .iter()
            .map(|word| {
                (
                    word.text.as_str(),
                    word.line,
                    word.paragraph,
                    word.confidence,
                )
            })
            .collect();
        assert_eq!(
            places,
            [
                ("Geachte", 0, 0, 96),
                ("raad,", 0, 0, 91),
                ("Wij", 1, 0, 88),
                ("~", 2, 1, 12)
            ]
        );
        assert_eq!((words[0].left, words[0].height), (300, 40));
    }

    proptest! {
        #[test]
        fn any_table_is_read(table in "[0-9a\\-\\.\\t\\n]{0,200}") {
            for word in words(&table) {
                prop_assert!(!word.text.is_empty() && word.confidence <= 100);
            }
        }
    }
}
