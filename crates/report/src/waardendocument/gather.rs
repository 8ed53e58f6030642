//! From a project to what its waardendocument says.

use std::collections::{BTreeMap, BTreeSet};

use waardenscan::{PassageRecord, Stance};
use waardenscan_archive::{
    DecisionFilter, Evidence, EvidencePlace, Project, RunId, State, StoredDecision, StoredDocument,
    Workspace, WorkspaceValue, mask_personal,
};

use super::WaardendocumentOptions;
use super::content::{
    Cluster, Content, Decision, Quote, Reference, Source, Stances, Tension, Value,
};
use super::summary::{Row, Summary};
use crate::account::account;
use crate::{ReportError, dutch, ledger};

/// Collects all that the document says.
pub(super) fn gather(
    project: &Project,
    run: RunId,
    options: &WaardendocumentOptions,
) -> Result<Content, ReportError> {
    let workspace = project.workspace()?;
    let documents = project.documents(run)?;
    let decisions = ledger::decisions(project, &DecisionFilter::default())?;
    let from = Gathering {
        project,
        options,
        documents: documents
            .iter()
            .map(|document| (document.path.as_str(), document))
            .collect(),
        passages: passages(project, &documents, &workspace)?,
        workspace: &workspace,
        decisions: &decisions,
    };
    from.content(run)
}

/// The passages that evidence stands in, by path and block.
type Passages<'a> = BTreeMap<&'a str, BTreeMap<u64, PassageRecord>>;

struct Gathering<'a> {
    project: &'a Project,
    options: &'a WaardendocumentOptions,
    documents: BTreeMap<&'a str, &'a StoredDocument>,
    passages: Passages<'a>,
    workspace: &'a Workspace,
    decisions: &'a [StoredDecision],
}

impl Gathering<'_> {
    fn content(&self, run: RunId) -> Result<Content, ReportError> {
        let info = self.project.run_info(run)?;
        let (said, silent): (Vec<_>, Vec<_>) = self
            .workspace
            .values
            .iter()
            .partition(|value| says_something(value, &info.values));
        let mut clusters: Vec<Cluster> = Vec::new();
        for &value in &said {
            let made = self.value(value)?;
            match clusters.iter_mut().find(|it| it.name == value.cluster) {
                Some(cluster) => cluster.values.push(made),
                None => clusters.push(Cluster {
                    name: value.cluster.clone(),
                    values: vec![made],
                }),
            }
        }
        let documents = self.documents.values().copied();
        let mut account = account(self.project, &info, documents, self.decisions)?;
        account.push("In dit document staat alleen wat is aanvaard of toegevoegd.".to_owned());
        let last = self.decisions.last().map(|last| last.entry.at.clone());
        let moment = last.unwrap_or_else(|| info.started_at.clone());
        Ok(Content {
            of: self.municipalities(),
            date: dutch::date(&moment),
            moment,
            account,
            summary: self.summary(&said),
            clusters,
            silent: silent.iter().map(|value| value.name.clone()).collect(),
            decisions: self.cited(&said),
            documents: self.sources(&said),
        })
    }

    fn municipalities(&self) -> Vec<String> {
        let names = self.documents.values();
        let names: BTreeSet<&str> = names
            .filter_map(|document| document.given.municipality.as_deref())
            .collect();
        names.into_iter().map(str::to_owned).collect()
    }

    fn value(&self, value: &WorkspaceValue) -> Result<Value, ReportError> {
        let mut quotes = Vec::new();
        let mut others = Vec::new();
        for evidence in &value.evidence {
            let reference = self.reference(evidence);
            if quotes.len() < self.options.quotes {
                quotes.push(Quote {
                    text: self.shown(&evidence.text),
                    reference,
                });
            } else {
                others.push(reference);
            }
        }
        let written = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Ok(Value {
            id: value.id.clone(),
            name: value.name.clone(),
            definition: value.definition.clone(),
            presence: self.presence(value),
            quotes,
            others,
            resident: written(&value.resident),
            organisation: written(&value.organisation),
            tensions: self.tensions(&value.id),
            open: self.open(value)?,
        })
    }

    /// In how many documents the value was found, how often, and how.
    fn presence(&self, value: &WorkspaceValue) -> Vec<String> {
        if value.evidence.is_empty() {
            return vec!["Voor deze waarde is nog geen passage aanvaard.".to_owned()];
        }
        let documents: BTreeSet<&str> = places(value).map(|it| it.document.as_str()).collect();
        let all = self.documents.values();
        let all = all.filter(|it| it.failure.is_none()).count();
        let mut presence = vec![format!(
            "Gevonden in {} van de {}, in {}.",
            dutch::count(documents.len()),
            dutch::documents(all),
            dutch::passages(places(value).count()),
        )];
        let stances = self.stances(value);
        let mut how = Vec::new();
        if stances.pressed > 0 {
            how.push(format!("{} onder druk", in_passages(stances.pressed)));
        }
        if stances.bounded > 0 {
            how.push(format!("{} begrensd", in_passages(stances.bounded)));
        }
        if !how.is_empty() {
            presence.push(format!("De waarde staat {}.", dutch::enumerate(&how)));
        }
        presence
    }

    /// How the passages stand to the value, where the scan said so.
    fn stances(&self, value: &WorkspaceValue) -> Stances {
        let mut stances = Stances::default();
        for evidence in &value.evidence {
            for place in &evidence.places {
                if let Some(stance) = self.stance(place, &evidence.key.value) {
                    stances.add(stance);
                }
            }
        }
        stances
    }

    fn stance(&self, place: &EvidencePlace, value: &str) -> Option<Stance> {
        let passage = self.passage(place)?;
        let suggestion = passage.suggestions.iter().find(|it| it.value == value);
        suggestion.map(|it| it.stance)
    }

    fn passage(&self, place: &EvidencePlace) -> Option<&PassageRecord> {
        self.passages
            .get(place.document.as_str())?
            .get(&place.block)
    }

    fn tensions(&self, value: &str) -> Vec<Tension> {
        let cards = self.workspace.dilemmas.iter();
        let about = cards.filter(|card| card.between.iter().any(|id| id == value));
        about
            .map(|card| {
                let other = card.between.iter().find(|id| *id != value);
                let other = other.map_or("", |id| self.name(id));
                Tension {
                    with: other.to_owned(),
                    question: card.question.clone(),
                    words: card.words.clone(),
                }
            })
            .collect()
    }

    fn name<'s>(&'s self, id: &'s str) -> &'s str {
        let values = &self.workspace.values;
        let value = values.iter().find(|value| value.id == id);
        value.map_or(id, |value| &value.name)
    }

    /// What is still to be done for a value.
    fn open(&self, value: &WorkspaceValue) -> Result<Vec<String>, ReportError> {
        let counts = self.project.count_suggestions(Some(&value.id))?;
        let count = |state: State| {
            let found = counts.iter().find(|(it, _)| *it == state);
            found.map_or(0, |(_, count)| {
                usize::try_from(*count).unwrap_or(usize::MAX)
            })
        };
        let mut open = Vec::new();
        let (waiting, doubted) = (count(State::Open), count(State::Doubt));
        if waiting > 0 {
            let suggestions = dutch::suggestions(waiting);
            open.push(format!("Nog na te kijken: {suggestions}."));
        }
        if doubted > 0 {
            open.push(format!("Twijfel over {}.", dutch::suggestions(doubted)));
        }
        if !value.note.is_empty() {
            open.push(value.note.clone());
        }
        Ok(open)
    }

    fn reference(&self, evidence: &Evidence) -> Reference {
        let first = evidence.places.first();
        Reference {
            place: first.map_or_else(
                || "staat in geen document meer".to_owned(),
                |place| self.place(place),
            ),
            more: evidence.places.len().saturating_sub(1),
            decision: evidence.entry,
        }
    }

    /// "Beleidsplan 2024 (plan.pdf), p. 7, 2.3 Toegang".
    fn place(&self, place: &EvidencePlace) -> String {
        let mut parts = vec![self.title(&place.document)];
        parts.extend(place.page.map(|page| format!("p.\u{a0}{page}")));
        let heading = self.passage(place).and_then(|it| it.path.last());
        parts.extend(heading.map(|heading| self.shown(heading)));
        parts.join(", ")
    }

    /// The title of a document with the name of its file.
    fn title(&self, path: &str) -> String {
        let file = path.rsplit('/').next().unwrap_or(path);
        let document = self.documents.get(path);
        match document.and_then(|it| it.own_title()) {
            Some(title) => format!("{} ({file})", self.shown(title)),
            None => file.to_owned(),
        }
    }

    fn shown(&self, text: &str) -> String {
        match self.options.personal_data {
            true => text.to_owned(),
            false => mask_personal(text),
        }
    }

    fn summary(&self, said: &[&WorkspaceValue]) -> Summary {
        let kind = |path: &str| {
            let document = self.documents.get(path);
            let kind = document.and_then(|it| it.kind());
            kind.map_or_else(|| "overig".to_owned(), |(kind, _)| kind.to_owned())
        };
        let all = said.iter().flat_map(|value| places(value));
        let kinds: BTreeSet<String> = all.map(|place| kind(&place.document)).collect();
        let kinds: Vec<String> = kinds.into_iter().collect();
        let rows = said.iter().filter(|value| !value.evidence.is_empty());
        let rows = rows.map(|value| {
            let mut passages = vec![0; kinds.len()];
            for place in places(value) {
                let column = kinds.binary_search(&kind(&place.document));
                if let Some(count) = column.ok().and_then(|it| passages.get_mut(it)) {
                    *count += 1;
                }
            }
            let documents: BTreeSet<&str> = places(value).map(|it| it.document.as_str()).collect();
            Row {
                name: value.name.clone(),
                total: passages.iter().sum(),
                passages,
                documents: documents.len(),
            }
        });
        Summary {
            rows: rows.collect(),
            kinds,
        }
    }

    /// The decisions that evidence refers to, in their order.
    fn cited(&self, said: &[&WorkspaceValue]) -> Vec<Decision> {
        let mut cited: BTreeMap<u64, (&str, &Evidence)> = BTreeMap::new();
        for value in said {
            for evidence in &value.evidence {
                cited.insert(evidence.entry, (&value.name, evidence));
            }
        }
        let entries = self.decisions.iter();
        let entries = entries.filter_map(|entry| Some((entry, cited.get(&entry.number)?)));
        entries
            .map(|(entry, (value, evidence))| Decision {
                number: entry.number,
                date: dutch::date(&entry.entry.at),
                who: entry.entry.who.clone(),
                value: (*value).to_owned(),
                place: self.reference(evidence).place,
            })
            .collect()
    }

    fn sources(&self, said: &[&WorkspaceValue]) -> Vec<Source> {
        let mut accepted: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
        for place in said.iter().flat_map(|value| places(value)) {
            accepted
                .entry(&place.document)
                .or_default()
                .insert(place.block);
        }
        let read = self.documents.values().filter(|it| it.failure.is_none());
        read.map(|document| Source {
            title: self.title(&document.path),
            path: document.path.clone(),
            kind: document.kind().map_or("", |(kind, _)| kind).to_owned(),
            year: document
                .given
                .year
                .map(|year| year.to_string())
                .unwrap_or_default(),
            accepted: accepted
                .get(document.path.as_str())
                .map_or(0, BTreeSet::len),
        })
        .collect()
    }
}

/// Whether anything was accepted for a value or written about it.
fn says_something(value: &WorkspaceValue, lexicon: &[waardenscan_archive::StoredValue]) -> bool {
    let of_lexicon = lexicon.iter().find(|it| it.id == value.id);
    !value.evidence.is_empty()
        || !value.resident.is_empty()
        || !value.organisation.is_empty()
        || !value.note.is_empty()
        || of_lexicon.is_none_or(|it| it.definition != value.definition)
}

fn places(value: &WorkspaceValue) -> impl Iterator<Item = &EvidencePlace> {
    value.evidence.iter().flat_map(|evidence| &evidence.places)
}

/// "in 3 passages".
fn in_passages(number: usize) -> String {
    format!("in {}", dutch::passages(number))
}

/// Reads the passages that evidence stands in.
fn passages<'a>(
    project: &Project,
    documents: &'a [StoredDocument],
    workspace: &Workspace,
) -> Result<Passages<'a>, ReportError> {
    let mut wanted: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
    for place in workspace.values.iter().flat_map(places) {
        wanted
            .entry(&place.document)
            .or_default()
            .insert(place.block);
    }
    let mut found = Passages::new();
    for document in documents {
        let Some(blocks) = wanted.get(document.path.as_str()) else {
            continue;
        };
        for passage in project.passages(document)? {
            let block = passage.block as u64;
            if blocks.contains(&block) {
                let of = found.entry(document.path.as_str()).or_default();
                of.insert(block, passage);
            }
        }
    }
    Ok(found)
}
