//! Properties of a model, tried on a small one made up for the tests.

use proptest::prelude::*;
use waardenscan_document::{Block, Document, Format};
use waardenscan_dutch::{Dutch, Words};
use waardenscan_lexicon::Lexicon;

use super::{
    Calibration, GramKey, GramTable, Meaning, Model, ModelError, Parts, Smoothing, char_keys,
    stem_run, to_bytes,
};
use crate::{FactorKind, Scorer, Scratch};

const WORDS: [&str; 12] = [
    "eenzaam",
    "buurman",
    "koffie",
    "samen",
    "loket",
    "begroting",
    "vertrouwen",
    "zorg",
    "laagdrempelig",
    "kosten",
    "niet",
    "2024",
];

/// A model over the built-in values whose weights come from their place.
fn parts() -> Parts {
    let lexicon = Lexicon::builtin();
    let values = lexicon.values().len();
    let dutch = Dutch::new();
    let mut words = Words::new();
    let analysis = dutch.analyse(&WORDS.join(" "), &mut words);
    let ids: Vec<_> = analysis.tokens.iter().map(|token| token.word).collect();
    let runs: Vec<_> = ids.iter().filter_map(|id| stem_run(&words, *id)).collect();
    let mut stems: Vec<GramKey> = runs.iter().map(|run| run.key()).collect();
    for first in &runs {
        stems.extend(runs.iter().map(|second| first.then_run(*second).key()));
    }
    let mut chars = Vec::new();
    for id in ids {
        char_keys(words.get(id), |key| chars.push(key));
    }
    let vector_keys = sorted(runs.iter().map(|run| run.key()).collect());
    let weight = |place: usize| ((place * 7919) % 201) as f32 / 100.0 - 1.0;
    let table = |keys: Vec<GramKey>| {
        let keys = sorted(keys);
        GramTable {
            rarities: keys.iter().map(|key| 16 + (key.0 % 64) as u8).collect(),
            weights: (0..keys.len() * values).map(weight).collect(),
            keys,
        }
    };
    let size = 8;
    Parts {
        fingerprint: lexicon.fingerprint().to_owned(),
        values: lexicon
            .values()
            .iter()
            .map(|value| value.id.clone())
            .collect(),
        intercepts: vec![0.04; values],
        stems: table(stems),
        chars: table(chars),
        precise: (0..values * values)
            .map(|place| weight(place) / 4.0)
            .collect(),
        meaning: Meaning {
            size,
            vectors: (0..vector_keys.len() * size).map(weight).collect(),
            keys: vector_keys,
            landmarks: (0..3 * size).map(|place| weight(place + 5)).collect(),
            weights: (0..3 * values).map(weight).collect(),
        },
        piece_weight: 0.6,
        smoothing: Smoothing {
            stems: 20.0,
            chars: 200.0,
        },
        calibration: Calibration {
            constant: -1.0,
            slope: 2.0,
            root: 1.5,
            priors: (0..values).map(|place| f64::from(weight(place))).collect(),
            eight_of_ten: 0.6,
            balanced: 0.4,
        },
    }
}

fn sorted(mut keys: Vec<GramKey>) -> Vec<GramKey> {
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn scorer() -> Scorer {
    let lexicon = Lexicon::builtin();
    let model = Model::from_bytes(&to_bytes(&parts()), &lexicon).unwrap();
    Scorer::new(lexicon, Dutch::new()).with_model(Some(model))
}

fn sentences() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&WORDS[..]);
    let end = prop::sample::select(&[" ", " ", " ", ". ", "; ", ", "][..]);
    prop::collection::vec((word, end), 0..30).prop_map(|words| {
        words
            .iter()
            .map(|(word, end)| format!("{word}{end}"))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn base_and_factors_add_up_to_the_logit(text in sentences()) {
        let scorer = scorer();
        for suggestion in scorer.score_text(&text, 1e-6, &mut Scratch::new()) {
            let logit = (suggestion.score / (1.0 - suggestion.score)).ln();
            let sum: f64 = suggestion.factors.iter().map(|factor| factor.added).sum();
            let sum = suggestion.base + sum;
            prop_assert!((sum - logit).abs() < 1e-3, "{sum} {logit} in {text:?}");
            for factor in &suggestion.factors {
                if let FactorKind::Word(span) = factor.kind {
                    let word = span.get(&text);
                    prop_assert!(word.is_some_and(|word| word != "niet"), "{word:?}");
                }
            }
        }
    }

    #[test]
    fn what_was_read_before_changes_no_bit(before in sentences(), text in sentences()) {
        let scorer = scorer();
        let mut used = Scratch::new();
        let _ = scorer.score_text(&before, 0.1, &mut used);
        let fresh = scorer.score_text(&text, 0.1, &mut Scratch::new());
        prop_assert_eq!(scorer.score_text(&text, 0.1, &mut used), fresh);
    }

    #[test]
    fn other_passages_change_no_bit(text in sentences(), other in sentences(), first: bool) {
        let scorer = scorer();
        let alone = Document::builder(Format::Docx).block(Block::paragraph(&text)).build();
        let (a, b) = if first { (&other, &text) } else { (&text, &other) };
        let both = Document::builder(Format::Docx)
            .block(Block::paragraph(a))
            .block(Block::paragraph(b))
            .build();
        let of = |document: &Document, block: usize| {
            let found = scorer.score_document(document, &[], 0.1, &mut Scratch::new());
            let mut found = found.suggestions;
            found.retain(|suggestion| suggestion.block == block);
            found.iter_mut().for_each(|suggestion| suggestion.block = 0);
            found
        };
        prop_assert_eq!(of(&both, usize::from(first)), of(&alone, 0));
    }

    #[test]
    fn no_damaged_file_is_read(place: prop::sample::Index, bit in 0..8_u8) {
        let lexicon = Lexicon::builtin();
        let mut bytes = to_bytes(&parts());
        let place = place.index(bytes.len());
        bytes[place] ^= 1 << bit;
        prop_assert!(Model::from_bytes(&bytes, &lexicon).is_err());
    }
}

#[test]
fn a_file_that_ends_early_is_damaged() {
    let lexicon = Lexicon::builtin();
    let bytes = to_bytes(&parts());
    let early = Model::from_bytes(&bytes[..bytes.len() / 2], &lexicon);
    assert_eq!(early.err(), Some(ModelError::Damaged));
    assert_eq!(
        Model::from_bytes(b"PK", &lexicon).err(),
        Some(ModelError::Foreign)
    );
}

#[test]
fn vectors_that_are_not_there_take_no_room() {
    let lexicon = Lexicon::builtin();
    let mut parts = parts();
    parts.meaning = Meaning {
        size: u32::MAX as usize,
        keys: Vec::new(),
        vectors: Vec::new(),
        landmarks: Vec::new(),
        weights: Vec::new(),
    };
    let model = Model::from_bytes(&to_bytes(&parts), &lexicon).unwrap();
    let scorer = Scorer::new(lexicon, Dutch::new()).with_model(Some(model));
    let scores = scorer.scores("eenzaam", &mut Scratch::new());
    assert!(scores.iter().all(|score| *score > 0.0 && *score < 1.0));
}

#[test]
fn a_model_of_other_values_is_refused_and_names_them() {
    let mut parts = parts();
    parts.values[0] = "moed".to_owned();
    let lexicon = Lexicon::builtin();
    let refused = Model::from_bytes(&to_bytes(&parts), &lexicon).err();
    let Some(ModelError::OtherValues { missing, unknown }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(missing, [lexicon.values()[0].id.clone()]);
    assert_eq!(unknown, ["moed"]);
}

#[test]
fn a_changed_lexicon_is_noticed() {
    let mut parts = parts();
    parts.fingerprint = "other".to_owned();
    let lexicon = Lexicon::builtin();
    let model = Model::from_bytes(&to_bytes(&parts), &lexicon).unwrap();
    assert!(!model.is_of(&lexicon));
}

#[test]
fn a_passage_without_words_has_its_intercepts() {
    let scorer = scorer();
    let scores = scorer.scores("… 2024 …", &mut Scratch::new());
    assert!(scores.iter().all(|score| *score > 0.0 && *score < 1.0));
}

#[test]
fn a_word_by_itself_weighs_less_than_without_smoothing() {
    let added = |parts: &Parts| -> f64 {
        let lexicon = Lexicon::builtin();
        let model = Model::from_bytes(&to_bytes(parts), &lexicon).unwrap();
        let scorer = Scorer::new(lexicon, Dutch::new()).with_model(Some(model));
        let found = scorer.score_text("eenzaam", 1e-6, &mut Scratch::new());
        let factors = found.iter().flat_map(|suggestion| &suggestion.factors);
        let words = factors.filter(|factor| matches!(factor.kind, FactorKind::Word(_)));
        words.map(|factor| factor.added.abs()).sum()
    };
    let smooth = parts();
    let plain = Parts {
        smoothing: Smoothing::default(),
        ..smooth.clone()
    };
    let (smooth, plain) = (added(&smooth), added(&plain));
    assert!(0.0 < smooth && smooth < 0.9 * plain, "{smooth} {plain}");
}
