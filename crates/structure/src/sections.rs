//! The role of each heading's section.

use waardenscan_document::{Block, BlockKind, Document, SectionRole};

use crate::Guess;
use crate::rule::{Place, Rules};
use crate::text::heading_words;

/// What a section loses of its confidence in a section below it that says
/// nothing of its own. Our choice.
const INHERITED: f64 = 0.9;

/// A longer heading is a sentence. Our choice.
const LONGEST_HEADING: usize = 14;

/// With so many articles before it, "Toelichting" explains them. Our choice:
/// other documents cite an article or two in a heading.
const ARTICLES: u32 = 3;

/// Less sure words say too little where they are not in a heading. Our choice.
const LEAST_OF_LINE: f64 = 0.75;

/// What is known of the section that a heading opens.
#[derive(Clone, Copy)]
struct Section {
    guess: Guess<SectionRole>,
    /// Whether the sections below it have its role too.
    passes_on: bool,
}

/// Follows the headings of a document from top to bottom.
pub(crate) struct Sections<'a> {
    rules: &'a Rules,
    document: &'a Document,
    of_headings: Vec<Option<Section>>,
    articles_seen: u32,
    /// The explanatory notes that the rest of the document belongs to.
    cover: Option<Guess<SectionRole>>,
}

impl<'a> Sections<'a> {
    pub(crate) fn new(rules: &'a Rules, document: &'a Document) -> Self {
        Self {
            rules,
            document,
            of_headings: vec![None; document.blocks().len()],
            articles_seen: 0,
            cover: None,
        }
    }

    /// Takes in a heading and returns the role of its section.
    pub(crate) fn open(&mut self, index: usize, heading: &Block) -> Option<Guess<SectionRole>> {
        let section = self.section(index, heading);
        if let Some(slot) = self.of_headings.get_mut(index) {
            *slot = section;
        }
        section.map(|section| section.guess)
    }

    /// Returns the role of the section in which a block stands.
    pub(crate) fn around(&self, block: usize) -> Option<Guess<SectionRole>> {
        let heading = self.document.heading_of(block);
        let section = heading.and_then(|heading| *self.of_headings.get(heading)?);
        section.map(|section| section.guess).or(self.cover)
    }

    /// Returns what the words of a line that stands for a heading say. Where
    /// nothing has articles, "Toelichting" is one of many such lines, and says
    /// nothing of what follows.
    pub(crate) fn announced(&mut self, line: &str) -> Option<Guess<SectionRole>> {
        let (guess, covers) = self.by_rule(line)?;
        if guess.confidence < LEAST_OF_LINE {
            return None;
        }
        if covers {
            self.cover = Some(guess);
        } else if guess.is == SectionRole::Toelichting {
            return None;
        }
        Some(self.cover.unwrap_or(guess))
    }

    /// Takes in a cell on a title page, which may say that the document is
    /// explanatory notes.
    pub(crate) fn title_cell(&mut self, cell: &Block) {
        let rule = self.by_rule(&cell.text);
        if let Some((guess, true)) = rule.filter(|_| stands_for_heading(cell)) {
            self.cover = Some(guess);
        }
    }

    fn section(&mut self, index: usize, heading: &Block) -> Option<Section> {
        let own = self.by_rule(&heading.labelled_text());
        if let Some((guess, covers)) = own {
            self.articles_seen += u32::from(guess.is == SectionRole::Artikel);
            match guess.is {
                SectionRole::Bijlage => self.cover = None,
                _ if covers => self.cover = Some(guess),
                _ => {}
            }
        }
        if let Some(cover) = self.cover {
            return Some(Section {
                guess: cover,
                passes_on: true,
            });
        }
        if let Some((guess, _)) = own {
            return Some(Section {
                guess,
                // What stands below these in the outline is the document.
                passes_on: !matches!(guess.is, SectionRole::Inhoudsopgave | SectionRole::Colofon),
            });
        }
        let above = self.document.heading_of(index);
        let above = above.and_then(|above| *self.of_headings.get(above)?);
        above.filter(|above| above.passes_on).map(|above| Section {
            guess: Guess {
                confidence: above.guess.confidence * INHERITED,
                ..above.guess
            },
            ..above
        })
    }

    /// The role by the heading's own words, and whether it covers what follows.
    fn by_rule(&self, heading: &str) -> Option<(Guess<SectionRole>, bool)> {
        let words = heading_words(heading);
        if words.len() > LONGEST_HEADING {
            return None;
        }
        let rule = self.rules.find(&[Place::Heading, Place::Cover], &words)?;
        let guess = Guess {
            is: rule.role,
            confidence: rule.confidence,
        };
        let explains = rule.role == SectionRole::Toelichting && words.len() == 1;
        let covers = rule.place == Place::Cover || explains && self.articles_seen >= ARTICLES;
        Some((guess, covers))
    }
}

/// Tells whether a paragraph or cell stands for a heading: a few words without the
/// point of a sentence.
pub(crate) fn stands_for_heading(block: &Block) -> bool {
    const MOST_WORDS: usize = 5;
    matches!(block.kind, BlockKind::Paragraph | BlockKind::TableCell)
        && block.label.is_none()
        && !block.text.ends_with(['.', ';', ','])
        && block.text.split_whitespace().nth(MOST_WORDS).is_none()
}
