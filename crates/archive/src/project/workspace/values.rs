use std::collections::BTreeMap;

use rusqlite::Connection;

use super::evidence::Evidence;
use super::{Dilemma, Workspace, WorkspaceValue};
use crate::project::ledger::{EvidenceKey, ValueText, Verdict};

/// The values while entries are applied to them. An entry about a value that is
/// not there any more, because another was undone, changes nothing.
#[derive(Default)]
pub(super) struct Values {
    /// In the order of the waardendocument.
    values: Vec<WorkspaceValue>,
    /// Where a value was taken in.
    taken: BTreeMap<String, String>,
    /// Which value evidence was split off to.
    moved: BTreeMap<EvidenceKey, String>,
    /// The order of evidence, for each value.
    order: BTreeMap<String, Vec<EvidenceKey>>,
    dilemmas: Vec<Dilemma>,
    known: Vec<String>,
}

impl Values {
    pub(super) fn of_lexicon(connection: &Connection) -> rusqlite::Result<Self> {
        let values = connection
            .prepare_cached(
                "SELECT id, name, cluster, definition FROM value
                 WHERE run = (SELECT max(id) FROM run) ORDER BY position",
            )?
            .query_map([], |row| {
                Ok(WorkspaceValue {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    cluster: row.get(2)?,
                    definition: row.get(3)?,
                    ..WorkspaceValue::default()
                })
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(Self {
            known: values.iter().map(|value| value.id.clone()).collect(),
            values,
            ..Self::default()
        })
    }

    pub(super) fn apply(&mut self, number: u64, verdict: Verdict) {
        match verdict {
            Verdict::DescribeValue { of, part, words } => {
                self.change(&of, number, |value| {
                    let place = match part {
                        // The lexicon's own comes back with an empty text.
                        ValueText::Definition if words.is_empty() => return,
                        ValueText::Definition => &mut value.definition,
                        ValueText::Resident => &mut value.resident,
                        ValueText::Organisation => &mut value.organisation,
                        ValueText::Note => &mut value.note,
                    };
                    *place = words;
                });
            }
            Verdict::RenameValue { of, name } => {
                self.change(&of, number, |value| value.name = name);
            }
            Verdict::MergeValue { of, into } => self.merge(number, &of, into),
            Verdict::SplitValue {
                of,
                id,
                name,
                evidence,
            } => self.split(number, &of, id, name, evidence),
            Verdict::OrderEvidence { of, evidence } => {
                self.change(&of, number, |_| {});
                self.order.insert(of, evidence);
            }
            Verdict::WriteDilemma {
                card,
                between,
                question,
                words,
            } => self.write(Dilemma {
                card,
                between,
                question,
                words,
            }),
            _ => {}
        }
    }

    fn change(&mut self, of: &str, number: u64, change: impl FnOnce(&mut WorkspaceValue)) {
        if let Some(value) = self.values.iter_mut().find(|value| value.id == of) {
            change(value);
            value.history.push(number);
        }
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.values.iter().position(|value| value.id == id)
    }

    fn merge(&mut self, number: u64, of: &str, into: String) {
        if of == into || self.place(&into).is_none() {
            return;
        }
        if let Some(place) = self.place(of) {
            let taken = self.values.remove(place);
            self.change(&into, number, |value| {
                value.taken_in.push(taken.id);
                value.taken_in.extend(taken.taken_in);
                value.taken_in.sort();
            });
            self.taken.insert(of.to_owned(), into);
        }
    }

    fn split(
        &mut self,
        number: u64,
        of: &str,
        id: String,
        name: String,
        evidence: Vec<EvidenceKey>,
    ) {
        let Some(place) = self.place(of).filter(|_| !self.known.contains(&id)) else {
            return;
        };
        let part = WorkspaceValue {
            id: id.clone(),
            name,
            cluster: self
                .values
                .get(place)
                .map_or_else(String::new, |value| value.cluster.clone()),
            split_from: Some(of.to_owned()),
            history: vec![number],
            ..WorkspaceValue::default()
        };
        self.change(of, number, |_| {});
        self.values.insert(place + 1, part);
        for key in evidence {
            self.moved.insert(key, id.clone());
        }
        self.known.push(id);
    }

    fn write(&mut self, dilemma: Dilemma) {
        let place = self.dilemmas.iter().position(|it| it.card == dilemma.card);
        let empty = dilemma.question.is_empty() && dilemma.words.is_empty();
        match (place.and_then(|place| self.dilemmas.get_mut(place)), place) {
            (_, Some(place)) if empty => {
                self.dilemmas.remove(place);
            }
            (Some(written), _) => *written = dilemma,
            (None, _) if !empty => self.dilemmas.push(dilemma),
            (None, _) => {}
        }
    }

    /// Returns the value that now holds what was said of `id`. Ends, because a
    /// value is only taken into one that is there.
    fn home<'a>(&'a self, mut id: &'a str) -> &'a str {
        while let Some(into) = self.taken.get(id) {
            id = into;
        }
        id
    }

    pub(super) fn finish(mut self, evidence: Vec<Evidence>) -> Workspace {
        let mut by_value: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
        for evidence in evidence {
            let split = self.moved.get(&evidence.key);
            let value = split.map_or(evidence.key.value.as_str(), String::as_str);
            let home = self.home(value).to_owned();
            by_value.entry(home).or_default().push(evidence);
        }
        for value in &mut self.values {
            value.evidence = by_value.remove(&value.id).unwrap_or_default();
            if let Some(order) = self.order.get(&value.id) {
                let place = |it: &Evidence| order.iter().position(|key| *key == it.key);
                let last = order.len();
                value.evidence.sort_by_key(|it| place(it).unwrap_or(last));
            }
        }
        let dilemmas = self.dilemmas.iter().map(|dilemma| {
            let [first, second] = &dilemma.between;
            Dilemma {
                between: [self.home(first).to_owned(), self.home(second).to_owned()],
                ..dilemma.clone()
            }
        });
        Workspace {
            dilemmas: dilemmas.collect(),
            values: self.values,
            known: self.known,
        }
    }
}
