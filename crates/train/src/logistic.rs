use crate::normal::{Normal, add_scaled, dots};
use crate::sparse::Sparse;

/// Newton steps; the labels of this project take six or seven.
const MOST_STEPS: usize = 12;
/// Each step is solved only so far: it starts from a guess anyway.
const GOOD_ENOUGH: f64 = 1e-3;
const MOST_ROUNDS: usize = 14;
/// A step that gains less than this share of the first ends the search.
const LITTLE: f64 = 1e-4;
/// Lengths of a step that are tried; far from the solution a whole one can
/// overshoot.
const LENGTHS: [f32; 5] = [1.0, 0.6, 0.35, 0.2, 0.1];
/// Keeps a pair that is all but certain from having no curvature at all.
const LEAST_BEND: f32 = 1e-4;

/// A weighted logistic regression with several targets.
pub(crate) struct Logistic<'a> {
    pub(crate) rows: &'a Sparse,
    pub(crate) columns: usize,
    /// Weight of each row.
    pub(crate) weights: &'a [f32],
    /// Yes or no, by rows, `width` to a row.
    pub(crate) yes: &'a [bool],
    pub(crate) width: usize,
    pub(crate) strength: f32,
}

impl Logistic<'_> {
    /// Finds the `W` that makes `Σ weight·loss + strength/2·|W|²` least, where
    /// `loss` is the negative log-likelihood of a pair with the logit
    /// `xW + logit(share of yes)`, by Newton's method with conjugate gradients
    /// (Komarek & Moore 2005). Returns `W` by columns, `width` to a column.
    pub(crate) fn solve(&self) -> Vec<f32> {
        let turned = self.rows.transposed(self.columns);
        let normal = Normal {
            rows: self.rows,
            turned: &turned,
            width: self.width,
            strength: self.strength,
        };
        let start = self.start();
        let mut solution = vec![0.0; self.columns * self.width];
        let mut logits: Vec<f32> = start.repeat(self.weights.len());
        let mut first_gain = None;
        for _ in 0..MOST_STEPS {
            let (errors, curvature) = self.slopes(&logits);
            let mut right = turned.times(&errors, self.width);
            for (right, weight) in right.iter_mut().zip(&solution) {
                *right -= self.strength * weight;
            }
            let step = normal.solve(&curvature, right, GOOD_ENOUGH, MOST_ROUNDS);
            let along = self.rows.times(&step, self.width);
            let (lengths, gain) = self.lengths(&logits, &along, &solution, &step);
            add_scaled(&mut solution, &step, &lengths);
            add_scaled(&mut logits, &along, &lengths);
            if gain <= LITTLE * *first_gain.get_or_insert(gain) {
                break;
            }
        }
        solution
    }

    /// The logit of each target's share of yes.
    fn start(&self) -> Vec<f32> {
        let mut counts = vec![0.0_f32; self.width];
        let rows = self.yes.chunks(self.width).zip(self.weights);
        for (row, weight) in rows {
            for (count, yes) in counts.iter_mut().zip(row) {
                *count += if *yes { *weight } else { 0.0 };
            }
        }
        let all: f32 = self.weights.iter().sum();
        let odds = counts.into_iter().map(|yes| (yes / all).clamp(1e-5, 0.99));
        odds.map(|share| (share / (1.0 - share)).ln()).collect()
    }

    /// Per pair what it pulls its logit by, and how much less for each unit.
    fn slopes(&self, logits: &[f32]) -> (Vec<f32>, Vec<f32>) {
        self.pairs(logits)
            .map(|(logit, yes, weight)| {
                let chance = 1.0 / (1.0 + (-logit).exp());
                let error = if yes { 1.0 - chance } else { -chance };
                let bend = (chance * (1.0 - chance)).max(LEAST_BEND);
                (weight * error, weight * bend)
            })
            .unzip()
    }

    fn pairs<'a>(&'a self, logits: &'a [f32]) -> impl Iterator<Item = (f32, bool, f32)> + 'a {
        let weights = self.weights.iter();
        let weights = weights.flat_map(|weight| std::iter::repeat_n(*weight, self.width));
        let pairs = logits.iter().zip(self.yes).zip(weights);
        pairs.map(|((logit, yes), weight)| (*logit, *yes, weight))
    }

    /// Per target the length of the step that lowers its objective most, 0
    /// where none does, and by how much all of them are lowered.
    fn lengths(
        &self,
        logits: &[f32],
        along: &[f32],
        solution: &[f32],
        step: &[f32],
    ) -> (Vec<f32>, f64) {
        let width = self.width;
        let now = self.losses(logits);
        let (mixed, square) = (dots(solution, step, width), dots(step, step, width));
        let mut best = vec![(0.0_f32, 0.0_f64); width];
        for length in LENGTHS {
            let tried: Vec<f32> = logits
                .iter()
                .zip(along)
                .map(|(logit, along)| logit + length * along)
                .collect();
            let far = f64::from(length);
            let losses = self.losses(&tried).into_iter().zip(&now);
            let norms = mixed.iter().zip(&square);
            for ((best, (loss, now)), (mixed, square)) in best.iter_mut().zip(losses).zip(norms) {
                let norm = far * (mixed + 0.5 * far * square);
                let gain = now - loss - f64::from(self.strength) * norm;
                if gain > best.1 {
                    *best = (length, gain);
                }
            }
        }
        let gain = best.iter().map(|(_, gain)| gain).sum();
        (best.into_iter().map(|(length, _)| length).collect(), gain)
    }

    /// Per target the weighted loss of all rows.
    fn losses(&self, logits: &[f32]) -> Vec<f64> {
        let mut losses = vec![0.0; self.width];
        for ((logit, yes, weight), target) in self.pairs(logits).zip((0..self.width).cycle()) {
            let wrong = if yes { -logit } else { logit };
            let loss = wrong.max(0.0) + (-wrong.abs()).exp().ln_1p();
            if let Some(sum) = losses.get_mut(target) {
                *sum += f64::from(weight * loss);
            }
        }
        losses
    }
}

#[cfg(test)]
mod tests {
    use super::Logistic;
    use crate::sparse::Sparse;

    #[test]
    fn leaves_no_slope() {
        let cells = [[1.0, 0.0], [0.5, 2.0], [0.0, -1.0], [3.0, 0.5], [0.2, 0.2]];
        let mut rows = Sparse::new();
        for [a, b] in cells {
            rows.push([(0, a), (1, b)]);
        }
        let weights = [1.0, 0.5, 1.0, 0.3, 1.0];
        let yes = [true, false, false, true, false];
        let problem = Logistic {
            rows: &rows,
            columns: 2,
            weights: &weights,
            yes: &yes,
            width: 1,
            strength: 0.1,
        };
        let found = problem.solve();
        let start = problem.start()[0];
        let shares = (1.0_f32 + 0.3) / weights.iter().sum::<f32>();
        assert!((start - (shares / (1.0 - shares)).ln()).abs() < 1e-5);
        for column in 0..2 {
            let mut slope = -problem.strength * found[column];
            for ((cells, weight), yes) in cells.iter().zip(weights).zip(yes) {
                let logit = start + cells[0] * found[0] + cells[1] * found[1];
                let chance = 1.0 / (1.0 + (-logit).exp());
                slope += weight * (f32::from(u8::from(yes)) - chance) * cells[column];
            }
            assert!(slope.abs() < 1e-2, "{slope}");
        }
    }
}
