//! Values × kinds of documents.

/// How many accepted passages carry each value, by kind of document.
pub(super) struct Summary {
    /// Kinds of documents, in Dutch, sorted.
    pub(super) kinds: Vec<String>,
    /// The values that have evidence, in the order of the document.
    pub(super) rows: Vec<Row>,
}

/// One value.
pub(super) struct Row {
    pub(super) name: String,
    /// Passages by kind, in the order of the kinds.
    pub(super) passages: Vec<usize>,
    pub(super) total: usize,
    pub(super) documents: usize,
}

/// From which share of the largest number a cell has the next colour.
const STEPS: [f64; 3] = [0.0, 0.25, 0.6];

impl Summary {
    /// Returns how strongly a number is coloured, from 0 for none to 3.
    #[expect(
        clippy::cast_precision_loss,
        reason = "numbers of passages that people accepted"
    )]
    pub(super) fn step(&self, number: usize) -> usize {
        let all = self.rows.iter().flat_map(|row| &row.passages);
        let largest = all.copied().max().unwrap_or_default().max(1);
        let share = number as f64 / largest as f64;
        STEPS.iter().filter(|&&step| share > step).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_follow_the_largest_number() {
        let summary = Summary {
            kinds: vec!["beleidsplan".to_owned()],
            rows: vec![Row {
                name: "Vertrouwen".to_owned(),
                passages: vec![20],
                total: 20,
                documents: 3,
            }],
        };
        let steps = [0, 1, 5, 6, 12, 13, 20].map(|number| summary.step(number));
        assert_eq!(steps, [0, 1, 1, 2, 2, 3, 3]);
    }
}
