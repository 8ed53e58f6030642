//! What counts in a project, by document.

use std::collections::BTreeMap;

use waardenscan::score::{Archive, DocumentCounts, ProfileEntry};
use waardenscan::{EvidenceKind, Stance};
use waardenscan_archive::{Project, RunId, RunInfo, State, StoredDocument, Workspace};

use super::record::RestsOn;
use crate::{ReportError, Which};

/// What was found in the documents of a run, counted.
#[derive(Debug)]
pub struct Measured {
    /// What made the suggestions.
    pub info: RunInfo,
    /// The values of the workspace, in its order.
    pub values: Vec<MeasuredValue>,
    /// The documents that were analysed, in the order of the scan.
    pub documents: Vec<StoredDocument>,
    /// What counts in them, document by document.
    pub archive: Archive,
    /// What that rests on.
    pub rests_on: RestsOn,
    /// What was found in each content, by its key; in the order of passages.
    found: BTreeMap<i64, Vec<Found>>,
    which: Which,
}

/// A value of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasuredValue {
    /// Its id.
    pub id: String,
    /// Its name, as analysts have it.
    pub name: String,
    /// Name of its cluster.
    pub cluster: String,
}

/// A value in a passage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) block: u64,
    /// Index of the value.
    pub(super) value: usize,
    score: f64,
    stance: Stance,
    evidence: EvidenceKind,
    state: State,
}

impl Measured {
    /// Reads what was found in the documents of a run, and counts of it what
    /// `which` says; what was rejected, or changed to another value, never
    /// counts.
    ///
    /// Values are those of the workspace, taken into each other and split off
    /// by analysts: a suggestion that nobody judged stays with the value that
    /// another was split off from. What analysts found without a suggestion
    /// counts with score 1, as pursued and described.
    ///
    /// # Errors
    ///
    /// [`ReportError::Project`].
    pub fn read(project: &Project, run: RunId, which: Which) -> Result<Self, ReportError> {
        let info = project.run_info(run)?;
        let workspace = project.workspace()?;
        let mut documents = project.documents(run)?;
        documents.retain(|document| document.failure.is_none());
        let found = found(project, &workspace, &documents)?;
        let mut rests_on = RestsOn::default();
        let mut counts = Vec::new();
        for document in &documents {
            let mut own = DocumentCounts::new(workspace.values.len());
            for one in found.get(&document.content).into_iter().flatten() {
                rests_on.add(one.state);
                if counted(which, one.state) {
                    own.add(&ProfileEntry {
                        value: one.value,
                        score: one.score,
                        stance: one.stance,
                        evidence: one.evidence,
                    });
                }
            }
            counts.push(own);
        }
        let values = workspace.values.into_iter().map(|value| MeasuredValue {
            id: value.id,
            name: value.name,
            cluster: value.cluster,
        });
        let values: Vec<MeasuredValue> = values.collect();
        Ok(Self {
            archive: Archive::new(values.len(), counts),
            info,
            values,
            documents,
            rests_on,
            found,
            which,
        })
    }

    /// Returns every document's index.
    #[must_use]
    pub fn all(&self) -> Vec<usize> {
        (0..self.documents.len()).collect()
    }

    /// Returns what counts in a document, in the order of its passages.
    pub(super) fn counted(&self, document: usize) -> impl Iterator<Item = &Found> {
        let found = self.found(document);
        found.filter(|one| counted(self.which, one.state))
    }

    /// Returns, by value, how many suggestions in some documents nobody judged
    /// and do not count.
    pub(super) fn waiting(&self, documents: &[usize]) -> Vec<usize> {
        let mut waiting = vec![0; self.values.len()];
        let found = documents.iter().flat_map(|&document| self.found(document));
        for one in found.filter(|one| one.state == State::Open && !counted(self.which, State::Open))
        {
            if let Some(count) = waiting.get_mut(one.value) {
                *count += 1;
            }
        }
        waiting
    }

    fn found(&self, document: usize) -> impl Iterator<Item = &Found> {
        let content = self.documents.get(document).map(|it| it.content);
        let found = content.and_then(|content| self.found.get(&content));
        found.into_iter().flatten()
    }
}

impl RestsOn {
    fn add(&mut self, state: State) {
        *match state {
            State::Accepted => &mut self.accepted,
            State::Doubt => &mut self.doubt,
            State::Open => &mut self.open,
            State::Rejected | State::Changed => &mut self.rejected,
        } += 1;
    }
}

const fn counted(which: Which, state: State) -> bool {
    match state {
        State::Accepted => true,
        State::Doubt => matches!(which, Which::Decided | Which::All),
        State::Open => matches!(which, Which::All),
        State::Rejected | State::Changed => false,
    }
}

/// By content: what was suggested, and what analysts accepted.
fn found(
    project: &Project,
    workspace: &Workspace,
    documents: &[StoredDocument],
) -> Result<BTreeMap<i64, Vec<Found>>, ReportError> {
    let homes = homes(workspace);
    let mut all: BTreeMap<i64, Vec<Found>> = documents
        .iter()
        .map(|document| (document.content, Vec::new()))
        .collect();
    project.each_suggestion(|fact| {
        if let (Some(found), Some(&value)) = (all.get_mut(&fact.content), homes.get(fact.value)) {
            found.push(Found {
                block: fact.block,
                value,
                score: fact.score,
                stance: fact.stance,
                evidence: fact.evidence,
                state: fact.state,
            });
        }
    })?;
    accept(&mut all, workspace, documents, &homes);
    for found in all.values_mut() {
        // Of values that were made one, what was judged goes before what was
        // not, and then the stronger suggestion.
        found.sort_by(|one, other| {
            let place = (one.block, one.value).cmp(&(other.block, other.value));
            let judged = rank(one.state).cmp(&rank(other.state));
            place
                .then(judged)
                .then_with(|| other.score.total_cmp(&one.score))
        });
        found.dedup_by_key(|one| (one.block, one.value));
    }
    Ok(all)
}

/// The index of the value that holds what was suggested of each.
fn homes(workspace: &Workspace) -> BTreeMap<&str, usize> {
    let values = workspace.values.iter().enumerate();
    values
        .flat_map(|(index, value)| {
            let ids = value.taken_in.iter().chain([&value.id]);
            ids.map(move |id| (id.as_str(), index))
        })
        .collect()
}

/// Adds what analysts accepted where it was not suggested, and moves what they
/// split off.
fn accept(
    all: &mut BTreeMap<i64, Vec<Found>>,
    workspace: &Workspace,
    documents: &[StoredDocument],
    homes: &BTreeMap<&str, usize>,
) {
    let contents: BTreeMap<&str, i64> = documents
        .iter()
        .map(|document| (document.path.as_str(), document.content))
        .collect();
    for (value, evidence) in (0..).zip(&workspace.values).flat_map(|(index, value)| {
        let evidence = value.evidence.iter();
        evidence.map(move |evidence| (index, evidence))
    }) {
        let suggested = homes.get(evidence.key.value.as_str()).copied();
        for place in &evidence.places {
            let content = contents.get(place.document.as_str());
            let Some(found) = content.and_then(|content| all.get_mut(content)) else {
                continue;
            };
            let at = |one: &Found, of| one.block == place.block && Some(one.value) == of;
            let known = found.iter().position(|one| at(one, suggested));
            match known.and_then(|known| found.get_mut(known)) {
                Some(known) => {
                    known.value = value;
                    known.state = State::Accepted;
                }
                None => found.push(Found {
                    block: place.block,
                    value,
                    score: 1.0,
                    stance: Stance::Nagestreefd,
                    evidence: EvidenceKind::Described,
                    state: State::Accepted,
                }),
            }
        }
    }
}

/// Which of two states of one finding goes first.
const fn rank(state: State) -> u8 {
    match state {
        State::Accepted => 0,
        State::Doubt => 1,
        State::Open => 2,
        State::Rejected | State::Changed => 3,
    }
}
