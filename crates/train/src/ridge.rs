use crate::sparse::Sparse;

/// The solution is good enough when the squared residual has shrunk to this
/// share; smaller ones changed no figure of cross-validation.
const GOOD_ENOUGH: f64 = 1e-5;
/// About twice what the labels of this project take.
const MOST_ROUNDS: usize = 120;

/// A weighted least-squares problem with several targets.
pub(crate) struct Ridge<'a> {
    pub(crate) rows: &'a Sparse,
    pub(crate) columns: usize,
    /// Weight of each row.
    pub(crate) weights: &'a [f32],
    /// By rows, `width` to a row.
    pub(crate) targets: &'a [f32],
    pub(crate) width: usize,
    pub(crate) strength: f32,
}

impl Ridge<'_> {
    /// Finds the `W` that makes `Σ weight·|xW − t|² + strength·|W|²` least, by
    /// conjugate gradients on all targets at once (Hestenes & Stiefel 1952).
    /// Returns it by columns, `width` to a column.
    pub(crate) fn solve(&self) -> Vec<f32> {
        let turned = self.rows.transposed(self.columns);
        let width = self.width;
        let mut weighted = self.targets.to_vec();
        self.weigh(&mut weighted);
        let mut residual = turned.times(&weighted, width);
        let mut direction = residual.clone();
        let mut solution = vec![0.0; self.columns * width];
        let first = dots(&residual, &residual, width);
        let mut squares = first.clone();
        for _ in 0..MOST_ROUNDS {
            let mut image = self.rows.times(&direction, width);
            self.weigh(&mut image);
            let mut image = turned.times(&image, width);
            for (image, direction) in image.iter_mut().zip(&direction) {
                *image += self.strength * direction;
            }
            let steps = ratios(&squares, &dots(&direction, &image, width));
            let back: Vec<f32> = steps.iter().map(|step| -step).collect();
            add_scaled(&mut solution, &direction, &steps);
            add_scaled(&mut residual, &image, &back);
            let next = dots(&residual, &residual, width);
            if next.iter().zip(&first).all(|(n, f)| *n <= GOOD_ENOUGH * f) {
                break;
            }
            let turns = ratios(&next, &squares);
            squares = next;
            // direction = residual + turn · direction
            for (row, residual) in direction.chunks_mut(width).zip(residual.chunks(width)) {
                for ((cell, residual), turn) in row.iter_mut().zip(residual).zip(&turns) {
                    *cell = residual + turn * *cell;
                }
            }
        }
        solution
    }

    fn weigh(&self, matrix: &mut [f32]) {
        for (row, weight) in matrix.chunks_mut(self.width).zip(self.weights) {
            row.iter_mut().for_each(|cell| *cell *= weight);
        }
    }
}

/// The dot product of every column of two matrices.
fn dots(a: &[f32], b: &[f32], width: usize) -> Vec<f64> {
    let mut dots = vec![0.0; width];
    for (a, b) in a.chunks(width).zip(b.chunks(width)) {
        for ((dot, a), b) in dots.iter_mut().zip(a).zip(b) {
            *dot += f64::from(*a) * f64::from(*b);
        }
    }
    dots
}

/// 0 where a column is solved already.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a step of half the precision is still a step"
)]
fn ratios(above: &[f64], below: &[f64]) -> Vec<f32> {
    let pairs = above.iter().zip(below);
    pairs
        .map(|(a, b)| if *b > 0.0 { (a / b) as f32 } else { 0.0 })
        .collect()
}

fn add_scaled(to: &mut [f32], from: &[f32], scales: &[f32]) {
    let width = scales.len();
    for (row, from) in to.chunks_mut(width).zip(from.chunks(width)) {
        for ((cell, from), scale) in row.iter_mut().zip(from).zip(scales) {
            *cell += scale * from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ridge;
    use crate::sparse::Sparse;

    #[test]
    fn solves_the_normal_equations() {
        let mut rows = Sparse::new();
        rows.push([(0, 1.0)]);
        rows.push([(0, 1.0), (1, 1.0)]);
        let ridge = Ridge {
            rows: &rows,
            columns: 2,
            weights: &[1.0, 0.5],
            targets: &[1.0, 2.0],
            width: 1,
            strength: 0.25,
        };
        // (XᵀCX + λI) = [[1.75, .5], [.5, .75]], XᵀCt = [2, 1].
        let determinant = 1.75 * 0.75 - 0.25;
        let expected = [
            (2.0 * 0.75 - 0.5) / determinant,
            (1.75 - 0.5 * 2.0) / determinant,
        ];
        for (found, expected) in ridge.solve().iter().zip(expected) {
            assert!((found - expected).abs() < 1e-3, "{found} {expected}");
        }
    }
}
