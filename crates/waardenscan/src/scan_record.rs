//! One scanned document as data that stands on its own.

mod wire;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use waardenscan_document::{
    BlockKind, Document, DocumentKind, Format, Metadata, Offsets, SectionRole, Span,
};
use waardenscan_lexicon::{Lexicon, Value};
use waardenscan_score::{EvidenceKind, FactorKind, FoundTension, Stance, Suggestion, explain};
use waardenscan_structure::{Guess, Structure};

use crate::record::number;
use crate::{FactorRecord, HitRecord, LEARNED, PieceRecord, Scan, SuggestionRecord, WarningRecord};

/// All that is kept of a scanned document: its passages with the values
/// suggested for them. It goes between processes, so every field is always
/// written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScanRecord {
    /// Format of the file.
    pub format: Format,
    /// Name of the reader that read it
    /// ([`Reader::name`](waardenscan_document::Reader::name)).
    pub reader: String,
    /// The kind of document it was recognised as.
    pub kind: Guess<DocumentKind>,
    /// Number of pages; none where the format stores no pages.
    pub pages: Option<usize>,
    /// Numbers, from 1, of the pages whose text was read from their picture.
    pub recognised_pages: Vec<usize>,
    /// What the file says about itself.
    pub metadata: Metadata,
    /// What went less than well.
    pub warnings: Vec<WarningRecord>,
    /// All passages, in document order.
    #[serde(with = "wire")]
    pub passages: Vec<PassageRecord>,
}

/// One passage with the values suggested for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PassageRecord {
    /// Its place in the document: the order of its block, from 0.
    pub block: usize,
    /// What it is.
    pub kind: BlockKind,
    /// Its label: "2.", "a."
    pub label: Option<String>,
    /// Number of the page on which it starts, from 1, in the order of the file.
    pub page: Option<usize>,
    /// The headings it stands under, the highest first: one list for all
    /// passages below a heading.
    #[serde(with = "wire::headings")]
    pub path: Arc<[String]>,
    /// What the section it stands in is for; lines of a table of contents and
    /// of a colophon are not scored.
    pub role: Guess<SectionRole>,
    /// The text that was scored.
    pub text: String,
    /// The values suggested for it, in lexicon order.
    pub suggestions: Vec<SuggestedValue>,
    /// The tensions between values in it, in lexicon order.
    pub tensions: Vec<TensionRecord>,
}

/// Two values that a passage sets against each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TensionRecord {
    /// Ids of the two values.
    pub values: [String; 2],
    /// The lexicon's question where both meet.
    pub question: String,
    /// The words that set them against each other.
    pub cue: PieceRecord,
    /// The words of each value.
    pub evidence: [PieceRecord; 2],
}

/// A value suggested for a passage: a [`SuggestionRecord`] without what it
/// shares with the other values of its passage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuggestedValue {
    /// Id of the value.
    pub value: String,
    /// Score in (0, 1).
    pub score: f64,
    /// How the passage stands to the value.
    pub stance: Stance,
    /// Whether the value is named, described, implied or merely listed.
    pub evidence: EvidenceKind,
    /// The words that made the suggestion, as in [`SuggestionRecord::hits`].
    pub hits: Vec<HitRecord>,
    /// The reason in plain Dutch.
    pub explanation: String,
    /// The piece of the passage that speaks for the value most; none without a
    /// statistical part.
    pub best: Option<PieceRecord>,
    /// The logit of a passage of which nothing is known.
    pub base: f64,
    /// What moved the score from there, strongest word first.
    pub factors: Vec<FactorRecord>,
}

/// Learned words that a record names as hits.
const MOST_LEARNED: usize = 4;

impl ScanRecord {
    pub(crate) fn new(scan: &Scan, lexicon: &Lexicon) -> Self {
        let document = &scan.document;
        let pages = document.pages();
        let recognised = pages.iter().enumerate().filter(|(_, page)| page.recognised);
        let mut suggestions = scan.suggestions.iter().peekable();
        let mut tensions = scan.tensions.iter().peekable();
        let mut heading = None;
        let mut path = Arc::default();
        let passages = document.passages().map(|found| {
            let above = document.heading_of(found.block);
            if above != heading {
                heading = above;
                path = document.path(found.block).into();
            }
            let mut passage = passage(document, &scan.structure, found.block, &path);
            while let Some(suggestion) = suggestions.next_if(|it| it.block == found.block) {
                let value = lexicon.values().get(suggestion.value);
                let suggested = value.map(|value| suggested(&passage.text, suggestion, value));
                passage.suggestions.extend(suggested);
            }
            while let Some(tension) = tensions.next_if(|it| it.block == found.block) {
                let tension = tension_record(&passage.text, tension, lexicon);
                passage.tensions.extend(tension);
            }
            passage
        });
        Self {
            format: document.format(),
            reader: scan.reader.to_owned(),
            kind: scan.structure.kind(),
            pages: (!pages.is_empty()).then_some(pages.len()),
            recognised_pages: recognised.map(|(index, _)| number(index)).collect(),
            metadata: document.metadata().clone(),
            warnings: document.warnings().iter().map(WarningRecord::new).collect(),
            passages: passages.collect(),
        }
    }

    /// Returns how many values are suggested, over all passages.
    #[must_use]
    pub fn suggestion_count(&self) -> usize {
        let counts = self.passages.iter().map(|it| it.suggestions.len());
        counts.sum()
    }

    /// Returns the suggestions with what is known of their passages, in
    /// document order, then lexicon order. `document` names the document.
    pub fn suggestions<'a>(
        &'a self,
        document: &'a str,
    ) -> impl Iterator<Item = SuggestionRecord> + 'a {
        self.passages.iter().flat_map(move |passage| {
            let suggestions = passage.suggestions.iter();
            suggestions.map(move |it| {
                SuggestionRecord::new(document, Some(self.kind), passage, it.clone())
            })
        })
    }
}

/// The passage of one block below the headings of `path`, as yet without
/// suggestions.
pub(crate) fn passage(
    document: &Document,
    structure: &Structure,
    block: usize,
    path: &Arc<[String]>,
) -> PassageRecord {
    let found = document.blocks().get(block);
    PassageRecord {
        block,
        kind: found.map_or(BlockKind::Paragraph, |block| block.kind),
        label: found.and_then(|block| block.label.clone()),
        page: found.and_then(|block| block.page_index).map(number),
        path: Arc::clone(path),
        role: structure.role(block),
        text: found.map(|block| block.text.clone()).unwrap_or_default(),
        suggestions: Vec::new(),
        tensions: Vec::new(),
    }
}

fn tension_record(text: &str, found: &FoundTension, lexicon: &Lexicon) -> Option<TensionRecord> {
    let tension = lexicon.tensions().get(found.tension)?;
    let offsets = Offsets::new(text);
    Some(TensionRecord {
        values: tension.values.clone(),
        question: tension.question.clone(),
        cue: piece_record(text, &offsets, found.cue),
        evidence: found
            .evidence
            .map(|span| piece_record(text, &offsets, span)),
    })
}

fn piece_record(text: &str, offsets: &Offsets, span: Span) -> PieceRecord {
    let Span { start, end } = offsets.code_points(span);
    PieceRecord {
        text: span.get(text).unwrap_or_default().to_owned(),
        start,
        end,
    }
}

/// The record of a suggestion for the passage `text`.
pub(crate) fn suggested(text: &str, suggestion: &Suggestion, value: &Value) -> SuggestedValue {
    let offsets = Offsets::new(text);
    let piece = |span: Span| piece_record(text, &offsets, span);
    let hits = suggestion.hits.iter().map(|hit| {
        let PieceRecord { text, start, end } = piece(hit.span);
        HitRecord {
            text,
            start,
            end,
            indicator: value
                .indicators
                .get(hit.indicator)
                .map(|indicator| indicator.term.clone())
                .unwrap_or_default(),
            weight: hit.weight,
        }
    });
    let factors = suggestion.factors.iter().map(|factor| FactorRecord {
        kind: factor.kind.name().to_owned(),
        word: match factor.kind {
            FactorKind::Word(span) => Some(piece(span)),
            _ => None,
        },
        added: factor.added,
    });
    SuggestedValue {
        value: value.id.clone(),
        score: suggestion.score,
        stance: suggestion.stance,
        evidence: suggestion.evidence,
        hits: if suggestion.hits.is_empty() {
            learned(suggestion, piece)
        } else {
            hits.collect()
        },
        explanation: explain(suggestion, value, text),
        best: suggestion.best.map(piece),
        base: suggestion.base,
        factors: factors.collect(),
    }
}

/// The words that speak for a value of which the lexicon found none, in text
/// order; the best piece where no single word does.
fn learned(suggestion: &Suggestion, piece: impl Fn(Span) -> PieceRecord) -> Vec<HitRecord> {
    let words = suggestion
        .factors
        .iter()
        .filter_map(|factor| match factor.kind {
            FactorKind::Word(span) if factor.added > 0.0 => Some((span, factor.added)),
            _ => None,
        });
    let mut words: Vec<(Span, f64)> = words.take(MOST_LEARNED).collect();
    if words.is_empty() {
        words.extend(suggestion.best.map(|best| (best, 1.0)));
    }
    words.sort_by_key(|(span, _)| *span);
    let sum: f64 = words.iter().map(|(_, added)| added).sum();
    words
        .into_iter()
        .map(|(span, added)| {
            let PieceRecord { text, start, end } = piece(span);
            HitRecord {
                text,
                start,
                end,
                indicator: LEARNED.to_owned(),
                weight: added / sum,
            }
        })
        .collect()
}
