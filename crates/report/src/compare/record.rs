//! What a comparison says: plain data, as its JSON has it.

use serde::Serialize;
use waardenscan::score::Estimate;

use super::group::GroupBy;
use crate::Which;

/// Version of the JSON: raised when a field changes its meaning or goes.
pub(super) const VERSION: u32 = 1;

/// Groups of documents, compared with each other. Shares and differences are
/// numbers from −1 to 1, effects are in standard deviations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// Version of these records.
    pub version: u32,
    /// When the run was started, UTC, ISO 8601.
    pub scanned_at: String,
    /// Version of Waardenscan that scanned.
    pub engine_version: String,
    /// Name of the lexicon.
    pub lexicon: String,
    /// Version of the lexicon.
    pub lexicon_version: String,
    /// Least score of a suggestion.
    pub threshold: f64,
    /// What documents are grouped by.
    pub by: GroupBy,
    /// Which findings count.
    pub which: Which,
    /// What the comparison rests on.
    pub rests_on: RestsOn,
    /// The same in words, a sentence each.
    pub account: Vec<String>,
    /// The values of the workspace, in its order.
    pub values: Vec<ComparedValue>,
    /// Who decided in which order the groups stand.
    pub order: Order,
    /// The groups.
    pub groups: Vec<ComparedGroup>,
    /// Documents that are in no group because it is not known in which.
    pub unknown: usize,
    /// Documents of groups that were not asked for.
    pub left_out: usize,
    /// What was compared with what.
    pub steps: Vec<ComparedStep>,
    /// Which values stand in the same passages of the compared documents.
    pub together: Together,
    /// The shares by year of the compared documents; empty where fewer than two
    /// years are known.
    pub years: Vec<Year>,
}

/// How many findings a comparison rests on, over the analysed documents of the
/// run; the same file at two paths counts twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RestsOn {
    /// Accepted by analysts, or found by them.
    pub accepted: usize,
    /// Doubted.
    pub doubt: usize,
    /// Judged by nobody.
    pub open: usize,
    /// Rejected or changed to another value; these never count.
    pub rejected: usize,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparedValue {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Name of its cluster.
    pub cluster: String,
}

/// Who decided in which order groups stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The options.
    Given,
    /// The years of the documents.
    Date,
    /// The alphabet.
    Name,
}

/// A group of documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparedGroup {
    /// Its name.
    pub name: String,
    /// As a sentence has it: "de beleidsplannen".
    pub phrase: String,
    /// Documents with findings.
    pub documents: usize,
    /// Documents without; they have no shares.
    pub without: usize,
    /// Passages of all of its documents that were scored.
    pub passages: usize,
    /// Documents whose kind nobody gave, but was recognised; 0 unless grouped
    /// by kind.
    pub recognised: usize,
    /// The first and the last year of its documents, where all years are known.
    pub years: Option<[i32; 2]>,
    /// A figure for each value, in the order of the comparison's.
    pub values: Vec<GroupFigures>,
}

/// One value in a group of documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupFigures {
    /// Id of the value.
    pub value: String,
    /// Documents that carry it.
    pub documents: usize,
    /// Passages that carry it.
    pub passages: usize,
    /// Passages that name it.
    pub named: usize,
    /// Passages in which it is under pressure.
    pub onder_druk: usize,
    /// Passages in which it is bounded.
    pub begrensd: usize,
    /// Suggestions that nobody judged and that do not count.
    pub waiting: usize,
    /// The share of the findings that is of this value, the mean over the
    /// documents.
    pub share: Figure,
    /// The share as a multiple of that in all documents of the run.
    pub salience: Option<Figure>,
}

/// A figure with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The figure.
    pub value: f64,
    /// None for fewer than six documents.
    pub interval: Option<[f64; 2]>,
}

impl From<Estimate> for Figure {
    fn from(estimate: Estimate) -> Self {
        Self {
            value: estimate.value,
            interval: estimate.interval,
        }
    }
}

/// Two groups compared, from the one to the other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparedStep {
    /// Index of the group it starts from; none for all others together.
    pub from: Option<usize>,
    /// Index of the group it leads to.
    pub to: usize,
    /// Both as a sentence has them.
    pub phrases: [String; 2],
    /// Documents with findings, in either.
    pub documents: [usize; 2],
    /// Passages that were scored.
    pub passages: [usize; 2],
    /// Findings that count, of all values.
    pub findings: [usize; 2],
    /// Whether every document of `from` is older than, or as old as, every
    /// document of `to`.
    pub is_later: bool,
    /// Whether the differences were tested: both have six documents or more.
    pub is_tested: bool,
    /// What documents were compared within.
    pub within: Option<Strata>,
    /// What stands out, a sentence each.
    pub summary: Vec<String>,
    /// The values that either carries, what stands out most first.
    pub rows: Vec<ComparedRow>,
}

/// Documents are compared only with those of the same …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strata {
    /// … municipality.
    Municipality,
    /// … kind.
    Kind,
}

/// One value in two groups. A pair has the group it starts from first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparedRow {
    /// Index of the value.
    pub value: usize,
    /// What can be said.
    pub verdict: Verdict,
    /// Documents that carry it.
    pub documents: [usize; 2],
    /// Passages that carry it.
    pub passages: [usize; 2],
    /// Mean shares.
    pub shares: [Figure; 2],
    /// By how much the share is larger in `to`; within strata, where it was
    /// compared so. None where only one of both has the value and nothing was
    /// tested: what a share is smoothed by would make up the difference.
    pub difference: Option<Figure>,
    /// The difference in standard deviations (Hedges' g); only where tested.
    pub effect: Option<Figure>,
    /// Two-sided p of the permutation test; only where tested.
    pub p: Option<f64>,
    /// p adjusted for all that was compared (Benjamini and Hochberg).
    pub q: Option<f64>,
    /// Passages with the value that the group without it would have, if its
    /// passages carried it as often as those of the other; only where one has
    /// none.
    pub expected: Option<f64>,
    /// In Dutch.
    pub conclusion: String,
}

/// What the figures of a row allow to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Only where the step starts, and that is more than too little text.
    Gone,
    /// Only where the step leads, likewise.
    New,
    /// Demonstrably less.
    Less,
    /// Demonstrably more.
    More,
    /// Only in one of both, which may well be chance or not looked at yet.
    OneSided,
    /// In both; tested, and no difference shown.
    NotShown,
    /// In both; too few documents to test.
    Untested,
}

/// Which values stand together.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Together {
    /// Passages that carry any value.
    pub passages: usize,
    /// Passages by value, in the order of the comparison's.
    pub by_value: Vec<usize>,
    /// Pairs that stand together more often than by chance, in three passages
    /// of two documents or more, the strongest association first.
    pub pairs: Vec<Pair>,
}

/// Two values that stand in the same passages.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// Indices of the values.
    pub values: [usize; 2],
    /// Passages with both.
    pub passages: usize,
    /// Documents with such a passage.
    pub documents: usize,
    /// Passages with both that chance would give.
    pub expected: f64,
    /// Normalised pointwise mutual information, above 0 and at most 1.
    pub association: f64,
}

/// The documents of one year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Documents with findings.
    pub documents: usize,
    /// Mean share by value, in the order of the comparison's; 0 where it was
    /// not found.
    pub shares: Vec<f64>,
}
