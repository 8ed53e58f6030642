//! Applies a model to one passage.

use std::ops::Range;

use waardenscan_dutch::{Analysis, Dutch, Token, Words};

use super::lexemes::Lexemes;
use super::model::{Grams, Model, Neighbours};
use super::{Run, pieces};

/// Shorter pieces say too little by themselves: the choice of the recipe that
/// cross-validation found.
const SHORTEST_PIECE: usize = 3;

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
struct Sums {
    stems: Vec<f32>,
    chars: Vec<f32>,
    stem_squares: f32,
    char_squares: f32,
    words: usize,
}

impl Sums {
    fn new(values: usize) -> Self {
        Self {
            stems: vec![0.0; values],
            chars: vec![0.0; values],
            stem_squares: 0.0,
            char_squares: 0.0,
            words: 0,
        }
    }

    fn clear(&mut self) {
        self.stems.fill(0.0);
        self.chars.fill(0.0);
        self.stem_squares = 0.0;
        self.char_squares = 0.0;
        self.words = 0;
    }

    fn add(&mut self, other: &Self) {
        add(&mut self.stems, &other.stems);
        add(&mut self.chars, &other.chars);
        self.stem_squares += other.stem_squares;
        self.char_squares += other.char_squares;
        self.words += other.words;
    }

    fn norms(&self) -> Norms {
        Norms {
            stems: inverse_root(self.stem_squares),
            chars: inverse_root(self.char_squares),
        }
    }
}

/// `1 / √square`; 0 where there is nothing to divide.
fn inverse_root(square: f32) -> f32 {
    if square > 0.0 {
        1.0 / square.sqrt()
    } else {
        0.0
    }
}

fn add(sums: &mut [f32], others: &[f32]) {
    for (sum, other) in sums.iter_mut().zip(others) {
        *sum += other;
    }
}

impl Reading {
    /// Returns the tokens of the piece that speaks most for a value.
    pub(crate) fn best_piece(&self, value: usize) -> Option<Range<usize>> {
        let best = (*self.best.get(value)?)?;
        self.pieces.get(best).map(|piece| piece.tokens.clone())
    }
}

impl Model {
    /// Returns the probability of every value for a passage that was read.
    pub(crate) fn scores(&self, reading: &Reading) -> Vec<f64> {
        let sums = reading.sums.iter().enumerate();
        sums.map(|(value, sum)| self.calibration.score(value, *sum))
            .collect()
    }

    /// The same without what the precise layer adds.
    pub(crate) fn scores_without(&self, reading: &Reading, precise: &[f64]) -> Vec<f64> {
        let sums = reading.sums.iter().enumerate();
        sums.map(|(value, sum)| {
            let sum = sum - self.of_precise(precise, value);
            self.calibration.score(value, sum)
        })
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
        let values = self.values.len();
        lexemes.start(self, source.words);
        let mut whole = Sums::new(values);
        let mut here = Sums::new(values);
        let mut best: Vec<Option<(f32, usize)>> = vec![None; values];
        let mut read = Vec::new();
        let mut vector = vec![0.0; self.neighbours.vectors.width];
        for tokens in pieces(source.text, source.analysis) {
            here.clear();
            let mut runs = Runs::default();
            for token in source.tokens(&tokens) {
                let (lexeme, of_stem, of_chars) = lexemes.look(token.word, self, source);
                let Some(stem) = lexeme.stem else { continue };
                here.words += 1;
                add(&mut here.stems, of_stem);
                add(&mut here.chars, of_chars);
                here.stem_squares += lexeme.stem_square;
                here.char_squares += lexeme.char_square;
                if let Some(place) = lexeme.vector {
                    self.neighbours.vectors.add(place as usize, &mut vector);
                }
                let longer = runs.then(stem, lexeme.stem_square > 0.0, &self.stems);
                for place in longer.into_iter().flatten() {
                    here.stem_squares += self.stems.add(place, &mut here.stems);
                }
            }
            whole.add(&here);
            let norms = here.norms();
            if here.words >= SHORTEST_PIECE {
                let sums = here.stems.iter().zip(&here.chars);
                for (best, (stem, char)) in best.iter_mut().zip(sums) {
                    let sum = stem * norms.stems + char * norms.chars;
                    if best.is_none_or(|(highest, _)| sum > highest) {
                        *best = Some((sum, read.len()));
                    }
                }
            }
            read.push(Piece { tokens, norms });
        }
        let norms = whole.norms();
        let likeness = self.neighbours.likeness(&mut vector, values);
        let mut sums = Vec::with_capacity(values);
        for (value, (intercept, (sum, piece))) in self
            .intercepts
            .iter()
            .zip(whole.stems.iter().zip(&whole.chars).zip(&best))
            .enumerate()
        {
            let words = sum.0 * norms.stems + sum.1 * norms.chars;
            // A passage without pieces of some length is its own best piece.
            let piece = piece.map_or(words, |(sum, _)| sum);
            let likeness = likeness.get(value).copied().unwrap_or_default();
            let learned = intercept + words + likeness + self.piece_weight * (intercept + piece);
            sums.push(f64::from(learned) + self.of_precise(precise, value));
        }
        Reading {
            sums,
            best: best.into_iter().map(|best| Some(best?.1)).collect(),
            whole: norms,
            pieces: read,
            likeness,
        }
    }

    /// What the precise layer's score of one value adds to another.
    pub(super) fn precise_weight(&self, from: usize, to: usize) -> f32 {
        let cell = self.precise.get(from * self.values.len() + to);
        cell.copied().unwrap_or_default()
    }

    /// What the scores of the precise layer add to a value.
    pub(super) fn of_precise(&self, precise: &[f64], value: usize) -> f64 {
        let weights = self.precise.chunks_exact(self.values.len().max(1));
        precise
            .iter()
            .zip(weights)
            .filter(|(score, _)| **score > 0.0)
            .map(|(score, row)| score * row.get(value).copied().map_or(0.0, f64::from))
            .sum()
    }
}

impl Neighbours {
    /// What the likeness of a passage to each landmark adds, per value.
    /// `vector` is the sum of the vectors of its words.
    fn likeness(&self, vector: &mut [f32], values: usize) -> Vec<f32> {
        let mut sums = vec![0.0; values];
        let scale = inverse_root(dot(vector, vector));
        if scale == 0.0 {
            return sums;
        }
        vector.iter_mut().for_each(|x| *x *= scale);
        let landmarks = self.landmarks.chunks_exact(vector.len().max(1));
        for (landmark, weights) in landmarks.zip(self.weights.chunks_exact(values.max(1))) {
            let likeness = kernel(dot(vector, landmark));
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += likeness * weight;
            }
        }
        sums
    }
}

/// How alike two unit vectors are, from their cosine: `((1 + cos) / 2)⁴`, in
/// [0, 1]. It stands for the recipe's exp(−2(1 − cos)), with the same slope at
/// its top, and asks for no exponential.
#[must_use]
pub fn kernel(cosine: f32) -> f32 {
    let half = f32::midpoint(1.0, cosine);
    let square = half * half;
    square * square
}

/// The dot product, in eight sums at once, so that it is fast and always the
/// same.
#[must_use]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let (a_eights, a_rest) = a.as_chunks::<8>();
    let (b_eights, b_rest) = b.as_chunks::<8>();
    for (a, b) in a_eights.iter().zip(b_eights) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    lanes.iter().sum::<f32>() + rest
}
