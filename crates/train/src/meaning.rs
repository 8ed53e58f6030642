use std::collections::BTreeMap;

use rayon::prelude::*;
use waardenscan_score::statistics::{GramKey, dot, kernel, rounded};

use crate::Recipe;
use crate::information::information;
use crate::singular::{Eigen, embed, gram};
use crate::texts::{Lexemes, Text};

/// Smooth inverse frequency: a word counts `RARE / (RARE + its share)` (Arora,
/// Liang & Ma 2017, who advise 1e-4 to 1e-3).
const RARE: f64 = 1e-4;
/// A word that makes up more of the text than this gets no vector: it would
/// count for less than a fiftieth, and such words are two in five.
const COMMON: f64 = 1.0 / 200.0;
/// Rounds of k-means; more changed no figure.
const ROUNDS: usize = 6;
/// Keeps the kernel matrix of the landmarks invertible.
const JITTER: f64 = 1e-3;

/// Vectors of stems and passages to compare with, as the model will hold them.
pub(crate) struct Vectors {
    pub(crate) keys: Vec<GramKey>,
    pub(crate) size: usize,
    /// Scaled by how much the stem counts.
    pub(crate) vectors: Vec<f32>,
    /// Unit vectors.
    pub(crate) landmarks: Vec<f32>,
    /// Lower triangle of the Cholesky factor of the landmarks' kernel matrix.
    factor: Vec<f64>,
}

impl Vectors {
    /// Learns the vectors of stems from all texts, with `more` texts as stems,
    /// and chooses landmarks among the passages.
    pub(crate) fn new(
        lexemes: &Lexemes,
        passages: &[Text],
        more: &[Vec<GramKey>],
        recipe: &Recipe,
    ) -> Self {
        let own = passages.iter().map(|text| lexemes.stems(text).collect());
        let texts: Vec<Vec<GramKey>> = own.chain(more.iter().cloned()).collect();
        let mut counts: BTreeMap<GramKey, u32> = BTreeMap::new();
        for key in texts.iter().flatten() {
            *counts.entry(*key).or_default() += 1;
        }
        let total: f64 = counts.values().map(|count| f64::from(*count)).sum();
        counts.retain(|_, count| *count >= recipe.least_vector);
        let keys: Vec<GramKey> = counts.keys().copied().collect();
        let numbered: Vec<Vec<u32>> = texts
            .iter()
            .map(|text| text.iter().filter_map(|key| place(&keys, *key)).collect())
            .collect();
        let size = recipe.vector_size;
        let embedded = embed(&information(&numbered, keys.len()), size);
        let mut vectors = Vec::with_capacity(embedded.len());
        let mut kept = Vec::with_capacity(keys.len());
        for ((row, key), count) in embedded.chunks(size).zip(keys).zip(counts.values()) {
            let share = f64::from(*count) / total;
            if share > COMMON {
                continue;
            }
            #[expect(
                clippy::cast_possible_truncation,
                reason = "half the precision will do"
            )]
            let rare = (RARE / (RARE + share)) as f32;
            let scale = rare / dot(row, row).sqrt().max(f32::MIN_POSITIVE);
            vectors.extend(row.iter().map(|x| scale * x));
            kept.push(key);
        }
        let mut learned = Self {
            keys: kept,
            size,
            vectors,
            landmarks: Vec::new(),
            factor: Vec::new(),
        };
        learned.remove_common(lexemes, passages);
        learned.vectors = rounded(&learned.vectors, size);
        learned.choose_landmarks(lexemes, passages, recipe.landmarks);
        learned
    }

    /// Takes out what all passages share: the first singular direction of
    /// their vectors (Arora, Liang & Ma 2017). Taken out of the vectors of
    /// stems, it is out of their sums.
    fn remove_common(&mut self, lexemes: &Lexemes, passages: &[Text]) {
        let vectors: Vec<f32> = passages
            .iter()
            .flat_map(|text| self.of_text(lexemes, text))
            .collect();
        let eigen = Eigen::of(gram(&vectors, self.size), self.size);
        let Some((_, common)) = eigen.largest().next() else {
            return;
        };
        for row in self.vectors.chunks_mut(self.size) {
            let along: f64 = row.iter().zip(common).map(|(x, c)| f64::from(*x) * c).sum();
            for (x, c) in row.iter_mut().zip(common) {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "half the precision will do"
                )]
                let less = (along * c) as f32;
                *x -= less;
            }
        }
    }

    /// k-means on the sphere, from passages spread evenly over the texts.
    fn choose_landmarks(&mut self, lexemes: &Lexemes, passages: &[Text], count: usize) {
        let vectors: Vec<Vec<f32>> = passages
            .iter()
            .map(|text| self.of_text(lexemes, text))
            .filter(|vector| vector.iter().any(|x| *x != 0.0))
            .collect();
        let step = (vectors.len() / count.max(1)).max(1);
        let mut landmarks: Vec<Vec<f32>> =
            vectors.iter().step_by(step).take(count).cloned().collect();
        for _ in 0..ROUNDS {
            let nearest: Vec<usize> = vectors
                .par_iter()
                .map(|vector| nearest(vector, &landmarks))
                .collect();
            let mut sums = vec![vec![0.0; self.size]; landmarks.len()];
            for (vector, landmark) in vectors.iter().zip(nearest) {
                let sum = sums.get_mut(landmark).into_iter().flatten();
                sum.zip(vector).for_each(|(sum, x)| *sum += x);
            }
            for (landmark, sum) in landmarks.iter_mut().zip(sums) {
                // One without passages stays where it is.
                if sum.iter().any(|x| *x != 0.0) {
                    *landmark = unit(sum);
                }
            }
        }
        self.landmarks = rounded(&landmarks.concat(), self.size);
        self.factor = cholesky(&self.landmarks, self.size);
    }

    fn of_text(&self, lexemes: &Lexemes, text: &Text) -> Vec<f32> {
        let mut sum = vec![0.0; self.size];
        for key in lexemes.stems(text) {
            let Some(place) = place(&self.keys, key) else {
                continue;
            };
            let start = place as usize * self.size;
            let vector = self.vectors.get(start..start + self.size);
            let vector = vector.unwrap_or_default();
            sum.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
        }
        unit(sum)
    }

    /// Returns features whose dot product is the kernel of two texts, as far
    /// as the landmarks tell (Nyström; Williams & Seeger 2001): the kernel
    /// with each landmark, solved by the factor. Empty for a text without
    /// known words.
    pub(crate) fn features(&self, lexemes: &Lexemes, text: &Text) -> Vec<f32> {
        let vector = self.of_text(lexemes, text);
        if vector.iter().all(|x| *x == 0.0) {
            return Vec::new();
        }
        let landmarks = self.landmarks.chunks(self.size);
        let mut solved: Vec<f64> = Vec::with_capacity(landmarks.len());
        let rows = self.factor.chunks(landmarks.len().max(1));
        for (landmark, row) in landmarks.zip(rows) {
            let known: f64 = row.iter().zip(&solved).map(|(l, x)| l * x).sum();
            let diagonal = row.get(solved.len()).copied().unwrap_or(1.0);
            let like = f64::from(kernel(dot(&vector, landmark)));
            solved.push((like - known) / diagonal);
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "half the precision will do"
        )]
        solved.into_iter().map(|x| x as f32).collect()
    }

    /// Turns the weights of the features into those of the landmarks
    /// themselves, `width` to a landmark: solves the factor's transpose.
    #[expect(
        clippy::indexing_slicing,
        reason = "the factor is square, and the weights have a row for each of its rows"
    )]
    pub(crate) fn landmark_weights(&self, weights: &[f32], width: usize) -> Vec<f32> {
        let count = self.landmarks.len() / self.size.max(1);
        let mut solved: Vec<f64> = weights.iter().map(|x| f64::from(*x)).collect();
        for row in (0..count).rev() {
            for value in 0..width {
                let below = row + 1..count;
                let known: f64 = below
                    .map(|other| self.factor[other * count + row] * solved[other * width + value])
                    .sum();
                let cell = &mut solved[row * width + value];
                *cell = (*cell - known) / self.factor[row * count + row];
            }
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "half the precision will do"
        )]
        solved.into_iter().map(|x| x as f32).collect()
    }
}

fn place(keys: &[GramKey], key: GramKey) -> Option<u32> {
    let place = keys.binary_search(&key).ok()?;
    u32::try_from(place).ok()
}

fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let square = dot(&vector, &vector);
    if square > 0.0 {
        let scale = 1.0 / square.sqrt();
        vector.iter_mut().for_each(|x| *x *= scale);
    }
    vector
}

fn nearest(vector: &[f32], landmarks: &[Vec<f32>]) -> usize {
    let cosines = landmarks.iter().map(|landmark| dot(vector, landmark));
    let mut best = (0, f32::NEG_INFINITY);
    for (index, cosine) in cosines.enumerate() {
        if cosine > best.1 {
            best = (index, cosine);
        }
    }
    best.0
}

/// The lower triangular `L` with `L·Lᵀ` the kernel matrix of the landmarks.
#[expect(
    clippy::indexing_slicing,
    reason = "i, j and k run below n, the side of the square matrix"
)]
fn cholesky(landmarks: &[f32], size: usize) -> Vec<f64> {
    let rows: Vec<&[f32]> = landmarks.chunks(size).collect();
    let n = rows.len();
    let mut l = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..=i {
            let mut sum = f64::from(kernel(dot(rows[i], rows[j])));
            sum += if i == j { JITTER } else { 0.0 };
            sum -= (0..j).map(|k| l[i * n + k] * l[j * n + k]).sum::<f64>();
            l[i * n + j] = if i == j {
                // Above 0 but for rounding, by the jitter.
                sum.max(JITTER * JITTER).sqrt()
            } else {
                sum / l[j * n + j]
            };
        }
    }
    l
}
