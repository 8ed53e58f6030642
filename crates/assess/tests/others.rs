//! Holds our figures against those of other people's software and against
//! published examples: `reference.json` is made by `benches/assess/compare.py`
//! with krippendorff, scikit-learn, statsmodels and SciPy.

use serde::Deserialize;
use waardenscan_assess::{Audit, Stratum, alpha, kappa, over_documents};

#[derive(Deserialize)]
struct Reference {
    alpha: Vec<AlphaCase>,
    kappa: Vec<KappaCase>,
    audit: Vec<AuditCase>,
}

#[derive(Deserialize)]
struct AlphaCase {
    rows: Vec<Vec<Option<u8>>>,
    alpha: f64,
}

#[derive(Deserialize)]
struct KappaCase {
    rows: [Vec<u8>; 2],
    kappa: f64,
}

#[derive(Deserialize)]
struct AuditCase {
    found: u64,
    size: u64,
    sampled: u64,
    carrying: u64,
    target: f64,
    interval: [f64; 2],
    may_stop: bool,
}

fn reference() -> Reference {
    serde_json::from_str(include_str!("reference.json"))
        .expect("the reference is written by a script")
}

#[test]
fn alpha_is_that_of_krippendorff() {
    for case in reference().alpha {
        let units: Vec<Vec<u8>> = (0..case.rows[0].len())
            .map(|unit| case.rows.iter().filter_map(|row| row[unit]).collect())
            .collect();
        let found = alpha(&units).unwrap();
        assert!((found - case.alpha).abs() < 1e-12, "{found} {}", case.alpha);
    }
}

#[test]
fn kappa_is_that_of_scikit_learn_and_statsmodels() {
    for case in reference().kappa {
        let [first, second] = case.rows;
        let units: Vec<(u8, u8)> = first.into_iter().zip(second).collect();
        let found = kappa(&units).unwrap();
        assert!((found - case.kappa).abs() < 1e-12, "{found} {}", case.kappa);
    }
}

#[test]
fn intervals_and_stopping_are_those_of_scipy() {
    for case in reference().audit {
        let stratum = Stratum {
            size: case.size,
            sampled: case.sampled,
            carrying: case.carrying,
        };
        let audit = Audit {
            found: case.found,
            strata: vec![stratum],
        };
        let recall = audit.recall().unwrap();
        for (found, expected) in recall.interval.iter().zip(case.interval) {
            assert!((found - expected).abs() < 1e-12, "{audit:?}: {recall:?}");
        }
        assert_eq!(audit.may_stop(case.target), case.may_stop, "{audit:?}");
    }
}

#[test]
fn one_code_only_has_neither_kappa_nor_alpha() {
    assert_eq!(kappa(&[(1, 1), (1, 1)]), None);
    assert_eq!(alpha(&[vec![1, 1], vec![1, 1]]), None);
    assert_eq!(kappa::<u8>(&[]), None);
    assert_eq!(alpha(&[vec![1], vec![2], vec![]]), None);
}

#[test]
fn intervals_over_documents_hold_the_figure_and_repeat() {
    let document = |n: usize| {
        let unit = |m: usize| ((n + m).is_multiple_of(3), (n * m).is_multiple_of(3));
        (0..10).map(unit).collect::<Vec<_>>()
    };
    let documents: Vec<_> = (0..12).map(document).collect();
    let found = over_documents(&documents, kappa).unwrap();
    let [low, high] = found.interval.unwrap();
    assert!(low < found.value && found.value < high, "{found:?}");
    assert_eq!(over_documents(&documents, kappa), Some(found));
    let few = over_documents(&documents[..5], kappa).unwrap();
    assert_eq!(few.interval, None);
}
