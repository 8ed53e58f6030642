//! What the look of a text says, apart from its words.

use std::collections::BTreeMap;

use waardenscan_document::{Block, BlockKind};

/// Share of a table's cells that must be figures for it to be about money.
/// Our choice.
const LEAST_FIGURES: f64 = 0.2;

/// Words that make figures amounts.
const MONEY: [&str; 12] = [
    "€",
    "euro",
    "baten",
    "lasten",
    "saldo",
    "begroting",
    "bedrag",
    "budget",
    "kosten",
    "reserve",
    "1.000",
    "rekening",
];

/// Tells whether a line belongs to a table of contents: dots that lead to a
/// number at its end.
pub(crate) fn leads_to_page(text: &str) -> bool {
    let text = text.trim_end();
    let line = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let dots = line
        .chars()
        .rev()
        .take_while(|letter| matches!(letter, '.' | '…' | ' ' | '_'))
        .filter(|letter| *letter != ' ');
    let dots: usize = dots.map(|dot| if dot == '…' { 3 } else { 1 }).sum();
    dots >= 4
}

/// Tells whether a text is wholly a quotation.
pub(crate) fn is_quoted(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ';', ' ']);
    text.starts_with(['“', '"', '‘', '„', '«']) && text.ends_with(['”', '"', '’', '»'])
}

/// Tells whether a paragraph is about amounts: it names at least two.
pub(crate) fn names_amounts(text: &str) -> bool {
    text.matches('€').count() >= 2
}

/// For each table of a document, by its number, whether it is about money.
pub(crate) fn money_tables(blocks: &[Block]) -> BTreeMap<usize, bool> {
    let mut tables: BTreeMap<usize, Counts> = BTreeMap::new();
    for block in blocks {
        let Some(cell) = &block.cell else { continue };
        if block.kind == BlockKind::TableCell && !block.text.is_empty() {
            tables.entry(cell.table).or_default().add(&block.text);
        }
    }
    tables
        .into_iter()
        .map(|(table, counts)| (table, counts.is_money()))
        .collect()
}

#[derive(Default)]
struct Counts {
    cells: u32,
    figures: u32,
    money: bool,
}

impl Counts {
    fn add(&mut self, text: &str) {
        self.cells += 1;
        self.figures += u32::from(is_figure(text));
        if !self.money {
            let lower = text.to_lowercase();
            self.money = MONEY.iter().any(|word| lower.contains(word));
        }
    }

    fn is_money(&self) -> bool {
        self.money && f64::from(self.figures) >= LEAST_FIGURES * f64::from(self.cells)
    }
}

fn is_figure(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0 && !text.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_lead_to_a_page() {
        assert!(leads_to_page("2.1 Bevolking ................ 7"));
        assert!(leads_to_page("Inleiding …… 3"));
        assert!(!leads_to_page("In 2024 ging het om 12"));
        assert!(!leads_to_page("En toen …"));
    }

    #[test]
    fn a_quotation_is_quoted_from_start_to_end() {
        assert!(is_quoted(
            "“Het college draagt zorg voor maatschappelijke ondersteuning.”"
        ));
        assert!(!is_quoted("“Maatwerk” is een woord"));
    }
}
