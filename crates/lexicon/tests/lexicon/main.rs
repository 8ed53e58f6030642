//! The lexicon crate from outside.

mod builtin;
mod matching;
mod problems;
mod regression;
