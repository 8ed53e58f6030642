use crate::normal::Normal;
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
    /// Finds the `W` that makes `Σ weight·|xW − t|² + strength·|W|²` least.
    /// Returns it by columns, `width` to a column.
    pub(crate) fn solve(&self) -> Vec<f32> {
        let turned = self.rows.transposed(self.columns);
        let weights = self.weights.iter();
        let curvature: Vec<f32> = weights
            .flat_map(|weight| std::iter::repeat_n(*weight, self.width))
            .collect();
        let pairs = self.targets.iter().zip(&curvature);
        let weighted: Vec<f32> = pairs.map(|(target, weight)| weight * target).collect();
        let right = turned.times(&weighted, self.width);
        let normal = Normal {
            rows: self.rows,
            turned: &turned,
            width: self.width,
            strength: self.strength,
        };
        normal.solve(&curvature, right, GOOD_ENOUGH, MOST_ROUNDS)
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
