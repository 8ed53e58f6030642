use std::collections::BTreeMap;

use super::LEAST_DOCUMENTS;

/// Two groups of documents that are compared, stratum by stratum.
#[derive(Clone, Debug)]
pub(super) struct Design {
    pub(super) strata: Vec<Stratum>,
    /// Whether documents are compared within their own strata only.
    pub(super) stratified: bool,
}

/// The documents of one stratum; neither group is empty.
#[derive(Clone, Debug)]
pub(super) struct Stratum {
    pub(super) first: Vec<usize>,
    pub(super) second: Vec<usize>,
}

impl Design {
    /// Compares `first` with `second` within the strata that `stratum_of`
    /// tells. Strata with one of the groups only say nothing and are left out.
    /// Where fewer than [`LEAST_DOCUMENTS`] of a group are left then, all
    /// documents make one stratum.
    pub(super) fn new(
        first: &[usize],
        second: &[usize],
        stratum_of: Option<&dyn Fn(usize) -> usize>,
    ) -> Self {
        let together = Stratum {
            first: first.to_vec(),
            second: second.to_vec(),
        };
        let Some(stratum_of) = stratum_of else {
            return Self {
                strata: vec![together],
                stratified: false,
            };
        };
        let mut strata: BTreeMap<usize, Stratum> = BTreeMap::new();
        let empty = || Stratum {
            first: Vec::new(),
            second: Vec::new(),
        };
        for &document in first {
            let stratum = strata.entry(stratum_of(document)).or_insert_with(empty);
            stratum.first.push(document);
        }
        for &document in second {
            let stratum = strata.entry(stratum_of(document)).or_insert_with(empty);
            stratum.second.push(document);
        }
        let strata: Vec<Stratum> = strata
            .into_values()
            .filter(|stratum| !stratum.first.is_empty() && !stratum.second.is_empty())
            .collect();
        let left = |side: fn(&Stratum) -> &Vec<usize>| -> usize {
            strata.iter().map(|stratum| side(stratum).len()).sum()
        };
        let enough =
            left(|stratum| &stratum.first).min(left(|stratum| &stratum.second)) >= LEAST_DOCUMENTS;
        match enough {
            true => Self {
                stratified: true,
                strata,
            },
            false => Self {
                strata: vec![together],
                stratified: false,
            },
        }
    }

    /// How many documents of each group are compared.
    pub(super) fn documents(&self) -> [usize; 2] {
        let first = self.strata.iter().map(|stratum| stratum.first.len());
        let second = self.strata.iter().map(|stratum| stratum.second.len());
        [first.sum(), second.sum()]
    }
}
