//! Applies a model to one passage.

use std::ops::Range;

use waardenscan_dutch::{Analysis, Dutch, Token, Words};

use super::lexemes::Lexemes;
use super::model::{Grams, Model};
use super::neighbours::VectorSum;
use super::parts::Smoothing;
use super::{Run, pieces};

/// Shorter pieces say too little by themselves: the choice of the recipe that
/// cross-validation found.
const SHORTEST_PIECE: usize = 3;

/// More than a logit and its probability can be apart by rounding.
const ROUNDING: f64 = 1e-9;

/// One passage, analysed.
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) words: &'a Words,
    pub(crate) dutch: &'a Dutch,
}

impl Source<'_> {
    pub(super) fn tokens(&self, tokens: &Range<usize>) -> &[Token] {
        let tokens = self.analysis.tokens.get(tokens.clone());
        tokens.unwrap_or_default()
    }
}

/// One passage as a model sees it.
pub(crate) struct Reading {
    /// Per value the sum before calibration.
    pub(crate) sums: Vec<f64>,
    /// Per value the piece that speaks for it most; none in a passage whose
    /// pieces are all too short.
    pub(super) best: Vec<Option<usize>>,
    pub(super) whole: Norms,
    pub(super) pieces: Vec<Piece>,
    /// Per value what the likeness to other passages adds.
    pub(super) likeness: Vec<f32>,
}

/// What the sums of a stretch of text are divided by: the lengths of its rows
/// of n-grams.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Norms {
    pub(super) stems: f32,
    pub(super) chars: f32,
}

/// One piece of the passage.
pub(super) struct Piece {
    pub(super) tokens: Range<usize>,
    pub(super) norms: Norms,
}

/// The runs of one and two stems that end at the last word read, where the
/// model knows them. A run that stands in several texts has parts that do too,
/// so that one with an unknown part is not looked for: most are not.
#[derive(Default)]
pub(super) struct Runs {
    one: Option<Run>,
    two: Option<Run>,
}

impl Runs {
    /// Reads one more stem, which the model knows or not; returns the places
    /// of the runs of two and three that it ends.
    pub(super) fn then(&mut self, stem: Run, known: bool, stems: &Grams) -> [Option<usize>; 2] {
        let longer = |run: Option<Run>| {
            let run = run?.then_run(stem);
            Some((run, stems.place(run.key())?))
        };
        let two = longer(self.one.filter(|_| known));
        let three = longer(self.two.filter(|_| two.is_some()));
        self.one = known.then_some(stem);
        self.two = two.map(|(run, _)| run);
        [two, three].map(|found| found.map(|(_, place)| place))
    }
}

/// Sums over a stretch of text, before they are divided.
#[derive(Default)]
struct Sums {
    /// Those of the stems of every value, then those of the characters.
    rows: Vec<f32>,
    stem_squares: f32,
    char_squares: f32,
    words: usize,
}

impl Sums {
    fn clear(&mut self, values: usize) {
        self.rows.clear();
        self.rows.resize(2 * values, 0.0);
        self.stem_squares = 0.0;
        self.char_squares = 0.0;
        self.words = 0;
    }

    fn add(&mut self, other: &Self) {
        add(&mut self.rows, &other.rows);
        self.stem_squares += other.stem_squares;
        self.char_squares += other.char_squares;
        self.words += other.words;
    }

    fn norms(&self, smoothing: Smoothing) -> Norms {
        Norms {
            stems: inverse_root(self.stem_squares, smoothing.stems),
            chars: inverse_root(self.char_squares, smoothing.chars),
        }
    }

    /// Per value what the words add.
    fn divided(&self, norms: Norms) -> impl Iterator<Item = f32> {
        let (stems, chars) = self.rows.split_at(self.rows.len() / 2);
        let both = stems.iter().zip(chars);
        both.map(move |(stem, char)| stem * norms.stems + char * norms.chars)
    }
}

/// `1 / √(square + more)`; 0 where there is nothing to divide.
fn inverse_root(square: f32, more: f32) -> f32 {
    if square > 0.0 {
        1.0 / (square + more).sqrt()
    } else {
        0.0
    }
}

fn add(sums: &mut [f32], others: &[f32]) {
    let (eights, rest) = sums.as_chunks_mut::<8>();
    let (other_eights, other_rest) = others.as_chunks::<8>();
    for (sums, others) in eights.iter_mut().zip(other_eights) {
        for (sum, other) in sums.iter_mut().zip(others) {
            *sum += other;
        }
    }
    for (sum, other) in rest.iter_mut().zip(other_rest) {
        *sum += other;
    }
}

/// Where a passage is added up; kept from one passage to the next.
#[derive(Default)]
pub(super) struct Room {
    whole: Sums,
    here: Sums,
    vector: VectorSum,
    /// Per value the sum of the piece that speaks for it most so far.
    highest: Vec<f32>,
}

impl Reading {
    /// Returns the tokens of the piece that speaks most for a value.
    pub(crate) fn best_piece(&self, value: usize) -> Option<Range<usize>> {
        let best = (*self.best.get(value)?)?;
        self.pieces.get(best).map(|piece| piece.tokens.clone())
    }
}

impl Model {
    /// Returns the probability of a value for a passage that was read; 0 for
    /// one that the model does not have.
    pub(crate) fn score(&self, reading: &Reading, value: usize) -> f64 {
        let sum = reading.sums.get(value);
        sum.map_or(0.0, |sum| self.calibration.score(value, *sum))
    }

    /// Returns the values with a probability of `least`, and may be some that
    /// come short of it by rounding, without an exponential for each.
    pub(crate) fn likely(&self, reading: &Reading, least: f64) -> Vec<usize> {
        let least = libm::log(least / (1.0 - least)) - ROUNDING;
        let sums = reading.sums.iter().enumerate();
        let likely = sums.filter(|(value, sum)| self.calibration.logit(*value, **sum) >= least);
        likely.map(|(value, _)| value).collect()
    }

    /// The same without what the precise layer adds.
    pub(crate) fn scores_without(&self, reading: &Reading, precise: &[f64]) -> Vec<f64> {
        let sums = reading.sums.iter().zip(self.of_precise(precise));
        sums.enumerate()
            .map(|(value, (sum, precise))| self.calibration.score(value, sum - precise))
            .collect()
    }

    /// Reads one passage. `precise` holds the precise layer's score of every
    /// value.
    pub(crate) fn read(
        &self,
        source: &Source<'_>,
        precise: &[f64],
        lexemes: &mut Lexemes,
    ) -> Reading {
        lexemes.start(self, source.words);
        let mut room = std::mem::take(&mut lexemes.room);
        let reading = self.read_in(&mut room, source, precise, lexemes);
        lexemes.room = room;
        reading
    }

    fn read_in(
        &self,
        room: &mut Room,
        source: &Source<'_>,
        precise: &[f64],
        lexemes: &mut Lexemes,
    ) -> Reading {
        let values = self.values.len();
        let Room {
            whole,
            here,
            vector,
            highest,
        } = room;
        whole.clear(values);
        self.neighbours.clear(vector);
        highest.clear();
        highest.resize(values, f32::NEG_INFINITY);
        let mut best: Vec<Option<usize>> = vec![None; values];
        let mut read = Vec::new();
        for tokens in pieces(source.text, source.analysis) {
            here.clear(values);
            self.add_words(source.tokens(&tokens), here, vector, source, lexemes);
            whole.add(here);
            let norms = here.norms(self.smoothing);
            if here.words >= SHORTEST_PIECE {
                let so_far = highest.iter_mut().zip(&mut best);
                for ((highest, best), sum) in so_far.zip(here.divided(norms)) {
                    if sum > *highest {
                        *highest = sum;
                        *best = Some(read.len());
                    }
                }
            }
            read.push(Piece { tokens, norms });
        }
        let norms = whole.norms(self.smoothing);
        let likeness = self.neighbours.likeness(vector, values);
        let intercepts = self.intercepts.iter();
        let words = whole.divided(norms).zip(&*highest);
        let sums = intercepts.zip(words).zip(&likeness);
        let sums = sums.map(|((intercept, (words, highest)), likeness)| {
            // A passage without pieces of some length is its own best piece.
            let piece = if highest.is_finite() { *highest } else { words };
            intercept + words + likeness + self.piece_weight * (intercept + piece)
        });
        let sums = sums.zip(self.of_precise(precise));
        Reading {
            sums: sums
                .map(|(sum, precise)| f64::from(sum) + precise)
                .collect(),
            best,
            whole: norms,
            pieces: read,
            likeness,
        }
    }

    /// Adds the words of one piece to the sums of it and to the vector of the
    /// passage.
    fn add_words(
        &self,
        tokens: &[Token],
        here: &mut Sums,
        vector: &mut VectorSum,
        source: &Source<'_>,
        lexemes: &mut Lexemes,
    ) {
        let mut runs = Runs::default();
        for token in tokens {
            let (lexeme, rows) = lexemes.look(token.word, self, source);
            let Some(stem) = lexeme.stem else { continue };
            here.words += 1;
            add(&mut here.rows, rows);
            here.stem_squares += lexeme.stem_square;
            here.char_squares += lexeme.char_square;
            if let Some(place) = lexeme.vector {
                self.neighbours.add(place as usize, vector);
            }
            let longer = runs.then(stem, lexeme.stem_square > 0.0, &self.stems);
            for place in longer.into_iter().flatten() {
                // A row of the stems is as long as the first half.
                here.stem_squares += self.stems.add(place, &mut here.rows);
            }
        }
    }

    /// What the precise layer's score of one value adds to another.
    pub(super) fn precise_weight(&self, from: usize, to: usize) -> f32 {
        let cell = self.precise.get(from * self.values.len() + to);
        cell.copied().unwrap_or_default()
    }

    /// What the scores of the precise layer add to each value.
    pub(super) fn of_precise(&self, precise: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.values.len()];
        let rows = self.precise.chunks_exact(self.values.len().max(1));
        for (score, row) in precise.iter().zip(rows).filter(|(score, _)| **score > 0.0) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += score * f64::from(*weight);
            }
        }
        sums
    }
}
