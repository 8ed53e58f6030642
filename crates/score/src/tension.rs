//! Two values that a passage sets against each other.

use waardenscan_document::Span;
use waardenscan_dutch::{Analysis, Cue, CueKind, Words};
use waardenscan_lexicon::SignalMatch;

use crate::Hit;
use crate::stance::span_of;

/// The least score of both values. Lower than what is shown as a suggestion: a
/// contrast between the words of two values is evidence by itself. Of the eight
/// contrasts that a trial found so in 156 documents of government and parties,
/// six held in our own reading (`docs/quality.md`).
pub(crate) const LEAST_SCORE: f64 = 0.35;

/// A tension of the lexicon, found in one passage (*spanning*).
#[derive(Clone, Debug, PartialEq)]
pub struct FoundTension {
    /// Index of the passage's block in its document.
    pub block: usize,
    /// Index of the tension among those of the lexicon.
    pub tension: usize,
    /// The words that set the two values against each other, in bytes of the
    /// passage's text.
    pub cue: Span,
    /// The words of each value, in the order of the tension's values.
    pub evidence: [Span; 2],
}

/// One passage, and the hits of the two values of a tension in it.
pub(crate) struct Opposed<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) words: &'a Words,
    pub(crate) tension: usize,
    pub(crate) hits: [&'a [Hit]; 2],
}

impl Opposed<'_> {
    /// Finds what sets the two values against each other: a wording that the
    /// lexicon names for this tension, anywhere in the passage; one that it
    /// names for any, in a sentence with hits of both; or a word of contrast
    /// with a hit of one value before it and of the other behind it, in one
    /// sentence. The evidence is that of the sentence, or the first hits.
    pub(crate) fn find(&self, signals: &[SignalMatch]) -> Option<FoundTension> {
        let own = signals.iter().find(|it| it.tension == Some(self.tension));
        if let Some(signal) = own {
            let [first, second] = self.hits;
            let evidence = [first.first()?.span, second.first()?.span];
            return Some(self.found(signal.span, evidence));
        }
        let any = signals.iter().filter(|signal| signal.tension.is_none());
        let mut any = any.filter_map(|signal| {
            let [first, second] = self.beside(signal.span)?;
            Some(self.found(signal.span, [*first.first()?, *second.first()?]))
        });
        any.next().or_else(|| {
            let cues = self.analysis.cues.iter();
            let contrasts = cues.filter(|cue| cue.kind == CueKind::Contrast);
            contrasts.filter_map(|cue| self.parted_by(cue)).next()
        })
    }

    fn parted_by(&self, cue: &Cue) -> Option<FoundTension> {
        let span = span_of(&cue.tokens, self.analysis)?;
        if self.adds(cue) {
            return None;
        }
        let [first, second] = self.beside(span)?;
        let before = |spans: &[Span]| spans.iter().copied().find(|hit| hit.end <= span.start);
        let behind = |spans: &[Span]| spans.iter().copied().find(|hit| hit.start >= span.end);
        let parted = |one: &[Span], other: &[Span]| Some((before(one)?, behind(other)?));
        let evidence = match parted(&first, &second) {
            Some((first, second)) => [first, second],
            None => {
                let (second, first) = parted(&second, &first)?;
                [first, second]
            }
        };
        Some(self.found(span, evidence))
    }

    /// Tells whether a word of contrast only adds: "niet alleen … maar", "maar
    /// ook".
    fn adds(&self, cue: &Cue) -> bool {
        const MORE: [&str; 4] = ["ook", "eveneens", "vooral", "bovenal"];
        const ONLY: [&str; 4] = ["alleen", "slechts", "enkel", "uitsluitend"];
        let form = |token: usize| {
            let token = self.analysis.tokens.get(token);
            token.map_or("", |token| self.words.get(token.word).form.as_str())
        };
        let mut sentences = self.analysis.sentences.iter();
        let sentence = sentences.find(|sentence| sentence.tokens.contains(&cue.tokens.start));
        let start = sentence.map_or(cue.tokens.start, |sentence| sentence.tokens.start);
        form(cue.tokens.start) == "maar"
            && (MORE.contains(&form(cue.tokens.end))
                || (start..cue.tokens.start)
                    .any(|at| form(at) == "niet" && ONLY.contains(&form(at + 1))))
    }

    /// The hits of each value in the sentence of `span`; none where one of the
    /// two has none there.
    fn beside(&self, span: Span) -> Option<[Vec<Span>; 2]> {
        let mut sentences = self.analysis.sentences.iter();
        let sentence = sentences
            .find(|sentence| sentence.span.overlaps(span))?
            .span;
        let beside = self.hits.map(|hits| {
            let spans = hits.iter().map(|hit| hit.span);
            spans.filter(|hit| sentence.overlaps(*hit)).collect()
        });
        let both = beside.iter().all(|spans: &Vec<Span>| !spans.is_empty());
        both.then_some(beside)
    }

    const fn found(&self, cue: Span, evidence: [Span; 2]) -> FoundTension {
        FoundTension {
            block: 0,
            tension: self.tension,
            cue,
            evidence,
        }
    }
}
