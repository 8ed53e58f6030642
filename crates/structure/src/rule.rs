//! The rules for sections, read from their table.

use waardenscan_document::SectionRole;

use crate::pattern::Pattern;
use crate::table;

/// Where the words of a rule are looked for; see `data/rollen.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Heading,
    Cover,
    Start,
    Stretch,
    StretchEnd,
}

/// One line of the table.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) place: Place,
    pub(crate) role: SectionRole,
    pub(crate) confidence: f64,
    pattern: Pattern,
    #[cfg(test)]
    example: &'static str,
}

/// All rules for sections.
#[derive(Clone, Debug)]
pub(crate) struct Rules(Vec<Rule>);

impl Rules {
    pub(crate) fn new() -> Self {
        let rows = table::rows(include_str!("../data/rollen.tsv"));
        Self(rows.filter_map(|row| Rule::read(&row)).collect())
    }

    /// Returns the first rule of `places` whose words these are.
    pub(crate) fn find(&self, places: &[Place], words: &[String]) -> Option<&Rule> {
        self.0
            .iter()
            .find(|rule| places.contains(&rule.place) && rule.pattern.matches(words))
    }

    /// Tells whether a passage that begins with `word` may open with a formula.
    /// Few do, which saves looking at the rest.
    pub(crate) fn may_open(&self, word: &str) -> bool {
        self.0.iter().any(|rule| {
            !matches!(rule.place, Place::Heading | Place::Cover) && rule.pattern.may_start(word)
        })
    }
}

impl Rule {
    fn read(row: &[&'static str]) -> Option<Self> {
        let [place, pattern, role, confidence, _example] = row else {
            return None;
        };
        let place = match *place {
            "kop" => Place::Heading,
            "omvat" => Place::Cover,
            "begin" => Place::Start,
            "reeks" => Place::Stretch,
            "einde" => Place::StretchEnd,
            _ => return None,
        };
        let role = SectionRole::ALL
            .into_iter()
            .find(|known| known.name() == *role)?;
        Some(Self {
            place,
            role,
            confidence: confidence.parse().ok()?,
            pattern: Pattern::read(pattern)?,
            #[cfg(test)]
            example: _example,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{heading_words, words};

    #[test]
    fn every_line_of_the_table_is_a_rule() {
        let lines = table::rows(include_str!("../data/rollen.tsv")).count();
        assert_eq!(Rules::new().0.len(), lines);
    }

    #[test]
    fn every_rule_holds_for_its_example_and_gives_it_its_role() {
        let rules = Rules::new();
        for rule in &rules.0 {
            let words = match rule.place {
                Place::Heading | Place::Cover => heading_words(rule.example),
                _ => words(rule.example),
            };
            assert!(rule.pattern.matches(&words), "{rule:?}");
            let places = match rule.place {
                Place::Heading | Place::Cover => &[Place::Heading, Place::Cover][..],
                _ => &[rule.place][..],
            };
            let found = rules.find(places, &words).unwrap();
            assert_eq!(found.role, rule.role, "{rule:?}");
            assert!(rule.confidence > 0.5 && rule.confidence < 1.0, "{rule:?}");
        }
    }
}
