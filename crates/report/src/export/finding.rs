//! What is exported: every value that was suggested for a passage, or that an
//! analyst found in it, with what was decided.

use std::collections::BTreeMap;

use waardenscan::{PassageRecord, Span, SuggestedValue};
use waardenscan_archive::{
    DecisionFilter, Project, ProjectError, State, StoredDecision, StoredDocument, Verdict,
    mask_passage,
};

use super::ExportOptions;
use crate::ledger;

/// The places, by SHA-256 of the document, block and value, of what several
/// analysts judge and on which nothing stands yet: somebody is still to judge,
/// or they differ. What was said there is not exported.
#[derive(Default)]
pub(super) struct HeldBack(BTreeMap<(String, u64, String), State>);

impl HeldBack {
    pub(super) fn of(project: &Project) -> Result<Self, ProjectError> {
        let shared = project.shared_suggestions()?.into_iter();
        let held = shared.filter(|it| it.agreed != Some(true) && it.settled.is_none());
        let held = held.map(|it| ((it.document, it.block, it.value), it.state));
        Ok(Self(held.collect()))
    }
}

/// One document with its passages and what was found in them.
pub(super) struct DocumentFindings {
    pub(super) document: StoredDocument,
    /// All of its passages, in document order.
    pub(super) passages: Vec<PassageRecord>,
    /// In document order, then lexicon order; what analysts added comes last.
    pub(super) findings: Vec<Finding>,
}

/// A value in a passage.
pub(super) struct Finding {
    /// Index of the passage.
    pub(super) passage: usize,
    /// Id of the value.
    pub(super) value: String,
    /// The words that carry it, in code points of the passage, in text order
    /// without overlaps; none where it is the passage as a whole.
    pub(super) spans: Vec<Span>,
    /// What the scan said of it; none where an analyst found it.
    pub(super) suggested: Option<SuggestedValue>,
    /// What was decided.
    pub(super) state: State,
    /// The decision that says so.
    pub(super) decision: Option<Taken>,
}

/// The decision that stands.
pub(super) struct Taken {
    /// Number of its entry in the ledger.
    pub(super) number: u64,
    pub(super) who: String,
    /// When, UTC, ISO 8601.
    pub(super) at: String,
    pub(super) reason: Option<String>,
    /// Id of the value that was chosen instead.
    pub(super) other: Option<String>,
}

impl DocumentFindings {
    /// Reads one document, of which personal data are blackened out unless they
    /// were asked for, and keeps the findings that were asked for.
    pub(super) fn read(
        project: &Project,
        document: StoredDocument,
        held_back: &HeldBack,
        options: ExportOptions,
    ) -> Result<Self, ProjectError> {
        let mut passages = project.passages(&document)?;
        if !options.personal_data {
            for passage in &mut passages {
                mask_passage(passage);
            }
        }
        let filter = DecisionFilter {
            document: Some(document.path.clone()),
            ..DecisionFilter::default()
        };
        let decisions = ledger::decisions(project, &filter)?;
        let mut findings = suggested(&mut passages);
        let decided = Decided {
            document: &document,
            decisions: &decisions,
            held_back,
        };
        decided.apply(&passages, &mut findings);
        findings.retain(|finding| options.which.holds(finding.state));
        Ok(Self {
            document,
            passages,
            findings,
        })
    }

    /// Returns the findings with their passages.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&Finding, &PassageRecord)> {
        let findings = self.findings.iter();
        findings.filter_map(|finding| Some((finding, self.passages.get(finding.passage)?)))
    }
}

/// Takes the suggestions out of the passages.
fn suggested(passages: &mut [PassageRecord]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, passage) in passages.iter_mut().enumerate() {
        for suggestion in std::mem::take(&mut passage.suggestions) {
            let hits = suggestion.hits.iter();
            let spans = hits.map(|hit| Span::new(hit.start, hit.end)).collect();
            findings.push(Finding {
                passage: index,
                value: suggestion.value.clone(),
                spans: apart(spans),
                suggested: Some(suggestion),
                state: State::Open,
                decision: None,
            });
        }
    }
    findings
}

/// Puts spans in order and joins those that overlap.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        if overlaps {
            last.end = last.end.max(next.end);
        }
        overlaps
    });
    spans
}

/// What was decided in one document.
struct Decided<'a> {
    document: &'a StoredDocument,
    decisions: &'a [StoredDecision],
    held_back: &'a HeldBack,
}

impl Decided<'_> {
    /// Applies the decisions in their order; the last on a value in a passage
    /// stands.
    fn apply(&self, passages: &[PassageRecord], findings: &mut Vec<Finding>) {
        let by_block: BTreeMap<u64, usize> = passages
            .iter()
            .enumerate()
            .map(|(index, passage)| (passage.block as u64, index))
            .collect();
        for decision in self.decisions.iter().filter(|it| !it.undone) {
            let here = decision.places.iter();
            for at in here.filter(|at| at.document == self.document.path) {
                if let Some(&passage) = by_block.get(&at.block) {
                    self.take(decision, at.block, passage, findings);
                }
            }
        }
    }

    fn take(
        &self,
        decision: &StoredDecision,
        block: u64,
        passage: usize,
        findings: &mut Vec<Finding>,
    ) {
        let verdict = &decision.entry.verdict;
        if let Verdict::Audit { carries } = verdict {
            for value in carries {
                find(findings, passage, value, Vec::new).accept(decision);
            }
        }
        let place = decision.entry.place.as_ref();
        let value = place.and_then(|place| place.value.as_ref());
        let (Some(state), Some(value)) = (verdict.state(), value) else {
            return;
        };
        if let Some(state) = self.held_back(block, value) {
            find(findings, passage, value, Vec::new).state = state;
            return;
        }
        let chosen = || match verdict {
            Verdict::Add { start, end, .. } => {
                let point = |point: u64| usize::try_from(point).unwrap_or(usize::MAX);
                vec![Span::new(point(*start), point(*end))]
            }
            _ => Vec::new(),
        };
        let found = find(findings, passage, value, chosen);
        found.state = state;
        found.decision = Some(Taken::new(decision));
        let spans = found.spans.clone();
        if let Verdict::Change { other, .. } = verdict {
            find(findings, passage, other, || spans).accept(decision);
        }
    }

    fn held_back(&self, block: u64, value: &str) -> Option<State> {
        let sha256 = self.document.sha256.clone()?;
        let place = (sha256, block, value.to_owned());
        self.held_back.0.get(&place).copied()
    }
}

impl Finding {
    /// Takes it as accepted by a decision about something else, where nobody
    /// has judged it itself.
    fn accept(&mut self, decision: &StoredDecision) {
        if self.state == State::Open {
            self.state = State::Accepted;
            self.decision = Some(Taken {
                other: None,
                ..Taken::new(decision)
            });
        }
    }
}

/// Returns the finding of a value in a passage, a new one where there is none.
fn find<'f>(
    findings: &'f mut Vec<Finding>,
    passage: usize,
    value: &str,
    spans: impl FnOnce() -> Vec<Span>,
) -> &'f mut Finding {
    let is_it = |it: &Finding| it.passage == passage && it.value == value;
    let place = findings.iter().position(is_it).unwrap_or_else(|| {
        let after = findings.partition_point(|it| it.passage <= passage);
        let found = Finding {
            passage,
            value: value.to_owned(),
            spans: spans(),
            suggested: None,
            state: State::Open,
            decision: None,
        };
        findings.insert(after, found);
        after
    });
    #[expect(
        clippy::indexing_slicing,
        reason = "found or inserted there just before"
    )]
    &mut findings[place]
}

impl Taken {
    fn new(decision: &StoredDecision) -> Self {
        let entry = &decision.entry;
        let (reason, other) = match &entry.verdict {
            Verdict::Change { other, reason } => (reason.clone(), Some(other.clone())),
            Verdict::Reject { reason }
            | Verdict::Doubt { reason }
            | Verdict::Add { reason, .. } => (reason.clone(), None),
            _ => (None, None),
        };
        Self {
            number: decision.number,
            who: entry.who.clone(),
            at: entry.at.clone(),
            reason,
            other,
        }
    }
}
