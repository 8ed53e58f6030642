//! Snowball stems, for the wide net.

use rust_stemmers::{Algorithm, Stemmer};

use crate::compound::LONGEST_WORD;

/// Returns the stem of a normal form; what is too long to be a word is its own.
pub(crate) fn of(form: &str) -> String {
    if form.len() > LONGEST_WORD {
        return form.to_owned();
    }
    Stemmer::create(Algorithm::Dutch).stem(form).into_owned()
}
