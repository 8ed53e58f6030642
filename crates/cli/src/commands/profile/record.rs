//! `--json`: types of their own, so that the internal ones stay free to
//! change. Shares are numbers from 0 to 1.

use serde::Serialize;
use waardenscan::score::{Estimate, GroupProfile};
use waardenscan_report::compare::Measured;

#[derive(Serialize)]
pub(super) struct ProfileRecord {
    lexicon: String,
    threshold: f64,
    archive: GroupRecord,
    documents: Vec<GroupRecord>,
}

#[derive(Serialize)]
struct GroupRecord {
    /// The path of the document; none for the archive.
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

impl ProfileRecord {
    pub(super) fn new(measured: &Measured) -> Self {
        let group = |name: Option<String>, members: &[usize]| {
            GroupRecord::new(name, &measured.archive.profile(members), measured)
        };
        let documents = measured.documents.iter().enumerate();
        Self {
            lexicon: measured.info.lexicon_name.clone(),
            threshold: measured.info.threshold,
            archive: group(None, &measured.all()),
            documents: documents
                .map(|(index, document)| group(Some(document.path.clone()), &[index]))
                .collect(),
        }
    }
}

impl GroupRecord {
    fn new(name: Option<String>, profile: &GroupProfile, measured: &Measured) -> Self {
        let values = profile.values.iter().zip(&measured.values);
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

impl From<Estimate> for EstimateRecord {
    fn from(estimate: Estimate) -> Self {
        Self {
            value: estimate.value,
            interval: estimate.interval,
        }
    }
}
