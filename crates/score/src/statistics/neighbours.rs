//! How alike a passage is to labelled ones, by the vectors of its words.
//!
//! Vectors are kept in whole steps, so that their sums are exact in any order:
//! wide registers may be used where a processor has them, and give the same.

use multiversion::multiversion;

use super::GramKey;
use super::table::{Index, Rows};

/// Steps in 1: no component of a vector is larger, and it leaves room for the
/// sign in 16 bits.
const STEPS: f32 = 16_384.0;
/// So many words can be added up in 32 bits; further ones take no part.
const MOST_WORDS: usize = 1 << 17;
/// Vectors and rows of weights are filled up with zeros to a multiple of these,
/// so that loops over them have no rest.
const VECTOR_BLOCK: usize = 16;
const WEIGHT_BLOCK: usize = 32;

/// Passage vectors and what they are compared with.
#[derive(Clone)]
pub(super) struct Neighbours {
    index: Index,
    width: usize,
    /// Of words, in steps.
    vectors: Vec<i16>,
    /// Unit vectors, in steps.
    landmarks: Vec<i16>,
    /// What likeness to each landmark adds, a row for each.
    weights: Vec<f32>,
    weight_width: usize,
}

/// The sum of the vectors of a passage's words, and room for what is made of
/// it.
#[derive(Default)]
pub(super) struct VectorSum {
    words: usize,
    sums: Vec<i32>,
    floats: Vec<f32>,
    unit: Vec<i16>,
    alike: Vec<f32>,
}

impl Neighbours {
    /// `weights` has a row of `values` numbers for each landmark.
    pub(super) fn new(
        index: Index,
        vectors: &Rows,
        landmarks: &Rows,
        weights: &[f32],
        values: usize,
    ) -> Self {
        let weight_width = values.next_multiple_of(WEIGHT_BLOCK);
        let mut padded = Vec::new();
        for row in weights.chunks_exact(values.max(1)) {
            padded.extend_from_slice(row);
            padded.resize(padded.len().next_multiple_of(WEIGHT_BLOCK), 0.0);
        }
        Self {
            index,
            width: vectors.width.next_multiple_of(VECTOR_BLOCK),
            vectors: in_steps(vectors),
            landmarks: in_steps(landmarks),
            weights: padded,
            weight_width,
        }
    }

    /// Makes likeness count for nothing.
    pub(super) fn forget(&mut self) {
        self.weights.fill(0.0);
    }

    /// Where the vector of a stem stands.
    pub(super) fn place(&self, key: GramKey) -> Option<usize> {
        self.index.place(key)
    }

    /// Empties `sum`.
    pub(super) fn clear(&self, sum: &mut VectorSum) {
        sum.words = 0;
        sum.sums.clear();
        sum.sums.resize(self.width, 0);
    }

    /// Adds the vector of one more word.
    pub(super) fn add(&self, place: usize, sum: &mut VectorSum) {
        let start = place * self.width;
        let vector = self.vectors.get(start..start + self.width);
        if sum.words < MOST_WORDS {
            sum.words += 1;
            add_steps(&mut sum.sums, vector.unwrap_or_default());
        }
    }

    /// Returns what the likeness of a passage to each landmark adds, for each
    /// of `values`; zeros where no word has a vector.
    pub(super) fn likeness(&self, sum: &mut VectorSum, values: usize) -> Vec<f32> {
        let mut likeness = vec![0.0; self.weight_width.max(values)];
        if sum.words > 0 && sum.make_unit() {
            let VectorSum { unit, alike, .. } = sum;
            find_alike(unit, &self.landmarks, alike);
            add_weights(alike, &self.weights, &mut likeness);
        }
        likeness.truncate(values);
        likeness
    }
}

/// Rows in whole steps, filled up to whole blocks.
#[expect(
    clippy::cast_possible_truncation,
    reason = "kept within 16 bits by the clamp"
)]
#[multiversion(targets("x86_64+avx2"))]
fn in_steps(rows: &Rows) -> Vec<i16> {
    let step = |x: &f32| {
        (x * STEPS)
            .round()
            .clamp(f32::from(-i16::MAX), f32::from(i16::MAX)) as i16
    };
    let width = rows.width.next_multiple_of(VECTOR_BLOCK);
    let mut steps = vec![0; rows.scales.len() * width];
    let mut numbers = vec![0.0; rows.width];
    for (row, steps) in steps.chunks_exact_mut(width.max(1)).enumerate() {
        numbers.fill(0.0);
        rows.add(row, &mut numbers);
        for (to, from) in steps.iter_mut().zip(&numbers) {
            *to = step(from);
        }
    }
    steps
}

impl VectorSum {
    /// Makes the vector of length 1 in the direction of the sums, in steps;
    /// false where they have no direction.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "no component of a unit vector has more steps than 1 has; the last bits do not matter"
    )]
    fn make_unit(&mut self) -> bool {
        self.floats.clear();
        self.floats.extend(self.sums.iter().map(|x| *x as f32));
        let square = dot(&self.floats, &self.floats);
        let scale = STEPS / square.sqrt();
        self.unit.clear();
        self.unit
            .extend(self.floats.iter().map(|x| (x * scale) as i16));
        square > 0.0
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn add_steps(sums: &mut [i32], vector: &[i16]) {
    for (sum, x) in sums.iter_mut().zip(vector) {
        *sum = sum.wrapping_add(i32::from(*x));
    }
}

/// Makes of `alike` how alike the vector is to each landmark.
#[multiversion(targets("x86_64+avx2"))]
fn find_alike(vector: &[i16], landmarks: &[i16], alike: &mut Vec<f32>) {
    #[expect(
        clippy::cast_precision_loss,
        reason = "the last bits of a likeness do not matter"
    )]
    let cosine = |dot: i32| dot as f32 / (STEPS * STEPS);
    alike.clear();
    let landmarks = landmarks.chunks_exact(vector.len().max(1));
    alike.extend(landmarks.map(|landmark| kernel(cosine(whole_dot(vector, landmark)))));
}

/// Adds to `sums` the weights of each landmark as often as the passage is like
/// it. `weights` has rows of whole blocks, `sums` is one such row.
#[multiversion(targets("x86_64+avx2"))]
fn add_weights(alike: &[f32], weights: &[f32], sums: &mut [f32]) {
    let width = sums.len();
    let (blocks, _) = sums.as_chunks_mut::<WEIGHT_BLOCK>();
    for (block, sums) in blocks.iter_mut().enumerate() {
        // In a variable of its own it stays in registers.
        let mut here = *sums;
        for (alike, row) in alike.iter().zip(weights.chunks_exact(width.max(1))) {
            let (row, _) = row.as_chunks::<WEIGHT_BLOCK>();
            let Some(row) = row.get(block) else { continue };
            for (sum, weight) in here.iter_mut().zip(row) {
                *sum += alike * weight;
            }
        }
        *sums = here;
    }
}

/// The dot product of two vectors in steps, of which one at least has length
/// 1: it fits in 32 bits.
#[inline(always)]
fn whole_dot(a: &[i16], b: &[i16]) -> i32 {
    let pairs = a.iter().zip(b);
    let products = pairs.map(|(a, b)| i32::from(*a) * i32::from(*b));
    products.fold(0, i32::wrapping_add)
}

/// How alike two unit vectors are, from their cosine: `((1 + cos) / 2)⁴`, in
/// [0, 1]. It stands for the recipe's exp(−2(1 − cos)), with the same slope at
/// its top, and asks for no exponential.
#[must_use]
#[inline]
pub fn kernel(cosine: f32) -> f32 {
    let half = 0.5 * (1.0 + cosine);
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
