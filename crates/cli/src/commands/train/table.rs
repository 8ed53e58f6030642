use std::io::{self, Write};

use waardenscan::score::Agreement;

/// What stands before and after the place of a table in a document.
pub(super) const START: &str = "<!-- waardenscan train -->";
pub(super) const END: &str = "<!-- end -->";

/// What was found, in Markdown. Every line is printed as soon as it is known:
/// the next one can take minutes.
pub(super) struct Table(String);

impl Table {
    pub(super) fn start() -> io::Result<Self> {
        let mut table = Self(String::new());
        table.line(
            "| recipe | passages | F1 | interval | precision | recall | macro-F1 \
             | recall, implied | WSS@95 | ECE | \"eight of ten\": precision | recall |",
        )?;
        table.line("|---|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|")?;
        Ok(table)
    }

    pub(super) fn row(
        &mut self,
        recipe: &str,
        file: &str,
        agreement: &Agreement,
    ) -> io::Result<()> {
        let micro = &agreement.micro;
        let [low, high] = micro.f1_ci;
        let at = agreement.eight_of_ten.as_ref();
        let [right, found] = at.map_or([0.0; 2], |at| [at.precision, at.recall]);
        self.line(&format!(
            "| {recipe} | {file} | {:.3} | {low:.3}–{high:.3} | {:.3} | {:.3} | {:.3} | {:.3} \
             | {:.3} | {:.3} | {right:.3} | {found:.3} |",
            micro.f1,
            micro.precision,
            micro.recall,
            agreement.macro_.f1,
            agreement.recall_implicit,
            agreement.wss95_pairs,
            agreement.ece,
        ))
    }

    fn line(&mut self, line: &str) -> io::Result<()> {
        self.0.push_str(line);
        self.0.push('\n');
        let mut out = io::stdout().lock();
        writeln!(out, "{line}")?;
        out.flush()
    }

    /// Puts the table in the place that `document` has for it; none where it
    /// has no place.
    pub(super) fn placed_in(&self, document: &str) -> Option<String> {
        let (before, rest) = document.split_once(START)?;
        let (_, after) = rest.split_once(END)?;
        Some(format!("{before}{START}\n{}{END}{after}", self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::{END, START, Table};

    #[test]
    fn takes_the_place_of_the_table_before() {
        let table = Table("| new |\n".to_owned());
        let document = format!("Before\n\n{START}\n| old |\n{END}\n\nAfter\n");
        let placed = table.placed_in(&document);
        let expected = format!("Before\n\n{START}\n| new |\n{END}\n\nAfter\n");
        assert_eq!(placed, Some(expected));
        assert_eq!(table.placed_in("No place"), None);
    }
}
