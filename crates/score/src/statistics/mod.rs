//! The statistical layer: a linear model over word stems, characters, the
//! precise layer's scores and the likeness to labelled passages.
//!
//! A passage's sum for a value is
//!
//! - what its stems and runs of up to three stems add, divided by the root of
//!   the sum of their squared rarities and those of a few words more;
//! - the same of the character n-grams (3 to 6) of its words;
//! - what the precise layer's scores add, of this value and of others;
//! - what its likeness to a few hundred labelled passages adds, by vectors of
//!   words that were learned from the same texts;
//! - a share of the first two once more, for the piece of the passage that
//!   speaks for the value most.
//!
//! A calibration pooled over the values turns the sum into the logit of the
//! score. The design follows a recipe that was found by cross-validation;
//! `docs/quality.md` says what each part brings. Repeats of an n-gram count
//! each time, and so do their squares in the divisor, so that a passage's sums
//! are those of its pieces and every word is looked up once.

mod factors;
mod format;
mod grams;
mod lexemes;
mod model;
mod neighbours;
mod parts;
mod pieces;
mod reading;
mod table;
#[cfg(test)]
mod tests;

pub use format::to_bytes;
pub use grams::{GramKey, Run, char_keys, stem_run};
pub use model::{Model, ModelError, RARITY_UNIT};
pub use neighbours::{dot, kernel};
pub use parts::{Calibration, GramTable, Meaning, Parts, Smoothing};
pub use pieces::pieces;
pub use table::rounded;

pub(crate) use lexemes::Lexemes;
pub(crate) use reading::{Reading, Source};
