use rayon::prelude::*;

/// A sparse matrix by rows.
#[derive(Clone, Debug)]
pub(crate) struct Sparse {
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
}

impl Sparse {
    pub(crate) fn new() -> Self {
        Self {
            starts: vec![0],
            entries: Vec::new(),
        }
    }

    /// Adds a row of columns and values.
    pub(crate) fn push(&mut self, row: impl IntoIterator<Item = (u32, f32)>) {
        self.entries.extend(row);
        self.starts.push(self.entries.len());
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = &[(u32, f32)]> {
        self.starts.windows(2).map(|ends| match ends {
            [start, end] => self.entries.get(*start..*end).unwrap_or_default(),
            _ => &[],
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn row(&self, row: usize) -> &[(u32, f32)] {
        let ends = (self.starts.get(row), self.starts.get(row + 1));
        let (Some(start), Some(end)) = ends else {
            return &[];
        };
        self.entries.get(*start..*end).unwrap_or_default()
    }

    /// Turns rows into columns; the result has `columns` rows.
    #[expect(
        clippy::indexing_slicing,
        reason = "every column is below `columns`, and the places count the entries"
    )]
    pub(crate) fn transposed(&self, columns: usize) -> Self {
        let mut starts = vec![0_usize; columns + 1];
        for (column, _) in &self.entries {
            starts[*column as usize + 1] += 1;
        }
        for column in 0..columns {
            starts[column + 1] += starts[column];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0.0); self.entries.len()];
        for (row, cells) in (0_u32..).zip(self.rows()) {
            for (column, value) in cells {
                let place = &mut next[*column as usize];
                entries[*place] = (row, *value);
                *place += 1;
            }
        }
        Self { starts, entries }
    }

    /// Multiplies with a dense matrix of `width` numbers a row. Every row of
    /// the product is summed by one thread in order, so that threads do not
    /// matter.
    pub(crate) fn times(&self, dense: &[f32], width: usize) -> Vec<f32> {
        let mut product = vec![0.0; self.len() * width];
        let rows = product.par_chunks_mut(width).enumerate();
        rows.for_each(|(row, sums)| {
            for (column, value) in self.row(row) {
                let start = *column as usize * width;
                let other = dense.get(start..start + width).unwrap_or_default();
                for (sum, other) in sums.iter_mut().zip(other) {
                    *sum += value * other;
                }
            }
        });
        product
    }
}

#[cfg(test)]
mod tests {
    use super::Sparse;

    #[test]
    fn multiplies_as_a_dense_matrix_does() {
        let mut matrix = Sparse::new();
        matrix.push([(0, 1.0), (2, 3.0)]);
        matrix.push([(1, 2.0)]);
        let dense = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        assert_eq!(matrix.times(&dense, 2), [16.0, 20.0, 6.0, 8.0]);
        assert_eq!(
            matrix.transposed(3).times(&[1.0, 10.0], 1),
            [1.0, 20.0, 3.0]
        );
    }
}
