//! Makes the statistical part of a lexicon from labelled passages.
//!
//! [`train`] analyses the passages, tries the recipe by cross-validation over
//! documents, calibrates on what was tried, fits the model on everything and
//! returns it with what it would have scored on passages it had not seen.
//! [`cross_validate`] only tries.
//!
//! The main choice is a ridge and a logistic regression for all values at once
//! over the same sparse rows, added up, both solved by conjugate gradients: that
//! needs no linear-algebra library, its sums have a fixed order whatever the
//! threads do, and it takes seconds. The cost is a sum that is no chance; the
//! calibration makes chances of it.
//!
//! The crate is pure: no input, no output, no clock.

mod calibrate;
mod examples;
mod fit;
mod folds;
mod information;
mod logistic;
mod meaning;
mod normal;
mod recipe;
mod ridge;
mod singular;
mod sparse;
mod texts;
mod unseen;
mod vocabulary;

use waardenscan_score::statistics::{Calibration, Model, ModelError, Parts, to_bytes};
use waardenscan_score::{GoldPassage, Scorer, Scratch};

use calibrate::{Tried, calibrate};
use examples::{Examples, with_file};
use fit::Ground;
pub use recipe::Recipe;

/// A gold file. Its documents are spread evenly over the parts of
/// cross-validation, apart from those of other files.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldFile {
    /// Name, for the record.
    pub name: String,
    /// Its passages.
    pub passages: Vec<GoldPassage>,
}

/// What a model is made of.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Labelled passages.
    pub gold: &'a [GoldFile],
    /// Passages without labels, from which the vectors of words are learned
    /// too; may be empty.
    pub corpus: &'a [String],
}

/// What cross-validation found.
pub struct CrossValidation {
    /// Per gold file, per passage, the score of every value from a model that
    /// had not seen the passage's document.
    pub scores: Vec<Vec<Vec<f64>>>,
    /// The calibration that made them, fitted on all of them together.
    pub calibration: Calibration,
}

/// A model and how it was found to do.
pub struct Trained {
    /// The model.
    pub parts: Parts,
    /// How it did on passages it had not seen.
    pub cross: CrossValidation,
}

/// Trains a model for the lexicon of `scorer`, and returns `scorer` without a
/// statistical layer.
///
/// # Errors
///
/// [`ModelError`] when a fitted model cannot be read back: a fault of this
/// program.
pub fn train(
    input: &Input<'_>,
    scorer: Scorer,
    recipe: &Recipe,
) -> Result<(Trained, Scorer), ModelError> {
    let scorer = scorer.with_model(None);
    let examples = Examples::new(input, &scorer, recipe);
    let ground = Ground::new(&examples, recipe);
    let (cross, scorer) = try_parts(input.gold, &examples, &ground, scorer, recipe)?;
    let mut parts = ground.fit(scorer.lexicon(), |_| true);
    parts.calibration = cross.calibration.clone();
    Ok((Trained { parts, cross }, scorer))
}

/// Tries a recipe by cross-validation over documents: each part of them is
/// scored by a model that was fitted on the others.
///
/// # Errors
///
/// As [`train`].
pub fn cross_validate(
    input: &Input<'_>,
    scorer: Scorer,
    recipe: &Recipe,
) -> Result<(CrossValidation, Scorer), ModelError> {
    let scorer = scorer.with_model(None);
    let examples = Examples::new(input, &scorer, recipe);
    let ground = Ground::new(&examples, recipe);
    try_parts(input.gold, &examples, &ground, scorer, recipe)
}

fn try_parts(
    gold: &[GoldFile],
    examples: &Examples,
    ground: &Ground<'_>,
    mut scorer: Scorer,
    recipe: &Recipe,
) -> Result<(CrossValidation, Scorer), ModelError> {
    let mut scratch = Scratch::new();
    let mut sums: Vec<Vec<f64>> = vec![Vec::new(); examples.passages.len()];
    let in_part = |passage: usize, part: usize| examples.part.get(passage) == Some(&part);
    for part in 0..recipe.folds {
        let learned = |passage: usize| {
            let document = examples.document.get(passage);
            document.is_some_and(|document| document % recipe.one_of.max(1) == 0)
        };
        let chosen = |passage: usize| learned(passage) && !in_part(passage, part);
        let parts = ground.fit(scorer.lexicon(), chosen);
        let model = Model::from_bytes(&to_bytes(&parts), scorer.lexicon())?;
        scorer = scorer.with_model(Some(model));
        for (index, (_, passage)) in with_file(gold).enumerate() {
            let (Some(slot), Some(text)) = (sums.get_mut(index), examples.passages.get(index))
            else {
                continue;
            };
            if in_part(index, part) {
                *slot = scorer.sums(&passage.text, &text.precise, &mut scratch);
            }
        }
    }
    let all: Vec<usize> = (0..sums.len()).collect();
    let shares = ground.shares(&all);
    let pairs = sums.iter().zip(&examples.labels);
    let tried: Vec<Tried> = pairs
        .flat_map(|(sums, labels)| sums.iter().zip(labels).enumerate())
        .map(|(value, (sum, labelled))| Tried {
            value,
            sum: *sum,
            labelled: *labelled,
        })
        .collect();
    let calibration = calibrate(&tried, &shares);
    let mut scores: Vec<Vec<Vec<f64>>> = vec![Vec::new(); gold.len()];
    for ((file, _), sums) in with_file(gold).zip(&sums) {
        let of_passage = sums.iter().enumerate();
        let of_passage = of_passage.map(|(value, sum)| calibration.score(value, *sum));
        if let Some(of_file) = scores.get_mut(file) {
            of_file.push(of_passage.collect());
        }
    }
    let cross = CrossValidation {
        scores,
        calibration,
    };
    Ok((cross, scorer.with_model(None)))
}
