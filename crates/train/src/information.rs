use crate::sparse::Sparse;

/// Words on either side that count as near.
const WINDOW: u32 = 8;
/// Up to this distance a neighbour counts in full, further on 1/distance.
const FULL: u32 = 4;
/// Divisible by every distance, so that counts are whole numbers and no sum
/// depends on its order.
const UNIT: u32 = 840;
/// Smooths the frequency of contexts (Levy, Goldberg & Dagan 2015).
const SMOOTHING: f64 = 0.75;
/// Pairs gathered before equal ones are added up; about 500 MB.
const MOST_PAIRS: usize = 30_000_000;

/// The positive pointwise mutual information of words that stand near each
/// other, word by word. `texts` holds words as numbers below `words`.
pub(crate) fn information(texts: &[Vec<u32>], words: usize) -> Sparse {
    let mut pairs: Vec<(u32, u32, u64)> = Vec::new();
    let mut limit = MOST_PAIRS;
    for text in texts {
        for (at, word) in text.iter().enumerate() {
            for (distance, other) in (1..=WINDOW).zip(text.iter().skip(at + 1)) {
                let weight = if distance <= FULL {
                    UNIT
                } else {
                    UNIT / distance
                };
                pairs.push((*word, *other, u64::from(weight)));
                pairs.push((*other, *word, u64::from(weight)));
            }
        }
        if pairs.len() > limit {
            add_up(&mut pairs);
            limit = pairs.len() + MOST_PAIRS;
        }
    }
    add_up(&mut pairs);

    let mut of_word = vec![0_u64; words];
    for (word, _, count) in &pairs {
        if let Some(sum) = of_word.get_mut(*word as usize) {
            *sum += count;
        }
    }
    let of_word: Vec<f64> = of_word.into_iter().map(as_f64).collect();
    let smooth: Vec<f64> = of_word.iter().map(|count| count.powf(SMOOTHING)).collect();
    let smooth_total: f64 = smooth.iter().sum();

    let mut matrix = Sparse::new();
    let mut rest = pairs.as_slice();
    for (word, count) in (0_u32..).zip(&of_word) {
        let end = rest.partition_point(|(other, ..)| *other <= word);
        let (row, later) = rest.split_at(end);
        rest = later;
        matrix.push(row.iter().filter_map(|(_, other, near)| {
            let by_chance = count * smooth.get(*other as usize)? / smooth_total;
            let information = (as_f64(*near) / by_chance).ln();
            #[expect(
                clippy::cast_possible_truncation,
                reason = "half the precision will do"
            )]
            (information > 0.0).then_some((*other, information as f32))
        }));
    }
    matrix
}

/// Sorts the pairs and adds up those of the same words.
fn add_up(pairs: &mut Vec<(u32, u32, u64)>) {
    pairs.sort_unstable();
    pairs.dedup_by(|next, sum| {
        let same = (next.0, next.1) == (sum.0, sum.1);
        if same {
            sum.2 += next.2;
        }
        same
    });
}

/// Exact: no corpus gives 2⁵³ pairs.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn as_f64(count: u64) -> f64 {
    count as f64
}
