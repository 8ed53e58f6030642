use unicode_normalization::{UnicodeNormalization, char::decompose_compatible};

/// Passes on what a font's character stands for in plain text: ligatures and
/// ĳ as their letters, every space as one kind, soft hyphens as hyphens and
/// characters without a shape not at all.
pub(crate) fn plain(char: char, mut emit: impl FnMut(char)) {
    match char {
        ' '..='~' => emit(char),
        '\t'
        | '\n'
        | '\r'
        | '\u{a0}'
        | '\u{2000}'..='\u{200a}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => emit(' '),
        // Many fonts call their one hyphen the soft one, so that it must be
        // seen to be told apart; whether it stays is a matter of the line end.
        '\u{ad}' | '\u{2010}' | '\u{2011}' => emit('-'),
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => {}
        '\u{132}' | '\u{133}' | '\u{17f}' | '\u{fb00}'..='\u{fb06}' => {
            decompose_compatible(char, emit);
        }
        // The Symbol and Wingdings bullets as Word writes them.
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f0fc}' | '\u{f076}' | '\u{f0a8}'
        | '\u{f06e}' | '\u{f06c}' | '\u{f071}' | '\u{f0e0}' | '\u{f0f0}' => emit('•'),
        '\u{f02d}' | '\u{f0be}' => emit('-'),
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fff0}'.. => {
            emit(char::REPLACEMENT_CHARACTER);
        }
        _ => emit(char),
    }
}

/// Returns `text` in NFC, with single spaces, trimmed, and without the unknown
/// characters at the edges of words: tabs and ornaments for the most part.
pub(crate) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let known = word.trim_matches(char::REPLACEMENT_CHARACTER);
        let word = if known.is_empty() { word } else { known };
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        if word.is_ascii() {
            tidied.push_str(word);
        } else {
            tidied.extend(word.nfc());
        }
    }
    tidied
}

/// Returns the raised form of a digit, as in "m²".
pub(crate) const fn raised(digit: char) -> Option<char> {
    Some(match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => return None,
    })
}

/// Undoes [`raised`]; other characters stay.
pub(crate) const fn lowered(char: char) -> char {
    match char {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain_text(text: &str) -> String {
        let mut out = String::new();
        for char in text.chars() {
            plain(char, |char| out.push(char));
        }
        out
    }

    #[test]
    fn folds_what_only_fonts_need() {
        for (given, wanted) in [
            ("ﬁnanciële oﬃciële", "financiële officiële"),
            ("Ĳssel en ĳs", "IJssel en ijs"),
            ("beleid\u{a0}en\u{2009}uitvoering", "beleid en uitvoering"),
            ("GGD\u{ad}regio", "GGD-regio"),
            ("on\u{200b}der\u{feff}werp", "onderwerp"),
            ("\u{f0b7} eerste", "• eerste"),
            ("€ 12 – 13 m²", "€ 12 – 13 m²"),
        ] {
            assert_eq!(plain_text(given), wanted);
        }
    }

    #[test]
    fn raised_digits_come_back() {
        for digit in '0'..='9' {
            assert_eq!(raised(digit).map(lowered), Some(digit));
        }
        assert_eq!(raised('a'), None);
    }

    proptest! {
        #[test]
        fn tidy_text_is_tidy(text in any::<String>()) {
            let once = tidy(&text);
            prop_assert_eq!(&tidy(&once), &once);
            prop_assert!(!once.contains("  ") && once.trim() == once);
        }
    }
}
