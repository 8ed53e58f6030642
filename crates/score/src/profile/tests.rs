use proptest::prelude::*;
use proptest::sample::subsequence;

use super::design::Design;
use super::permutation::p_values;
use super::*;
use crate::{EvidenceKind, Stance};

/// An archive of documents with so many suggestions of each value.
fn archive(documents: &[Vec<usize>]) -> Archive {
    let values = documents.first().map_or(0, Vec::len);
    let count = |counts: &Vec<usize>| {
        let mut document = DocumentCounts::new(values);
        for (value, &times) in counts.iter().enumerate() {
            for _ in 0..times {
                document.add(&ProfileEntry {
                    value,
                    score: 0.9,
                    stance: Stance::Nagestreefd,
                    evidence: EvidenceKind::Named,
                });
            }
        }
        document
    };
    Archive::new(values, documents.iter().map(count).collect())
}

/// The p of a single value; the strata are given by document.
fn p(first: &[f64], second: &[f64], strata: Option<&[usize]>) -> f64 {
    let rows: Vec<[f64; 1]> = first.iter().chain(second).map(|&value| [value]).collect();
    let split: Vec<usize> = (0..rows.len()).collect();
    let (first, second) = split.split_at(first.len());
    let stratum_of = |document: usize| strata.map_or(0, |strata| strata[document]);
    let design = Design::new(first, second, strata.map(|_| &stratum_of as _));
    p_values(&design, 1, |document| &rows[document])[0]
}

/// The numbers are those of scipy 1.17.1:
/// `permutation_test((x, y), lambda a, b, axis=-1: mean(a, axis) - mean(b, axis),
/// vectorized=True, n_resamples=inf, alternative='two-sided').pvalue`.
#[test]
fn the_permutation_test_is_that_of_scipy() {
    let x = [0.12, 0.20, 0.05, 0.31, 0.18, 0.22, 0.09];
    let y = [0.02, 0.08, 0.11, 0.04, 0.13, 0.07];
    assert!((p(&x, &y, None) - 0.038_461_538_461_538_464).abs() < 1e-12);
    // With equal values, whose sums differ by rounding.
    let x = [0.1, 0.1, 0.2, 0.3, 0.3, 0.1];
    let y = [0.1, 0.2, 0.2, 0.1, 0.4, 0.5, 0.6];
    assert!((p(&x, &y, None) - 0.289_044_289_044_289).abs() < 1e-12);
    // 2,704,156 ways, of which ours are drawn: the standard error is .0026.
    let x = [
        0.31, 0.12, 0.45, 0.28, 0.36, 0.22, 0.19, 0.40, 0.27, 0.33, 0.38, 0.25,
    ];
    let y = [
        0.21, 0.18, 0.30, 0.11, 0.24, 0.29, 0.16, 0.35, 0.20, 0.14, 0.26, 0.17,
    ];
    assert!((p(&x, &y, None) - 0.033_478_837_759_360_04).abs() < 0.008);
}

/// Counted out with `itertools.combinations` in both strata: of 700 ways, 12
/// are as extreme, both sides taken together.
#[test]
fn documents_are_dealt_out_within_their_strata() {
    let x = [0.4, 0.5, 0.3, 0.15, 0.1, 0.2];
    let y = [0.2, 0.35, 0.1, 0.05, 0.12, 0.01, 0.02];
    let strata = [0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1];
    assert!((p(&x, &y, Some(&strata)) - 0.017_142_857_142_857_144).abs() < 1e-12);
}

/// Documents of municipality 0 carry the first value more, and most of them
/// are of the first group: within the municipalities nothing differs.
#[test]
fn what_municipalities_differ_in_is_no_difference_between_kinds() {
    let of_document = |document: usize| usize::from(document % 12 >= 9);
    let documents: Vec<Vec<usize>> = (0..48)
        .map(|document| match (document / 24, document % 3) {
            (0, more) => vec![30 + more, 10],
            (_, more) => vec![10 + more, 30],
        })
        .collect();
    let strata: Vec<usize> = (0..48).map(|document| document / 24).collect();
    // Of the first municipality nine of twelve are in group 0, of the second
    // three of twelve.
    let group = |document: usize| of_document(document) ^ (document / 24);
    let members = |number| (0..48).filter(|&one| group(one) == number).collect();
    let groups: Vec<Vec<usize>> = vec![members(0), members(1)];
    let archive = archive(&documents);
    let contrast = |strata| {
        archive
            .contrasts(&groups, &Pairing::each(2), strata)
            .remove(0)
    };
    let plain = contrast(None).unwrap();
    let within = contrast(Some(&strata)).unwrap();
    assert!(!plain.stratified && within.stratified);
    assert!(plain.values[0].p < 0.01 && plain.values[0].difference.value > 0.1);
    assert!(within.values[0].p > 0.5 && within.values[0].difference.value.abs() < 0.01);
    assert!(within.values[0].effect.unwrap().value.abs() < 0.2);
    assert!(plain.values[0].effect.unwrap().value > 0.8);
}

/// The Kolmogorov–Smirnov distance of 200 p-values from the even distribution
/// exceeds .115 in one of a hundred cases.
#[test]
fn where_nothing_differs_p_is_even() {
    let mut random = fastrand::Rng::with_seed(7);
    let mut found: Vec<f64> = (0..200)
        .map(|_| {
            let x: Vec<f64> = (0..8).map(|_| random.f64()).collect();
            let y: Vec<f64> = (0..7).map(|_| random.f64()).collect();
            p(&x, &y, None)
        })
        .collect();
    found.sort_by(f64::total_cmp);
    let distance = |(rank, p): (usize, &f64)| {
        let [below, upto] = [rank, rank + 1].map(|count| count as f64 / 200.0);
        (p - below).abs().max((p - upto).abs())
    };
    let farthest = found.iter().enumerate().map(distance).fold(0.0, f64::max);
    assert!(farthest < 0.115, "{farthest}");
}

/// `scipy.stats.false_discovery_control([.01, .2, .03, .002, .6, .03])`.
#[test]
fn p_values_are_adjusted_as_scipy_does() {
    let adjusted = benjamini_hochberg(&[0.01, 0.2, 0.03, 0.002, 0.6, 0.03]);
    for (q, expected) in adjusted.iter().zip([0.03, 0.24, 0.045, 0.012, 0.6, 0.045]) {
        assert!((q - expected).abs() < 1e-12, "{q} is not {expected}");
    }
}

#[test]
fn shares_are_of_the_suggestions_and_few_of_those_say_little() {
    let archive = archive(&[vec![40, 10], vec![1, 0], vec![0, 0], vec![10, 40]]);
    let profile = archive.profile(&[0, 1, 2, 3]);
    assert_eq!((profile.documents, profile.without), (3, 1));
    let shares: Vec<f64> = profile
        .values
        .iter()
        .map(|value| value.share.value)
        .collect();
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    let share = |document| archive.profile(&[document]).values[0].share.value;
    assert!(share(0) > 0.75 && share(3) < 0.3);
    // One suggestion of one is no share of 1.
    assert!(share(1) < 0.6);
    assert!(archive.profile(&[0]).values[0].salience.unwrap().value > 1.2);
    assert_eq!(archive.profile(&[2]).documents, 0);
}

#[test]
fn small_groups_are_only_described() {
    let documents: Vec<Vec<usize>> = (0..11).map(|one| vec![one + 1, 11 - one]).collect();
    let archive = archive(&documents);
    let groups = [(0..5).collect(), (5..11).collect()];
    assert_eq!(archive.contrasts(&groups, &Pairing::each(2), None), [None]);
    let interval = |members: &[usize]| archive.profile(members).values[0].share.interval;
    assert_eq!(interval(&groups[0]), None);
    let [low, high] = interval(&groups[1]).unwrap();
    let share = archive.profile(&groups[1]).values[0].share.value;
    assert!(low < share && share < high);
}

fn documents() -> impl Strategy<Value = Vec<Vec<usize>>> {
    let document = prop::collection::vec(prop_oneof![2 => Just(0usize), 3 => 0usize..30], 3);
    prop::collection::vec(document, 14..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn naming_the_groups_otherwise_changes_the_sign_only(
        (documents, first) in documents().prop_flat_map(|documents| {
            let all: Vec<usize> = (0..documents.len()).collect();
            let half = documents.len() / 2;
            (Just(documents), subsequence(all, half))
        }),
        municipalities in prop::option::of(prop::collection::vec(0usize..3, 30)),
    ) {
        let second: Vec<usize> = (0..documents.len()).filter(|one| !first.contains(one)).collect();
        let archive = archive(&documents);
        let contrasts = |groups: [&[usize]; 2]| {
            let groups = groups.map(<[usize]>::to_vec);
            let found = archive.contrasts(&groups, &Pairing::each(2), municipalities.as_deref());
            found.into_iter().flatten().collect::<Vec<Contrast>>()
        };
        let one = contrasts([&first, &second]);
        let other = contrasts([&second, &first]);
        prop_assert_eq!(one.len(), other.len());
        for (one, other) in one.iter().zip(&other) {
            prop_assert_eq!(one.documents[0], other.documents[1]);
            for (one, other) in one.values.iter().zip(&other.values) {
                prop_assert_eq!((one.value, one.p, one.q), (other.value, other.p, other.q));
                let pairs = one.effect.zip(other.effect);
                prop_assert_eq!(one.effect.is_some(), other.effect.is_some());
                for (one, other) in [(one.difference, other.difference)].into_iter().chain(pairs) {
                    prop_assert_eq!(one.value, -other.value);
                    let turned = other.interval.map(|[low, high]| [-high, -low]);
                    prop_assert_eq!(one.interval, turned);
                }
                prop_assert!((-1.0..=1.0).contains(&one.difference.value));
            }
        }
    }

    #[test]
    fn shares_add_up_and_profiles_are_of_sets(documents in documents(), seed in any::<u64>()) {
        let archive = archive(&documents);
        let mut members: Vec<usize> = (0..documents.len()).collect();
        let profile = archive.profile(&members);
        fastrand::Rng::with_seed(seed).shuffle(&mut members);
        prop_assert_eq!(&profile, &archive.profile(&members));
        if profile.documents > 0 {
            let shares: f64 = profile.values.iter().map(|value| value.share.value).sum();
            prop_assert!((shares - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn adjusting_keeps_the_order(p in prop::collection::vec(0.0f64..=1.0, 0..40)) {
        let q = benjamini_hochberg(&p);
        prop_assert_eq!(p.len(), q.len());
        for (one, other) in (0..p.len()).flat_map(|one| (0..p.len()).map(move |other| (one, other))) {
            prop_assert!(q[one] >= p[one] && q[one] <= 1.0);
            prop_assert!(p[one] > p[other] || q[one] <= q[other]);
        }
    }
}
