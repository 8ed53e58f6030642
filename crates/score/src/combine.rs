//! From the matches of one value in one passage to the hits that count.

use std::collections::BTreeMap;

use waardenscan_document::Span;
use waardenscan_dutch::{Analysis, Dutch, Words};
use waardenscan_lexicon::{Match, Value};

use crate::Hit;

/// No single hit makes certain. The bound is the one of the lexicon's outline,
/// which chose it by hand.
const STRONGEST_HIT: f64 = 0.98;

/// A match that is kept, with its place in tokens.
pub(crate) struct Counted<'a> {
    pub(crate) found: &'a Match,
    pub(crate) hit: Hit,
}

/// The passage that the matches are of.
pub(crate) struct Passage<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) words: &'a Words,
    pub(crate) dutch: &'a Dutch,
}

impl<'a> Passage<'a> {
    /// The families of the words of a match, function words left out where
    /// there are others.
    fn families(&self, found: &Match) -> Vec<&'a str> {
        let tokens = self.analysis.tokens.get(found.tokens.clone());
        let words = tokens.unwrap_or_default().iter();
        let words = words.map(|token| self.words.get(token.word));
        let telling: Vec<&str> = words
            .clone()
            .filter(|word| !self.dutch.is_function_word(word))
            .map(|word| word.family.as_str())
            .collect();
        if telling.is_empty() {
            words.map(|word| word.family.as_str()).collect()
        } else {
            telling
        }
    }

    /// Chooses the matches that are kept: of overlapping ones only the
    /// strongest (then the longest, then the first). What says again what a
    /// stronger match says, be it by the same indicator or with words of the
    /// same families, is marked as a repeat: a passage that says *respijtzorg*
    /// three times is no surer than one that says it once. The result is in
    /// text order.
    pub(crate) fn counted(&self, value: &Value, matches: &[&'a Match]) -> Vec<Counted<'a>> {
        let mut candidates: Vec<Counted<'a>> = matches
            .iter()
            .filter_map(|found| {
                let indicator = value.indicators.get(found.indicator)?;
                Some(Counted {
                    found,
                    hit: Hit {
                        indicator: found.indicator,
                        span: found.span,
                        weight: indicator.weight.min(STRONGEST_HIT),
                        repeats: None,
                    },
                })
            })
            .collect();
        candidates.sort_by(|a, b| {
            b.hit
                .weight
                .total_cmp(&a.hit.weight)
                .then_with(|| b.hit.span.len().cmp(&a.hit.span.len()))
                .then_with(|| a.hit.span.cmp(&b.hit.span))
                .then_with(|| a.hit.indicator.cmp(&b.hit.indicator))
        });
        let mut kept = without_overlaps(candidates);
        if kept.len() > 1 {
            self.mark_repeats(&mut kept);
        }
        kept
    }

    /// Marks what repeats another of `kept`, which come strongest first, and
    /// puts them in text order.
    fn mark_repeats(&self, kept: &mut [Counted<'a>]) {
        let mut by_indicator: BTreeMap<usize, Span> = BTreeMap::new();
        let mut by_families: BTreeMap<Vec<&str>, Span> = BTreeMap::new();
        let mut says: Vec<Span> = Vec::with_capacity(kept.len());
        for one in &*kept {
            let families = self.families(one.found);
            let before = by_indicator.get(&one.hit.indicator);
            let said = before.or_else(|| by_families.get(&families));
            let said = said.copied().unwrap_or(one.hit.span);
            by_indicator.entry(one.hit.indicator).or_insert(said);
            by_families.entry(families).or_insert(said);
            says.push(said);
        }
        let mut places: Vec<Span> = kept.iter().map(|one| one.hit.span).collect();
        places.sort_unstable();
        for (one, said) in kept.iter_mut().zip(says) {
            if said != one.hit.span {
                one.hit.repeats = places.binary_search(&said).ok();
            }
        }
        kept.sort_unstable_by_key(|one| one.hit.span);
    }
}

/// Leaves out what overlaps an earlier one.
fn without_overlaps(candidates: Vec<Counted<'_>>) -> Vec<Counted<'_>> {
    let mut taken: Vec<Span> = Vec::with_capacity(candidates.len());
    let mut kept = candidates;
    kept.retain(|candidate| {
        let span = candidate.hit.span;
        let next = taken.partition_point(|other| other.start < span.start);
        let neighbours = taken.get(next.saturating_sub(1)..taken.len().min(next + 1));
        let free = !neighbours
            .unwrap_or_default()
            .iter()
            .any(|other| other.overlaps(span));
        if free {
            taken.insert(next, span);
        }
        free
    });
    kept
}

/// Combines independent hits: the probability that at least one holds,
/// `1 − Π(1 − weight)` (noisy-or), in text order. Repeats add nothing.
pub(crate) fn noisy_or<'a>(hits: impl Iterator<Item = &'a Hit>) -> f64 {
    let counts = hits.filter(|hit| hit.repeats.is_none());
    1.0 - counts.fold(1.0, |misses, hit| misses * (1.0 - hit.weight))
}

#[cfg(test)]
mod tests {
    use waardenscan_dutch::Dutch;
    use waardenscan_lexicon::{Lexicon, SourceFile};

    use crate::{Scorer, Scratch, explain};

    fn scorer() -> Scorer {
        let manifest = "id = 'proef'\nnaam = 'Proef'\nversie = '1'\ntaal = 'nl'\n\
            omschrijving = 'Proef'\nclusters = [{ id = 'c', naam = 'C' }]\n";
        let value = "id = 'a'\nnaam = 'A'\ncluster = 'c'\ndefinitie = 'D'\nindicatoren = [\n\
            { term = 'respijtzorg', soort = 'woord', gewicht = 0.5, uitdrukking = 'impliciet' },\n\
            { term = 'samenwerken', soort = 'woord', gewicht = 0.4, uitdrukking = 'impliciet' },\n\
            { term = 'samenwerking', soort = 'woord', gewicht = 0.6, uitdrukking = 'impliciet' },\n]\n";
        let file = |path: &str, text: &str| SourceFile {
            path: path.into(),
            text: text.into(),
        };
        let files = [file("lexicon.toml", manifest), file("a.toml", value)];
        Scorer::new(Lexicon::from_files(&files).unwrap(), Dutch::new())
    }

    #[test]
    fn what_is_said_again_counts_once_and_is_named_once() {
        let cases = [
            ("Er is respijtzorg.", 0.5, "‘respijtzorg’ (0,50)"),
            (
                "Er is respijtzorg, meer respijtzorg. Zonder wachten. Respijtzorg helpt.",
                0.5,
                "‘respijtzorg’ (0,50; 3 keer) wijst tussen de regels op de waarde A.",
            ),
            (
                "Wij willen samenwerken. Goede samenwerking helpt.",
                0.6,
                "‘samenwerking’ (0,60; 2 keer)",
            ),
            (
                "Er is respijtzorg door samenwerking.",
                0.8,
                "‘samenwerking’ (0,60) en ‘respijtzorg’ (0,50)",
            ),
        ];
        let scorer = scorer();
        for (text, score, reason) in cases {
            let found = scorer.score_text(text, 0.1, &mut Scratch::new());
            let [suggestion] = found.as_slice() else {
                panic!("{found:?}");
            };
            assert!(
                (suggestion.score - score).abs() < 1e-9,
                "{text}: {}",
                suggestion.score
            );
            let explanation = explain(suggestion, scorer.value(suggestion), text);
            assert!(explanation.contains(reason), "{explanation}");
        }
    }
}
