//! One role for every block.

use std::collections::BTreeMap;

use waardenscan_document::{Block, BlockKind, Document, SectionRole};

use crate::form::{is_quoted, leads_to_page, money_tables, names_amounts};
use crate::rule::{Place, Rules};
use crate::sections::{Sections, stands_for_heading};
use crate::text::{first_word, words};
use crate::{Guess, confidence};

/// From here on a cell holds prose, and its section says more than its table.
/// Our choice: the longest entries of lists and registers have about as many.
const PROSE_WORDS: usize = 25;

/// A longer passage is no line of a colophon or a table of contents, whatever
/// the heading above it. Our choice.
const LONGEST_LINE_WORDS: usize = 30;

/// Among so many first blocks a cell may hold the title. Our choice.
const TITLE_BLOCKS: usize = 20;

/// The most words before a colon that stand for a heading: "Doel: …".
const LEAD_WORDS: usize = 4;

/// Returns one guess a block, in document order.
pub(crate) fn roles(rules: &Rules, document: &Document) -> Vec<Guess<SectionRole>> {
    let mut reader = Reader {
        rules,
        sections: Sections::new(rules, document),
        money: money_tables(document.blocks()),
        line: None,
        stretch: None,
        before: None,
    };
    let blocks = document.blocks().iter().enumerate();
    blocks
        .map(|(index, block)| reader.role(index, block))
        .collect()
}

struct Reader<'a> {
    rules: &'a Rules,
    sections: Sections<'a>,
    money: BTreeMap<usize, bool>,
    /// What the last line that stood for a heading announced.
    line: Option<Guess<SectionRole>>,
    /// What goes on until the next heading.
    stretch: Option<Guess<SectionRole>>,
    /// The passage before, which may name the law that is quoted.
    before: Option<&'a str>,
}

const UNKNOWN: Guess<SectionRole> = Guess {
    is: SectionRole::Overig,
    confidence: confidence::NO_RULE,
};

impl<'a> Reader<'a> {
    fn role(&mut self, index: usize, block: &'a Block) -> Guess<SectionRole> {
        if block.in_contents || leads_to_page(&block.text) {
            return guess(SectionRole::Inhoudsopgave, confidence::CONTENTS);
        }
        match block.kind {
            BlockKind::Heading => {
                self.line = None;
                self.stretch = None;
                self.sections.open(index, block).unwrap_or(UNKNOWN)
            }
            BlockKind::TableCell => {
                if index < TITLE_BLOCKS {
                    self.sections.title_cell(block);
                }
                self.cell(index, block)
            }
            BlockKind::Header | BlockKind::Footer | BlockKind::Comment => UNKNOWN,
            _ => {
                let role = self.running(index, block);
                self.before = Some(&block.text);
                role
            }
        }
    }

    fn cell(&self, index: usize, block: &Block) -> Guess<SectionRole> {
        let prose = block.text.split_whitespace().nth(PROSE_WORDS).is_some();
        let section = self.section(index, block);
        if let Some(section) = section
            && (prose || section.is == SectionRole::Begroting)
        {
            return section;
        }
        let table = block.cell.as_ref().map(|cell| cell.table);
        if table.and_then(|table| self.money.get(&table)) == Some(&true) {
            guess(SectionRole::Begroting, confidence::MONEY_TABLE)
        } else {
            guess(SectionRole::Tabel, confidence::TABLE)
        }
    }

    fn running(&mut self, index: usize, block: &Block) -> Guess<SectionRole> {
        if let Some(role) = self.by_opening(&block.text) {
            return role;
        }
        if stands_for_heading(block)
            && let Some(announced) = self.sections.announced(&block.text)
        {
            self.line = Some(announced);
            return announced;
        }
        if self.quotes_law(index, &block.text) {
            return guess(SectionRole::Wetscitaat, confidence::QUOTED_LAW);
        }
        let lead = || self.by_lead(block);
        let known = self.stretch.or_else(lead);
        let known = known.or_else(|| self.section(index, block));
        known.unwrap_or_else(|| {
            if names_amounts(&block.text) {
                guess(SectionRole::Begroting, confidence::AMOUNTS)
            } else {
                UNKNOWN
            }
        })
    }

    /// The role by the formula that the passage opens with.
    fn by_opening(&mut self, text: &str) -> Option<Guess<SectionRole>> {
        let words = if self.rules.may_open(&first_word(text)?) {
            words(text)
        } else {
            Vec::new()
        };
        let in_recital = self
            .stretch
            .is_some_and(|stretch| stretch.is == SectionRole::Considerans);
        if in_recital {
            if let Some(rule) = self.rules.find(&[Place::StretchEnd], &words) {
                self.stretch = None;
                return Some(guess(rule.role, rule.confidence));
            }
            // Recitals go on from one to the next.
            if !goes_on(text) {
                self.stretch = None;
            }
        }
        let rule = self.rules.find(&[Place::Start, Place::Stretch], &words)?;
        if rule.role == SectionRole::Considerans && !goes_on(text) {
            return None;
        }
        let role = guess(rule.role, rule.confidence);
        if rule.place == Place::Stretch {
            self.stretch = Some(role);
        }
        Some(role)
    }

    /// The role by the words before a colon.
    fn by_lead(&self, block: &Block) -> Option<Guess<SectionRole>> {
        let paragraph = block.kind == BlockKind::Paragraph;
        let (lead, _) = block.text.split_once(": ").filter(|_| paragraph)?;
        let words = words(lead);
        if words.len() > LEAD_WORDS {
            return None;
        }
        let rule = self.rules.find(&[Place::Heading], &words)?;
        Some(guess(rule.role, rule.confidence.min(confidence::LEAD)))
    }

    fn section(&self, index: usize, block: &Block) -> Option<Guess<SectionRole>> {
        let section = self.line.or_else(|| self.sections.around(index))?;
        let line = matches!(
            section.is,
            SectionRole::Inhoudsopgave | SectionRole::Colofon
        );
        let long = block.text.split_whitespace().nth(LONGEST_LINE_WORDS);
        (!line || long.is_none()).then_some(section)
    }

    /// A quotation in explanatory notes, or after words that name a law.
    fn quotes_law(&self, index: usize, text: &str) -> bool {
        is_quoted(text)
            && (self.before.is_some_and(names_law)
                || self
                    .sections
                    .around(index)
                    .is_some_and(|section| section.is == SectionRole::Toelichting))
    }
}

const fn guess(is: SectionRole, confidence: f64) -> Guess<SectionRole> {
    Guess { is, confidence }
}

fn goes_on(text: &str) -> bool {
    text.trim_end().ends_with([';', ',', ':'])
}

fn names_law(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric())
        .any(|word| {
            let word = word.to_lowercase();
            matches!(word.as_str(), "artikel" | "lid" | "wet") || word.ends_with("wet")
        })
}
