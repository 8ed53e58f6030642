//! What cross-validation found of the built-in lexicon, as `docs/quality.md`
//! has it: the one place where the figures stand.

const QUALITY: &str = include_str!("../../../../docs/quality.md");
/// How the row over real passages begins.
const ROW: &str = "| whole recipe | train.jsonl |";

/// Shares in [0, 1].
pub(super) struct Figures {
    pub(super) precision: f64,
    pub(super) recall: f64,
    pub(super) implied: f64,
    pub(super) sure_precision: f64,
    pub(super) sure_recall: f64,
}

impl Figures {
    /// Reads the row of the table; none where it is not as expected, which a
    /// test would tell.
    pub(super) fn read() -> Option<Self> {
        let row = QUALITY.lines().find_map(|line| line.strip_prefix(ROW))?;
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let cell = |index: usize| cells.get(index)?.parse().ok();
        Some(Self {
            precision: cell(2)?,
            recall: cell(3)?,
            implied: cell(5)?,
            sure_precision: cell(8)?,
            sure_recall: cell(9)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_found_under_their_headings() {
        let head = QUALITY
            .lines()
            .find(|line| line.starts_with("| recipe | passages |"));
        let head: Vec<&str> = head.unwrap().split('|').map(str::trim).skip(3).collect();
        let wanted = [
            (2, "precision"),
            (3, "recall"),
            (5, "recall, implied"),
            (8, "\"eight of ten\": precision"),
            (9, "recall"),
        ];
        for (index, heading) in wanted {
            assert_eq!(head[index], heading);
        }
        let figures = Figures::read().unwrap();
        assert!(figures.sure_precision > figures.precision);
        assert!(figures.sure_recall < figures.recall);
    }
}
