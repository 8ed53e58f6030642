//! The lexicon crate from outside.

mod builtin;
mod problems;
mod regression;
