//! From figures to what is compared with what.

use waardenscan::score::{Archive, Contrast, GroupProfile, Pairing, ValueContrast};

use waardenscan_archive::StoredDocument;

use super::conclusion::{Told, Weakness, account, conclude, summary};
use super::group::{GroupBy, Grouping};
use super::record::{
    ComparedGroup, ComparedRow, ComparedStep, ComparedValue, Comparison, Figure, GroupFigures,
    Strata, VERSION, Verdict, Year,
};
use super::together::together;
use super::{CompareOptions, Measured};
use crate::Which;

/// Passages at least with a value for its absence elsewhere to say something:
/// our choice, since one may stand there by chance.
const LEAST_PASSAGES: usize = 3;
/// Chance above which the absence of a value says little.
const BY_CHANCE: f64 = 0.05;
/// Greatest q of what is called a difference: of twenty such, one is expected
/// to be none.
pub(super) const DIFFERENCE: f64 = 0.05;

impl Comparison {
    pub(super) fn new(measured: &Measured, grouping: &Grouping, options: &CompareOptions) -> Self {
        let of = Comparing {
            measured,
            grouping,
            by: options.by,
            which: options.which,
        };
        let groups = of.groups();
        let steps = of.steps();
        let info = &measured.info;
        let compared = of.compared();
        let values = measured.values.iter();
        let mut comparison = Self {
            version: VERSION,
            scanned_at: info.started_at.clone(),
            engine_version: info.engine_version.clone(),
            lexicon: info.lexicon_name.clone(),
            lexicon_version: info.lexicon_version.clone(),
            threshold: info.threshold,
            by: options.by,
            which: options.which,
            rests_on: measured.rests_on,
            account: Vec::new(),
            values: values
                .map(|value| ComparedValue {
                    id: value.id.clone(),
                    name: value.name.clone(),
                    cluster: value.cluster.clone(),
                })
                .collect(),
            order: grouping.order,
            groups,
            unknown: grouping.unknown,
            left_out: grouping.left_out,
            steps,
            together: together(measured, &compared),
            years: of.years(&compared),
        };
        comparison.account = account(&comparison);
        for step in 0..comparison.steps.len() {
            let said = comparison.steps.get(step);
            let said = said.map(|step| summary(&comparison, step));
            if let (Some(step), Some(said)) = (comparison.steps.get_mut(step), said) {
                step.summary = said;
            }
        }
        comparison
    }
}

struct Comparing<'a> {
    measured: &'a Measured,
    grouping: &'a Grouping,
    by: GroupBy,
    which: Which,
}

/// One side of a step.
struct Side {
    phrase: String,
    profile: GroupProfile,
    /// Passages that were scored.
    passages: usize,
    /// By value.
    waiting: Vec<usize>,
    years: Option<[i32; 2]>,
}

impl Side {
    fn findings(&self) -> usize {
        let values = self.profile.values.iter();
        values.map(|value| value.counts.passages).sum()
    }
}

impl ComparedRow {
    /// How much there is to see, from 0 to 1: the difference, or where that is
    /// none the share of the one group that has the value.
    pub(super) fn size(&self) -> f64 {
        let shares = self.passages.iter().zip(&self.shares);
        let found = shares.filter(|(passages, _)| **passages > 0);
        match &self.difference {
            Some(difference) => difference.value.abs(),
            None => found.map(|(_, share)| share.value).fold(0.0, f64::max),
        }
    }

    /// Whether there is less in the group that the step leads to.
    pub(super) fn falls(&self) -> bool {
        match (&self.difference, self.passages) {
            (_, [_, 0]) => true,
            (_, [0, _]) | (None, _) => false,
            (Some(difference), _) => difference.value < 0.0,
        }
    }
}

impl Comparing<'_> {
    fn archive(&self) -> &Archive {
        &self.measured.archive
    }

    /// Every document of a group.
    fn compared(&self) -> Vec<usize> {
        let groups = self.grouping.groups.iter();
        let mut compared: Vec<usize> = groups.flat_map(|group| &group.members).copied().collect();
        compared.sort_unstable();
        compared
    }

    fn groups(&self) -> Vec<ComparedGroup> {
        let groups = self.grouping.groups.iter();
        groups
            .map(|group| {
                let side = self.side(&group.members, group.phrase.clone(), group.years);
                let values = side.profile.values.iter().zip(&side.waiting);
                let values = values.zip(&self.measured.values);
                ComparedGroup {
                    name: group.name.clone(),
                    phrase: group.phrase.clone(),
                    documents: side.profile.documents,
                    without: side.profile.without,
                    passages: side.passages,
                    recognised: self.recognised(&group.members),
                    years: group.years,
                    values: values
                        .map(|((found, waiting), value)| GroupFigures {
                            value: value.id.clone(),
                            documents: found.documents,
                            passages: found.counts.passages,
                            named: found.counts.explicit,
                            onder_druk: found.counts.onder_druk,
                            begrensd: found.counts.begrensd,
                            waiting: *waiting,
                            share: found.share.into(),
                            salience: found.salience.map(Figure::from),
                        })
                        .collect(),
                }
            })
            .collect()
    }

    fn recognised(&self, members: &[usize]) -> usize {
        let given = |member: &&usize| {
            let document = self.measured.documents.get(**member);
            document.is_some_and(|document| document.given.kind.is_none())
        };
        match self.by {
            GroupBy::Kind => members.iter().filter(given).count(),
            _ => 0,
        }
    }

    fn side(&self, members: &[usize], phrase: String, years: Option<[i32; 2]>) -> Side {
        let documents = members.iter();
        let documents = documents.filter_map(|&member| self.measured.documents.get(member));
        let passages = documents.map(|it| it.passages.saturating_sub(it.unscored) as usize);
        Side {
            phrase,
            profile: self.archive().profile(members),
            passages: passages.sum(),
            waiting: self.measured.waiting(members),
            years,
        }
    }

    /// What is compared with what: of two groups the second with the first; of
    /// more that follow each other each with the one before it, and the last
    /// with the first; else each with all others together.
    fn pairings(&self) -> Vec<Pairing> {
        let count = self.grouping.groups.len();
        let pairing = |group, against| Pairing { group, against };
        match (count, self.grouping.is_directed(self.by)) {
            (0 | 1, _) => Vec::new(),
            (2, _) => vec![pairing(1, Some(0))],
            (_, true) => (1..count)
                .map(|group| pairing(group, Some(group - 1)))
                .chain([pairing(count - 1, Some(0))])
                .collect(),
            (_, false) => (0..count).map(|group| pairing(group, None)).collect(),
        }
    }

    fn steps(&self) -> Vec<ComparedStep> {
        let groups = self.grouping.groups.iter();
        let members: Vec<Vec<usize>> = groups.map(|group| group.members.clone()).collect();
        let pairings = self.pairings();
        let (strata, kind) = self.strata();
        let contrasts = self
            .archive()
            .contrasts(&members, &pairings, strata.as_deref());
        let steps = pairings.iter().zip(contrasts);
        steps
            .filter_map(|(pairing, contrast)| self.step(*pairing, contrast.as_ref(), kind))
            .collect()
    }

    /// A number for each document; documents are compared within it. None
    /// where it is known of none.
    fn strata(&self) -> (Option<Vec<usize>>, Strata) {
        let documents = self.measured.documents.iter();
        let (names, kind): (Vec<Option<&str>>, Strata) = match self.by {
            GroupBy::Municipality => (
                documents
                    .map(|it| it.kind().map(|(kind, _)| kind))
                    .collect(),
                Strata::Kind,
            ),
            _ => (
                documents.map(StoredDocument::municipality).collect(),
                Strata::Municipality,
            ),
        };
        let mut known: Vec<Option<&str>> = names.clone();
        known.sort_unstable();
        known.dedup();
        let number = |name: &Option<&str>| known.binary_search(name).unwrap_or_default();
        let strata = known.iter().any(Option::is_some);
        (strata.then(|| names.iter().map(number).collect()), kind)
    }

    fn step(
        &self,
        pairing: Pairing,
        contrast: Option<&Contrast>,
        kind: Strata,
    ) -> Option<ComparedStep> {
        let own = self.grouping.groups.get(pairing.group)?;
        let to = self.side(&own.members, own.phrase.clone(), own.years);
        let from = match pairing.against {
            Some(against) => {
                let group = self.grouping.groups.get(against)?;
                self.side(&group.members, group.phrase.clone(), group.years)
            }
            None => {
                let groups = self.grouping.groups.iter().enumerate();
                let others = groups.filter(|(number, _)| *number != pairing.group);
                let mut members: Vec<usize> = others
                    .flat_map(|(_, group)| &group.members)
                    .copied()
                    .collect();
                members.sort_unstable();
                self.side(&members, self.by.others().to_owned(), None)
            }
        };
        let is_later = match (from.years, to.years) {
            (Some([_, last]), Some([first, _])) => last <= first && from.years != to.years,
            _ => false,
        };
        let sides = [&from, &to];
        let mut rows: Vec<ComparedRow> = (0..self.measured.values.len())
            .filter_map(|value| {
                let found = contrast.and_then(|it| it.values.iter().find(|it| it.value == value));
                let is_tested = contrast.is_some();
                self.row(value, sides, found.filter(|_| is_tested), is_later)
            })
            .collect();
        rows.sort_by(|one, other| {
            let size = ComparedRow::size;
            let verdict = one.verdict.cmp(&other.verdict);
            verdict.then_with(|| size(other).total_cmp(&size(one)))
        });
        Some(ComparedStep {
            from: pairing.against,
            to: pairing.group,
            phrases: sides.map(|side| side.phrase.clone()),
            documents: sides.map(|side| side.profile.documents),
            passages: sides.map(|side| side.passages),
            findings: sides.map(Side::findings),
            is_later,
            is_tested: contrast.is_some(),
            within: contrast.filter(|it| it.stratified).map(|_| kind),
            summary: Vec::new(),
            rows,
        })
    }

    fn row(
        &self,
        value: usize,
        sides: [&Side; 2],
        found: Option<&ValueContrast>,
        is_later: bool,
    ) -> Option<ComparedRow> {
        let [before, after] = sides.map(|side| side.profile.values.get(value));
        let pair = [before?, after?];
        let passages = pair.map(|it| it.counts.passages);
        if passages == [0, 0] {
            return None;
        }
        let waiting = sides.map(|side| side.waiting.get(value).copied().unwrap_or_default());
        let one_sided = OneSided::of(passages, |has, lacks| {
            let of = |side: usize| sides.get(side).map_or(0, |it| it.passages);
            let carrying = pair.get(has).map_or(0, |it| it.documents);
            let documents = sides.get(has).map_or(0, |it| it.profile.documents);
            OneSided {
                text: Absence::new(passages.iter().sum(), of(has), of(lacks)),
                q: found.map(|it| it.q),
                is_usual: carrying * 2 > documents,
                waiting: waiting.get(lacks).copied().unwrap_or_default(),
            }
        });
        let weak = one_sided.as_ref().and_then(OneSided::weakness);
        let verdict = match (passages, found.map(|it| (it.q, it.difference.value))) {
            ([_, 0], _) if weak.is_none() => Verdict::Gone,
            ([0, _], _) if weak.is_none() => Verdict::New,
            ([_, 0] | [0, _], _) => Verdict::OneSided,
            (_, Some((q, difference))) if q <= DIFFERENCE => match difference < 0.0 {
                true => Verdict::Less,
                false => Verdict::More,
            },
            (_, Some(_)) => Verdict::NotShown,
            (_, None) => Verdict::Untested,
        };
        let shares = pair.map(|it| Figure::from(it.share));
        let plain = (!passages.contains(&0)).then(|| Figure {
            value: shares[1].value - shares[0].value,
            interval: None,
        });
        let mut row = ComparedRow {
            value,
            verdict,
            documents: pair.map(|it| it.documents),
            passages,
            shares,
            difference: found.map(|it| it.difference.into()).or(plain),
            effect: found.and_then(|it| it.effect).map(Figure::from),
            p: found.map(|it| it.p),
            q: found.map(|it| it.q),
            expected: one_sided.map(|it| it.text.expected),
            conclusion: String::new(),
        };
        row.conclusion = conclude(&Told {
            row: &row,
            phrases: sides.map(|side| side.phrase.as_str()),
            documents: sides.map(|side| side.profile.documents),
            findings: sides.map(Side::findings),
            waiting,
            weak,
            pressed: pair.map(|it| it.counts.onder_druk),
            is_later,
            which: self.which,
        });
        Some(row)
    }

    /// The shares by year of some documents.
    fn years(&self, compared: &[usize]) -> Vec<Year> {
        let year = |member: usize| self.measured.documents.get(member)?.given.year;
        let mut known: Vec<i32> = compared.iter().filter_map(|&it| year(it)).collect();
        known.sort_unstable();
        known.dedup();
        let years: Vec<Year> = known
            .into_iter()
            .filter_map(|of| {
                let members: Vec<usize> = compared
                    .iter()
                    .copied()
                    .filter(|&it| year(it) == Some(of))
                    .collect();
                let mut shares = self.archive().shares_of(&members)?;
                // What a share is smoothed by is no finding.
                for (value, share) in shares.iter_mut().enumerate() {
                    let documents = self.archive().documents();
                    let mut own = members
                        .iter()
                        .filter_map(|&it| documents.get(it)?.values().get(value));
                    if own.all(|counts| counts.passages == 0) {
                        *share = 0.0;
                    }
                }
                let counted = members.iter().filter(|&&it| self.archive().counts(it));
                Some(Year {
                    year: of,
                    documents: counted.count(),
                    shares,
                })
            })
            .collect();
        match years.len() {
            0 | 1 => Vec::new(),
            _ => years,
        }
    }
}

/// What bears on a value that only one of two groups has.
struct OneSided {
    text: Absence,
    /// Of the difference, where it was tested.
    q: Option<f64>,
    /// Whether most documents of the group that has it carry it.
    is_usual: bool,
    /// Suggestions of it that are still to be judged in the other.
    waiting: usize,
}

impl OneSided {
    /// `make` is told which group has the value, and which lacks it; none
    /// where both have it.
    fn of(passages: [usize; 2], make: impl FnOnce(usize, usize) -> Self) -> Option<Self> {
        match passages {
            [_, 0] => Some(make(0, 1)),
            [0, _] => Some(make(1, 0)),
            _ => None,
        }
    }

    /// Why it may not be said that the value is missing; none where it may.
    fn weakness(&self) -> Option<Weakness> {
        if self.waiting > 0 {
            return Some(Weakness::Waiting);
        }
        match self.q {
            Some(q) => (q > DIFFERENCE).then_some(Weakness::NotShown),
            None if !self.text.says_something => Some(Weakness::LittleText),
            None => (!self.is_usual).then_some(Weakness::FewDocuments),
        }
    }
}

/// What it says that none of a group's passages carries a value.
struct Absence {
    /// Passages with it that there would be at the rate of the other group.
    expected: f64,
    says_something: bool,
}

impl Absence {
    /// `carried` of `has` passages of the one group carry the value, and none
    /// of `lacks` passages of the other.
    ///
    /// Were it chance which of the passages carry the value, the probability
    /// that none of them lies in the group without it would be hypergeometric.
    /// As passages of one document are not independent, it is a rule of thumb
    /// to tell where too little text stands, and no test.
    fn new(carried: usize, has: usize, lacks: usize) -> Self {
        let (has, lacks) = (has as f64, lacks as f64);
        let chance = (0..carried).fold(1.0, |chance: f64, taken| {
            let left = (has - taken as f64).max(0.0);
            chance * (left / (left + lacks).max(1.0))
        });
        Self {
            expected: carried as f64 * lacks / has.max(1.0),
            says_something: carried >= LEAST_PASSAGES && chance <= BY_CHANCE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Absence;

    /// The chances are C(has, carried) / C(has + lacks, carried), counted out
    /// with `math.comb` of Python.
    #[test]
    fn absence_from_little_text_says_little() {
        // .0364: of 100 passages 12 carry it, and none of 30.
        assert!(Absence::new(12, 100, 30).says_something);
        // .0650: of 100 passages 10 carry it.
        assert!(!Absence::new(10, 100, 30).says_something);
        assert!((Absence::new(12, 100, 30).expected - 3.6).abs() < 1e-12);
        assert!(!Absence::new(12, 100, 0).says_something);
        // Two passages may stand there by chance, however long the other is.
        assert!(!Absence::new(2, 40, 4000).says_something);
        assert!(Absence::new(3, 40, 4000).says_something);
    }
}
