//! Rows of small numbers, found by key.

use super::GramKey;

/// Keys share a bucket by their upper bits.
const BUCKET_BITS: u32 = 16;

/// The filter has a bit for every key with the same lower bits, 64 KB that
/// stay near the processor: most runs of stems are not known, and are not
/// looked for further.
const FILTER_BITS: u32 = 19;

/// Places of keys, found in one step into a bucket and a few to the right.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    keys: Vec<GramKey>,
    buckets: Vec<u32>,
    filter: Vec<u64>,
}

impl Index {
    /// `keys` rise.
    pub(super) fn new(keys: Vec<GramKey>) -> Self {
        let mut buckets = vec![0; (1 << BUCKET_BITS) + 1];
        let mut filter = vec![0; 1 << (FILTER_BITS - u64::BITS.ilog2())];
        for key in &keys {
            let (word, bit) = in_filter(*key);
            if let Some(bits) = filter.get_mut(word) {
                *bits |= bit;
            }
            if let Some(count) = buckets.get_mut(bucket(*key) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut buckets {
            sum += *count;
            *count = sum;
        }
        Self {
            keys,
            buckets,
            filter,
        }
    }

    pub(super) fn place(&self, key: GramKey) -> Option<usize> {
        let (word, bit) = in_filter(key);
        if self.filter.get(word)? & bit == 0 {
            return None;
        }
        let bucket = bucket(key);
        let start = *self.buckets.get(bucket)? as usize;
        let end = *self.buckets.get(bucket + 1)? as usize;
        let keys = self.keys.get(start..end)?;
        keys.iter()
            .position(|other| *other == key)
            .map(|offset| start + offset)
    }
}

const fn bucket(key: GramKey) -> usize {
    (key.0 >> (32 - BUCKET_BITS)) as usize
}

const fn in_filter(key: GramKey) -> (usize, u64) {
    let place = key.0 & ((1 << FILTER_BITS) - 1);
    ((place / u64::BITS) as usize, 1 << (place % u64::BITS))
}

/// Rows of `width` numbers, each kept in 8 bits with a scale of the row's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rows {
    pub(super) width: usize,
    pub(super) scales: Vec<f32>,
    pub(super) cells: Vec<i8>,
}

/// The largest number that a cell holds.
const FULL: f32 = 127.0;

impl Rows {
    pub(super) fn rounded(rows: &[f32], width: usize) -> Self {
        let mut rounded = Self {
            width,
            ..Self::default()
        };
        for row in rows.chunks_exact(width.max(1)) {
            let largest = row.iter().fold(0.0_f32, |largest, x| largest.max(x.abs()));
            let scale = largest / FULL;
            rounded.scales.push(scale);
            #[expect(
                clippy::cast_possible_truncation,
                reason = "at most 127 by the choice of the scale"
            )]
            let cell = |x: &f32| {
                if scale > 0.0 {
                    (x / scale).round() as i8
                } else {
                    0
                }
            };
            rounded.cells.extend(row.iter().map(cell));
        }
        rounded
    }

    /// Returns all numbers, row after row.
    pub(super) fn unrounded(&self) -> Vec<f32> {
        let mut unrounded = vec![0.0; self.cells.len()];
        let rows = unrounded.chunks_exact_mut(self.width.max(1));
        rows.enumerate().for_each(|(row, sums)| self.add(row, sums));
        unrounded
    }

    /// Adds a row to `sums`.
    pub(super) fn add(&self, row: usize, sums: &mut [f32]) {
        let cells = self.cells.get(row * self.width..(row + 1) * self.width);
        let (Some(cells), Some(scale)) = (cells, self.scales.get(row)) else {
            return;
        };
        for (sum, cell) in sums.iter_mut().zip(cells) {
            *sum += scale * f32::from(*cell);
        }
    }

    /// Returns one number of a row.
    pub(super) fn cell(&self, row: usize, column: usize) -> f32 {
        let cell = self.cells.get(row * self.width + column);
        let scale = self.scales.get(row);
        match (cell, scale) {
            (Some(cell), Some(scale)) => scale * f32::from(*cell),
            _ => 0.0,
        }
    }
}

/// Returns rows of `width` numbers as a model file keeps them: each number as
/// one of 255 multiples of a step that its row chooses.
#[must_use]
pub fn rounded(rows: &[f32], width: usize) -> Vec<f32> {
    Rows::rounded(rows, width).unrounded()
}
