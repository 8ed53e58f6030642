//! A finding as one JSON object.

use serde::Serialize;
use waardenscan::{EvidenceKind, HitRecord, PassageRecord, SectionRole, Stance};
use waardenscan_archive::State;

use super::book::Book;
use super::finding::{DocumentFindings, Finding};

/// Version of the record; it changes when a field changes its sense or goes.
const VERSION: u32 = 1;

/// A value in a passage, with what is known of its document and what was
/// decided. Offsets count code points of `passage`.
#[derive(Serialize)]
pub(super) struct FindingRecord<'a> {
    version: u32,
    document: &'a str,
    sha256: Option<&'a str>,
    title: Option<&'a str>,
    municipality: Option<&'a str>,
    kind: Option<&'a str>,
    kind_confidence: Option<f64>,
    year: Option<i32>,
    source: Option<&'a str>,
    url: Option<&'a str>,
    page: Option<usize>,
    path: &'a [String],
    role: SectionRole,
    block: usize,
    label: Option<&'a str>,
    passage: &'a str,
    value: &'a str,
    name: &'a str,
    cluster: &'a str,
    under: UnderRecord<'a>,
    /// None for all of these where an analyst found the value.
    score: Option<f64>,
    stance: Option<Stance>,
    evidence: Option<EvidenceKind>,
    explanation: Option<&'a str>,
    hits: &'a [HitRecord],
    spans: Vec<SpanRecord>,
    state: State,
    decision: Option<DecisionRecord<'a>>,
}

/// The value of the waardendocument under which the finding stands.
#[derive(Serialize)]
struct UnderRecord<'a> {
    value: &'a str,
    name: &'a str,
}

/// Words of the passage.
#[derive(Serialize)]
struct SpanRecord {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct DecisionRecord<'a> {
    number: u64,
    who: &'a str,
    at: &'a str,
    reason: Option<&'a str>,
    other: Option<&'a str>,
}

impl<'a> FindingRecord<'a> {
    pub(super) fn new(
        of: &'a DocumentFindings,
        finding: &'a Finding,
        passage: &'a PassageRecord,
        book: &'a Book<'_>,
    ) -> Self {
        let under = book.under(of, finding, passage.block);
        let document = &of.document;
        let given = &document.given;
        let kind = document.kind();
        let suggested = finding.suggested.as_ref();
        Self {
            version: VERSION,
            document: &document.path,
            sha256: document.sha256.as_deref(),
            title: document.own_title(),
            municipality: given.municipality.as_deref(),
            kind: kind.map(|(name, _)| name),
            kind_confidence: kind.and_then(|(_, confidence)| confidence),
            year: given.year,
            source: given.source.as_deref(),
            url: given.url.as_deref(),
            page: passage.page,
            path: &passage.path,
            role: passage.role.is,
            block: passage.block,
            label: passage.label.as_deref(),
            passage: &passage.text,
            value: &finding.value,
            name: book.name(&finding.value),
            cluster: book.cluster(&finding.value),
            under: UnderRecord {
                value: under,
                name: book.name(under),
            },
            score: suggested.map(|it| it.score),
            stance: suggested.map(|it| it.stance),
            evidence: suggested.map(|it| it.evidence),
            explanation: suggested.map(|it| it.explanation.as_str()),
            hits: suggested.map_or(&[], |it| &it.hits),
            spans: finding
                .spans
                .iter()
                .map(|span| SpanRecord {
                    start: span.start,
                    end: span.end,
                })
                .collect(),
            state: finding.state,
            decision: finding.decision.as_ref().map(|taken| DecisionRecord {
                number: taken.number,
                who: &taken.who,
                at: &taken.at,
                reason: taken.reason.as_deref(),
                other: taken.other.as_deref(),
            }),
        }
    }
}
