//! Where a passage says what a word means.

use waardenscan::dutch::{Analysis, Dutch, Words};
use waardenscan::lexicon::Lexicon;
use waardenscan::lexicon::{ClassCache, Matcher};
use waardenscan::{SectionRole, Span};

use super::pattern::{Pattern, patterns};

/// Words of a term at most, where a colon ends it.
const TERM: usize = 6;
/// Words of a definition at least: fewer are a translation or an abbreviation.
const LEAST: usize = 4;
/// Words that have to stand in a passage outside a list of definitions for it
/// to be read on: every wording of the table has one of them.
const SIGNS: [&str; 8] = [
    "versta",
    "bedoel",
    "betekent",
    "houdt",
    "houden",
    "wil zeggen",
    " is de mate",
    " is het ",
];

/// Words by which a definition refers to a law; they say nothing of what is
/// defined, and half the definitions of a verordening have them.
const REFERENCE: [&str; 16] = [
    "artikel",
    "artikelen",
    "lid",
    "leden",
    "onderdeel",
    "onder",
    "aanhef",
    "wet",
    "bedoeld",
    "bedoelde",
    "genoemd",
    "genoemde",
    "eerste",
    "tweede",
    "derde",
    "vierde",
];

/// A definition as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The defined words, without an article before them.
    pub(super) term: String,
    /// What they mean.
    pub(super) definition: String,
    /// Ids of the values that the term points to, in lexicon order.
    pub(super) values: Vec<String>,
    /// Whether each of its words points to a value.
    is_of_values: bool,
}

/// Finds definitions in passages, one after another.
pub(super) struct Finder<'a> {
    lexicon: &'a Lexicon,
    dutch: &'a Dutch,
    matcher: Matcher,
    patterns: Vec<Pattern>,
    words: Words,
    classes: ClassCache,
}

impl<'a> Finder<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, dutch: &'a Dutch) -> Self {
        Self {
            lexicon,
            dutch,
            matcher: Matcher::new(lexicon, dutch),
            patterns: patterns(),
            words: Words::new(),
            classes: ClassCache::default(),
        }
    }

    /// Returns the definitions in a passage, in text order. In a list of
    /// definitions a colon parts the term from what it means.
    pub(super) fn find(&mut self, text: &str, role: &str) -> Vec<Found> {
        if role == SectionRole::Begripsbepaling.name()
            && let Some(found) = self.of_list(text)
        {
            return vec![found];
        }
        if !SIGNS.iter().any(|sign| text.contains(sign)) {
            return Vec::new();
        }
        let analysis = self.dutch.analyse(text, &mut self.words);
        let sentences = analysis.sentences.clone();
        sentences
            .iter()
            .filter_map(|sentence| self.of_sentence(text, &analysis, sentence))
            .collect()
    }

    /// "maatwerk: hulp die past bij wat dit gezin nodig heeft;".
    fn of_list(&mut self, text: &str) -> Option<Found> {
        let (term, definition) = text.split_once(':')?;
        if term.split_whitespace().count() > TERM || definition.split_whitespace().count() < LEAST {
            return None;
        }
        let found = self.found(term, definition)?;
        // "Onder maatwerk wordt verstaan: …" is a sentence, not a term.
        let is_sentence = term
            .split_whitespace()
            .any(|word| word.starts_with("versta"));
        (!is_sentence).then_some(found)
    }

    fn of_sentence(
        &mut self,
        text: &str,
        analysis: &Analysis,
        sentence: &waardenscan::dutch::Sentence,
    ) -> Option<Found> {
        let tokens = analysis.tokens.get(sentence.tokens.clone())?;
        let forms: Vec<&str> = tokens
            .iter()
            .map(|token| self.words.get(token.word).form.as_str())
            .collect();
        let (begin, of_values) = self
            .patterns
            .iter()
            .find_map(|pattern| Some((pattern.find(&forms)?, pattern.of_values)))?;
        let definition = match forms.get(begin.definition) {
            Some(&"dat") => begin.definition + 1,
            _ => begin.definition,
        };
        if tokens.len() < definition + LEAST {
            return None;
        }
        let [first, after] = begin.term;
        let from = tokens.get(first)?.span.start;
        let to = tokens.get(after.checked_sub(1)?)?.span.end;
        let start = tokens.get(definition)?.span.start;
        let term = Span::new(from, to).get(text)?;
        let definition = Span::new(start, sentence.span.end).get(text)?;
        let found = self.found(term, definition)?;
        (!of_values || found.is_of_values).then_some(found)
    }

    fn found(&mut self, term: &str, definition: &str) -> Option<Found> {
        let quotes = |c: char| "\"'‘’“”„()*•-–.;:, ".contains(c) || c.is_whitespace();
        let mut term = term.trim_matches(quotes);
        for article in ["de ", "het ", "een ", "De ", "Het ", "Een "] {
            term = term.strip_prefix(article).unwrap_or(term);
        }
        // "a. maatwerk", where the letter was not read as a label.
        if let Some((label, rest)) = term.split_once(['.', ')'])
            && label.chars().count() <= 2
        {
            term = rest.trim_matches(quotes);
        }
        let definition = definition.trim_matches([' ', ';', ':', '\n', '\t']);
        if term.is_empty() || definition.is_empty() {
            return None;
        }
        let (values, is_of_values) = self.values(term);
        Some(Found {
            term: term.to_owned(),
            definition: definition.to_owned(),
            values,
            is_of_values,
        })
    }

    /// The values that a term points to, and whether each of its words does.
    fn values(&mut self, term: &str) -> (Vec<String>, bool) {
        let analysis = self.dutch.analyse(term, &mut self.words);
        let found = self
            .matcher
            .find(self.dutch, &analysis, &self.words, &mut self.classes);
        let mut tokens = 0..analysis.tokens.len();
        let is_whole = tokens.all(|token| found.iter().any(|it| it.tokens.contains(&token)));
        let mut values: Vec<usize> = found.into_iter().map(|found| found.value).collect();
        values.sort_unstable();
        values.dedup();
        let all = self.lexicon.values();
        let ids = values.into_iter().filter_map(|value| all.get(value));
        (ids.map(|value| value.id.clone()).collect(), is_whole)
    }

    /// The families of the words of a text that say something, without function
    /// words and references to a law, each once, in
    /// the order of the alphabet, with the word as it was first written.
    pub(super) fn families(&mut self, text: &str) -> Vec<(String, String)> {
        let analysis = self.dutch.analyse(text, &mut self.words);
        let mut families: Vec<(String, String)> = Vec::new();
        for token in &analysis.tokens {
            let word = self.words.get(token.word);
            let says = word.form.chars().any(char::is_alphabetic)
                && word.form.chars().count() > 1
                && !self.dutch.is_function_word(word)
                && !REFERENCE.contains(&word.form.as_str());
            if says && !families.iter().any(|(family, _)| *family == word.family) {
                families.push((word.family.clone(), word.form.clone()));
            }
        }
        families.sort();
        families
    }
}
