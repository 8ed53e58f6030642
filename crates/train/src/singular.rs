use rayon::prelude::*;

use crate::sparse::Sparse;

/// Times that the matrix and its transpose are applied to the start.
const ROUNDS: usize = 4;
/// Directions beyond those wanted, for precision (Halko, Martinsson & Tropp
/// 2011 advise 5 to 10).
const SPARE: usize = 12;
/// Any fixed number: the start must be the same in every run.
const SEED: u64 = 7;
/// Sweeps of the Jacobi method; ten are usually enough.
const MOST_SWEEPS: usize = 30;

/// Returns `U·√S` of the `size` largest singular directions of a square matrix,
/// `size` numbers a row, by subspace iteration from a fixed start (Halko,
/// Martinsson & Tropp 2011).
pub(crate) fn embed(matrix: &Sparse, size: usize) -> Vec<f32> {
    let width = size + SPARE;
    let turned = matrix.transposed(matrix.len());
    let mut random = fastrand::Rng::with_seed(SEED);
    let start = std::iter::repeat_with(|| random.f32() - 0.5);
    let mut basis: Vec<f32> = start.take(matrix.len() * width).collect();
    for _ in 0..ROUNDS {
        basis = orthonormal(&matrix.times(&basis, width), width);
        basis = orthonormal(&turned.times(&basis, width), width);
    }
    // image = U·S·Wᵀ, so imageᵀ·image = W·S²·Wᵀ and image·W = U·S.
    let image = matrix.times(&basis, width);
    let eigen = Eigen::of(gram(&image, width), width);
    let mut embedded = vec![0.0; matrix.len() * size];
    let rows = embedded.par_chunks_mut(size).zip(image.par_chunks(width));
    rows.for_each(|(out, row)| {
        for (cell, (value, vector)) in out.iter_mut().zip(eigen.largest()) {
            let along: f64 = row.iter().zip(vector).map(|(a, b)| f64::from(*a) * b).sum();
            // U·S divided by √S; the value is S².
            *cell = single(along / value.max(f64::MIN_POSITIVE).sqrt().sqrt());
        }
    });
    embedded
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "half the precision will do"
)]
const fn single(x: f64) -> f32 {
    x as f32
}

/// Returns `matrixᵀ·matrix` of rows of `width`.
pub(crate) fn gram(matrix: &[f32], width: usize) -> Vec<f64> {
    let mut gram = vec![0.0; width * width];
    for row in matrix.chunks(width) {
        for (a, sums) in row.iter().zip(gram.chunks_mut(width)) {
            for (sum, b) in sums.iter_mut().zip(row) {
                *sum += f64::from(*a) * f64::from(*b);
            }
        }
    }
    gram
}

/// What is left of a column that the columns before it explain is rounding.
const ROUNDING: f32 = 1e-5;

/// Makes the columns orthonormal (Gram–Schmidt, each column twice, which makes
/// up for single precision); a column that depends on those before it becomes
/// zero.
fn orthonormal(matrix: &[f32], width: usize) -> Vec<f32> {
    let mut columns = transposed(matrix, width);
    let rows = matrix.len() / width.max(1);
    for index in 0..width {
        let (before, rest) = columns.split_at_mut(index * rows);
        let Some(this) = rest.get_mut(..rows) else {
            break;
        };
        let length = |column: &[f32]| single(dot(column, column).sqrt());
        let full = length(this);
        for other in before.chunks(rows).chain(before.chunks(rows)) {
            let along = single(dot(this, other));
            for (a, b) in this.iter_mut().zip(other) {
                *a -= along * b;
            }
        }
        let left = length(this);
        let scale = if left > ROUNDING * full {
            1.0 / left
        } else {
            0.0
        };
        this.iter_mut().for_each(|a| *a *= scale);
    }
    transposed(&columns, rows)
}

fn dot(a: &[f32], b: &[f32]) -> f64 {
    let products = a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b));
    products.sum()
}

fn transposed(matrix: &[f32], width: usize) -> Vec<f32> {
    let columns = 0..width;
    let column = |column| matrix.iter().skip(column).step_by(width.max(1)).copied();
    columns.flat_map(column).collect()
}

/// Eigenvalues and eigenvectors of a symmetric matrix.
pub(crate) struct Eigen {
    /// Value and vector, the largest value first.
    pairs: Vec<(f64, Vec<f64>)>,
}

impl Eigen {
    /// Solves by cyclic Jacobi rotations (Golub & Van Loan, § 8.5).
    #[expect(
        clippy::indexing_slicing,
        clippy::many_single_char_names,
        reason = "p, q and k run below n, the side of both square matrices"
    )]
    pub(crate) fn of(mut matrix: Vec<f64>, n: usize) -> Self {
        let mut vectors = vec![0.0; n * n];
        (0..n).for_each(|i| vectors[i * n + i] = 1.0);
        for _ in 0..MOST_SWEEPS {
            let mut turned = false;
            for p in 0..n {
                for q in p + 1..n {
                    let off = matrix[p * n + q];
                    let on = matrix[p * n + p].abs().min(matrix[q * n + q].abs());
                    if off.abs() <= f64::EPSILON * on || off == 0.0 {
                        continue;
                    }
                    turned = true;
                    let theta = (matrix[q * n + q] - matrix[p * n + p]) / (2.0 * off);
                    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
                    let c = 1.0 / t.hypot(1.0);
                    let s = t * c;
                    for k in 0..n {
                        let (a, b) = (matrix[k * n + p], matrix[k * n + q]);
                        matrix[k * n + p] = c * a - s * b;
                        matrix[k * n + q] = s * a + c * b;
                        let (a, b) = (vectors[k * n + p], vectors[k * n + q]);
                        vectors[k * n + p] = c * a - s * b;
                        vectors[k * n + q] = s * a + c * b;
                    }
                    for k in 0..n {
                        let (a, b) = (matrix[p * n + k], matrix[q * n + k]);
                        matrix[p * n + k] = c * a - s * b;
                        matrix[q * n + k] = s * a + c * b;
                    }
                }
            }
            if !turned {
                break;
            }
        }
        let vector = |column: usize| vectors.iter().skip(column).step_by(n).copied().collect();
        let mut pairs: Vec<(f64, Vec<f64>)> =
            (0..n).map(|i| (matrix[i * n + i], vector(i))).collect();
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
        Self { pairs }
    }

    /// Value and vector, the largest value first.
    pub(crate) fn largest(&self) -> impl Iterator<Item = (f64, &[f64])> {
        self.pairs
            .iter()
            .map(|(value, vector)| (*value, vector.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Eigen, embed};
    use crate::sparse::Sparse;

    #[test]
    fn eigenvectors_rebuild_the_matrix() {
        let matrix = vec![4.0, 1.0, 0.5, 1.0, 3.0, 0.0, 0.5, 0.0, 1.0];
        let eigen = Eigen::of(matrix.clone(), 3);
        for (place, cell) in matrix.iter().enumerate() {
            let (row, column) = (place / 3, place % 3);
            let rebuilt: f64 = eigen.largest().map(|(l, v)| l * v[row] * v[column]).sum();
            assert!((rebuilt - cell).abs() < 1e-9, "{rebuilt} {cell}");
        }
    }

    #[test]
    fn embedding_of_a_positive_matrix_rebuilds_it() {
        // U·S·Uᵀ of a symmetric positive matrix, so that rows·rowsᵀ is it.
        let mut matrix = Sparse::new();
        for row in 0..30_u32 {
            let next = (row + 1) % 30;
            let before = (row + 29) % 30;
            matrix.push([(row, 3.0), (next, 1.0), (before, 1.0)]);
        }
        let rows = embed(&matrix, 30);
        let dot = |a: usize, b: usize| -> f32 {
            let (a, b) = (&rows[a * 30..(a + 1) * 30], &rows[b * 30..(b + 1) * 30]);
            a.iter().zip(b).map(|(a, b)| a * b).sum()
        };
        assert!((dot(4, 4) - 3.0).abs() < 1e-2, "{}", dot(4, 4));
        assert!((dot(4, 5) - 1.0).abs() < 1e-2, "{}", dot(4, 5));
        assert!(dot(4, 9).abs() < 1e-2, "{}", dot(4, 9));
    }
}
