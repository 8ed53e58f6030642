//! Which documents are compared with which.

use std::collections::BTreeMap;

use serde::Serialize;
use waardenscan_archive::StoredDocument;

use super::record::Order;
use super::words::phrase;
use super::{CompareError, CompareOptions};

/// What documents are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupBy {
    /// The kind that people gave, or else the one that was recognised.
    Kind,
    /// The municipality.
    Municipality,
    /// The year.
    Year,
    /// Where it comes from: policy, cases, meetings, …
    Source,
}

impl GroupBy {
    /// Returns the name in options and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Municipality => "municipality",
            Self::Year => "year",
            Self::Source => "source",
        }
    }

    /// Returns what documents have, in Dutch with its article.
    #[must_use]
    pub const fn dutch(self) -> &'static str {
        match self {
            Self::Kind => "de soort",
            Self::Municipality => "de gemeente",
            Self::Year => "het jaar",
            Self::Source => "de bron",
        }
    }

    /// Names the other groups, as a sentence has them.
    pub(super) const fn others(self) -> &'static str {
        match self {
            Self::Kind => "de andere soorten",
            Self::Municipality => "de andere gemeenten",
            Self::Year => "de andere jaren",
            Self::Source => "de andere bronnen",
        }
    }

    fn of(self, document: &StoredDocument) -> Option<String> {
        let given = &document.given;
        let name = match self {
            Self::Kind => document.kind().map(|(kind, _)| kind.to_owned()),
            Self::Municipality => given.municipality.clone(),
            Self::Year => given.year.map(|year| year.to_string()),
            Self::Source => given.source.clone(),
        };
        let name = name.map(|name| name.trim().to_owned());
        name.filter(|name| !name.is_empty())
    }
}

/// Documents that are compared as one.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) phrase: String,
    /// Indices of documents, ascending.
    pub(super) members: Vec<usize>,
    /// The first and the last year; none where a document has none.
    pub(super) years: Option<[i32; 2]>,
}

/// The groups in the order in which they are compared.
pub(super) struct Grouping {
    pub(super) groups: Vec<Group>,
    pub(super) order: Order,
    /// Documents of which it is not known where they belong.
    pub(super) unknown: usize,
    /// Documents of other groups.
    pub(super) left_out: usize,
}

/// The documents that share a name, and the name as first written.
type Named = BTreeMap<String, (String, Vec<usize>)>;

impl Grouping {
    pub(super) fn new(
        documents: &[StoredDocument],
        options: &CompareOptions,
    ) -> Result<Self, CompareError> {
        let by = options.by;
        let mut named = Named::new();
        let mut unknown = 0;
        for (index, document) in documents.iter().enumerate() {
            match by.of(document) {
                Some(name) => {
                    let key = name.to_lowercase();
                    let of = named.entry(key).or_insert_with(|| (name, Vec::new()));
                    of.1.push(index);
                }
                None => unknown += 1,
            }
        }
        let years = |members: &[usize]| years(documents, members);
        let mut groups = Vec::new();
        if options.only.is_empty() {
            for (name, members) in std::mem::take(&mut named).into_values() {
                groups.push(Group {
                    phrase: phrase(by, &[(&name, members.len())]),
                    years: years(&members),
                    name,
                    members,
                });
            }
        }
        let known: Vec<String> = named.values().map(|(name, _)| name.clone()).collect();
        for wanted in &options.only {
            let parts = parts(by, wanted, &mut named, &known)?;
            let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
            let counts: Vec<(&str, usize)> = parts
                .iter()
                .map(|(name, members)| (name.as_str(), members.len()))
                .collect();
            let mut members: Vec<usize> = parts.iter().flat_map(|(_, of)| of).copied().collect();
            members.sort_unstable();
            groups.push(Group {
                name: names.join(" + "),
                phrase: phrase(by, &counts),
                years: years(&members),
                members,
            });
        }
        let order = match options.only.is_empty() {
            false => Order::Given,
            true => by_date(by, &mut groups),
        };
        let left_out = named.values().map(|(_, members)| members.len()).sum();
        Ok(Self {
            groups,
            order,
            unknown,
            left_out,
        })
    }

    /// Whether the groups follow each other, rather than stand side by side.
    pub(super) fn is_directed(&self, by: GroupBy) -> bool {
        by != GroupBy::Municipality && self.order != Order::Name
    }
}

/// Takes the groups that a wanted one is made of.
fn parts(
    by: GroupBy,
    wanted: &str,
    named: &mut Named,
    known: &[String],
) -> Result<Vec<(String, Vec<usize>)>, CompareError> {
    let take = |name: &str| {
        let name = name.trim();
        let key = name.to_lowercase();
        named.remove(&key).ok_or_else(|| {
            match known.iter().any(|known| known.to_lowercase() == key) {
                true => CompareError::Twice {
                    name: name.to_owned(),
                },
                false => CompareError::UnknownGroup {
                    by: by.name(),
                    name: name.to_owned(),
                    known: known.to_vec(),
                },
            }
        })
    };
    wanted.split('+').map(take).collect()
}

/// Puts groups in the order of their years, where these do not overlap.
fn by_date(by: GroupBy, groups: &mut [Group]) -> Order {
    if by == GroupBy::Municipality || groups.iter().any(|group| group.years.is_none()) {
        return Order::Name;
    }
    let mut spans: Vec<[i32; 2]> = groups.iter().filter_map(|group| group.years).collect();
    spans.sort_unstable();
    let follow = |pair: &[[i32; 2]]| matches!(pair, [[_, end], [start, _]] if end < start);
    if !spans.windows(2).all(follow) {
        return Order::Name;
    }
    groups.sort_by_key(|group| group.years);
    Order::Date
}

fn years(documents: &[StoredDocument], members: &[usize]) -> Option<[i32; 2]> {
    let of = |&member: &usize| documents.get(member).and_then(|it| it.given.year);
    let years: Option<Vec<i32>> = members.iter().map(of).collect();
    let years = years?;
    Some([*years.iter().min()?, *years.iter().max()?])
}
