//! Takes a score apart: which word added what.

use waardenscan_document::Span;

use super::lexemes::Lexemes;
use super::model::Model;
use super::reading::{Norms, Reading, Runs, Source};
use crate::{Factor, FactorKind};

/// Words that a suggestion names; the rest is summed up, function words
/// included.
const NAMED_WORDS: usize = 8;

/// One word of the passage.
struct OfWord {
    span: Span,
    /// What it adds to the sum of a value, before calibration.
    added: f64,
    /// Whether it says something by itself: "hij" may weigh in, but explains
    /// nothing.
    telling: bool,
}

impl Model {
    /// Returns the base of a value's logit and the factors that add up to the
    /// rest, strongest word first.
    pub(crate) fn factors(
        &self,
        reading: &Reading,
        value: usize,
        precise: &[f64],
        source: &Source<'_>,
        lexemes: &mut Lexemes,
    ) -> (f64, Vec<Factor>) {
        let sum = reading.sums.get(value).copied().unwrap_or_default();
        let gain = self.calibration.gain(sum);
        let intercept = self.intercepts.get(value).copied().map_or(0.0, f64::from);
        let pieces = 1.0 + f64::from(self.piece_weight);
        let base = self.calibration.base(value) + gain * pieces * intercept;

        let own = precise.get(value).copied().unwrap_or_default();
        let own = own * f64::from(self.precise_weight(value, value));
        let all = self.of_precise(precise);
        let all = all.get(value).copied().unwrap_or_default();
        let likeness = reading.likeness.get(value).copied().map_or(0.0, f64::from);
        let mut factors: Vec<Factor> = [
            (FactorKind::Indicators, own),
            (FactorKind::OtherValues, all - own),
            (FactorKind::Likeness, likeness),
        ]
        .into_iter()
        .filter(|(_, added)| *added != 0.0)
        .map(|(kind, added)| Factor {
            kind,
            added: gain * added,
        })
        .collect();

        let of_words = self.words(reading, value, source, lexemes);
        let (mut telling, mut rest): (Vec<OfWord>, Vec<OfWord>) =
            of_words.into_iter().partition(|word| word.telling);
        telling.sort_by(|a, b| {
            b.added
                .abs()
                .total_cmp(&a.added.abs())
                .then(a.span.cmp(&b.span))
        });
        rest.extend(telling.split_off(telling.len().min(NAMED_WORDS)));
        factors.extend(telling.iter().map(|word| Factor {
            kind: FactorKind::Word(word.span),
            added: gain * word.added,
        }));
        if !rest.is_empty() {
            factors.push(Factor {
                kind: FactorKind::OtherWords,
                added: gain * rest.iter().map(|word| word.added).sum::<f64>(),
            });
        }
        (base, factors)
    }

    /// Takes the sum of a value apart by words.
    fn words(
        &self,
        reading: &Reading,
        value: usize,
        source: &Source<'_>,
        lexemes: &mut Lexemes,
    ) -> Vec<OfWord> {
        let mut added = Vec::with_capacity(source.analysis.tokens.len());
        let best = reading.best.get(value).copied();
        for (index, piece) in reading.pieces.iter().enumerate() {
            // The best piece counts once more by itself; a passage without a
            // piece of its own counts as a whole.
            let again = match best {
                Some(None) => reading.whole,
                Some(Some(best)) if best == index => piece.norms,
                _ => Norms::default(),
            };
            let stems = reading.whole.stems + self.piece_weight * again.stems;
            let chars = reading.whole.chars + self.piece_weight * again.chars;
            let mut runs = Runs::default();
            let mut last: [Option<usize>; 2] = [None; 2];
            for token in source.tokens(&piece.tokens) {
                let (lexeme, rows) = lexemes.look(token.word, self, source);
                let Some(stem) = lexeme.stem else { continue };
                let cell = |at: usize| rows.get(at).copied().unwrap_or_default();
                let own = cell(value) * stems + cell(self.values.len() + value) * chars;
                added.push(OfWord {
                    span: token.span,
                    added: f64::from(own),
                    telling: !source.dutch.is_function_word(source.words.get(token.word)),
                });
                let here = added.len() - 1;
                let longer = runs.then(stem, lexeme.stem_square > 0.0, &self.stems);
                for (length, place) in (2_u8..).zip(longer) {
                    let Some(place) = place else { continue };
                    let weight = f64::from(self.stems.weight(place, value) * stems);
                    // A run is shared by its words.
                    let members = [Some(here), last[0], last[1]];
                    let members = members.into_iter().flatten().take(usize::from(length));
                    let share = weight / f64::from(length);
                    for member in members {
                        if let Some(word) = added.get_mut(member) {
                            word.added += share;
                        }
                    }
                }
                last = [Some(here), last[0]];
            }
        }
        added
    }
}
