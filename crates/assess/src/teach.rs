use crate::learn::Evidence;

/// Variance in logits squared that is supposed of a term that nothing was
/// decided of: wider than what [`Learned`](crate::Learned) expects, so that
/// every word is asked after before much is asked of one. By simulation
/// (`docs/nakijken-maten.md`): at .02 the order teaches less than chance does,
/// from .3 to 2 it teaches more.
const UNKNOWN: f64 = 1.0;

/// Chooses which open suggestions to decide first so that those decisions teach
/// most ([`Learned`](crate::Learned)), and returns their indices, the most
/// informative first: at most `most`, fewer where fewer are open. `decided` is
/// what was decided before. Of equals the first comes first.
///
/// Each choice lowers the expected variance of the scores of all open
/// suggestions together most, given what was decided and chosen before (D. Cohn,
/// Z. Ghahramani and M. Jordan, "Active learning with statistical models",
/// 1996). The variance of a score is that of its logit times (p(1 − p))², a
/// decision on a score p informs each of its terms by p(1 − p) (the Fisher
/// information of a logistic regression), and terms are taken to vary apart:
/// then a choice lowers the variance V of each of its terms by
/// V²·p(1 − p) ÷ (1 + V·p(1 − p)), for all open suggestions with that term. So
/// what counts is doubt, times how many share the words and the value, and less
/// for what was asked already. The cost of taking terms apart is that two words
/// which always come together are asked for as if they were two.
///
/// Takes time in proportion to `most` × the size of `open`.
#[must_use]
pub fn most_informative(
    open: &[Evidence],
    decided: &[Evidence],
    values: usize,
    indicators: usize,
    most: usize,
) -> Vec<usize> {
    let places = |it: &Evidence| -> Vec<usize> {
        let of_value = (it.value < values).then_some(1 + it.value);
        let known = it.indicators.iter().filter(|&&one| one < indicators);
        let of_indicators = known.map(|one| 1 + values + one);
        [0].into_iter()
            .chain(of_value)
            .chain(of_indicators)
            .collect()
    };
    let mut terms = vec![Term::new(UNKNOWN)];
    terms.extend((0..values).map(|_| Term::new(UNKNOWN)));
    terms.extend((0..indicators).map(|_| Term::new(UNKNOWN)));
    for it in decided {
        for place in places(it) {
            if let Some(term) = terms.get_mut(place) {
                term.learn(it.doubt());
            }
        }
    }
    let mut left: Vec<Candidate> = open
        .iter()
        .enumerate()
        .map(|(index, it)| Candidate {
            index,
            doubt: it.doubt(),
            terms: places(it),
        })
        .collect();
    for it in &left {
        for &place in &it.terms {
            if let Some(term) = terms.get_mut(place) {
                term.weight += it.doubt * it.doubt;
            }
        }
    }
    let mut chosen = Vec::new();
    while chosen.len() < most {
        let mut best: Option<(usize, f64)> = None;
        for (at, it) in left.iter().enumerate() {
            let gain = it.gain(&terms);
            if best.is_none_or(|(_, highest)| gain > highest) {
                best = Some((at, gain));
            }
        }
        let Some((at, _)) = best else { break };
        // Keeps the order, which decides between equals.
        let it = left.remove(at);
        for &place in &it.terms {
            if let Some(term) = terms.get_mut(place) {
                term.learn(it.doubt);
                term.weight -= it.doubt * it.doubt;
            }
        }
        chosen.push(it.index);
    }
    chosen
}

/// An open suggestion that was not chosen yet.
struct Candidate {
    index: usize,
    doubt: f64,
    terms: Vec<usize>,
}

impl Candidate {
    /// How much it lowers the variance of all that is open.
    fn gain(&self, terms: &[Term]) -> f64 {
        let of_terms = self.terms.iter().filter_map(|&place| terms.get(place));
        of_terms.map(|term| term.gain(self.doubt)).sum()
    }
}

/// One thing that decisions teach about.
struct Term {
    variance: f64,
    /// What a unit of its variance counts: the sum over open suggestions of
    /// (p(1 − p))².
    weight: f64,
}

impl Term {
    const fn new(variance: f64) -> Self {
        Self {
            variance,
            weight: 0.0,
        }
    }

    fn learn(&mut self, doubt: f64) {
        self.variance /= 1.0 + self.variance * doubt;
    }

    fn gain(&self, doubt: f64) -> f64 {
        self.weight * self.variance * self.variance * doubt / (1.0 + self.variance * doubt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(score: f64, value: usize, indicators: &[usize]) -> Evidence {
        Evidence {
            score,
            value,
            indicators: indicators.to_vec(),
        }
    }

    #[test]
    fn what_many_share_comes_before_what_stands_alone() {
        let mut all = vec![open(0.5, 0, &[0])];
        all.extend((0..20).map(|_| open(0.6, 1, &[1])));
        assert_eq!(most_informative(&all, &[], 2, 2, 1), [1]);
    }

    #[test]
    fn among_those_alike_the_most_doubtful_comes_first() {
        let all = [0.9, 0.7, 0.45, 0.95].map(|score| open(score, 0, &[0]));
        assert_eq!(most_informative(&all, &[], 1, 1, 9), [2, 1, 0, 3]);
    }

    #[test]
    fn what_was_asked_already_waits() {
        let mut all: Vec<_> = (0..10).map(|_| open(0.6, 0, &[0])).collect();
        all.extend((0..9).map(|_| open(0.6, 1, &[1])));
        let chosen = most_informative(&all, &[], 2, 2, 4);
        assert_eq!(chosen, [0, 10, 1, 11], "by turns");
        let decided: Vec<_> = (0..40).map(|_| open(0.6, 0, &[0])).collect();
        let chosen = most_informative(&all, &decided, 2, 2, 2);
        assert_eq!(chosen, [10, 11], "much is known of the first value");
    }

    #[test]
    fn indices_beyond_the_terms_count_for_nothing() {
        let all = [open(0.5, 7, &[9]), open(0.5, 0, &[])];
        assert_eq!(most_informative(&all, &[], 1, 1, 5), [1, 0]);
    }
}
