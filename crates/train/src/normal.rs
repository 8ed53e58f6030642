use crate::sparse::Sparse;

/// The equations `(XᵀHX + strength·I)·D = R`, for several targets at once.
pub(crate) struct Normal<'a> {
    pub(crate) rows: &'a Sparse,
    /// The same matrix by columns.
    pub(crate) turned: &'a Sparse,
    /// Number of targets.
    pub(crate) width: usize,
    pub(crate) strength: f32,
}

impl Normal<'_> {
    /// Solves the equations by conjugate gradients (Hestenes & Stiefel 1952),
    /// until the squared residual has shrunk to the share `enough`, in at most
    /// `rounds` rounds. `curvature` is `H`, by rows, `width` to a row; `right`
    /// and the result are by columns, `width` to a column.
    pub(crate) fn solve(
        &self,
        curvature: &[f32],
        right: Vec<f32>,
        enough: f64,
        rounds: usize,
    ) -> Vec<f32> {
        let width = self.width;
        let mut residual = right;
        let mut direction = residual.clone();
        let mut solution = vec![0.0; residual.len()];
        let first = dots(&residual, &residual, width);
        let mut squares = first.clone();
        for _ in 0..rounds {
            let image = self.times(curvature, &direction);
            let steps = ratios(&squares, &dots(&direction, &image, width));
            let back: Vec<f32> = steps.iter().map(|step| -step).collect();
            add_scaled(&mut solution, &direction, &steps);
            add_scaled(&mut residual, &image, &back);
            let next = dots(&residual, &residual, width);
            if next.iter().zip(&first).all(|(n, f)| *n <= enough * f) {
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

    fn times(&self, curvature: &[f32], direction: &[f32]) -> Vec<f32> {
        let mut image = self.rows.times(direction, self.width);
        for (cell, bend) in image.iter_mut().zip(curvature) {
            *cell *= bend;
        }
        let mut image = self.turned.times(&image, self.width);
        for (image, direction) in image.iter_mut().zip(direction) {
            *image += self.strength * direction;
        }
        image
    }
}

/// The dot product of every column of two matrices.
pub(crate) fn dots(a: &[f32], b: &[f32], width: usize) -> Vec<f64> {
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

/// Adds the columns of `from`, each times its scale.
pub(crate) fn add_scaled(to: &mut [f32], from: &[f32], scales: &[f32]) {
    let width = scales.len();
    for (row, from) in to.chunks_mut(width).zip(from.chunks(width)) {
        for ((cell, from), scale) in row.iter_mut().zip(from).zip(scales) {
            *cell += scale * from;
        }
    }
}
