use std::collections::BTreeMap;

use waardenscan_score::{Hit, Suggestion};

/// Passages that the prior of a weight counts for, as in the weights of the
/// built-in lexicon (`xtask weights`).
const PRIOR: f64 = 6.0;
/// No single hit makes certain, as in the precise layer.
const STRONGEST: f64 = 0.98;

/// Passages with an indicator, and what it accounts for of their values.
#[derive(Clone, Copy, Default)]
struct Count {
    with: f64,
    right: f64,
}

/// Scores of the precise layer for passages that its lexicon has not seen.
///
/// A lexicon is grown and weighed on the passages that a model is trained on,
/// so that its scores for those are better than for others: a model that sees
/// them trusts indicators too much, and its calibration promises too much. So
/// each passage gets the scores that the lexicon would give had its document
/// not been there: weights without the passages of the document, and no
/// indicator that only this document supports.
#[derive(Default)]
pub(crate) struct Unseen<'a> {
    all: BTreeMap<Indicator, Count>,
    of_document: BTreeMap<(Document<'a>, Indicator), Count>,
}

/// Value and place among its indicators.
type Indicator = (usize, usize);
/// Gold file and name.
pub(crate) type Document<'a> = (usize, &'a str);

impl<'a> Unseen<'a> {
    /// Counts the hits of a passage that has the values `labels`.
    pub(crate) fn count(
        &mut self,
        document: Document<'a>,
        suggestions: &[Suggestion],
        labels: &[bool],
    ) {
        for suggestion in suggestions {
            let right = labels.get(suggestion.value) == Some(&true);
            let mut hits: Vec<&Hit> = suggestion.hits.iter().collect();
            hits.sort_by_key(|hit| hit.indicator);
            hits.dedup_by_key(|hit| hit.indicator);
            for hit in hits {
                let key = (suggestion.value, hit.indicator);
                // The chance that this hit made the score, as in the
                // expectation step that estimates the weights.
                let share = if right {
                    hit.weight / suggestion.score
                } else {
                    0.0
                };
                for count in [
                    self.all.entry(key).or_default(),
                    self.of_document.entry((document, key)).or_default(),
                ] {
                    count.with += 1.0;
                    count.right += share;
                }
            }
        }
    }

    /// Returns the score of every value for a text of `document`.
    pub(crate) fn scores(
        &self,
        document: Document<'a>,
        suggestions: &[Suggestion],
        values: usize,
    ) -> Vec<f64> {
        let mut scores = vec![0.0; values];
        for suggestion in suggestions {
            let misses: f64 = suggestion
                .hits
                .iter()
                .filter(|hit| hit.repeats.is_none())
                .map(|hit| {
                    let key = (suggestion.value, hit.indicator);
                    1.0 - self.weight(document, key, hit.weight)
                })
                .product();
            if let Some(score) = scores.get_mut(suggestion.value) {
                *score = 1.0 - misses;
            }
        }
        scores
    }

    fn weight(&self, document: Document<'a>, indicator: Indicator, weight: f64) -> f64 {
        let all = self.all.get(&indicator).copied().unwrap_or_default();
        let here = self.of_document.get(&(document, indicator));
        let here = here.copied().unwrap_or_default();
        let elsewhere = all.with - here.with;
        if elsewhere <= 0.0 {
            return 0.0;
        }
        let right = weight * (all.with + PRIOR) - here.right;
        (right / (elsewhere + PRIOR)).clamp(0.0, STRONGEST)
    }
}

#[cfg(test)]
mod tests {
    use waardenscan_dutch::Dutch;
    use waardenscan_lexicon::Lexicon;
    use waardenscan_score::{Scorer, Scratch};

    use super::Unseen;

    #[test]
    fn an_indicator_counts_for_what_other_documents_say_of_it() {
        let scorer = Scorer::new(Lexicon::builtin(), Dutch::new());
        let values = scorer.lexicon().values();
        let place = values
            .iter()
            .position(|v| v.id == "betaalbaarheid")
            .unwrap();
        let text = "Wij houden de zorg betaalbaar.";
        let found = scorer.score_text(text, 1e-9, &mut Scratch::new());
        let with: Vec<bool> = (0..values.len()).map(|value| value == place).collect();
        let without = vec![false; values.len()];
        let mut unseen = Unseen::default();
        unseen.count((0, "a"), &found, &with);
        let score = |unseen: &Unseen<'static>, document| {
            unseen.scores((0, document), &found, values.len())[place]
        };
        assert_eq!(score(&unseen, "a"), 0.0, "nothing but its own support");
        unseen.count((0, "b"), &found, &without);
        let full = scorer.scores(text, &mut Scratch::new())[place];
        let (in_a, in_b) = (score(&unseen, "a"), score(&unseen, "b"));
        assert!(in_a < full && full < in_b, "{in_a} {full} {in_b}");
    }
}
