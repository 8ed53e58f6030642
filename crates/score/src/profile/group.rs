use super::archive::{Archive, mean};
use super::bootstrap::{Estimate, by_value, interval, resample, samples};
use super::{LEAST_DOCUMENTS, ValueCounts};

/// How strongly each value is present in some documents of an archive, each
/// document counting alike; of one document, too.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupProfile {
    /// How many documents have suggestions.
    pub documents: usize,
    /// How many have none; they count nowhere.
    pub without: usize,
    /// One entry for each value of the lexicon, in its order.
    pub values: Vec<GroupValue>,
}

/// One value of a [`GroupProfile`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupValue {
    /// In how many of the documents it is suggested.
    pub documents: usize,
    /// What was suggested in them, passages added up.
    pub counts: ValueCounts,
    /// The mean over the documents of its share, from 0 to 1; see [`Archive`].
    pub share: Estimate,
    /// The share as a multiple of the mean share in the whole archive: 2 is
    /// twice as much as elsewhere. None where the archive does not have the
    /// value.
    pub salience: Option<Estimate>,
}

impl Archive {
    /// Describes the documents with the indices `members`.
    #[must_use]
    pub fn profile(&self, members: &[usize]) -> GroupProfile {
        let counted = self.counted(members);
        let rows = |documents: &[usize]| {
            let rows = documents.iter().filter_map(|&one| self.shares(one));
            mean(self.values(), rows)
        };
        let shares = rows(&counted);
        let sampled = match counted.len() < LEAST_DOCUMENTS {
            true => Vec::new(),
            false => samples(|random, drawn| {
                resample(&counted, random, drawn);
                rows(drawn)
            }),
        };
        let intervals = by_value(self.values(), &sampled).into_iter().map(interval);
        let values = shares.into_iter().zip(intervals).enumerate();
        GroupProfile {
            documents: counted.len(),
            without: members
                .iter()
                .filter(|&&one| self.shares(one).is_none())
                .count(),
            values: values
                .map(|(value, (share, interval))| {
                    self.value(
                        value,
                        &counted,
                        Estimate {
                            value: share,
                            interval,
                        },
                    )
                })
                .collect(),
        }
    }

    fn value(&self, value: usize, members: &[usize], share: Estimate) -> GroupValue {
        let mut counts = ValueCounts::default();
        let mut documents = 0;
        for &member in members {
            let document = self.documents().get(member);
            if let Some(own) = document.and_then(|document| document.values().get(value)) {
                documents += usize::from(own.passages > 0);
                counts.join(own);
            }
        }
        let overall = self.overall(value);
        let salience = (overall > 0.0).then(|| Estimate {
            value: share.value / overall,
            interval: share.interval.map(|ends| ends.map(|end| end / overall)),
        });
        GroupValue {
            documents,
            counts,
            share,
            salience,
        }
    }
}
