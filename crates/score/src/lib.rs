//! Scores passages against a value lexicon: suggestions, stances, explanations and evaluation.
