//! Recognised words as the letters of a page, so that the same layout makes
//! lines and blocks of them.

use super::RecognisedWord;
use crate::{
    chars::plain,
    color::Color,
    glyph::{Glyph, Mark, PageInk, Turn},
    render::POINTS_PER_INCH,
};

/// Words that the recogniser is less sure of than this are specks and lines
/// more often than words; our choice, from looking at scanned letters.
const LEAST_CONFIDENCE: u8 = 25;

/// The same for words without a letter or digit.
const LEAST_SIGN_CONFIDENCE: u8 = 60;

/// Heights of letters in font sizes, as of the usual Latin fonts: of small
/// letters, of capitals and ascenders, and of what hangs below the line.
const SMALL: f32 = 0.5;
const TALL: f32 = 0.72;
const BELOW: f32 = 0.21;

/// Lines whose size differs by less than this from the usual one of their page
/// are of that size: the measure is that coarse.
const COARSE: f32 = 0.15;

/// Returns the words that are no specks.
pub(crate) fn kept(words: &[RecognisedWord]) -> impl Iterator<Item = &RecognisedWord> {
    words.iter().filter(|word| is_kept(word))
}

/// Makes the letters of a page from the words in its picture, which has `dpi`
/// dots an inch.
pub(crate) fn ink(words: &[RecognisedWord], dpi: f32) -> PageInk {
    let words: Vec<Word<'_>> = kept(words)
        .map(|word| Word::new(word, POINTS_PER_INCH / dpi))
        .collect();
    let mut sizes: Vec<f32> = words.iter().map(|word| word.size).collect();
    let usual = median(&mut sizes);
    let mut glyphs = Vec::new();
    for paragraph in words.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let mut sizes: Vec<f32> = paragraph.iter().map(|word| word.size).collect();
        let size = median(&mut sizes);
        let size = if (size - usual).abs() <= COARSE * usual {
            usual
        } else {
            size
        };
        for line in paragraph.chunk_by(|a, b| a.line == b.line) {
            let mut baselines: Vec<f32> = line.iter().map(|word| word.baseline).collect();
            let baseline = median(&mut baselines);
            for word in line {
                word.write(size, baseline, &mut glyphs);
            }
        }
    }
    PageInk {
        glyphs,
        marks: vec![Mark::default()],
        pictures: true,
        ..PageInk::default()
    }
}

fn is_kept(word: &RecognisedWord) -> bool {
    let readable = word.text.contains(char::is_alphanumeric);
    let least = if readable {
        LEAST_CONFIDENCE
    } else {
        LEAST_SIGN_CONFIDENCE
    };
    word.confidence >= least
}

/// A word in points.
struct Word<'w> {
    text: &'w str,
    line: usize,
    paragraph: usize,
    left: f32,
    right: f32,
    baseline: f32,
    size: f32,
}

impl<'w> Word<'w> {
    fn new(word: &'w RecognisedWord, scale: f32) -> Self {
        let points = |pixels: u32| coarse(pixels) * scale;
        let (left, top) = (points(word.left), points(word.top));
        let height = points(word.height);
        let tall = word.text.contains(|char: char| {
            char.is_uppercase() || char.is_numeric() || "bdfhijklt()/€%&!?ëéïöü".contains(char)
        });
        let below = word.text.contains(|char| "gjpqyQ(),;/".contains(char));
        let above_line = if tall { TALL } else { SMALL };
        let below_line = if below { BELOW } else { 0.0 };
        let size = height / (above_line + below_line);
        Self {
            text: &word.text,
            line: word.line,
            paragraph: word.paragraph,
            left,
            right: left + points(word.width),
            baseline: top + height - below_line * size,
            size,
        }
    }

    /// Writes the letters, side by side within the word's box, after a space.
    fn write(&self, size: f32, baseline: f32, glyphs: &mut Vec<Glyph>) {
        let mut chars = Vec::with_capacity(self.text.len());
        for char in self.text.chars() {
            plain(char, |char| chars.push(char));
        }
        let count = u16::try_from(chars.len()).unwrap_or(u16::MAX);
        let step = (self.right - self.left) / f32::from(count.max(1));
        let place = Glyph {
            char: ' ',
            left: self.left,
            right: self.left,
            baseline,
            size,
            bold: false,
            italic: false,
            color: Color::default(),
            turn: Turn::None,
            mark: 0,
        };
        glyphs.push(place);
        for (index, char) in (0..count).zip(chars) {
            let left = self.left + f32::from(index) * step;
            glyphs.push(Glyph {
                char,
                left,
                right: left + step,
                ..place
            });
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no picture is wider than what single precision counts"
)]
fn coarse(pixels: u32) -> f32 {
    pixels as f32
}

/// The middle one of some values, the higher of two; 0 of none.
fn median(values: &mut [f32]) -> f32 {
    let middle = values.len() / 2;
    values.sort_by(f32::total_cmp);
    values.get(middle).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, line: usize, left: u32, top: u32, height: u32) -> RecognisedWord {
        RecognisedWord {
            text: text.to_owned(),
            line,
            paragraph: 0,
            left,
            top,
            width: 100,
            height,
            confidence: 90,
        }
    }

    #[test]
    fn words_become_lines() {
        // Ten points at 300 dots an inch are 41.7 pixels.
        let words = [
            word("Geachte", 0, 300, 300, 30),
            word("raad,", 0, 420, 300, 39),
            word("van", 1, 300, 360, 21),
            RecognisedWord {
                confidence: 3,
                ..word("~", 1, 500, 360, 21)
            },
        ];
        let ink = ink(&words, 300.0);
        let page = crate::line::lines(&ink);
        let texts: Vec<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Geachte raad,", "van"]);
        assert_eq!(kept(&words).count(), 3);
        let first = &page.lines[0];
        assert!((first.size - 10.0).abs() < 0.8 && (first.left - 72.0).abs() < 0.1);
        assert!((first.baseline - 79.3).abs() < 0.5);
    }
}
