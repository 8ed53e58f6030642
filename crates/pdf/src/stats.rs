use std::collections::BTreeMap;

use crate::{color::Color, layout::Column, line::Line};

/// What is usual in a document.
#[derive(Clone, Debug)]
pub(crate) struct Stats {
    /// The size of most of the text, in points.
    pub(crate) body_size: f32,
    /// Whether most of the text is bold.
    pub(crate) body_bold: bool,
    /// Whether most of the text is italic.
    pub(crate) body_italic: bool,
    /// The colour of most of the text.
    pub(crate) body_color: Color,
    /// The usual distance between baselines, by size.
    pitches: BTreeMap<u16, f32>,
}

impl Stats {
    pub(crate) fn of<'a>(columns: impl Iterator<Item = &'a Column> + Clone) -> Self {
        let mut colors: BTreeMap<Color, usize> = BTreeMap::new();
        let mut sizes: BTreeMap<(u16, bool, bool), usize> = BTreeMap::new();
        let mut distances: BTreeMap<u16, BTreeMap<u16, usize>> = BTreeMap::new();
        for column in columns {
            for line in &column.lines {
                *sizes
                    .entry((half_points(line.size), line.bold, line.italic))
                    .or_default() += line.text.len();
                if let Some(color) = line.color {
                    *colors.entry(color).or_default() += line.text.len();
                }
            }
            for (a, b) in column.lines.iter().zip(column.lines.iter().skip(1)) {
                let distance = b.baseline - a.baseline;
                if same_size(a, b) && distance > 0.5 * b.size && distance < 2.5 * b.size {
                    let of_size = distances.entry(half_points(b.size)).or_default();
                    *of_size.entry(half_points(distance)).or_default() += 1;
                }
            }
        }
        let (size, bold, italic) = most_frequent(&sizes).unwrap_or((20, false, false));
        Self {
            body_size: f32::from(size) / 2.0,
            body_bold: bold,
            body_italic: italic,
            body_color: most_frequent(&colors).unwrap_or_default(),
            pitches: distances
                .into_iter()
                .filter_map(|(size, counts)| Some((size, f32::from(most_frequent(&counts)?) / 2.0)))
                .collect(),
        }
    }

    /// The usual distance between the baselines of lines of `size`, in points.
    pub(crate) fn pitch(&self, size: f32) -> f32 {
        let known = self.pitches.get(&half_points(size)).copied();
        known.unwrap_or(1.25 * size)
    }
}

/// Returns the key with the highest count, the lowest of equal ones.
fn most_frequent<K: Copy + Ord>(counts: &BTreeMap<K, usize>) -> Option<K> {
    counts
        .iter()
        .max_by_key(|&(&key, &count)| (count, std::cmp::Reverse(key)))
        .map(|(&key, _)| key)
}

/// Returns a length in half points, so that near ones compare as equal.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and no letter is 32,767 points high"
)]
pub(crate) fn half_points(length: f32) -> u16 {
    (2.0 * length).round() as u16
}

/// Tells whether two lines are set in the same size.
pub(crate) fn same_size(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() <= 0.07 * a.size.max(b.size)
}
