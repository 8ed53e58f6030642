//! Trains on a few dozen passages made up here.

use std::error::Error;

use waardenscan_dutch::Dutch;
use waardenscan_lexicon::Lexicon;
use waardenscan_score::statistics::{Model, to_bytes};
use waardenscan_score::{GoldLabel, GoldPassage, LabelKind, Scorer, Scratch};
use waardenscan_train::{GoldFile, Input, Recipe, Trained, train};

/// Who does what; words that the lexicon does not know.
const PLACES: [&str; 6] = [
    "de kantine",
    "het park",
    "de hal",
    "de tuin",
    "de gang",
    "het plein",
];

fn passage(index: usize, text: String, value: Option<&str>) -> GoldPassage {
    let label = |value: &str| GoldLabel {
        value: value.to_owned(),
        kind: Some(LabelKind::Implied),
        fragments: vec![text.split(" in ").next().unwrap_or_default().to_owned()],
    };
    GoldPassage {
        id: index.to_string(),
        labels: value.map(label).into_iter().collect(),
        text,
        document: Some(format!("document {}", index % 7)),
        kind: None,
    }
}

fn gold() -> Vec<GoldFile> {
    let passages = PLACES.iter().cycle().take(42).enumerate();
    let passages = passages.map(|(index, place)| match index % 3 {
        0 => passage(
            index,
            format!("De buren zwaaien naar elkaar in {place}."),
            Some("verbinding"),
        ),
        1 => passage(
            index,
            format!("De monteur vervangt elke lamp in {place}."),
            None,
        ),
        _ => passage(
            index,
            format!("De kosten dalen met een tiende in {place}."),
            Some("betaalbaarheid"),
        ),
    });
    vec![GoldFile {
        name: "made-up.jsonl".to_owned(),
        passages: passages.collect(),
    }]
}

fn recipe() -> Recipe {
    Recipe {
        least_stems: 1,
        least_chars: 1,
        least_vector: 1,
        vector_size: 8,
        landmarks: 6,
        folds: 3,
        ..Recipe::default()
    }
}

fn trained(threads: usize) -> Result<(Trained, Scorer), Box<dyn Error>> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()?;
    let scorer = Scorer::new(Lexicon::builtin(), Dutch::new());
    let corpus = ["De buren groeten elkaar.".to_owned()];
    let input = Input {
        gold: &gold(),
        corpus: &corpus,
    };
    Ok(pool.install(|| train(&input, scorer, &recipe()))?)
}

#[test]
fn learns_what_the_lexicon_has_no_words_for() {
    let (trained, scorer) = trained(2).unwrap();
    let model = Model::from_bytes(&to_bytes(&trained.parts), scorer.lexicon()).unwrap();
    assert!(model.is_of(scorer.lexicon()));
    let scorer = scorer.with_model(Some(model));
    let scores = scorer.scores("Buren zwaaien hier elke dag.", &mut Scratch::new());
    let best = (0..scores.len())
        .max_by(|a, b| scores[*a].total_cmp(&scores[*b]))
        .unwrap();
    assert_eq!(scorer.lexicon().values()[best].id, "verbinding");
}

#[test]
fn passages_of_other_documents_were_scored_right_unseen() {
    let (trained, scorer) = trained(2).unwrap();
    let values = scorer.lexicon().values();
    let place = |id: &str| values.iter().position(|value| value.id == id).unwrap();
    let (with, without) = (place("verbinding"), place("betaalbaarheid"));
    for (index, scores) in trained.cross.scores[0].iter().enumerate() {
        match index % 3 {
            0 => assert!(scores[with] > 0.5 && scores[without] < 0.5, "{index}"),
            2 => assert!(scores[with] < 0.5 && scores[without] > 0.5, "{index}"),
            _ => assert!(scores[with] < 0.5 && scores[without] < 0.5, "{index}"),
        }
    }
}

#[test]
fn threads_change_no_bit() {
    let bytes = [1, 2, 3].map(|threads| to_bytes(&trained(threads).unwrap().0.parts));
    assert!(bytes[0] == bytes[1] && bytes[1] == bytes[2]);
}
