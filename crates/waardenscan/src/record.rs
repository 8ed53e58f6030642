//! What leaves the library as data: types of their own, so that the internal
//! ones stay free to change. A change here is a change of the output format.

use serde::{Deserialize, Serialize};
use waardenscan_document::{
    Anchor, Block, Document, DocumentKind, Offsets, SectionRole, Span, Warning,
};
use waardenscan_score::{EvidenceKind, Stance};
use waardenscan_structure::Guess;

use crate::metadata_record::MetadataRecord;
use crate::{PassageRecord, SuggestedValue};

/// Version of the record types; raised with every change that a reader of the
/// output can notice.
pub const RECORD_VERSION: u32 = 3;

/// One suggestion; one line of `scan --format jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuggestionRecord {
    /// Name or path of the document.
    pub document: String,
    /// The kind of the document: as people gave it, or as it was recognised,
    /// such as "beleidsplan".
    pub kind: String,
    /// How sure that is, in [0, 1]; none for a kind that people gave.
    pub kind_confidence: Option<f64>,
    /// Number of the page on which the passage starts, from 1, in the order of
    /// the file; none where the format stores no pages.
    pub page: Option<usize>,
    /// The headings the passage stands under, the highest first.
    pub path: Vec<String>,
    /// What the section it stands in is for.
    pub role: SectionRole,
    /// How sure that is, in [0, 1].
    pub role_confidence: f64,
    /// The passage's text.
    pub passage: String,
    /// Id of the value.
    pub value: String,
    /// Score in (0, 1).
    pub score: f64,
    /// How the passage stands to the value.
    pub stance: Stance,
    /// Whether the value is named, described, implied or merely listed.
    pub evidence: EvidenceKind,
    /// The words that made the suggestion, in text order; at least one. Where
    /// the lexicon has no words for it, those that the statistical part
    /// learned, with [`LEARNED`] as their indicator.
    pub hits: Vec<HitRecord>,
    /// The reason in plain Dutch.
    pub explanation: String,
    /// The piece of the passage that speaks for the value most; none without a
    /// statistical part.
    pub best: Option<PieceRecord>,
    /// The logit of a passage of which nothing is known. Base and factors add
    /// up to ln(score / (1 − score)).
    pub base: f64,
    /// What moved the score from there, strongest word first.
    pub factors: Vec<FactorRecord>,
}

/// What stands for the indicator in hits that no indicator made.
pub const LEARNED: &str = "(geleerd)";

/// A stretch of a passage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PieceRecord {
    /// The words as they stand in the passage.
    pub text: String,
    /// Where they start in the passage, in Unicode code points from 0.
    pub start: usize,
    /// Where they end, exclusive.
    pub end: usize,
}

/// Something that moved a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorRecord {
    /// What it is: "indicators", "other_values", "word", "likeness",
    /// "other_words", "listed", or in a project "decisions": what was learned
    /// from them.
    pub kind: String,
    /// The word, where it is one.
    pub word: Option<PieceRecord>,
    /// By how much it moved the score, in logits.
    pub added: f64,
}

/// One hit of a suggestion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HitRecord {
    /// The words as they stand in the passage.
    pub text: String,
    /// Where they start in the passage, in Unicode code points from 0.
    pub start: usize,
    /// Where they end, exclusive.
    pub end: usize,
    /// The indicator's term as the lexicon writes it, or [`LEARNED`].
    pub indicator: String,
    /// Strength in (0, 1]: the weight of the indicator; of a learned word its
    /// share of what the learned words named here add.
    pub weight: f64,
}

/// One document's text; the output of `text --format json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TextRecord {
    /// Format of the file: "pdf", "docx" or "odt".
    pub format: String,
    /// Number of pages; none where the format stores no pages.
    pub pages: Option<usize>,
    /// Numbers, from 1, of the pages whose text was read from their picture.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recognised_pages: Vec<usize>,
    /// What the file says about itself.
    pub metadata: MetadataRecord,
    /// The blocks in reading order.
    pub blocks: Vec<BlockRecord>,
    /// What went less than well.
    pub warnings: Vec<WarningRecord>,
}

/// One block of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlockRecord {
    /// What it is: "heading", "paragraph", "list_item", …
    pub kind: String,
    /// Depth of a heading or nesting of a list item, from 1.
    pub level: Option<u8>,
    /// The label apart from the text: "Artikel 3", "2.".
    pub label: Option<String>,
    /// The text.
    pub text: String,
    /// Number of the page, from 1.
    pub page: Option<usize>,
    /// The headings it stands under, the highest first.
    pub path: Vec<String>,
    /// Whether it belongs to a table of contents.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_contents: bool,
    /// The links in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LinkRecord>,
    /// The images in the text that have a text alternative.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<ImageRecord>,
    /// For a comment: who made it, when, and what about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<RemarkRecord>,
}

/// Words that lead elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRecord {
    /// Where the words start in the block's text, in Unicode code points from
    /// 0.
    pub start: usize,
    /// Where they end, exclusive.
    pub end: usize,
    /// Where they lead: an address, or `#` and a bookmark.
    pub target: String,
}

/// An image within a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageRecord {
    /// Where it stands in the block's text, in Unicode code points from 0.
    pub at: usize,
    /// The text that stands in for it.
    pub alternative: String,
}

/// Who made a comment, when, and what about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkRecord {
    /// The author as the file writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The words it is about, one entry a block.
    pub about: Vec<AnchorRecord>,
}

/// A place in the text of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnchorRecord {
    /// Index of the block in `blocks`, from 0.
    pub block: usize,
    /// Where the words start in its text, in Unicode code points from 0.
    pub start: usize,
    /// Where they end, exclusive; equal to `start` for a mere point.
    pub end: usize,
}

/// One warning about a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WarningRecord {
    /// What kind of imperfection: "no_text", "garbled_text", …
    pub kind: String,
    /// Number of the page, from 1; none for the whole document.
    pub page: Option<usize>,
    /// What happened, in English.
    pub message: String,
}

impl SuggestionRecord {
    /// Puts a suggested value beside its passage and document, of the kind that
    /// was recognised, where one was.
    #[must_use]
    pub fn new(
        document: &str,
        kind: Option<Guess<DocumentKind>>,
        passage: &PassageRecord,
        suggested: SuggestedValue,
    ) -> Self {
        Self {
            document: document.to_owned(),
            kind: kind.map_or_else(String::new, |kind| kind.is.name().to_owned()),
            kind_confidence: kind.map(|kind| kind.confidence),
            page: passage.page,
            path: passage.path.to_vec(),
            role: passage.role.is,
            role_confidence: passage.role.confidence,
            passage: passage.text.clone(),
            value: suggested.value,
            score: suggested.score,
            stance: suggested.stance,
            evidence: suggested.evidence,
            hits: suggested.hits,
            explanation: suggested.explanation,
            best: suggested.best,
            base: suggested.base,
            factors: suggested.factors,
        }
    }

    /// Returns the record with the kind that people gave the document, which
    /// counts for more than what was recognised.
    #[must_use]
    pub fn with_given_kind(mut self, given: Option<&str>) -> Self {
        if let Some(given) = given {
            self.kind = given.to_owned();
            self.kind_confidence = None;
        }
        self
    }
}

impl WarningRecord {
    pub(crate) fn new(warning: &Warning) -> Self {
        Self {
            kind: warning.kind.name().to_owned(),
            page: warning.page_index.map(number),
            message: warning.message.clone(),
        }
    }
}

impl TextRecord {
    /// Turns a document into its record.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let blocks = document.blocks().iter().enumerate();
        let warnings = document.warnings().iter();
        let pages = document.pages().len();
        let recognised = document.pages().iter().enumerate();
        let recognised = recognised.filter(|(_, page)| page.recognised);
        Self {
            format: document.format().name().to_owned(),
            pages: (pages > 0).then_some(pages),
            recognised_pages: recognised.map(|(index, _)| number(index)).collect(),
            metadata: document.metadata().into(),
            blocks: blocks
                .map(|(index, block)| BlockRecord::new(document, index, block))
                .collect(),
            warnings: warnings.map(WarningRecord::new).collect(),
        }
    }
}

impl BlockRecord {
    fn new(document: &Document, index: usize, block: &Block) -> Self {
        let offsets = Offsets::new(&block.text);
        let links = block.links.iter().map(|link| {
            let Span { start, end } = offsets.code_points(link.span);
            LinkRecord {
                start,
                end,
                target: link.target.clone(),
            }
        });
        let images = block.images.iter().map(|image| ImageRecord {
            at: offsets.code_points(Span::new(image.at, image.at)).start,
            alternative: image.alternative.clone(),
        });
        let remark = block.remark.as_ref().map(|remark| RemarkRecord {
            author: remark.author.clone(),
            date: remark.date.clone(),
            about: remark
                .about
                .iter()
                .map(|&anchor| AnchorRecord::new(document, anchor))
                .collect(),
        });
        Self {
            kind: block.kind.name().to_owned(),
            level: block.level,
            label: block.label.clone(),
            text: block.text.clone(),
            page: block.page_index.map(number),
            path: document.path(index),
            in_contents: block.in_contents,
            links: links.collect(),
            images: images.collect(),
            remark,
        }
    }
}

impl AnchorRecord {
    fn new(document: &Document, Anchor { block, span }: Anchor) -> Self {
        let text = document.blocks().get(block);
        let text = text.map_or("", |block| block.text.as_str());
        let Span { start, end } = Offsets::new(text).code_points(span);
        Self { block, start, end }
    }
}

/// Pages count from 1 outside the library.
pub(crate) const fn number(page_index: usize) -> usize {
    page_index + 1
}

#[cfg(test)]
mod tests {
    use waardenscan_document::{BlockKind, Format, Image, Link, Page, Remark};

    use super::*;

    #[test]
    fn what_stands_in_a_text_is_placed_in_code_points() {
        let text = "Eén regeling";
        let regeling = Span::new(5, text.len());
        let mut paragraph = Block::paragraph(text);
        paragraph.links.push(Link {
            span: regeling,
            target: "https://voorbeeld.nl/".to_owned(),
        });
        paragraph.images.push(Image {
            at: 4,
            alternative: "Kaart".to_owned(),
        });
        let mut comment = Block::new(BlockKind::Comment, "Welke?");
        comment.remark = Some(Remark {
            about: vec![Anchor {
                block: 0,
                span: regeling,
            }],
            ..Remark::default()
        });
        let page = Page {
            recognised: true,
            ..Page::default()
        };
        let document = Document::builder(Format::Docx)
            .pages(vec![Page::default(), page])
            .blocks([paragraph, comment])
            .build();
        let record = TextRecord::new(&document);
        let link = &record.blocks[0].links[0];
        assert_eq!((link.start, link.end), (4, 12));
        assert_eq!(record.blocks[0].images[0].at, 3);
        let about = &record.blocks[1].remark.as_ref().unwrap().about;
        let expected = AnchorRecord {
            block: 0,
            start: 4,
            end: 12,
        };
        assert_eq!(about, &[expected]);
        assert_eq!(record.recognised_pages, [2]);
    }
}
