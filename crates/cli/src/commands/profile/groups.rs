use std::collections::BTreeMap;

use waardenscan::score::Contrast;
use waardenscan_archive::StoredDocument;

use super::Scanned;
use crate::args::GroupBy;

/// The documents by what people say of them.
pub(super) struct Groups {
    pub(super) by: GroupBy,
    /// By name: indices of documents.
    pub(super) named: Vec<(String, Vec<usize>)>,
    /// Documents of which it is not known.
    pub(super) unnamed: Vec<usize>,
    /// The comparisons of the named groups.
    pub(super) contrasts: Vec<Contrast>,
}

impl Groups {
    pub(super) fn new(by: GroupBy, scanned: &Scanned) -> Self {
        let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut unnamed = Vec::new();
        for (index, document) in scanned.documents.iter().enumerate() {
            match name(by, document) {
                Some(name) => named.entry(name).or_default().push(index),
                None => unnamed.push(index),
            }
        }
        let named: Vec<(String, Vec<usize>)> = named.into_iter().collect();
        let members: Vec<Vec<usize>> = named.iter().map(|(_, members)| members.clone()).collect();
        let strata = match by {
            GroupBy::Municipality => None,
            _ => municipalities(&scanned.documents),
        };
        let contrasts = scanned.archive.contrasts(&members, strata.as_deref());
        Self {
            by,
            named,
            unnamed,
            contrasts,
        }
    }

    /// The comparison of the group with this index.
    pub(super) fn contrast(&self, group: usize) -> Option<&Contrast> {
        self.contrasts.iter().find(|one| one.group == group)
    }
}

fn name(by: GroupBy, document: &StoredDocument) -> Option<String> {
    let given = &document.given;
    match by {
        GroupBy::Kind => given.kind.clone(),
        GroupBy::Municipality => given.municipality.clone(),
        GroupBy::Year => given.year.map(|year| year.to_string()),
        GroupBy::Source => given.source.clone(),
    }
}

/// A number for each municipality, by document; none where none is known.
fn municipalities(documents: &[StoredDocument]) -> Option<Vec<usize>> {
    let mut numbers: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let strata = documents
        .iter()
        .map(|document| {
            let next = numbers.len();
            let municipality = document.given.municipality.as_deref();
            *numbers.entry(municipality).or_insert(next)
        })
        .collect();
    numbers.keys().any(Option::is_some).then_some(strata)
}
