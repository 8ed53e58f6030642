//! What charts share.

/// Height of a line of text beside a chart, in units of the drawing.
pub(super) const LINE: f64 = 17.0;

/// Writes a length to a tenth.
pub(super) fn at(length: f64) -> String {
    let text = format!("{length:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// About how wide a text is in letters of 13 units; no font is at hand to
/// measure, so it is what bold letters of a wide font need.
pub(super) fn width(text: &str) -> f64 {
    text.chars().count() as f64 * 8.6
}

/// Moves labels apart so that each has a line of its own, as near to where it
/// points as can be, between `top` and `bottom`: labels that would overlap make
/// a block around the middle of where they point. `wanted` is ascending, and
/// so is the answer.
pub(super) fn spread(wanted: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    /// Labels line by line: the place of the first, and how many.
    struct Block {
        sum: f64,
        count: f64,
    }
    impl Block {
        fn start(&self, top: f64, bottom: f64) -> f64 {
            let least = (bottom - (self.count - 1.0) * LINE).max(top);
            (self.sum / self.count).clamp(top, least)
        }
    }
    let mut blocks: Vec<Block> = Vec::new();
    for &place in wanted {
        let mut block = Block {
            sum: place,
            count: 1.0,
        };
        while let Some(before) = blocks.last() {
            let end = before.start(top, bottom) + before.count * LINE;
            if end <= block.start(top, bottom) {
                break;
            }
            // Each place is told as that of the first of its block.
            block.sum = before.sum + block.sum - before.count * block.count * LINE;
            block.count += before.count;
            blocks.pop();
        }
        blocks.push(block);
    }
    let places = blocks.iter().flat_map(|block| {
        let start = block.start(top, bottom);
        let mut place = start;
        let mut left = block.count;
        std::iter::from_fn(move || {
            if left < 0.5 {
                return None;
            }
            left -= 1.0;
            let own = place;
            place += LINE;
            Some(own)
        })
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn labels_stand_where_they_point_if_they_can() {
        assert_eq!(spread(&[10.0, 40.0, 90.0], 0.0, 100.0), [10.0, 40.0, 90.0]);
        assert_eq!(spread(&[50.0, 50.0], 0.0, 100.0), [41.5, 58.5]);
        assert_eq!(spread(&[99.0, 100.0], 0.0, 100.0), [83.0, 100.0]);
        assert!(spread(&[], 0.0, 100.0).is_empty());
    }

    proptest! {
        #[test]
        fn labels_never_overlap(mut wanted in prop::collection::vec(0.0f64..500.0, 0..29)) {
            wanted.sort_by(f64::total_cmp);
            let places = spread(&wanted, 0.0, 500.0);
            prop_assert_eq!(places.len(), wanted.len());
            for pair in places.windows(2) {
                prop_assert!(pair[1] - pair[0] > LINE - 1e-6);
            }
            for place in places {
                prop_assert!((-1e-6..=500.0 + 1e-6).contains(&place));
            }
        }
    }
}
