//! Words as the rules see them.

/// How much of a text the rules look at, in words: formulas stand at its
/// start. Our choice.
const MOST_WORDS: usize = 16;

/// Returns the first words of a text in lower case; punctuation is no word.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(str::to_lowercase)
        .collect()
}

/// Returns the first word of a text in lower case.
pub(crate) fn first_word(text: &str) -> Option<String> {
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    words.find(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Returns the words of a heading without its number: "Hoofdstuk 3", "2.1".
pub(crate) fn heading_words(heading: &str) -> Vec<String> {
    let mut words = words(heading);
    let named = words
        .first()
        .is_some_and(|first| matches!(first.as_str(), "hoofdstuk" | "deel" | "programma"));
    let numbers = words
        .iter()
        .skip(usize::from(named))
        .take_while(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))
        .count();
    if numbers > 0 {
        words.drain(..numbers + usize::from(named));
    }
    words
}

/// Tells whether a word numbers something: "3", "12a", "IV", "b".
pub(crate) fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
        || word.chars().all(|letter| "ivxlc".contains(letter))
        || word.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_loses_its_number_and_no_more() {
        for (heading, expected) in [
            ("3.2 Wat willen we bereiken?", "wat willen we bereiken"),
            ("Hoofdstuk 4 Financiën", "financiën"),
            ("Hoofdstuk Jeugd", "hoofdstuk jeugd"),
            ("Artikel 3 Toegang", "artikel 3 toegang"),
            ("", ""),
        ] {
            assert_eq!(heading_words(heading).join(" "), expected);
        }
    }
}
