//! Word's numbering: labels that Word computes and nobody typed.

use anyhow::{Result, ensure};
use docx_rs::{
    AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelOverride, LevelSuffixType,
    LevelText, NumberFormat, Numbering, NumberingId, SpecialIndentType, Start,
};

use super::house::House;
use super::model::Item;

/// Width of a label with the space after it, in twentieths of a point.
const STEP: i32 = 425;

/// Numbers of the numberings; 1 is taken by one that docx-rs writes itself.
///
/// Chapters are not the first level of the articles' numbering: articles go on
/// through the chapters, and LibreOffice cannot do that within one numbering.
const CHAPTERS: usize = 2;
const ARTICLES: usize = 3;
const BULLETS: usize = 4;
const NUMBERS: usize = 5;

/// Level of a member (lid) in the numbering of articles.
const MEMBER: usize = 1;

/// A place in a numbering: the label follows from what came before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    numbering: usize,
    level: usize,
}

impl Place {
    pub(super) const CHAPTER: Self = Self {
        numbering: CHAPTERS,
        level: 0,
    };
    pub(super) const ARTICLE: Self = Self {
        numbering: ARTICLES,
        level: 0,
    };

    pub(super) fn numbering_id(self) -> NumberingId {
        NumberingId::new(self.numbering)
    }

    pub(super) fn indent_level(self) -> IndentLevel {
        IndentLevel::new(self.level)
    }
}

/// Follows Word's counting through a document.
#[derive(Debug, Default)]
pub(super) struct Counter {
    chapters: u64,
    /// Articles, members, parts and their parts so far.
    articles: [u64; 4],
    /// Whether lists are now members of an article.
    in_article: bool,
    /// How many levels the outermost items of the present list lie deeper
    /// than a member.
    offset: usize,
    /// The first number of each numbered list outside articles.
    starts: Vec<u64>,
}

impl Counter {
    /// Splits "Hoofdstuk 2 Toegang" or "Artikel 7 Verslag" into a place and
    /// the heading's own words; `None` for any other heading, which also ends
    /// the counting of members.
    ///
    /// # Errors
    /// When the number is not the one that Word will compute.
    pub(super) fn heading<'a>(&mut self, text: &'a str) -> Result<Option<(Place, &'a str)>> {
        self.in_article = false;
        let mut words = text.splitn(3, ' ');
        let place = match words.next() {
            Some("Hoofdstuk") => Place::CHAPTER,
            Some("Artikel") => Place::ARTICLE,
            _ => return Ok(None),
        };
        let (Some(number), Some(title)) = (words.next(), words.next()) else {
            return Ok(None);
        };
        self.count(place, number.parse()?, text)?;
        self.in_article = place == Place::ARTICLE;
        Ok(Some((place, title)))
    }

    /// Returns the place of a list item. `introduced` tells whether the block
    /// before it is a paragraph that ends in a colon: the items of an article
    /// that it introduces are parts (onderdelen), not members (leden).
    ///
    /// # Errors
    /// When the item's number is not the one that Word will compute.
    pub(super) fn item(&mut self, item: &Item, introduced: bool) -> Result<Place> {
        let Some(number) = item.number else {
            return Ok(Place {
                numbering: BULLETS,
                level: item.depth,
            });
        };
        if self.in_article {
            if item.first && item.depth == 0 {
                self.offset = usize::from(introduced);
            }
            let place = Place {
                numbering: ARTICLES,
                level: MEMBER + self.offset + item.depth,
            };
            self.count(place, number, &item.text.plain())?;
            return Ok(place);
        }
        if item.first && item.depth == 0 {
            self.starts.push(number);
        }
        ensure!(
            !self.starts.is_empty(),
            "{:.60}: is numbered below a bullet",
            item.text.plain()
        );
        Ok(Place {
            numbering: BULLETS + self.starts.len(),
            level: item.depth,
        })
    }

    /// Counts one on at `place` as Word does: deeper levels begin anew.
    fn count(&mut self, place: Place, number: u64, text: &str) -> Result<()> {
        let levels = match place.numbering {
            CHAPTERS => std::slice::from_mut(&mut self.chapters),
            _ => &mut self.articles,
        };
        let mut levels = levels.iter_mut().skip(place.level);
        let computed = levels.next().map(|count| {
            *count += 1;
            *count
        });
        levels.for_each(|count| *count = 0);
        ensure!(
            computed == Some(number),
            "{text:.60}: is numbered {number}, Word will say {}",
            computed.unwrap_or(0)
        );
        Ok(())
    }

    /// Adds the definitions of all numberings that were used to `docx`.
    pub(super) fn define(&self, mut docx: Docx, house: &House) -> Docx {
        docx = docx
            .add_abstract_numbering(chapters())
            .add_numbering(Numbering::new(CHAPTERS, CHAPTERS))
            .add_abstract_numbering(articles())
            .add_numbering(Numbering::new(ARTICLES, ARTICLES))
            .add_abstract_numbering(bullets(house))
            .add_numbering(Numbering::new(BULLETS, BULLETS))
            .add_abstract_numbering(numbers());
        for (index, start) in self.starts.iter().enumerate() {
            let restart = LevelOverride::new(0).start(usize::try_from(*start).unwrap_or(1));
            docx =
                docx.add_numbering(Numbering::new(NUMBERS + index, NUMBERS).add_override(restart));
        }
        docx.document_rels.has_numberings = true;
        docx
    }
}

fn chapters() -> AbstractNumbering {
    AbstractNumbering::new(CHAPTERS)
        .add_level(level(0, "decimal", "Hoofdstuk %1").suffix(LevelSuffixType::Space))
}

/// Articles, members "1.", parts "a." and their parts "1°", in one numbering
/// with levels, as a municipality's template has it.
fn articles() -> AbstractNumbering {
    AbstractNumbering::new(ARTICLES)
        .add_level(level(0, "decimal", "Artikel %1").suffix(LevelSuffixType::Space))
        .add_level(hanging(level(MEMBER, "decimal", "%2."), 1))
        .add_level(hanging(level(2, "lowerLetter", "%3."), 2))
        .add_level(hanging(level(3, "decimal", "%4°"), 3))
}

fn numbers() -> AbstractNumbering {
    AbstractNumbering::new(NUMBERS)
        .add_level(hanging(level(0, "decimal", "%1."), 1))
        .add_level(hanging(level(1, "lowerLetter", "%2."), 2))
        .add_level(hanging(level(2, "lowerRoman", "%3."), 3))
}

fn bullets(house: &House) -> AbstractNumbering {
    let mut bullets = AbstractNumbering::new(BULLETS);
    for (index, sign) in house.bullets.into_iter().enumerate() {
        bullets = bullets.add_level(hanging(level(index, "bullet", sign), index + 1));
    }
    bullets
}

fn level(index: usize, format: &str, text: &str) -> Level {
    Level::new(
        index,
        Start::new(1),
        NumberFormat::new(format),
        LevelText::new(text),
        LevelJc::new("left"),
    )
}

fn hanging(level: Level, depth: usize) -> Level {
    level.indent(
        Some(indent(depth)),
        Some(SpecialIndentType::Hanging(STEP)),
        None,
        None,
    )
}

/// Returns the left edge of the text of list items that are nested `depth`
/// deep (1 the outermost), in twentieths of a point.
pub(super) fn indent(depth: usize) -> i32 {
    i32::try_from(depth).map_or(0, |depth| depth * STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_go_on_through_chapters_and_members_do_not() {
        let mut counter = Counter::default();
        let mut place = |text| counter.heading(text).unwrap();
        assert_eq!(
            place("Hoofdstuk 1 Algemeen"),
            Some((Place::CHAPTER, "Algemeen"))
        );
        assert_eq!(
            place("Artikel 1 Begrippen"),
            Some((Place::ARTICLE, "Begrippen"))
        );
        assert_eq!(
            place("Hoofdstuk 2 Toegang"),
            Some((Place::CHAPTER, "Toegang"))
        );
        assert_eq!(
            place("Artikel 2 De melding"),
            Some((Place::ARTICLE, "De melding"))
        );
        assert_eq!(place("Toelichting"), None);
        assert_eq!(place("Artikel 1"), None, "a heading of the explanation");
    }

    #[test]
    fn a_number_that_word_will_not_compute_is_an_error() {
        let mut counter = Counter::default();
        counter.heading("Artikel 1 Begrippen").unwrap();
        let error = counter.heading("Artikel 3 Melding").unwrap_err();
        assert_eq!(
            error.to_string(),
            "Artikel 3 Melding: is numbered 3, Word will say 2"
        );
    }

    fn item(depth: usize, number: u64, first: bool) -> Item {
        Item {
            depth,
            number: Some(number),
            first,
            text: Default::default(),
        }
    }

    #[test]
    fn members_and_parts_begin_anew_with_each_article() {
        let mut counter = Counter::default();
        let place = |level| Place {
            numbering: ARTICLES,
            level,
        };
        for article in ["Artikel 1 Begrippen", "Artikel 2 Melding"] {
            counter.heading(article).unwrap();
            for (item, introduced, level) in [
                (item(0, 1, true), false, 1),
                (item(1, 1, true), false, 2),
                (item(1, 2, false), false, 2),
                (item(0, 2, false), false, 1),
                (item(1, 1, true), false, 2),
            ] {
                assert_eq!(counter.item(&item, introduced).unwrap(), place(level));
            }
        }
        counter.heading("Artikel 3 Toegang").unwrap();
        assert_eq!(
            counter.item(&item(0, 1, true), true).unwrap(),
            place(2),
            "parts without members"
        );
    }

    #[test]
    fn a_list_outside_articles_has_its_own_numbering() {
        let mut counter = Counter::default();
        let first = counter.item(&item(0, 1, true), false).unwrap();
        assert_eq!(counter.item(&item(0, 2, false), false).unwrap(), first);
        assert_ne!(counter.item(&item(0, 5, true), false).unwrap(), first);
        assert_eq!(counter.starts, [1, 5]);
    }
}
