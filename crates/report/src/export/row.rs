//! A finding as one row of a table, in Dutch.

use waardenscan::PassageRecord;
use waardenscan_archive::State;

use super::book::Book;
use super::finding::{DocumentFindings, Finding};
use crate::dutch;

/// What stands in a cell.
pub(super) enum Cell {
    Text(String),
    Number(f64),
    Empty,
}

/// A column: its heading, and whether its cells hold long texts.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) is_wide: bool,
}

pub(super) const fn narrow(name: &'static str) -> Column {
    Column {
        name,
        is_wide: false,
    }
}

pub(super) const fn wide(name: &'static str) -> Column {
    Column {
        name,
        is_wide: true,
    }
}

/// The columns of a table of findings.
pub(super) const COLUMNS: [Column; 27] = [
    narrow("document"),
    narrow("titel"),
    narrow("gemeente"),
    narrow("soort"),
    narrow("jaar"),
    narrow("bron"),
    narrow("pagina"),
    wide("vindplaats"),
    narrow("waarde"),
    narrow("cluster"),
    narrow("score"),
    narrow("houding"),
    narrow("uitdrukking"),
    wide("passage"),
    narrow("woorden"),
    narrow("begin"),
    narrow("einde"),
    wide("uitleg"),
    narrow("besluit"),
    narrow("door"),
    narrow("op"),
    wide("reden"),
    narrow("andere_waarde"),
    narrow("blok"),
    narrow("sha256"),
    narrow("waarde_id"),
    narrow("valt_onder"),
];

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        match text {
            "" => Self::Empty,
            text => Self::Text(text.to_owned()),
        }
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Cell {
    #[expect(
        clippy::cast_precision_loss,
        reason = "pages, blocks and characters of one document"
    )]
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

/// Names what was decided.
pub(super) const fn state(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Accepted => "akkoord",
        State::Rejected => "afgewezen",
        State::Changed => "andere waarde",
        State::Doubt => "twijfel",
    }
}

/// Returns the words of a passage that carry a value, with … between them.
pub(super) fn words(finding: &Finding, passage: &PassageRecord) -> String {
    let spans = finding.spans.iter();
    let words = spans.map(|span| {
        let from = passage.text.chars().skip(span.start);
        from.take(span.end.saturating_sub(span.start)).collect()
    });
    words.collect::<Vec<String>>().join(" … ")
}

/// Returns the cells of a finding, one for each of [`COLUMNS`].
pub(super) fn cells(
    of: &DocumentFindings,
    finding: &Finding,
    passage: &PassageRecord,
    book: &Book<'_>,
) -> [Cell; COLUMNS.len()] {
    let document = &of.document;
    let given = &document.given;
    let suggested = finding.suggested.as_ref();
    let taken = finding.decision.as_ref();
    let other = taken.and_then(|it| it.other.as_deref());
    [
        document.path.as_str().into(),
        document.own_title().into(),
        given.municipality.as_deref().into(),
        document.kind().map(|(kind, _)| kind).into(),
        given.year.map(f64::from).into(),
        given.source.as_deref().into(),
        passage.page.into(),
        passage.path.join(" › ").as_str().into(),
        book.name(&finding.value).into(),
        book.cluster(&finding.value).into(),
        suggested.map(|it| it.score).into(),
        suggested.map(|it| dutch::stance(it.stance)).into(),
        suggested.map(|it| dutch::evidence(it.evidence)).into(),
        passage.text.as_str().into(),
        words(finding, passage).as_str().into(),
        finding.spans.first().map(|span| span.start).into(),
        finding.spans.last().map(|span| span.end).into(),
        suggested.map(|it| it.explanation.as_str()).into(),
        state(finding.state).into(),
        taken.map(|it| it.who.as_str()).into(),
        taken.map(|it| it.at.as_str()).into(),
        taken.and_then(|it| it.reason.as_deref()).into(),
        other.map(|id| book.name(id)).into(),
        passage.block.into(),
        document.sha256.as_deref().into(),
        finding.value.as_str().into(),
        book.name(book.under(of, finding, passage.block)).into(),
    ]
}
