//! From the matches of one value in one passage to the hits that count.

use waardenscan_lexicon::{Match, Value};

use crate::Hit;

/// No single hit makes certain. The bound is the one of the lexicon's outline,
/// which chose it by hand.
const STRONGEST_HIT: f64 = 0.98;

/// A match that counts, with its place in tokens.
pub(crate) struct Counted<'a> {
    pub(crate) found: &'a Match,
    pub(crate) hit: Hit,
}

/// Chooses the matches that count: of overlapping ones only the strongest (then
/// the longest, then the first), and an indicator once a sentence. `sentence`
/// tells the sentence of a token. The result is in text order.
pub(crate) fn counted<'a>(
    value: &Value,
    matches: &[&'a Match],
    sentence: impl Fn(usize) -> usize,
) -> Vec<Counted<'a>> {
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

    let mut counted: Vec<Counted<'a>> = Vec::new();
    for candidate in candidates {
        let in_sentence = sentence(candidate.found.tokens.start);
        let taken = counted.iter().any(|other| {
            other.hit.span.overlaps(candidate.hit.span)
                || (other.hit.indicator == candidate.hit.indicator
                    && sentence(other.found.tokens.start) == in_sentence)
        });
        if !taken {
            counted.push(candidate);
        }
    }
    counted.sort_by_key(|counted| counted.hit.span);
    counted
}

/// Combines independent hits: the probability that at least one holds,
/// `1 − Π(1 − weight)` (noisy-or), in text order.
pub(crate) fn noisy_or<'a>(hits: impl Iterator<Item = &'a Hit>) -> f64 {
    1.0 - hits.fold(1.0, |misses, hit| misses * (1.0 - hit.weight))
}
