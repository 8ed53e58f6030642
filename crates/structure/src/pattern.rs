//! The notation of the rules: words, `*` for the open end of a word,
//! `{a|b}` for a choice, `<3>` for at most three words between, `#` for a
//! number, `^` and `$` for the start and the end of the text.

use crate::text::is_number;

/// One rule's wording, read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    at_start: bool,
    at_end: bool,
    elements: Vec<Element>,
}

#[derive(Clone, Debug, PartialEq)]
enum Element {
    OneOf(Vec<Test>),
    Gap(usize),
}

#[derive(Clone, Debug, PartialEq)]
struct Test {
    open_start: bool,
    letters: String,
    open_end: bool,
}

impl Pattern {
    /// Reads a pattern; `None` where it says nothing.
    pub(crate) fn read(notation: &str) -> Option<Self> {
        let (at_start, notation) = match notation.strip_prefix('^') {
            Some(rest) => (true, rest),
            None => (false, notation),
        };
        let (at_end, notation) = match notation.strip_suffix('$') {
            Some(rest) => (true, rest),
            None => (false, notation),
        };
        let elements: Option<Vec<Element>> =
            notation.split_whitespace().map(Element::read).collect();
        let elements = elements.filter(|elements| !elements.is_empty())?;
        Some(Self {
            at_start,
            at_end,
            elements,
        })
    }

    /// Tells whether the words hold the pattern.
    pub(crate) fn matches(&self, words: &[String]) -> bool {
        let last = if self.at_start { 0 } else { words.len() };
        (0..=last).any(|start| {
            words
                .get(start..)
                .is_some_and(|words| self.matches_here(&self.elements, words))
        })
    }

    /// Tells whether words that begin with `word` may hold the pattern at their
    /// start.
    pub(crate) fn may_start(&self, word: &str) -> bool {
        match self.elements.first() {
            Some(Element::OneOf(tests)) => tests.iter().any(|test| test.holds(word)),
            _ => true,
        }
    }

    fn matches_here(&self, elements: &[Element], words: &[String]) -> bool {
        match elements.split_first() {
            None => !self.at_end || words.is_empty(),
            Some((Element::OneOf(tests), rest)) => {
                words.split_first().is_some_and(|(word, words)| {
                    tests.iter().any(|test| test.holds(word)) && self.matches_here(rest, words)
                })
            }
            Some((Element::Gap(most), rest)) => (0..=*most).any(|skipped| {
                words
                    .get(skipped..)
                    .is_some_and(|words| self.matches_here(rest, words))
            }),
        }
    }
}

impl Element {
    fn read(notation: &str) -> Option<Self> {
        if let Some(gap) = notation.strip_prefix('<') {
            return gap.strip_suffix('>')?.parse().ok().map(Self::Gap);
        }
        let choices = notation
            .strip_prefix('{')
            .and_then(|it| it.strip_suffix('}'));
        let tests = choices.unwrap_or(notation).split('|').map(Test::read);
        Some(Self::OneOf(tests.collect()))
    }
}

impl Test {
    fn read(notation: &str) -> Self {
        Self {
            open_start: notation.starts_with('*'),
            letters: notation.trim_matches('*').to_owned(),
            open_end: notation.ends_with('*'),
        }
    }

    fn holds(&self, word: &str) -> bool {
        if self.letters == "#" {
            return is_number(word);
        }
        match (self.open_start, self.open_end) {
            (true, true) => word.contains(&self.letters),
            (true, false) => word.ends_with(&self.letters),
            (false, true) => word.starts_with(&self.letters),
            (false, false) => word == self.letters,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    #[test]
    fn each_part_of_the_notation_does_what_it_says() {
        let cases = [
            ("^doel*", "Doelen van beleid", true),
            ("^doel*", "Onze doelen", false),
            ("*visie$", "Onze toekomstvisie", true),
            ("*visie$", "Visie op zorg", false),
            (
                "wat gaan {we|wij} <2> doen",
                "Wat gaan wij daarvoor doen?",
                true,
            ),
            (
                "wat gaan {we|wij} <2> doen",
                "Wat gaan wij in de wijk doen?",
                false,
            ),
            ("^artikel #", "Artikel IV", true),
            ("^artikel #", "Artikel 3a Toegang", true),
            ("^artikel #", "Artikel over zorg", false),
        ];
        for (notation, text, expected) in cases {
            let pattern = Pattern::read(notation).unwrap();
            assert_eq!(
                pattern.matches(&words(text)),
                expected,
                "{notation}: {text}"
            );
        }
    }

    #[test]
    fn what_says_nothing_is_no_pattern() {
        for notation in ["", "^", "^$", "<x>"] {
            assert_eq!(Pattern::read(notation), None, "{notation}");
        }
    }
}
