//! `--json`: types of their own, so that the internal ones stay free to
//! change. Shares and differences are numbers from −1 to 1, effects are
//! in standard deviations.

use serde::Serialize;
use waardenscan::score::{Contrast, Estimate, GroupProfile};

use super::Scanned;
use super::groups::Groups;

#[derive(Serialize)]
pub(super) struct ProfileRecord {
    lexicon: String,
    threshold: f64,
    archive: GroupRecord,
    /// Absent with `--by`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    documents: Vec<GroupRecord>,
    /// Present with `--by`: "kind", "municipality", "year" or "source".
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<GroupRecord>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    comparisons: Vec<ComparisonRecord>,
}

#[derive(Serialize)]
struct GroupRecord {
    /// The group, or the path of the document; none for the archive and for
    /// documents of which the group is not known.
    name: Option<String>,
    documents: usize,
    documents_without_suggestions: usize,
    values: Vec<ValueRecord>,
}

#[derive(Serialize)]
struct ValueRecord {
    value: String,
    documents: usize,
    passages: usize,
    explicit: usize,
    nagestreefd: usize,
    onder_druk: usize,
    begrensd: usize,
    strength: f64,
    share: EstimateRecord,
    salience: Option<EstimateRecord>,
}

#[derive(Serialize)]
struct EstimateRecord {
    value: f64,
    interval: Option<[f64; 2]>,
}

#[derive(Serialize)]
struct ComparisonRecord {
    group: String,
    /// None: all other groups together.
    against: Option<String>,
    documents: [usize; 2],
    within_municipalities: bool,
    values: Vec<DifferenceRecord>,
}

#[derive(Serialize)]
struct DifferenceRecord {
    value: String,
    difference: EstimateRecord,
    effect: Option<EstimateRecord>,
    p: f64,
    q: f64,
}

impl ProfileRecord {
    pub(super) fn new(scanned: &Scanned, groups: Option<&Groups>) -> Self {
        let group = |name: Option<String>, members: &[usize]| {
            GroupRecord::new(name, &scanned.archive.profile(members), scanned)
        };
        let mut record = Self {
            lexicon: scanned.info.lexicon_name.clone(),
            threshold: scanned.info.threshold,
            archive: group(None, &scanned.all()),
            documents: Vec::new(),
            by: None,
            groups: Vec::new(),
            comparisons: Vec::new(),
        };
        let Some(groups) = groups else {
            let documents = scanned.documents.iter().enumerate();
            record.documents = documents
                .map(|(index, document)| group(Some(document.path.clone()), &[index]))
                .collect();
            return record;
        };
        record.by = Some(groups.by.name());
        let named = groups.named.iter();
        record.groups = named
            .map(|(name, members)| group(Some(name.clone()), members))
            .collect();
        if !groups.unnamed.is_empty() {
            record.groups.push(group(None, &groups.unnamed));
        }
        let contrasts = groups.contrasts.iter();
        record.comparisons = contrasts
            .map(|contrast| ComparisonRecord::new(contrast, groups, scanned))
            .collect();
        record
    }
}

impl GroupRecord {
    fn new(name: Option<String>, profile: &GroupProfile, scanned: &Scanned) -> Self {
        let values = profile.values.iter().zip(&scanned.info.values);
        Self {
            name,
            documents: profile.documents,
            documents_without_suggestions: profile.without,
            values: values
                .map(|(found, value)| ValueRecord {
                    value: value.id.clone(),
                    documents: found.documents,
                    passages: found.counts.passages,
                    explicit: found.counts.explicit,
                    nagestreefd: found.counts.nagestreefd,
                    onder_druk: found.counts.onder_druk,
                    begrensd: found.counts.begrensd,
                    strength: found.counts.strength,
                    share: found.share.into(),
                    salience: found.salience.map(EstimateRecord::from),
                })
                .collect(),
        }
    }
}

impl ComparisonRecord {
    fn new(contrast: &Contrast, groups: &Groups, scanned: &Scanned) -> Self {
        let name = |group: usize| {
            let named = groups.named.get(group);
            named.map_or(String::new(), |(name, _)| name.clone())
        };
        let id = |value: usize| {
            let value = scanned.info.values.get(value);
            value.map_or(String::new(), |value| value.id.clone())
        };
        Self {
            group: name(contrast.group),
            against: contrast.against.map(name),
            documents: contrast.documents,
            within_municipalities: contrast.stratified,
            values: contrast
                .values
                .iter()
                .map(|value| DifferenceRecord {
                    value: id(value.value),
                    difference: value.difference.into(),
                    effect: value.effect.map(EstimateRecord::from),
                    p: value.p,
                    q: value.q,
                })
                .collect(),
        }
    }
}

impl From<Estimate> for EstimateRecord {
    fn from(estimate: Estimate) -> Self {
        Self {
            value: estimate.value,
            interval: estimate.interval,
        }
    }
}
