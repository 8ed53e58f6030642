use waardenscan_train::Recipe;

use crate::args::TrainArgs;

/// The name of the recipe that the built-in model is made by.
pub(super) const WHOLE: &str = "whole recipe";

/// A recipe to try, named after what is different about it.
pub(super) struct Trial {
    pub(super) name: &'static str,
    pub(super) recipe: Recipe,
}

impl Trial {
    fn new(name: &'static str, change: fn(&mut Recipe)) -> Self {
        let mut recipe = Recipe::default();
        change(&mut recipe);
        Self { name, recipe }
    }
}

/// The recipes that the arguments ask for; none where a model is to be made.
pub(super) fn trials(args: &TrainArgs) -> Vec<Trial> {
    let mut trials = Vec::new();
    if args.cross_validate || args.ablate || args.learning_curve {
        trials.push(Trial::new(WHOLE, |_| {}));
    }
    if args.ablate {
        trials.extend([
            Trial::new("without indicators", |recipe| recipe.precise = 0.0),
            Trial::new("without stems", |recipe| recipe.stems = 0.0),
            Trial::new("without characters", |recipe| recipe.chars = 0.0),
            Trial::new("without likeness", |recipe| recipe.likeness = 0.0),
            Trial::new("without best piece", |recipe| recipe.piece = 0.0),
            Trial::new("without logistic regression", |recipe| {
                recipe.logistic = 0.0;
            }),
            Trial::new("without fragments", |recipe| recipe.fragments = 0.0),
        ]);
    }
    if args.learning_curve {
        trials.extend([
            Trial::new("half of the documents", |recipe| recipe.one_of = 2),
            Trial::new("a quarter", |recipe| recipe.one_of = 4),
            Trial::new("an eighth", |recipe| recipe.one_of = 8),
        ]);
    }
    trials
}
