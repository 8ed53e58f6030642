use waardenscan_score::statistics::Calibration;

/// Newton's method doubles the digits each round; a dozen are plenty.
const ROUNDS: usize = 25;
/// Keeps the Newton steps finite where all pairs agree.
const RIDGE: f64 = 1e-6;
/// "Of ten suggestions eight hold" for whoever checks them, who is another
/// than the coder of the passages: coders confirm nine in ten of each other's
/// labels (they agree at F1 .87 to .90), so that .8 for the one takes .8 / .9
/// for the other.
const EIGHT_OF_TEN: f64 = 0.8 / 0.9;
/// That threshold is chosen in hundredths.
const STEPS: u8 = 100;
/// What a lower threshold may cost of the highest F1: our choice. F1 is flat
/// around its top, and who reads sees a false alarm but not a miss.
const WORTH_A_MISS: f64 = 0.002;

/// A pair of passage and value that the model had not seen: its sum, the logit
/// of the value's share, and whether it is labelled.
#[derive(Clone, Copy)]
pub(crate) struct Tried {
    pub(crate) value: usize,
    pub(crate) sum: f64,
    pub(crate) labelled: bool,
}

/// Fits the calibration on pairs from cross-validation: logistic regression
/// (Platt 1999) pooled over the values, on the sum, the root of its positive
/// part and the logit of the value's share.
pub(crate) fn calibrate(tried: &[Tried], shares: &[f32]) -> Calibration {
    let logits: Vec<f64> = shares
        .iter()
        .map(|share| logit(f64::from(*share)))
        .collect();
    let row = |pair: &Tried| {
        let prior = logits.get(pair.value).copied().unwrap_or_default();
        [1.0, pair.sum, pair.sum.max(0.0).sqrt(), prior]
    };
    let mut weights = [0.0; 4];
    for _ in 0..ROUNDS {
        let mut gradient = weights.map(|weight| -RIDGE * weight);
        let mut curvature = [[0.0; 4]; 4];
        for (i, row) in curvature.iter_mut().enumerate() {
            row.iter_mut()
                .skip(i)
                .take(1)
                .for_each(|cell| *cell = RIDGE);
        }
        for pair in tried {
            let row = row(pair);
            let along: f64 = row.iter().zip(weights).map(|(x, w)| x * w).sum();
            let chance = 1.0 / (1.0 + (-along).exp());
            let error = f64::from(u8::from(pair.labelled)) - chance;
            let spread = chance * (1.0 - chance);
            for ((x, slope), bends) in row.iter().zip(&mut gradient).zip(&mut curvature) {
                *slope += error * x;
                for (bend, y) in bends.iter_mut().zip(row) {
                    *bend += spread * x * y;
                }
            }
        }
        let step = solve(curvature, gradient);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step;
        }
    }
    let [constant, slope, root, prior] = weights;
    let mut calibration = Calibration {
        constant,
        slope,
        root,
        priors: logits.iter().map(|logit| prior * logit).collect(),
        eight_of_ten: 1.0,
        balanced: 0.5,
    };
    let scored: Vec<Scored> = tried
        .iter()
        .map(|pair| Scored {
            score: calibration.score(pair.value, pair.sum),
            labelled: pair.labelled,
        })
        .collect();
    calibration.eight_of_ten = eight_of_ten(&scored);
    calibration.balanced = balanced(scored);
    calibration
}

struct Scored {
    score: f64,
    labelled: bool,
}

/// The lowest threshold from which [`EIGHT_OF_TEN`] hold; 1 where none does.
fn eight_of_ten(scored: &[Scored]) -> f64 {
    let hold = |threshold: f64| {
        let shown = || scored.iter().filter(|pair| pair.score >= threshold);
        let right = count(shown().filter(|pair| pair.labelled));
        right > 0.0 && right >= EIGHT_OF_TEN * count(shown())
    };
    let steps = (1..STEPS).map(|step| f64::from(step) / f64::from(STEPS));
    steps.into_iter().find(|step| hold(*step)).unwrap_or(1.0)
}

fn count<T>(items: impl Iterator<Item = T>) -> f64 {
    f64::from(u32::try_from(items.count()).unwrap_or(u32::MAX))
}

/// The lowest score that costs at most [`WORTH_A_MISS`] of the highest F1.
fn balanced(mut scored: Vec<Scored>) -> f64 {
    scored.sort_by(|a, b| b.score.total_cmp(&a.score));
    let all = count(scored.iter().filter(|pair| pair.labelled));
    let mut right = 0_u32;
    let mut f1s = Vec::with_capacity(scored.len());
    for (shown, pair) in (1_u32..).zip(&scored) {
        right += u32::from(pair.labelled);
        f1s.push(2.0 * f64::from(right) / (all + f64::from(shown)));
    }
    let least = f1s.iter().copied().fold(0.0, f64::max) - WORTH_A_MISS;
    let place = f1s.iter().rposition(|f1| *f1 >= least);
    let pair = place.and_then(|place| scored.get(place));
    pair.map_or(0.5, |pair| pair.score)
}

/// ln(p / (1 − p)), kept finite for a value that nobody or everybody has.
fn logit(share: f64) -> f64 {
    let share = share.clamp(1e-4, 1.0 - 1e-4);
    (share / (1.0 - share)).ln()
}

/// Solves four equations by elimination; the matrix is positive definite.
#[expect(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "rows and columns run below four, the side of the matrix"
)]
fn solve(mut matrix: [[f64; 4]; 4], mut right: [f64; 4]) -> [f64; 4] {
    for pivot in 0..4 {
        for row in pivot + 1..4 {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            for column in pivot..4 {
                matrix[row][column] -= factor * matrix[pivot][column];
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..4).rev() {
        let known: f64 = (row + 1..4)
            .map(|column| matrix[row][column] * right[column])
            .sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}
